"""What storage takes and gives, as frozen values, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Self

from retention.decision import Decision

STATUSES = ("draft", "closed", "reviewed")
Status = Literal["draft", "closed", "reviewed"]
Shelf = Literal["open", "archived", "deleted"]


@dataclass(frozen=True)
class Headline:
    """What a list shows of a decision; it belongs to one version.  value_gap in the case's currency."""

    verdict: str
    recommended: str
    value_gap: float | None

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls(decision.verdict, decision.recommended, decision.value_gap)


@dataclass(frozen=True)
class CaseRow:
    """One line of the list.  Title and client are shortened to one line; the document has them whole.

    verdict, recommended, value_gap: of the stored version, None where it was not evaluated yet.
    shelf: where the case lies, whatever its status.  review_on: None once reviewed.
    next_due_on: the nearest date on which the case asks for something, a promise not kept yet or a review.
    """

    id: int
    version: int
    title: str
    client: str
    status: Status
    shelf: Shelf
    verdict: str | None
    recommended: str | None
    value_gap: float | None
    currency: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    promise_at: datetime | None
    promise_on: date | None
    promise_kept_at: datetime | None
    review_on: date | None
    next_due_on: date | None


@dataclass(frozen=True)
class Page:
    """A part of the list, newest change first; more: whether further rows follow."""

    rows: tuple[CaseRow, ...]
    more: bool


@dataclass(frozen=True)
class CaseRecord:
    """A case as stored: its line of the list and the whole document of its present version."""

    row: CaseRow
    document: dict[str, Any]
    content_hash: str

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def version(self) -> int:
        return self.row.version


@dataclass(frozen=True)
class VersionRow:
    """One change of a case, without its document.  saved_at in UTC; reason in one line."""

    number: int
    saved_at: datetime
    reason: str
    content_hash: str


@dataclass(frozen=True)
class Version:
    """One change of a case with the whole document as it was then."""

    row: VersionRow
    document: dict[str, Any]


@dataclass(frozen=True)
class Due:
    """Something that a case asks for by now: a promise to keep or a review.  overdue: the promised date has passed."""

    kind: Literal["promise", "review"]
    due_on: date
    overdue: bool
    row: CaseRow


class NotFound(LookupError):
    """No such case, version or memo."""


class Deleted(Exception):
    """The case was deleted: undo that first.  `stored` is the case as it was."""

    def __init__(self, stored: CaseRecord) -> None:
        super().__init__(f"case {stored.id} is deleted")
        self.stored = stored


class Conflict(Exception):
    """Someone else saved the case meanwhile; nothing was overwritten.  `stored` is what they saved."""

    def __init__(self, stored: CaseRecord) -> None:
        super().__init__(f"case {stored.id} is at version {stored.version} by now")
        self.stored = stored


class NotClosed(Exception):
    """The case was never closed, so there is nothing to review."""


class Settled(Exception):
    """The promise was kept or dropped meanwhile; nothing was changed."""


class Unavailable(Exception):
    """The database does not answer or does not write: locked, full, or not reached.  Nothing was saved."""
