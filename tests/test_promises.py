"""Promises: how each stands as time passes, and how the kept share is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.language import LANGUAGES, words
from retention.promise_words import (
    calendar_entries,
    event_line,
    kept_sentence,
    no_news_sentence,
    overdue_line,
    span,
    standing_name,
)
from retention.promises import (
    DUE_LASTS,
    KeptShare,
    Promise,
    PromiseEvent,
    given_words,
    in_order,
    kept_shares,
    next_change,
    next_time_faults,
    promise_faults,
    standing,
    together,
)

DUE = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # a Wednesday
MADE = DUE - timedelta(days=2)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
PROMISE = Promise(1, None, "Ion", "Ring back", "phone", "Vera", DUE, DUE.date(), "open", False, MADE, None)
ORDER = ("ahead", "due", "overdue")


def event(kind: str, at: datetime, due_at: datetime | None = DUE, next_at: datetime | None = None) -> PromiseEvent:
    return PromiseEvent(1, kind, at, due_at, next_at, "")


def settled(state: Literal["kept", "dropped"], at: datetime) -> Promise:
    return replace(PROMISE, state=state, settled_at=at)


@pytest.mark.parametrize(
    "after, expected",
    [
        (-DAY, "ahead"), (-SECOND, "ahead"), (0 * SECOND, "due"), (59 * SECOND, "due"),
        (60 * SECOND, "overdue"), (DAY, "overdue"),
    ],
)  # fmt: skip
def test_a_promise_turns_due_at_its_minute_and_overdue_after_it(after, expected):
    assert standing(PROMISE, DUE + after) == expected
    assert standing(replace(PROMISE, state="moved"), DUE + after) == expected
    assert standing(settled("kept", MADE), DUE + after) == "kept"
    assert standing(settled("dropped", MADE), DUE + after) == "dropped"


@given(st.lists(st.integers(-10_000, 10_000), min_size=2))
def test_a_promise_never_stands_better_as_time_passes(seconds):
    stands = [ORDER.index(standing(PROMISE, DUE + one * SECOND)) for one in sorted(seconds)]
    assert stands == sorted(stands)


@given(st.lists(st.integers(-1000, 1000)), st.integers(-1000, 1000))
def test_nothing_changes_before_the_next_change_and_something_does_at_it(offsets, now):
    promises = [replace(PROMISE, id=i, due_at=DUE + one * SECOND) for i, one in enumerate(offsets)]
    moment = DUE + now * SECOND
    change = next_change(promises, moment)

    def stands(at: datetime) -> list[str]:
        return [standing(promise, at) for promise in promises]

    if change is None:
        assert stands(moment) == stands(moment + DAY)
    else:
        assert change > moment
        assert stands(moment) == stands(change - timedelta(microseconds=1)) != stands(change)


def test_settled_promises_change_no_more():
    assert next_change([settled("kept", MADE), settled("dropped", MADE)], MADE) is None


def test_those_that_wait_come_first_and_the_settled_ones_latest_first():
    late, soon = replace(PROMISE, id=2, due_at=DUE + DAY), replace(PROMISE, id=3)
    first, last = replace(settled("kept", MADE), id=4), replace(settled("dropped", MADE + DAY), id=5)
    assert [one.id for one in in_order([first, late, last, soon])] == [3, 2, 5, 4]


def test_a_promise_needs_words_and_a_time_and_a_next_time_lies_ahead():
    assert [fault.rule for fault in promise_faults("", None)] == ["promise_text_needed", "moment_needed"]
    assert promise_faults("Ring back", DUE) == ()
    assert [fault.rule for fault in next_time_faults(None, DUE)] == ["next_time_needed"]
    assert [fault.rule for fault in next_time_faults(DUE, DUE)] == ["time_past"]
    assert next_time_faults(DUE + SECOND, DUE) == ()


@pytest.mark.parametrize(
    "promise, events, now, outcomes",
    [
        (PROMISE, [], DUE - HOUR, ["waiting"]),
        (PROMISE, [], DUE + HOUR, ["broken"]),
        (settled("kept", DUE), [event("kept", DUE)], DUE + DAY, ["kept"]),
        (settled("kept", DUE), [event("kept", DUE + DUE_LASTS)], DUE + DAY, ["late"]),
        (settled("dropped", MADE), [event("dropped", MADE)], DUE + DAY, ["released"]),
        (settled("dropped", DUE + DAY), [event("dropped", DUE + DAY)], DUE + DAY, ["broken"]),
        # called in time, then silence
        (replace(PROMISE, due_at=DUE + DAY), [event("no_news", DUE, DUE, DUE + DAY)], DUE + 2 * DAY,
         ["kept", "broken"]),
        # moved beforehand, then kept
        (replace(settled("kept", DUE + DAY), due_at=DUE + DAY),
         [event("moved", MADE, DUE, DUE + DAY), event("kept", DUE + DAY, DUE + DAY)], DUE + 2 * DAY,
         ["broken", "kept"]),
        # kept by mistake, taken back, kept late
        (settled("kept", DUE + DAY), [event("kept", DUE), event("back", DUE, DUE, DUE), event("kept", DUE + DAY)],
         DUE + 2 * DAY, ["late"]),
    ],
)  # fmt: skip
def test_every_moment_that_was_promised_has_its_outcome(promise, events, now, outcomes):
    given = given_words(promise, [event("made", MADE, None, DUE), *events], now)
    assert [word.outcome for word in given] == outcomes


@given(st.lists(st.tuples(st.sampled_from(["no_news", "moved"]), st.integers(0, 100)), max_size=8), st.booleans())
def test_there_is_one_word_for_each_moment_and_the_last_is_the_present_one(steps, is_kept):
    due, events = DUE, [event("made", MADE, None, DUE)]
    for kind, hours in steps:
        following = due + (hours + 1) * HOUR
        events.append(event(kind, due - HOUR, due, following))
        due = following
    promise = replace(PROMISE, due_at=due)
    if is_kept:
        promise = replace(promise, state="kept", settled_at=due)
        events.append(event("kept", due, due))
    given = given_words(promise, events, due - SECOND)
    assert len(given) == len(steps) + 1
    assert given[-1].due_at == due
    assert given[-1].outcome == ("kept" if is_kept else "waiting")
    assert sum(word.outcome == "kept" for word in given) == sum(kind == "no_news" for kind, _ in steps) + is_kept


def test_kept_shares_are_counted_by_weeks_that_begin_on_mondays():
    promises = [
        replace(settled("kept", DUE), id=1),
        replace(settled("kept", DUE + HOUR), id=2),
        replace(PROMISE, id=3, due_at=DUE - 7 * DAY),
        replace(PROMISE, id=4, due_at=DUE + 30 * DAY),  # still ahead
        replace(settled("dropped", MADE), id=5),
    ]
    events = {1: [event("kept", DUE)], 2: [event("kept", DUE + HOUR)], 5: [event("dropped", MADE)]}
    found = kept_shares(promises, events, DUE + DAY)
    assert found == (KeptShare(date(2026, 11, 16), 0, 0, 1), KeptShare(date(2026, 11, 23), 1, 1, 0))
    assert all(share.begins_on.weekday() == 0 for share in found)
    whole = together(found)
    assert whole is not None
    assert whole.count == 3
    assert whole.share == pytest.approx(1 / 3)
    assert together([]) is None


def test_the_week_is_that_of_the_visitors_clock():
    late_on_sunday = replace(PROMISE, due_at=datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    east = timezone(timedelta(hours=2))
    assert kept_shares([late_on_sunday], {}, DUE)[0].begins_on == date(2026, 11, 16)
    assert kept_shares([late_on_sunday], {}, DUE, east)[0].begins_on == date(2026, 11, 23)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_without_news_names_the_hour(language):
    _ = words(language)
    now = datetime(2026, 11, 25, 9, 0)
    said = [no_news_sentence(now.replace(hour=15) + days * DAY, now, _) for days in (0, 1, 5)]
    assert len(set(said)) == 3
    assert all("15:00" in sentence for sentence in said)
    assert "30" in said[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_are_told_in_every_language(language):
    _ = words(language)
    for name in ("ahead", "due", "overdue", "kept", "dropped"):
        assert standing_name(name, _)
    for kind in ("made", "no_news", "moved", "kept", "dropped", "back"):
        assert event_line(event(kind, DUE, DUE, DUE + DAY), _, lambda moment: moment)
    for count in (1, 2, 5, 21):
        assert "Ring back" in overdue_line(count, PROMISE, _, lambda moment: moment)
        assert kept_sentence(KeptShare(date(2026, 11, 23), 1, 0, count), _)


def test_spans_are_hours_until_three_days():
    _ = words("en")
    lengths = {5 * 60 * SECOND: "5 minutes", HOUR: "1 hour", 49 * HOUR: "49 hours", 4 * DAY: "4 days"}
    assert {length: span(length, _) for length in lengths} == lengths


def test_a_settled_promise_leaves_the_calendar():
    entries = calendar_entries([PROMISE, replace(settled("kept", DUE), id=2)], {2: DUE}, words("en"))
    assert [(entry.uid, entry.at, entry.cancelled) for entry in entries] == [
        ("promise-1", DUE, False), ("promise-2", DUE, True)]  # fmt: skip
    assert [entry.changed_at for entry in entries] == [MADE, DUE]
    assert "Vera" in entries[0].text
