"""Promises in words: how each stands, what happened to it, what to say without news, and the calendar's entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from babel.dates import format_date, format_time, format_timedelta

from retention.calendar_file import CalendarEntry
from retention.language import Words
from retention.promises import KeptShare, Promise, PromiseEvent, Standing

Local = Callable[[datetime], datetime]  # the same moment on the reader's clock


def standing_name(standing: Standing, _: Words) -> str:
    """How a promise stands, in a word or two."""
    return {
        "ahead": _("ahead"),
        "due": _("due now"),
        "overdue": _("overdue"),
        "kept": _("kept"),
        "dropped": _("dropped"),
    }[standing]


def event_name(kind: str, _: Words) -> str:
    """What happened to a promise."""
    return {
        "made": _("promised"),
        "no_news": _("called, no news yet"),
        "moved": _("moved"),
        "kept": _("kept"),
        "dropped": _("dropped: nobody waits any more"),
        "back": _("taken back: the client still waits"),
    }[kind]


def event_line(event: PromiseEvent, _: Words, local: Local) -> str:
    """One line of a promise's history; local: puts a moment on the reader's clock."""
    parts = [f"{_.moment(local(event.happened_at))}: {event_name(event.kind, _)}"]
    if event.next_at and event.kind != "back":
        parts.append(_("by {moment}").format(moment=_.moment(local(event.next_at))))
    return ", ".join(parts) + (f" – {event.note}" if event.note.strip() else "")


def span(length: timedelta, _: Words) -> str:
    """A length of time in its largest whole unit: 3 days, 49 hours, 5 minutes."""
    hours = length.total_seconds() / 3600
    if hours < 1:
        return format_timedelta(length, granularity="minute", threshold=1, locale=_.locale)
    # days from 72 hours on: until then hours say more
    return format_timedelta(length, granularity="hour", threshold=3, locale=_.locale)


def no_news_sentence(next_at: datetime, now: datetime, _: Words) -> str:
    """What to say to a client for whom there is no news yet; both moments on the clock of whoever says it."""
    hour = format_time(next_at, "HH:mm", locale=_.locale)
    days = (next_at.date() - now.date()).days
    if days == 0:
        return _("There is no news yet. I will call you again today at {hour}.").format(hour=hour)
    if days == 1:
        return _("There is no news yet. I will call you again tomorrow at {hour}.").format(hour=hour)
    day = format_date(next_at, "d MMMM", locale=_.locale)
    return _("There is no news yet. I will call you again on {day} at {hour}.").format(day=day, hour=hour)


def overdue_line(overdue: int, first: Promise, _: Words, local: Local) -> str:
    """What stands on top of every screen while promises are overdue."""
    if overdue == 1:
        said = _("A promise is overdue since {moment}: {what}")
        return said.format(moment=_.moment(local(first.due_at)), what=shortened(first.what))
    said = _.ngettext("{count} promise is overdue, the first since {moment}: {what}",
                      "{count} promises are overdue, the first since {moment}: {what}", overdue)  # fmt: skip
    moment = _.moment(local(first.due_at))
    return said.format(count=_.number(overdue), moment=moment, what=shortened(first.what))


def kept_sentence(found: KeptShare, _: Words) -> str:
    """How many of the words that fell due were kept."""
    said = _.ngettext(
        "Kept in time: {kept} of {count} promise, {share}.",
        "Kept in time: {kept} of {count} promises, {share}.",
        found.count,
    )
    return said.format(count=_.number(found.count), kept=_.number(found.kept), share=_.percent(found.share))


def calendar_entries(promises: Iterable[Promise], changed: dict[int, datetime], _: Words) -> list[CalendarEntry]:
    """The promises as entries of a calendar; one that was settled takes its entry out.

    changed: by promise, when it was last changed.
    """
    return [_entry(promise, changed.get(promise.id, promise.made_at), _) for promise in promises]


def _entry(promise: Promise, changed_at: datetime, _: Words) -> CalendarEntry:
    what = shortened(promise.what)
    title = _("{what} – promised to {whom}").format(what=what, whom=promise.to_whom) if promise.to_whom else what
    facts = ((_("Channel"), promise.channel), (_("Responsible"), promise.owner))
    text = "\n".join([promise.what, *(f"{name}: {fact}" for name, fact in facts if fact)])
    uid = f"promise-{promise.id}"
    return CalendarEntry(uid, promise.due_at, title, changed_at, text, cancelled=not promise.is_pending)


def shortened(text: str, length: int = 80) -> str:
    """A text in one line that is not long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
