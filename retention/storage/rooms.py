"""Rooms in the database: opening, leading and joining them; every method is one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from retention.access import new_token, same, token_hash
from retention.content import stored_json
from retention.storage.engine import reading, writing
from retention.storage.room_answers import RoomAnswers, answered_by
from retention.storage.room_bank import handed_in
from retention.storage.room_tables import (
    answers,
    bank_entries,
    participants,
    question_votes,
    questions,
    rooms,
    wrong_codes,
)
from retention.storage.room_wall import RoomWall
from retention.workshop.codes import new_code
from retention.workshop.records import (
    NoRoom,
    NotHost,
    NotIn,
    Participant,
    Pulse,
    Removed,
    Room,
    RoomLocked,
    RoomOver,
    RoomRow,
    Seat,
)
from retention.workshop.steps import STEPS, TAKING_ANSWERS

HOURS_OPEN = 12
LONGEST_NICKNAME = 40
_ROOM = [rooms.c[field.name] for field in fields(Room)]
_PARTICIPANT = [participants.c[field.name] for field in fields(Participant)]


class RoomStore(RoomAnswers, RoomWall):
    """Rooms in SQLite or PostgreSQL.  May be shared between threads.  Every method may raise Unavailable."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self._now = clock

    def open_room(
        self, document: dict[str, Any], title: str, language: str, hours: float = HOURS_OPEN
    ) -> tuple[Room, str]:
        """A new room in the lobby, and the host's secret, which is kept nowhere else.

        document: the case on the table.  hours: until the code expires.
        """
        now, secret = self._now(), new_token()
        row: dict[str, Any] = {
            "host_hash": token_hash(secret),
            "title": title,
            "document": stored_json(document),
            "language": language,
            "step": STEPS[0],
            "revision": 1,
            "closed_steps": "{}",
            "locked": False,
            "opened_at": now,
            "expires_at": now + timedelta(hours=hours),
        }
        for _ in range(20):  # a code that is taken is met once in a million times
            try:
                with writing(self.engine) as connection:
                    statement = insert(rooms).values(**row, code=new_code()).returning(rooms.c.id)
                    return _load(connection, connection.execute(statement).scalar_one()), secret
            except IntegrityError:
                continue
        raise RuntimeError("no free code was found")

    def room(self, room_id: int) -> Room:
        """Raises NoRoom."""
        with reading(self.engine) as connection:
            return _load(connection, room_id)

    def find(self, code: str) -> Room:
        """The room of a code, over or not.  Raises NoRoom."""
        with reading(self.engine) as connection:
            return _load_where(connection, rooms.c.code == code, code)

    def seat(self, code: str, token: str) -> Seat:
        """The room of a code, this browser's place in it and its answers: all that a phone shows, in one look.

        A browser that was removed has its place with `removed_at`.  Raises NoRoom.
        """
        with reading(self.engine) as connection:
            room = _load_where(connection, rooms.c.code == code, code)
            me = _by_token(connection, room.id, token)
            return Seat(room, me, answered_by(connection, me.id) if me else {})

    def note_wrong_code(self) -> int:
        """Count a wrong code; returns how many there were within the last minute, by everybody."""
        now = self._now()
        with writing(self.engine) as connection:
            connection.execute(delete(wrong_codes).where(wrong_codes.c.tried_at < now - timedelta(minutes=1)))
            connection.execute(insert(wrong_codes).values(tried_at=now))
            return connection.execute(select(func.count()).select_from(wrong_codes)).scalar_one()

    def listed(self, limit: int = 100) -> tuple[RoomRow, ...]:
        """The rooms of this database, newest first, for its owner."""
        people = (
            select(func.count())
            .where(participants.c.room_id == rooms.c.id, participants.c.removed_at.is_(None), ~participants.c.observer)
            .scalar_subquery()
        )
        columns = [people if field.name == "people" else rooms.c[field.name] for field in fields(RoomRow)]
        statement = select(*columns).order_by(rooms.c.opened_at.desc(), rooms.c.id.desc()).limit(limit)
        with reading(self.engine) as connection:
            return tuple(RoomRow(*found) for found in connection.execute(statement))

    def hosted(self, code: str, secret: str) -> Room:
        """The room of a code, for whoever has its host's secret.  Raises NoRoom and NotHost."""
        with reading(self.engine) as connection:
            statement = select(rooms.c.id, rooms.c.host_hash).where(rooms.c.code == code)
            found = connection.execute(statement).first()
            if found is None:
                raise NoRoom(code)
            if not same(found.host_hash, token_hash(secret)):
                raise NotHost(code)
            return _load(connection, found.id)

    def new_secret(self, room_id: int) -> str:
        """Another secret for the host; the one before opens nothing any more.  Raises NoRoom."""
        secret = new_token()
        self._change(room_id, host_hash=token_hash(secret))
        return secret

    def go_to(self, room_id: int, step: str, ends_at: datetime | None = None) -> Room:
        """Lead the room to a step, with a countdown where `ends_at` is given; a repeated step takes answers again.

        Raises NoRoom, RoomOver, and ValueError for a step that there is not.
        """
        if step not in STEPS:
            raise ValueError(f"{step!r} is no step; the steps are {', '.join(STEPS)}")
        now = self._now()
        with writing(self.engine) as connection:
            room = _load(connection, room_id, lock=True)
            if room.is_over(now):
                raise RoomOver(room.code)
            left = {name: moment for name, moment in room.closed_steps.items() if name != step}
            if room.step != step and room.step in TAKING_ANSWERS:
                left[room.step] = now
            closed_steps = json.dumps({name: moment.isoformat() for name, moment in left.items()})
            values = {"step": step, "ends_at": ends_at, "reveal": None, "closed_steps": closed_steps}
            return _change(connection, room_id, revise=True, **values)

    def set_timer(self, room_id: int, ends_at: datetime | None) -> Room:
        """Start a countdown on every phone, or take it away."""
        return self._change(room_id, revise=True, ends_at=ends_at)

    def show(self, room_id: int, question: str | None) -> Room:
        """Put the distribution of one question on the projector, or the overview."""
        return self._change(room_id, revise=True, reveal=question)

    def lock(self, room_id: int, locked: bool) -> Room:
        """Let nobody new in, or let them in again."""
        return self._change(room_id, locked=locked)

    def close_room(self, room_id: int) -> Room:
        """End the room: nobody joins or answers any more, everyone keeps what is theirs."""
        return self._change(room_id, revise=True, closed_at=self._now(), ends_at=None)

    def delete_room(self, room_id: int) -> None:
        """Delete a room with everything in it: people, answers, questions, the cases handed in and the homework.

        Raises NoRoom.
        """
        with writing(self.engine) as connection:
            connection.execute(delete(bank_entries).where(bank_entries.c.room_id == room_id))
            if connection.execute(delete(rooms).where(rooms.c.id == room_id)).rowcount == 0:
                raise NoRoom(str(room_id))

    def join(
        self, room_id: int, token: str, nickname: str = "", language: str = "en", observer: bool = False
    ) -> Participant:
        """Come in, or come back: one browser is one participant, whose name and language are set anew.

        Raises NoRoom, Removed, and for those who are not in yet RoomOver and RoomLocked.
        """
        now = self._now()
        given = {"nickname": nickname[:LONGEST_NICKNAME], "language": language, "observer": observer}
        with writing(self.engine) as connection:
            room = _load(connection, room_id)
            known = _by_token(connection, room_id, token)
            if known is not None and known.removed_at is not None:
                raise Removed(room.code)
            if known is None and room.is_over(now):
                raise RoomOver(room.code)
            if known is None and room.locked:
                raise RoomLocked(room.code)
            key = {"room_id": room_id, "token_hash": token_hash(token)}
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(participants).values(**key, **given, hidden=False, joined_at=now)
            connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=given))
            found = _by_token(connection, room_id, token)
            assert found is not None
            return found

    def me(self, room_id: int, token: str) -> Participant:
        """The participant of this browser.  Raises NotIn and Removed."""
        with reading(self.engine) as connection:
            found = _by_token(connection, room_id, token)
        if found is None:
            raise NotIn(str(room_id))
        if found.removed_at is not None:
            raise Removed(str(room_id))
        return found

    def participants(self, room_id: int) -> tuple[Participant, ...]:
        """Everyone who ever came in, in the order of coming."""
        statement = select(*_PARTICIPANT).where(participants.c.room_id == room_id).order_by(participants.c.id)
        with reading(self.engine) as connection:
            return tuple(Participant(*found) for found in connection.execute(statement))

    def hide_name(self, room_id: int, participant_id: int, hidden: bool) -> None:
        """Show a nickname to nobody but the host, or show it again."""
        self._change_participant(room_id, participant_id, hidden=hidden)

    def remove(self, room_id: int, participant_id: int) -> None:
        """Send a browser out of the room; its answers count no more."""
        self._change_participant(room_id, participant_id, removed_at=self._now())

    def let_back(self, room_id: int, participant_id: int) -> None:
        """Let a removed browser in again, with its answers."""
        self._change_participant(room_id, participant_id, removed_at=None)

    def pulses(self, room_ids: Iterable[int]) -> dict[int, Pulse]:
        """The pulse of each of these rooms, in one look."""
        here = (participants.c.room_id == rooms.c.id) & participants.c.removed_at.is_(None) & ~participants.c.observer
        people = select(func.count()).where(here).scalar_subquery()
        in_time = (answers.c.room_id == rooms.c.id) & (answers.c.step == rooms.c.step)
        counting = in_time & answers.c.counted & answers.c.complete
        answered = (
            select(func.count())
            .select_from(answers.join(participants, participants.c.id == answers.c.participant_id))
            .where(counting, participants.c.removed_at.is_(None), ~participants.c.observer)
            .scalar_subquery()
        )
        asked = select(func.count()).where(questions.c.room_id == rooms.c.id).scalar_subquery()
        votes = (
            select(func.count())
            .select_from(question_votes.join(questions, questions.c.id == question_votes.c.question_id))
            .where(questions.c.room_id == rooms.c.id)
            .scalar_subquery()
        )
        columns = (rooms.c.id, rooms.c.revision, rooms.c.step, rooms.c.ends_at, rooms.c.closed_at, rooms.c.expires_at)
        counts_of = (people, answered, asked * 1000 + votes, handed_in())
        statement = select(*columns, *counts_of).where(rooms.c.id.in_(list(room_ids)))
        now = self._now()
        with reading(self.engine) as connection:
            return {
                number: Pulse(number, revision, step, ends_at, closed is not None or now >= expires, *counts)
                for number, revision, step, ends_at, closed, expires, *counts in connection.execute(statement)
            }

    def _change(self, room_id: int, revise: bool = False, **values: Any) -> Room:
        with writing(self.engine) as connection:
            return _change(connection, room_id, revise, **values)

    def _change_participant(self, room_id: int, participant_id: int, **values: Any) -> None:
        here = (participants.c.room_id == room_id) & (participants.c.id == participant_id)
        with writing(self.engine) as connection:
            if connection.execute(update(participants).where(here).values(**values)).rowcount == 0:
                raise NotIn(str(participant_id))
            _change(connection, room_id, revise=True)


def _load(connection: Connection, room_id: int, lock: bool = False) -> Room:
    return _load_where(connection, rooms.c.id == room_id, room_id, lock)


def _load_where(connection: Connection, here: ColumnElement[bool], named: object, lock: bool = False) -> Room:
    statement = select(*_ROOM).where(here)
    found = connection.execute(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NoRoom(str(named))
    row = dict(found._mapping)
    row["document"] = json.loads(row["document"])
    row["closed_steps"] = {
        name: datetime.fromisoformat(moment) for name, moment in json.loads(row["closed_steps"]).items()
    }
    return Room(**row)


def _change(connection: Connection, room_id: int, revise: bool = False, **values: Any) -> Room:
    if revise:
        values["revision"] = rooms.c.revision + 1
    connection.execute(update(rooms).where(rooms.c.id == room_id).values(**values))
    return _load(connection, room_id)


def _by_token(connection: Connection, room_id: int, token: str) -> Participant | None:
    here = (participants.c.room_id == room_id) & (participants.c.token_hash == token_hash(token))
    found = connection.execute(select(*_PARTICIPANT).where(here)).first()
    return None if found is None else Participant(*found)
