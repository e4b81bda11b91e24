"""Assignments for home in the database: set, written, sent and reviewed; every method is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from retention.storage.engine import reading, writing
from retention.storage.room_tables import assignments, participants, rooms, submissions
from retention.workshop.bank_records import (
    LONGEST,
    LONGEST_HOMEWORK,
    AlreadyReviewed,
    Assignment,
    Homework,
    one_line,
    plain,
)
from retention.workshop.records import NotIn, Removed

_ASSIGNMENT = [assignments.c[field.name] for field in fields(Assignment)]
_HOMEWORK = [submissions.c[field.name] for field in fields(Homework)]


class AssignmentStore:
    """Assignments of rooms.  May be shared between threads.  Every method may raise Unavailable.

    Home is after the room: they are set, sent and reviewed whether it is over or not.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def set(self, room_id: int, title: str, task: str, due_at: datetime) -> Assignment:
        """Give a room a task.  due_at: aware of its time zone.  Raises ValueError without a title."""
        title = one_line(title)[: LONGEST["title"]]
        if not title:
            raise ValueError("an assignment needs a title")
        row = {"room_id": room_id, "title": title, "task": plain(task).strip()[:LONGEST_HOMEWORK], "due_at": due_at}
        with writing(self.engine) as connection:
            statement = insert(assignments).values(**row, set_at=self._now()).returning(*_ASSIGNMENT)
            found = connection.execute(statement).one()
            _tell(connection, room_id)
            return Assignment(*found)

    def change_due(self, assignment_id: int, due_at: datetime) -> None:
        """Give more time, or less.  Raises NotIn."""
        with writing(self.engine) as connection:
            statement = update(assignments).where(assignments.c.id == assignment_id).values(due_at=due_at)
            room_id = connection.execute(statement.returning(assignments.c.room_id)).scalar_one_or_none()
            if room_id is None:
                raise NotIn(str(assignment_id))
            _tell(connection, room_id)

    def delete(self, assignment_id: int) -> None:
        """Take an assignment away with everything that was sent for it."""
        with writing(self.engine) as connection:
            statement = delete(assignments).where(assignments.c.id == assignment_id).returning(assignments.c.room_id)
            room_id = connection.execute(statement).scalar_one_or_none()
            if room_id is not None:
                _tell(connection, room_id)

    def of_room(self, room_id: int) -> tuple[Assignment, ...]:
        """The assignments of a room, the first due first."""
        statement = select(*_ASSIGNMENT).where(assignments.c.room_id == room_id)
        with reading(self.engine) as connection:
            ordered = connection.execute(statement.order_by(assignments.c.due_at, assignments.c.id))
            return tuple(Assignment(*found) for found in ordered)

    def keep_draft(self, participant_id: int, assignment_id: int, text: str, our_part: str, their_part: str) -> None:
        """Keep what a participant is writing; what was sent stays as it was.  Raises NotIn, Removed."""
        with writing(self.engine) as connection:
            before = _before(connection, participant_id, assignment_id)
            if before is None or before.sent_at is None:
                _write(connection, participant_id, assignment_id, None, text, our_part, their_part)

    def send(
        self, participant_id: int, assignment_id: int, text: str, our_part: str = "", their_part: str = ""
    ) -> Homework:
        """Send the homework, or send it anew as long as it was not reviewed; the last sending is what counts.

        Raises NotIn, Removed, AlreadyReviewed, and ValueError for an empty text.
        """
        if not text.strip():
            raise ValueError("the homework is empty")
        with writing(self.engine) as connection:
            before = _before(connection, participant_id, assignment_id)
            if before is not None and before.reviewed_at is not None:
                raise AlreadyReviewed(str(assignment_id))
            _write(connection, participant_id, assignment_id, self._now(), text, our_part, their_part)
            found = _found(connection, participant_id, assignment_id)
            assert found is not None
            return found

    def review(self, assignment_id: int, participant_id: int, comment: str) -> Homework:
        """Review what was sent; again to change the comment.  Raises NotIn where nothing was sent."""
        sent = (submissions.c.assignment_id == assignment_id) & (submissions.c.participant_id == participant_id)
        values = {"reviewed_at": self._now(), "comment": plain(comment).strip()[:LONGEST_HOMEWORK]}
        with writing(self.engine) as connection:
            statement = update(submissions).where(sent, submissions.c.sent_at.is_not(None)).values(**values)
            if connection.execute(statement).rowcount == 0:
                raise NotIn(str(participant_id))
            room = select(assignments.c.room_id).where(assignments.c.id == assignment_id)
            _tell(connection, connection.execute(room).scalar_one())
            found = _found(connection, participant_id, assignment_id)
            assert found is not None
            return found

    def sent(self, assignment_id: int) -> tuple[Homework, ...]:
        """What was sent for an assignment, the earliest first; drafts are their writers' alone."""
        statement = select(*_HOMEWORK).where(
            submissions.c.assignment_id == assignment_id, submissions.c.sent_at.is_not(None)
        )
        with reading(self.engine) as connection:
            ordered = connection.execute(statement.order_by(submissions.c.sent_at, submissions.c.participant_id))
            return tuple(Homework(*found) for found in ordered)

    def own(self, participant_id: int) -> dict[int, Homework]:
        """What a participant has written, sent or not, by assignment."""
        statement = select(*_HOMEWORK).where(submissions.c.participant_id == participant_id)
        with reading(self.engine) as connection:
            return {found.assignment_id: Homework(*found) for found in connection.execute(statement)}


def _before(connection: Connection, participant_id: int, assignment_id: int) -> Homework | None:
    """What was written before, for someone of the assignment's room."""
    who = select(participants.c.room_id, participants.c.removed_at).where(participants.c.id == participant_id)
    person = connection.execute(who).first()
    room = select(assignments.c.room_id).where(assignments.c.id == assignment_id)
    room_id = connection.execute(room).scalar_one_or_none()
    if person is None or room_id is None or person.room_id != room_id:
        raise NotIn(str(participant_id))
    if person.removed_at is not None:
        raise Removed(str(participant_id))
    return _found(connection, participant_id, assignment_id, lock=True)


def _found(connection: Connection, participant_id: int, assignment_id: int, lock: bool = False) -> Homework | None:
    statement = select(*_HOMEWORK).where(
        submissions.c.assignment_id == assignment_id, submissions.c.participant_id == participant_id
    )
    found = connection.execute(statement.with_for_update() if lock else statement).first()
    return None if found is None else Homework(*found)


def _write(connection: Connection, participant_id: int, assignment_id: int, sent_at: datetime | None, text: str,
           our_part: str, their_part: str) -> None:  # fmt: skip
    key = {"assignment_id": assignment_id, "participant_id": participant_id}
    texts = {"text": text, "our_part": our_part, "their_part": their_part}
    values: dict[str, Any] = {name: plain(written).strip()[:LONGEST_HOMEWORK] for name, written in texts.items()}
    values["sent_at"] = sent_at
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(submissions).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _tell(connection: Connection, room_id: int) -> None:
    """Every phone of the room is to look again."""
    connection.execute(update(rooms).where(rooms.c.id == room_id).values(revision=rooms.c.revision + 1))
