"""Messages between a client and us: who wrote last, since when the client waits, how fast the first answer came.

A case in which the client wrote last is open, whatever else was decided: leading a talk to its end is our part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from retention.faults import Fault

Side = Literal["client", "us"]
SIDES = ("client", "us")
SOON = timedelta(minutes=5)  # a clock that is ahead of ours by so much is no mistake
TargetHours = Callable[[str], float]  # hours within which a channel is to be answered


@dataclass(frozen=True)
class Message:
    """That someone wrote or called: written_at when, logged_at when it was noted here; both in UTC."""

    id: int
    case_id: int
    channel: str
    side: Side
    written_at: datetime
    note: str
    logged_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A client who waits: since the first message after our last one, on the channel of that message."""

    case_id: int
    channel: str
    since: datetime
    target_hours: float

    def waited(self, now: datetime) -> timedelta:
        return now - self.since

    def is_breach(self, now: datetime) -> bool:
        """Whether the client has waited longer than the target allows."""
        return self.waited(now) > timedelta(hours=self.target_hours)


@dataclass(frozen=True)
class FirstAnswer:
    """The client's first message of a case on a channel, and our first one after it.

    answered_at: None while there is none; an answer on another channel is an answer, too.
    """

    case_id: int
    channel: str
    received_at: datetime
    answered_at: datetime | None
    target_hours: float

    def took(self, now: datetime) -> timedelta:
        """How long the client waited, or has been waiting."""
        return (self.answered_at or now) - self.received_at

    def is_breach(self, now: datetime) -> bool:
        return self.took(now) > timedelta(hours=self.target_hours)


def in_order(messages: Iterable[Message]) -> list[Message]:
    """The messages as they were written, the oldest first."""
    return sorted(messages, key=lambda message: (message.written_at, message.id))


def is_open(messages: Iterable[Message]) -> bool:
    """Whether the client wrote last."""
    ordered = in_order(messages)
    return bool(ordered) and ordered[-1].side == "client"


def waiting(messages: Iterable[Message], target_hours: TargetHours) -> Waiting | None:
    """Since when the client of one case waits; None where we wrote last or nobody did."""
    unanswered: list[Message] = []
    for message in in_order(messages):
        unanswered = [*unanswered, message] if message.side == "client" else []
    if not unanswered:
        return None
    first = unanswered[0]
    return Waiting(first.case_id, first.channel, first.written_at, target_hours(first.channel))


def first_answers(messages: Sequence[Message], target_hours: TargetHours) -> tuple[FirstAnswer, ...]:
    """One for each case and channel on which a client wrote, the oldest first."""
    found: dict[tuple[int, str], FirstAnswer] = {}
    unanswered: dict[int, list[tuple[int, str]]] = {}
    for message in in_order(messages):
        key = (message.case_id, message.channel)
        if message.side == "us":
            for waited in unanswered.pop(message.case_id, ()):
                found[waited] = replace(found[waited], answered_at=message.written_at)
        elif key not in found:
            found[key] = FirstAnswer(*key, message.written_at, None, target_hours(message.channel))
            unanswered.setdefault(message.case_id, []).append(key)
    return tuple(found.values())


@dataclass(frozen=True)
class ChannelTimes:
    """The first answers of one channel: how many there are, how long they took in the middle, how many too long."""

    channel: str
    count: int
    median: timedelta
    breaches: int
    target_hours: float


def channel_times(answers: Iterable[FirstAnswer], now: datetime) -> tuple[ChannelTimes, ...]:
    """One for each channel, by name; who still waits counts with the time so far."""
    ordered = sorted(answers, key=lambda answer: answer.channel)
    return tuple(
        _times(channel, list(group), now) for channel, group in groupby(ordered, key=lambda answer: answer.channel)
    )


def _times(channel: str, answers: list[FirstAnswer], now: datetime) -> ChannelTimes:
    times = sorted(answer.took(now) for answer in answers)
    middle = len(times) // 2
    median = times[middle] if len(times) % 2 else (times[middle - 1] + times[middle]) / 2
    breaches = sum(answer.is_breach(now) for answer in answers)
    return ChannelTimes(channel, len(times), median, breaches, answers[0].target_hours)


def message_faults(channel: str, written_at: datetime | None, now: datetime) -> tuple[Fault, ...]:
    """What keeps a message from being noted."""
    faults = []
    if not channel.strip():
        faults.append(Fault("message.channel", None, "channel_needed"))
    if written_at is None:
        faults.append(Fault("message.written_at", None, "moment_needed"))
    elif written_at > now + SOON:
        faults.append(Fault("message.written_at", written_at.isoformat(timespec="minutes"), "time_ahead"))
    return tuple(faults)
