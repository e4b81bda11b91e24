"""Threads: who waits since when, and how long first answers took."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.threads import (
    SOON,
    FirstAnswer,
    Message,
    channel_times,
    first_answers,
    is_open,
    message_faults,
    waiting,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def message(number: int, side: str, hours_ago: float, channel: str = "e-mail", case_id: int = 1) -> Message:
    return Message(number, case_id, channel, side, NOW - hours_ago * HOUR, "", NOW)  # type: ignore[arg-type]


def a_day(_channel: str) -> float:
    return 24.0


def test_a_complaint_of_49_hours_ago_is_in_breach_of_a_day():
    found = waiting([message(1, "client", 49)], a_day)
    assert found is not None
    assert found.waited(NOW) == 49 * HOUR
    assert found.is_breach(NOW)
    assert not found.is_breach(NOW - 25 * HOUR)  # to the second in time
    (answer,) = first_answers([message(1, "client", 49)], a_day)
    assert answer.is_breach(NOW)
    assert answer.answered_at is None


def test_the_wait_begins_with_the_first_message_that_was_not_answered():
    thread = [message(1, "client", 90), message(2, "us", 80), message(3, "client", 30), message(4, "client", 2)]
    found = waiting(thread, a_day)
    assert found is not None
    assert found.since == NOW - 30 * HOUR
    assert waiting([*thread, message(5, "us", 1)], a_day) is None
    assert waiting([], a_day) is None


def test_the_first_answer_may_come_on_another_channel():
    thread = [message(1, "client", 10, "chat"), message(2, "client", 9, "e-mail"), message(3, "us", 5, "phone"),
              message(4, "client", 3, "chat")]  # fmt: skip
    assert first_answers(thread, a_day) == (
        FirstAnswer(1, "chat", NOW - 10 * HOUR, NOW - 5 * HOUR, 24.0),
        FirstAnswer(1, "e-mail", NOW - 9 * HOUR, NOW - 5 * HOUR, 24.0),
    )


def test_an_answer_in_another_case_answers_nothing():
    (found,) = first_answers([message(1, "client", 10), message(2, "us", 5, case_id=2)], a_day)
    assert found.answered_at is None


def test_each_channel_has_its_own_target():
    found = first_answers(
        [message(1, "client", 2, "chat"), message(2, "client", 2)], lambda name: {"chat": 1.0}.get(name, 24.0)
    )
    assert [answer.is_breach(NOW) for answer in found] == [True, False]


THREADS = st.lists(
    st.tuples(st.sampled_from(["client", "us"]), st.integers(0, 200), st.sampled_from("ab"), st.integers(1, 3)),
    max_size=15,
)


@given(THREADS)
def test_a_case_is_open_exactly_while_a_client_waits(steps):
    written = [message(i, side, hours, channel) for i, (side, hours, channel, _) in enumerate(steps)]
    found = waiting(written, a_day)
    assert (found is not None) == is_open(written)
    if found is not None:
        later = [one for one in written if one.written_at > found.since]
        assert all(one.side == "client" for one in later)
    assert not is_open([*written, message(99, "us", -1)])
    assert is_open([*written, message(99, "client", -1)])


@given(THREADS)
def test_first_answers_agree_with_looking_at_each_pair(steps):
    written = [message(i, side, hours, channel, case) for i, (side, hours, channel, case) in enumerate(steps)]
    found = {(one.case_id, one.channel): (one.received_at, one.answered_at) for one in first_answers(written, a_day)}
    expected = {}
    for case in (1, 2, 3):
        for channel in "ab":
            theirs = [m for m in written if m.side == "client" and (m.case_id, m.channel) == (case, channel)]
            if not theirs:
                continue
            first = min(theirs, key=lambda m: (m.written_at, m.id))
            ours = [m for m in written if m.side == "us" and m.case_id == case]
            after = [m.written_at for m in ours if (m.written_at, m.id) > (first.written_at, first.id)]
            expected[case, channel] = (first.written_at, min(after, default=None))
    assert found == expected


def test_the_times_of_a_channel_are_in_the_middle_and_count_the_late_ones():
    answers = [FirstAnswer(i, "chat", NOW - (h + 1) * HOUR, NOW - HOUR, 2.0) for i, h in enumerate((1, 2, 3, 10))]
    answers.append(FirstAnswer(9, "e-mail", NOW - 5 * HOUR, None, 24.0))
    chat, mail = channel_times(answers, NOW)
    assert (chat.channel, chat.count, chat.median, chat.breaches) == ("chat", 4, 2.5 * HOUR, 2)
    assert (mail.count, mail.median, mail.breaches, mail.target_hours) == (1, 5 * HOUR, 0, 24.0)


@pytest.mark.parametrize(
    "channel, moment, rules",
    [
        (" ", None, ["channel_needed", "moment_needed"]),
        ("phone", NOW + SOON, []),
        ("phone", NOW + SOON + timedelta(seconds=1), ["time_ahead"]),
    ],
)
def test_what_keeps_a_message_from_being_noted(channel, moment, rules):
    assert [fault.rule for fault in message_faults(channel, moment, NOW)] == rules
