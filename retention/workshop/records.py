"""What the storage of rooms gives, as frozen values, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

QuestionState = Literal["open", "parked", "answered", "hidden"]
QUESTION_STATES: tuple[QuestionState, ...] = ("open", "parked", "answered", "hidden")


@dataclass(frozen=True)
class Room:
    """A room as it is now.

    document: the case on the table.  revision: grows with everything that every phone must see.
    reveal: the key of the question on the projector, None for the overview.  ends_at: end of the countdown, if any.
    closed_steps: when each step that takes answers was last left.
    """

    id: int
    code: str
    title: str
    document: dict[str, Any]
    language: str
    step: str
    revision: int
    reveal: str | None
    closed_steps: dict[str, datetime]
    locked: bool
    ends_at: datetime | None
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether nobody can join or answer any more."""
        return self.closed_at is not None or now >= self.expires_at


@dataclass(frozen=True)
class RoomRow:
    """A line in the list of rooms."""

    id: int
    code: str
    title: str
    step: str
    people: int
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Participant:
    """One browser in a room.  nickname: may be empty.  hidden: the nickname is not shown to others."""

    id: int
    room_id: int
    nickname: str
    language: str
    observer: bool
    hidden: bool
    joined_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class Answer:
    """What a participant answered in a step; content by question.  counted: whether all of it came in time."""

    participant_id: int
    step: str
    content: dict[str, Any]
    complete: bool
    counted: bool
    saved_at: datetime


@dataclass(frozen=True)
class Seat:
    """A room as one browser finds it.  me: None for a browser that is not in it.  answered: by step."""

    room: Room
    me: Participant | None
    answered: dict[str, Answer]


@dataclass(frozen=True)
class WallQuestion:
    """A question on the wall.  mine, voted: from the view of whoever asked for the list."""

    id: int
    text: str
    state: QuestionState
    asked_at: datetime
    votes: int
    mine: bool
    voted: bool


@dataclass(frozen=True)
class Pulse:
    """What tells a phone or the host that something has changed, and nothing of what anyone answered.

    people: without observers and those removed.  answered: complete answers that count, to the present step.
    wall: grows with every question and vote.  bank: grows with every case handed in, vote for one, and homework sent.
    """

    room_id: int
    revision: int
    step: str
    ends_at: datetime | None
    over: bool
    people: int
    answered: int
    wall: int
    bank: int = 0


class NoRoom(LookupError):
    """No open room has this code or number."""


class NotHost(PermissionError):
    """The host's secret does not fit."""


class RoomLocked(PermissionError):
    """The trainer has locked the room: nobody new may come in."""


class RoomOver(PermissionError):
    """The room is closed or has expired."""


class Removed(PermissionError):
    """The trainer has removed this browser from the room."""


class NotIn(LookupError):
    """This browser is not in the room."""
