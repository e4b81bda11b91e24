"""What participants answer, in the database: one row for each participant and step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from retention.content import stored_json
from retention.storage.engine import reading, writing
from retention.storage.room_tables import answers, participants, rooms
from retention.workshop.records import Answer, NotIn, Removed
from retention.workshop.steps import TAKING_ANSWERS, still_counts


class RoomAnswers:
    """The part of RoomStore that keeps answers."""

    engine: Engine
    _now: Callable[[], datetime]

    def answer(self, participant_id: int, step: str, content: dict[str, Any], complete: bool = True) -> Answer:
        """Keep answers to a step beside those given before; the same question is answered anew.  Returns what is kept.

        content: JSON by question, checked by the caller.  complete: whether all that is asked is answered.
        `counted` of the result tells whether it came in time: an answer to a step that the room has left, for longer
        than the grace, is kept for its sender only, and what counted before stays as it was.
        Raises NotIn, Removed, and ValueError for a step that takes no answers.
        """
        if step not in TAKING_ANSWERS:
            raise ValueError(f"{step!r} takes no answers")
        now = self._now()
        with writing(self.engine) as connection:
            room_id, in_time = _in_time(connection, participant_id, step, now)
            before = _answer(connection, participant_id, step, lock=True)
            if before is not None and before.counted and not in_time:
                return Answer(participant_id, step, before.content, before.complete, False, before.saved_at)
            kept = {**(before.content if before is not None and before.counted == in_time else {}), **content}
            key = {"participant_id": participant_id, "step": step}
            values = {"content": stored_json(kept), "complete": complete, "counted": in_time, "saved_at": now}
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(answers).values(**key, **values, room_id=room_id)
            connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
            found = _answer(connection, participant_id, step)
            assert found is not None
            return found

    def answered(self, participant_id: int) -> dict[str, Answer]:
        """What one participant answered, by step."""
        with reading(self.engine) as connection:
            return answered_by(connection, participant_id)

    def answers(self, room_id: int, step: str) -> tuple[Answer, ...]:
        """The answers to a step that count: in time, by participants who are in the room and do not only observe."""
        counting = answers.c.counted & participants.c.removed_at.is_(None) & ~participants.c.observer
        statement = (
            select(answers.c.participant_id, answers.c.step, *_COLUMNS)
            .join_from(answers, participants, participants.c.id == answers.c.participant_id)
            .where(answers.c.room_id == room_id, answers.c.step == step, counting)
            .order_by(answers.c.participant_id)
        )
        with reading(self.engine) as connection:
            return tuple(_read(found) for found in connection.execute(statement))


_COLUMNS = (answers.c.content, answers.c.complete, answers.c.counted, answers.c.saved_at)


def answered_by(connection: Connection, participant_id: int) -> dict[str, Answer]:
    """What one participant answered, by step."""
    columns = (answers.c.participant_id, answers.c.step, *_COLUMNS)
    statement = select(*columns).where(answers.c.participant_id == participant_id)
    return {found.step: _read(found) for found in connection.execute(statement)}


def _in_time(connection: Connection, participant_id: int, step: str, now: datetime) -> tuple[int, bool]:
    """The participant's room, and whether an answer to `step` counts there now."""
    statement = (
        select(participants.c.room_id, participants.c.removed_at, rooms.c.step, rooms.c.closed_steps,
               rooms.c.closed_at, rooms.c.expires_at)
        .join_from(participants, rooms, rooms.c.id == participants.c.room_id)
        .where(participants.c.id == participant_id)
    )  # fmt: skip
    found = connection.execute(statement).first()
    if found is None:
        raise NotIn(str(participant_id))
    if found.removed_at is not None:
        raise Removed(str(participant_id))
    left = json.loads(found.closed_steps).get(step)
    left_at = None if left is None else datetime.fromisoformat(left)
    if found.closed_at is not None:
        over_at = found.closed_at
        return found.room_id, still_counts("", step, over_at if found.step == step else left_at, now)
    return found.room_id, now < found.expires_at and still_counts(found.step, step, left_at, now)


def _answer(connection: Connection, participant_id: int, step: str, lock: bool = False) -> Answer | None:
    statement = select(answers.c.participant_id, answers.c.step, *_COLUMNS).where(
        answers.c.participant_id == participant_id, answers.c.step == step
    )
    found = connection.execute(statement.with_for_update() if lock else statement).first()
    return None if found is None else _read(found)


def _read(found: Any) -> Answer:
    return Answer(
        found.participant_id, found.step, json.loads(found.content), found.complete, found.counted, found.saved_at
    )
