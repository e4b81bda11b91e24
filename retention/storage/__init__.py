"""Cases as saved: the Storage protocol and its SQLAlchemy version for SQLite and PostgreSQL."""

from retention.storage.engine import database_url
from retention.storage.records import (
    STATUSES,
    CaseRecord,
    CaseRow,
    Conflict,
    Deleted,
    Due,
    Headline,
    NotClosed,
    NotFound,
    Page,
    Settled,
    Unavailable,
    Version,
    VersionRow,
)
from retention.storage.rooms import RoomStore
from retention.storage.store import SqlStorage, Storage, open_storage

__all__ = [
    "STATUSES",
    "CaseRecord",
    "CaseRow",
    "Conflict",
    "Deleted",
    "Due",
    "Headline",
    "NotClosed",
    "NotFound",
    "Page",
    "RoomStore",
    "Settled",
    "SqlStorage",
    "Storage",
    "Unavailable",
    "Version",
    "VersionRow",
    "database_url",
    "open_storage",
]
