"""The case bank and the assignments as frozen values: what was handed in, what is published, what was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntryState = Literal["draft", "submitted", "published", "withdrawn"]
ENTRY_STATES: tuple[EntryState, ...] = ("draft", "submitted", "published", "withdrawn")
FIELDS = ("title", "story", "request", "done")
"""The texts of a case in the bank; `done` is what was done about it."""

# Control characters, halves of characters, and the marks that turn the direction of what follows.
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST = {"title": 120, "story": 4000, "request": 1000, "done": 4000}
MASKED_MAY_BE = 2  # times as long: a mask may be longer than what it stands for
LONGEST_TEAM = 60
LONGEST_TAGS = 200
LONGEST_HOMEWORK = 4000


@dataclass(frozen=True)
class CaseText:
    """The texts of a case as a person tells it."""

    title: str
    story: str
    request: str = ""
    done: str = ""

    def as_dict(self) -> dict[str, str]:
        """By field, in the order of FIELDS."""
        return {field: getattr(self, field) for field in FIELDS}

    def cut(self, factor: int = 1) -> CaseText:
        """Plain texts without spaces around, none longer than it may be.  factor: on what it may be."""
        texts = {field: plain(text).strip() for field, text in self.as_dict().items()}
        return CaseText(**{field: text[: factor * LONGEST[field]] for field, text in texts.items()})


def plain(text: str) -> str:
    """The text with nothing in it that a database or a screen could not take; lines end as on every screen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_TEXT.sub("", text)


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())


@dataclass(frozen=True)
class BankEntry:
    """A case of the bank, for whoever leads the room.

    room_id, participant_id: None for an imported one, and where the room is gone.  told: as it was handed in.
    published: the masked texts that others see, None as long as there are none.
    """

    id: int
    room_id: int | None
    participant_id: int | None
    team: str
    language: str
    told: CaseText
    tags: str
    published: CaseText | None
    state: EntryState
    submitted_at: datetime
    published_at: datetime | None
    votes: int


@dataclass(frozen=True)
class NewEntry:
    """A case that is put into the bank with what is known of it, as an import does.

    submitted_at: None for now.
    """

    told: CaseText
    team: str = ""
    language: str = "en"
    tags: str = ""
    published: CaseText | None = None
    state: EntryState = "submitted"
    submitted_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class PublishedCase:
    """A published case as a participant sees it; nothing of it is unmasked.

    own: one's own or of one's own team, and so not to be voted for.
    """

    id: int
    team: str
    text: CaseText
    own: bool
    voted: bool


@dataclass(frozen=True)
class OwnEntry:
    """What a participant has handed in or is writing."""

    id: int
    team: str
    told: CaseText
    state: EntryState


@dataclass(frozen=True)
class Assignment:
    """A task for home.  Moments are aware of their time zone."""

    id: int
    room_id: int
    title: str
    task: str
    due_at: datetime
    set_at: datetime


@dataclass(frozen=True)
class Homework:
    """What a participant wrote for an assignment.

    our_part, their_part: what the company and what the client did to let it happen.  sent_at: None for a draft.
    comment: the trainer's, None as long as it was not reviewed.
    """

    assignment_id: int
    participant_id: int
    text: str
    our_part: str
    their_part: str
    sent_at: datetime | None
    reviewed_at: datetime | None
    comment: str | None


class TooMany(ValueError):
    """A participant has handed in as many cases as one person can."""


class AlreadyReviewed(PermissionError):
    """The trainer has reviewed this homework; it is not changed any more."""
