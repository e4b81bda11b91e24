"""The tables of the workshop: rooms, who is in them, what they answered; the case bank and the assignments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from retention.storage.tables import Moment, metadata


def _key(name: str, table: str, **settings: Any) -> Column[int]:
    nullable = settings.pop("nullable", False)
    gone = "SET NULL" if nullable else "CASCADE"
    return Column(name, Integer, ForeignKey(f"{table}.id", ondelete=gone), nullable=nullable, **settings)


# host_hash: of the host's secret.  document: the case as JSON.  revision: grows with all that every phone must see.
# closed_steps: JSON, when each step that takes answers was last left.
rooms = Table(
    "rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("host_hash", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("step", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reveal", String(200)),
    Column("closed_steps", Text, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("ends_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("rooms_by_opening", "opened_at"),
    sqlite_autoincrement=True,
)

# One row for each browser in a room: token_hash is of the browser's token.
participants = Table(
    "participants",
    metadata,
    Column("id", Integer, primary_key=True),
    _key("room_id", "rooms"),
    Column("token_hash", String(64), nullable=False),
    Column("nickname", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("observer", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("room_id", "token_hash", name="one_row_for_each_browser"),
    sqlite_autoincrement=True,
)

# One row for each participant and step that takes answers; counted: whether it came in time.
answers = Table(
    "answers",
    metadata,
    _key("participant_id", "participants", primary_key=True, autoincrement=False),
    Column("step", String(20), primary_key=True),
    _key("room_id", "rooms"),
    Column("content", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Index("answers_by_room", "room_id", "step", "counted", "complete"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    _key("room_id", "rooms", index=True),
    _key("participant_id", "participants"),
    Column("text", Text, nullable=False),
    Column("state", String(10), nullable=False),  # open, parked, answered or hidden
    Column("asked_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

question_votes = Table(
    "question_votes",
    metadata,
    _key("question_id", "questions", primary_key=True, autoincrement=False),
    _key("participant_id", "participants", primary_key=True, autoincrement=False),
)

# What was handed in stays beside what is published, which is masked.
# state: draft (its writer's alone), submitted, published or withdrawn.
bank_entries = Table(
    "bank_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    _key("room_id", "rooms", nullable=True, index=True),
    _key("participant_id", "participants", nullable=True, index=True),
    Column("team", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("title", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("done", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("published", Text),  # JSON of the masked texts
    Column("state", String(10), nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("published_at", Moment),
    sqlite_autoincrement=True,
)

bank_votes = Table(
    "bank_votes",
    metadata,
    _key("entry_id", "bank_entries", primary_key=True, autoincrement=False),
    _key("participant_id", "participants", primary_key=True, autoincrement=False),
    Column("voted_at", Moment, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Integer, primary_key=True),
    _key("room_id", "rooms", index=True),
    Column("title", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("set_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

submissions = Table(
    "submissions",
    metadata,
    _key("assignment_id", "assignments", primary_key=True, autoincrement=False),
    _key("participant_id", "participants", primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("our_part", Text, nullable=False),
    Column("their_part", Text, nullable=False),
    Column("sent_at", Moment),  # none while it is a draft
    Column("reviewed_at", Moment),
    Column("comment", Text),
)

# Wrong codes lately, so that guessing is slowed whoever guesses.
wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tried_at", Moment, nullable=False, index=True),
)
