"""The tables; `retention/migrations` makes them, and a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware of it on both sides; SQLite keeps no time zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _case_key(**settings: Any) -> Column[int]:
    return Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, **settings)


# Narrow on purpose: this is what lists read, so documents and searched text lie elsewhere.
cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("shelf", String(10), nullable=False),
    Column("verdict", String(20)),
    Column("recommended", String(20)),
    Column("value_gap", Float),
    Column("currency", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("archived_at", Moment),
    Column("deleted_at", Moment),
    Column("promise_at", Moment),
    Column("promise_on", Date),
    Column("promise_kept_at", Moment),
    Column("review_on", Date),
    Column("next_due_on", Date),
    Index("cases_by_change", "shelf", "updated_at", "id"),
    Index("cases_by_status", "shelf", "status", "updated_at", "id"),
    Index("cases_by_due_date", "next_due_on"),
    sqlite_autoincrement=True,  # an id is never given twice, not even after a purge
)

# What `search` looks in.  Each database keeps a trigram index of it, made in the migration.
case_search = Table(
    "case_search",
    metadata,
    _case_key(primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    _case_key(primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", Text, nullable=False),  # JSON in ASCII: no database can change what it says
    Column("content_hash", String(64), nullable=False),
)

# A trigger refuses every update of a row.
memos = Table(
    "memos",
    metadata,
    Column("id", Integer, primary_key=True),
    _case_key(index=True),
    Column("closed_at", Moment, nullable=False),
    Column("content", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    _case_key(index=True),
    Column("memo_id", Integer, ForeignKey("memos.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("saved_at", Moment, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
