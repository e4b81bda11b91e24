"""Messages of cases in the database; every method is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update

from retention.faults import InvalidInput
from retention.storage import cases as case_store
from retention.storage.closings import list_memos
from retention.storage.dealing_tables import messages
from retention.storage.engine import reading, writing
from retention.storage.records import CaseRow, Deleted, NotFound
from retention.storage.search import ROW_COLUMNS
from retention.storage.tables import cases
from retention.threads import Message, Side, in_order, message_faults

MOST_THREADS = 200
_MESSAGE = [messages.c[field.name] for field in fields(Message)]


class MessageStore:
    """Messages in SQLite or PostgreSQL.  May be shared between threads.  Every method may raise Unavailable."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def log(self, case_id: int, side: Side, channel: str, written_at: datetime | None, note: str = "") -> Message:
        """Note that the client or we wrote.  A closed or archived case that the client writes to again is open again.

        written_at: aware of its time zone.  Raises InvalidInput, NotFound and Deleted.
        """
        now = self._now()
        faults = message_faults(channel, written_at, now)
        if faults or written_at is None:
            raise InvalidInput(*faults)
        values = {"case_id": case_id, "channel": " ".join(channel.split()), "side": side, "note": note}
        with writing(self.engine) as connection:
            case_store.take_turn(connection, case_id)
            stored = case_store.load(connection, case_id)
            if stored.row.shelf == "deleted":
                raise Deleted(stored)
            row = insert(messages).values(**values, written_at=written_at, logged_at=now).returning(*_MESSAGE)
            message = Message(*connection.execute(row).one())
            if side == "client":
                _reopen(connection, stored.row, message, now)
            return message

    def remove(self, message_id: int) -> None:
        """Take out a message that was noted by mistake.  Raises NotFound."""
        with writing(self.engine) as connection:
            if connection.execute(delete(messages).where(messages.c.id == message_id)).rowcount == 0:
                raise NotFound(f"no message {message_id}")

    def of_case(self, case_id: int) -> tuple[Message, ...]:
        """The messages of a case, the oldest first."""
        with reading(self.engine) as connection:
            return tuple(_of_cases(connection, [case_id]))

    def unanswered(self, limit: int = MOST_THREADS) -> tuple[tuple[CaseRow, tuple[Message, ...]], ...]:
        """Each case, not deleted, in which the client wrote last, with its messages; the oldest last message first.

        limit: of cases.
        """
        newest_first = (messages.c.written_at.desc(), messages.c.id.desc())
        place = func.row_number().over(partition_by=messages.c.case_id, order_by=newest_first).label("place")
        ranked = select(messages.c.case_id, messages.c.side, messages.c.written_at, place).subquery()
        last = (ranked.c.place == 1) & (ranked.c.side == "client")
        statement = (
            select(*ROW_COLUMNS)
            .join(ranked, ranked.c.case_id == cases.c.id)
            .where(last, cases.c.shelf != "deleted")
            .order_by(ranked.c.written_at, cases.c.id)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            rows = [CaseRow(*found) for found in connection.execute(statement)]
            written: dict[int, list[Message]] = {}
            for message in _of_cases(connection, [row.id for row in rows]):
                written.setdefault(message.case_id, []).append(message)
        return tuple((row, tuple(written[row.id])) for row in rows)

    def of_cases(self, case_ids: Iterable[int]) -> tuple[Message, ...]:
        """The messages of these cases, the oldest first."""
        with reading(self.engine) as connection:
            return tuple(_of_cases(connection, list(case_ids)))

    def since(self, moment: datetime) -> tuple[Message, ...]:
        """All messages of the cases, not deleted, in which someone has written since a moment; the oldest first."""
        lately = select(messages.c.case_id).where(messages.c.written_at >= moment)
        there = select(cases.c.id).where(cases.c.id.in_(lately), cases.c.shelf != "deleted")
        with reading(self.engine) as connection:
            return tuple(_of_cases(connection, there))

    def channels(self) -> tuple[str, ...]:
        """The channels on which anyone has written, by name."""
        with reading(self.engine) as connection:
            statement = select(messages.c.channel).distinct().order_by(messages.c.channel)
            return tuple(connection.execute(statement).scalars())


def _of_cases(connection: Connection, case_ids: list[int] | Select[Any]) -> list[Message]:
    statement = select(*_MESSAGE).where(messages.c.case_id.in_(case_ids))
    return in_order(Message(*found) for found in connection.execute(statement))


def _reopen(connection: Connection, row: CaseRow, message: Message, now: datetime) -> None:
    """Open a case to which the client has written since it was closed; out of the archive it comes in any case."""
    last = _of_cases(connection, [row.id])[-1]
    locked = list_memos(connection, row.id)
    # hours are given in minutes, so that a message of the minute of the closing may be one after it
    is_after = not locked or message.written_at >= locked[-1].closed_at.replace(second=0, microsecond=0)
    if last.id != message.id or not is_after:
        return
    values = {"status": "draft", "shelf": "open", "archived_at": None, "updated_at": now}
    connection.execute(update(cases).where(cases.c.id == row.id).values(**values))
