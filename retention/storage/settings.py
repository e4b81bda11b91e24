"""What holds for all cases, as JSON by key."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from retention.content import canonical_json
from retention.storage.tables import settings


def setting(connection: Connection, key: str) -> Any:
    """The value that was set, None where none was."""
    found = connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar_one_or_none()
    return None if found is None else json.loads(found)


def set_setting(connection: Connection, key: str, value: Any) -> None:
    """Set a value in place of the one before."""
    connection.execute(delete(settings).where(settings.c.key == key))
    connection.execute(insert(settings).values(key=key, value=canonical_json(value)))


def first_setting(connection: Connection, key: str, value: Any) -> Any:
    """Set a value unless one was set; returns what is set, the same for all who ask at the same time."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"key": key, "value": canonical_json(value)}
    connection.execute(dialect.insert(settings).values(**row).on_conflict_do_nothing(index_elements=["key"]))
    return setting(connection, key)
