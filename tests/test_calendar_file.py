"""A calendar file read back by the library's reader says what was put in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from retention.calendar_file import CalendarEntry, calendar_bytes

CHISINAU = timezone(timedelta(hours=2))
CHANGED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CALL = CalendarEntry(
    uid="promise-7",
    at=datetime(2026, 11, 23, 15, 0, tzinfo=CHISINAU),
    title="Call Ion; about a, b \\ and „всё”",
    changed_at=CHANGED,
    text="First line\nsecond, line",
)


def read(*entries: CalendarEntry) -> list:
    return list(Calendar.from_ical(calendar_bytes(entries)).walk("VEVENT"))


def test_a_moment_is_in_utc_and_its_texts_come_back_as_they_were():
    (event,) = read(CALL)
    assert event.decoded("dtstart") == datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    assert event["dtstart"].to_ical() == b"20261123T130000Z"
    assert str(event["summary"]) == CALL.title
    assert str(event["description"]) == CALL.text
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=15)


def test_the_same_thing_has_the_same_uid_and_a_change_a_higher_sequence():
    later = CalendarEntry("promise-7", CALL.at + timedelta(days=1), CALL.title, CHANGED + timedelta(seconds=1))
    (first,), (second,) = read(CALL), read(later)
    assert first["uid"] == second["uid"]
    assert second["sequence"] > first["sequence"]
    assert calendar_bytes([CALL]) == calendar_bytes([CALL])


def test_a_calendar_reminds_before_the_moment_and_in_the_morning_of_a_day():
    (call, step) = read(CALL, CalendarEntry("step", date(2026, 12, 1), "Hand over", CHANGED))
    (reminder,) = call.walk("VALARM")
    assert reminder.decoded("trigger") == timedelta(minutes=-15)
    assert step.decoded("dtstart") == date(2026, 12, 1)
    assert step.decoded("dtend") == date(2026, 12, 2)
    (reminder,) = step.walk("VALARM")
    assert reminder.decoded("trigger") == timedelta(hours=9)


def test_what_is_off_is_cancelled_and_reminds_of_nothing():
    (event,) = read(CalendarEntry("promise-7", CALL.at, CALL.title, CHANGED, cancelled=True))
    assert event["status"] == "CANCELLED"
    assert event.walk("VALARM") == []


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        CalendarEntry("a", datetime(2026, 1, 1), "a", CHANGED)


def test_lines_are_folded_and_end_as_the_standard_says():
    written = calendar_bytes([CalendarEntry("a", CALL.at, "ș" * 300, CHANGED)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_file(title, text):
    (event,) = read(CalendarEntry("a", CALL.at, title, CHANGED, text))
    assert event["uid"] == "a@retention.invalid"
    assert set(event) <= {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND"
    }  # fmt: skip
    printed = "".join(c for c in title if c.isalnum())
    assert "".join(c for c in str(event["summary"]) if c.isalnum()) == printed
