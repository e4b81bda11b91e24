"""Dated things as a calendar file (RFC 5545) that any calendar reads: promises, steps of a plan."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Retention//Retention//EN"
DOMAIN = "retention.invalid"  # of the UIDs: a name that nobody has
CALL_LASTS = timedelta(minutes=15)  # how long a moment takes up in a calendar
ON_THE_DAY = timedelta(hours=9)  # when a calendar reminds of something that has a day and no hour


@dataclass(frozen=True)
class CalendarEntry:
    """One thing to do.

    uid: the same at each export and of nothing else (`promise-7`, `case-3-step-handover`), so that a calendar that
    reads the file again changes its entry and makes no second one.  at: a moment, aware of its time zone, or a day.
    changed_at: when the entry was last changed, aware of its time zone; a calendar keeps the newest.
    alarm: how long before the moment a calendar reminds, None for not at all; a day reminds at nine in the morning.
    cancelled: whether it is off by now, so that a calendar takes it out.
    """

    uid: str
    at: datetime | date
    title: str
    changed_at: datetime
    text: str = ""
    alarm: timedelta | None = timedelta(minutes=15)
    cancelled: bool = False

    def __post_init__(self) -> None:
        for moment in (self.at, self.changed_at):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError("a moment needs its time zone")


def calendar_bytes(entries: Iterable[CalendarEntry], name: str = "Retention") -> bytes:
    """The calendar file, moments in UTC, in the order given; name: what a calendar calls it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry) -> Event:
    changed_at = entry.changed_at.astimezone(UTC)
    event = Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", int(changed_at.timestamp()) % 2**31)  # grows with each change
    event.add("summary", _plain(entry.title))
    if entry.text.strip():
        event.add("description", _plain(entry.text))
    for name, when in zip(("dtstart", "dtend"), _from_to(entry.at), strict=True):
        event.add(name, when)
    if entry.cancelled:
        event.add("status", "CANCELLED")
    elif entry.alarm is not None:
        event.add_component(_alarm(entry))
    return event


def _from_to(at: datetime | date) -> tuple[datetime | date, datetime | date]:
    if isinstance(at, datetime):
        start = at.astimezone(UTC)
        return start, start + CALL_LASTS
    return at, at + timedelta(days=1)  # the end of a whole day is the day after


def _alarm(entry: CalendarEntry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(entry.title))
    before = -entry.alarm if isinstance(entry.at, datetime) and entry.alarm is not None else ON_THE_DAY
    alarm.add("trigger", before)
    return alarm


def _plain(text: str) -> str:
    """Text without control characters, which no calendar file may hold; line breaks stay."""
    kept = "\n".join(text.splitlines())
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
