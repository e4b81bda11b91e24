"""The owner's key, the same for every process that shares the database."""

from __future__ import annotations

from retention.access import KEY_SETTING, given_key, new_token
from retention.storage.store import SqlStorage


def owner_key(storage: SqlStorage) -> str:
    """The key of the environment, else the one that this database keeps, made on first use.

    Raises Unavailable, and ValueError where the environment's key is too short.
    """
    key = given_key() or storage.setting(KEY_SETTING)
    if key is None:
        key = storage.first_setting(KEY_SETTING, new_token())
    return str(key)
