"""Role swap: somebody else than its author reads a reply as the client would, and rates it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from retention.faults import Fault, shown

SCORES = (1, 2, 3, 4, 5)  # from "I would leave" to "I would come back"
LONGEST_NAME, LONGEST_COMMENT = 80, 2000


@dataclass(frozen=True)
class ReplyDraft:
    """A reply that was handed over to be read.  case_id: None where it belongs to no case."""

    id: int
    case_id: int | None
    text: str
    language: str
    author: str
    created_at: datetime


@dataclass(frozen=True)
class ReplyRating:
    """What a reader made of a reply as its client."""

    id: int
    draft_id: int
    rater: str
    score: int
    comment: str
    rated_at: datetime


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def draft_faults(text: str, author: str) -> tuple[Fault, ...]:
    """What keeps a reply from being handed over."""
    given = (("reply.text", text), ("reply.author", author))
    return tuple(Fault(path, shown(value), "empty_text") for path, value in given if not value.strip())


def rating_faults(draft: ReplyDraft, rater: str, score: int) -> tuple[Fault, ...]:
    """What keeps a rating from being taken; an author does not rate what they wrote."""
    faults = []
    if not rater.strip():
        faults.append(Fault("rating.rater", shown(rater), "empty_text"))
    elif same_person(rater, draft.author):
        faults.append(Fault("rating.rater", shown(rater), "rater_is_author"))
    if score not in SCORES:
        faults.append(Fault("rating.score", shown(score), "range", {"low": SCORES[0], "high": SCORES[-1]}))
    return tuple(faults)
