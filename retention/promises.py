"""Promises to clients: how each stands, how much time is left, and how many words were kept.

A promise is one thing at one moment.  Who calls without news gives the next moment, and has kept this word by calling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal

from retention.faults import Fault

State = Literal["open", "moved", "kept", "dropped"]
Standing = Literal["ahead", "due", "overdue", "kept", "dropped"]
PENDING = ("open", "moved")  # the states in which the client still waits
DUE_LASTS = timedelta(minutes=1)  # "at 15:00" is as long as clocks say 15:00; after that it is overdue


@dataclass(frozen=True)
class Promise:
    """What was promised to whom by when.

    case_id: None where it belongs to no case.  due_at, made_at, settled_at: in UTC; due_on: the day of due_at on the
    clock of whoever promised.  settled_at: when it was kept or dropped.  from_closing: made as its case was closed.
    """

    id: int
    case_id: int | None
    to_whom: str
    what: str
    channel: str
    owner: str
    due_at: datetime
    due_on: date
    state: State
    from_closing: bool
    made_at: datetime
    settled_at: datetime | None

    @property
    def is_pending(self) -> bool:
        """Whether the client still waits."""
        return self.state in PENDING


@dataclass(frozen=True)
class PromiseEvent:
    """What happened to a promise: made, no_news, moved, kept, dropped, or back, which takes the last two back.

    due_at: by when it was promised at that moment; next_at: by when it is promised since.
    """

    promise_id: int
    kind: str
    happened_at: datetime
    due_at: datetime | None
    next_at: datetime | None
    note: str


@dataclass(frozen=True)
class GivenWord:
    """One moment that a client was told, and what became of it: kept, late, broken, waiting or released."""

    due_at: datetime
    outcome: Literal["kept", "late", "broken", "waiting", "released"]


@dataclass(frozen=True)
class KeptShare:
    """The words that fell due within a span of days; those still ahead and those released are not among them."""

    begins_on: date
    kept: int
    late: int
    broken: int

    @property
    def count(self) -> int:
        return self.kept + self.late + self.broken

    @property
    def share(self) -> float:
        """The share kept in time, of 1; of no words there is none (ZeroDivisionError)."""
        return self.kept / self.count


def standing(promise: Promise, now: datetime) -> Standing:
    """How a promise stands at a moment."""
    if promise.state == "kept" or promise.state == "dropped":
        return promise.state
    if now < promise.due_at:
        return "ahead"
    return "due" if now < promise.due_at + DUE_LASTS else "overdue"


def next_change(promises: Iterable[Promise], now: datetime) -> datetime | None:
    """The next moment at which one of the promises falls due or becomes overdue, None where none will."""
    pending = [promise.due_at for promise in promises if promise.is_pending]
    ahead = [moment for due in pending for moment in (due, due + DUE_LASTS) if moment > now]
    return min(ahead, default=None)


def in_order(promises: Iterable[Promise]) -> list[Promise]:
    """Those that wait first, the earliest on top; then the settled ones, the latest on top."""
    listed = list(promises)
    pending = sorted((p for p in listed if p.is_pending), key=lambda p: (p.due_at, p.id))
    settled = sorted((p for p in listed if not p.is_pending), key=lambda p: (p.settled_at or p.made_at, p.id))
    return pending + settled[::-1]


def promise_faults(what: str, due_at: datetime | None) -> tuple[Fault, ...]:
    """What keeps a promise from being noted."""
    faults = []
    if not what.strip():
        faults.append(Fault("promise.what", None, "promise_text_needed"))
    if due_at is None:
        faults.append(Fault("promise.due_at", None, "moment_needed"))
    return tuple(faults)


def next_time_faults(next_at: datetime | None, now: datetime) -> tuple[Fault, ...]:
    """What keeps a call without news, or a promise that is moved, from being noted: it takes a next time, ahead."""
    if next_at is None:
        return (Fault("promise.next_at", None, "next_time_needed"),)
    if next_at <= now:
        return (Fault("promise.next_at", next_at.isoformat(timespec="minutes"), "time_past"),)
    return ()


def given_words(promise: Promise, events: Iterable[PromiseEvent], now: datetime) -> tuple[GivenWord, ...]:
    """Every moment that was promised, oldest first.

    Kept: delivered, or called without news, in time.  Late: the same, after it.  Broken: the moment passed in
    silence, or the client was told another one.  Released: dropped before the moment, when nobody waited any more.
    events: of this promise, in the order in which they happened.
    """
    words: list[GivenWord] = []
    for event in events:
        if event.kind == "back":
            words.pop()  # what was kept or dropped by mistake
        elif event.kind != "made" and event.due_at is not None:
            words.append(GivenWord(event.due_at, _outcome(event.kind, event.happened_at < event.due_at + DUE_LASTS)))
    if promise.is_pending:
        words.append(GivenWord(promise.due_at, "broken" if standing(promise, now) == "overdue" else "waiting"))
    return tuple(words)


def _outcome(kind: str, in_time: bool) -> Literal["kept", "late", "broken", "released"]:
    if kind in ("kept", "no_news"):
        return "kept" if in_time else "late"
    return "released" if kind == "dropped" and in_time else "broken"


def kept_shares(
    promises: Iterable[Promise],
    events: Mapping[int, Sequence[PromiseEvent]],
    now: datetime,
    zone: tzinfo = UTC,
    days: int = 7,
) -> tuple[KeptShare, ...]:
    """How the words of each span of days were kept, the oldest span first; spans without a word are left out.

    events: by promise.  zone: of the days.  days: length of a span; spans of 7 days begin on Mondays.
    """
    counts: dict[date, dict[str, int]] = {}
    for promise in promises:
        for word in given_words(promise, events.get(promise.id, ()), now):
            if word.outcome in ("kept", "late", "broken"):
                day = word.due_at.astimezone(zone).date()
                begins_on = day - timedelta(days=(day.toordinal() - 1) % days)  # ordinal 1 was a Monday
                span = counts.setdefault(begins_on, {"kept": 0, "late": 0, "broken": 0})
                span[word.outcome] += 1
    return tuple(KeptShare(begins_on, **counts[begins_on]) for begins_on in sorted(counts))


def together(shares: Iterable[KeptShare]) -> KeptShare | None:
    """All spans as one, None where there are none."""
    spans = list(shares)
    if not spans:
        return None
    kept, late, broken = (sum(getattr(span, name) for span in spans) for name in ("kept", "late", "broken"))
    return KeptShare(spans[0].begins_on, kept, late, broken)
