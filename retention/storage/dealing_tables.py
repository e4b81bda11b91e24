"""The tables of dealing with the client: promises, messages, and the replies that others read as the client."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from retention.storage.tables import Moment, metadata


def _of(table: str, **settings: Any) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="CASCADE", **settings)


# case_id: none where a promise belongs to no case.  from_closing: made as a case was closed; `cases.promise_at`,
# `promise_on` and `promise_kept_at` repeat, for the list, the promise of the case that is due next.
# due_on: the day of due_at on the clock of whoever promised.  state: open, moved, kept, dropped.
promises = Table(
    "promises",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, _of("cases"), index=True),
    Column("to_whom", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", String(10), nullable=False),
    Column("from_closing", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index("promises_by_due", "state", "due_at"),
    sqlite_autoincrement=True,
)

# What happened to a promise: made, no_news, moved, kept, dropped, back.  due_at: by when it was promised just then;
# next_at: by when since.
promise_events = Table(
    "promise_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("promise_id", Integer, _of("promises"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("next_at", Moment),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

# side: client or us.  written_at: when it was written; logged_at: when it was noted here.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, _of("cases"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("side", String(10), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("logged_at", Moment, nullable=False),
    Index("messages_by_case", "case_id", "written_at", "id"),
    sqlite_autoincrement=True,
)

# Replies handed over to be read as the client would.  author_hash, rater_hash: of the token of a browser.
reply_drafts = Table(
    "reply_drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, _of("cases"), index=True),
    Column("text", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("author", Text, nullable=False),
    Column("author_hash", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

reply_ratings = Table(
    "reply_ratings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, _of("reply_drafts"), nullable=False),
    Column("rater", Text, nullable=False),
    Column("rater_hash", String(64), nullable=False),
    Column("score", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("rated_at", Moment, nullable=False),
    UniqueConstraint("draft_id", "rater_hash", name="one_rating_of_each_browser"),
    sqlite_autoincrement=True,
)
