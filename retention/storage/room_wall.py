"""The question wall of a room in the database: asked, up-voted, parked, answered or hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, and_, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from retention.storage.engine import reading, writing
from retention.storage.room_tables import participants, question_votes, questions, rooms
from retention.workshop.records import QUESTION_STATES, NotIn, QuestionState, Removed, RoomOver, WallQuestion

LONGEST_QUESTION = 500
MOST_QUESTIONS = 50  # of one participant


class RoomWall:
    """The part of RoomStore that keeps questions."""

    engine: Engine
    _now: Callable[[], datetime]

    def ask(self, participant_id: int, text: str) -> int:
        """Put a question on the wall; returns its number.

        Raises NotIn, Removed, RoomOver, and ValueError where this participant has asked too many.
        """
        now = self._now()
        with writing(self.engine) as connection:
            room_id = room_of(connection, participant_id, now)
            mine = select(func.count()).where(questions.c.participant_id == participant_id)
            if connection.execute(mine).scalar_one() >= MOST_QUESTIONS:
                raise ValueError(f"at most {MOST_QUESTIONS} questions each")
            row = {"room_id": room_id, "participant_id": participant_id, "text": text[:LONGEST_QUESTION]}
            statement = insert(questions).values(**row, state="open", asked_at=now).returning(questions.c.id)
            number: int = connection.execute(statement).scalar_one()
            return number

    def vote(self, participant_id: int, question_id: int, on: bool = True) -> None:
        """Give or take back one's vote.  Raises NotIn where the question is not in the participant's room."""
        with writing(self.engine) as connection:
            room_id = room_of(connection, participant_id, self._now())
            asked_in = select(questions.c.room_id).where(questions.c.id == question_id, questions.c.state != "hidden")
            if connection.execute(asked_in).scalar_one_or_none() != room_id:
                raise NotIn(str(question_id))
            key = {"question_id": question_id, "participant_id": participant_id}
            if on:
                dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
                connection.execute(dialect.insert(question_votes).values(**key).on_conflict_do_nothing())
            else:
                given = and_(*(question_votes.c[name] == value for name, value in key.items()))
                connection.execute(delete(question_votes).where(given))

    def wall(self, room_id: int, participant_id: int | None = None, hidden: bool = False) -> tuple[WallQuestion, ...]:
        """The questions, open ones first, most votes first, then the oldest.

        participant_id: whose view it is, None for the projector's and the host's.  hidden: hidden ones too.
        """
        votes = select(func.count()).where(question_votes.c.question_id == questions.c.id).scalar_subquery()
        voted = (
            select(func.count())
            .where(question_votes.c.question_id == questions.c.id, question_votes.c.participant_id == participant_id)
            .scalar_subquery()
        )
        order = case({state: place for place, state in enumerate(QUESTION_STATES)}, value=questions.c.state)
        statement = (
            select(questions, votes.label("votes"), voted.label("voted"))
            .where(questions.c.room_id == room_id)
            .order_by(order, votes.desc(), questions.c.id)
        )
        if not hidden:
            statement = statement.where(questions.c.state != "hidden")
        with reading(self.engine) as connection:
            return tuple(
                WallQuestion(row.id, row.text, row.state, row.asked_at, row.votes,
                             row.participant_id == participant_id, bool(row.voted))
                for row in connection.execute(statement)
            )  # fmt: skip

    def set_question(self, room_id: int, question_id: int, state: QuestionState) -> None:
        """Park, answer, hide or open a question again.  Raises NotIn."""
        here = (questions.c.room_id == room_id) & (questions.c.id == question_id)
        with writing(self.engine) as connection:
            if connection.execute(update(questions).where(here).values(state=state)).rowcount == 0:
                raise NotIn(str(question_id))
            connection.execute(update(rooms).where(rooms.c.id == room_id).values(revision=rooms.c.revision + 1))


def room_of(connection: Connection, participant_id: int, now: datetime) -> int:
    """The room that a participant is in and may write in.  Raises NotIn, Removed, RoomOver."""
    statement = (
        select(participants.c.room_id, participants.c.removed_at, rooms.c.closed_at, rooms.c.expires_at)
        .join_from(participants, rooms, rooms.c.id == participants.c.room_id)
        .where(participants.c.id == participant_id)
    )
    found = connection.execute(statement).first()
    if found is None:
        raise NotIn(str(participant_id))
    if found.removed_at is not None:
        raise Removed(str(participant_id))
    if found.closed_at is not None or now >= found.expires_at:
        raise RoomOver(str(found.room_id))
    return int(found.room_id)
