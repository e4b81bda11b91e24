"""Messages of cases in both databases: who waits, and which cases are open again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from retention.faults import InvalidInput
from retention.storage import Deleted, NotFound
from tests.benchmarks.documents import late_kitchen
from tests.storage.conftest import START
from tests.storage.test_promises import CLOSING, DECISION, TODAY

CASE = late_kitchen()
HOUR = timedelta(hours=1)


def closed(storage) -> int:
    made = storage.create(CASE)
    storage.close(made.id, CLOSING, DECISION, "", made.version, today=TODAY)
    return made.id


def test_a_message_comes_back_as_it_was_noted(storage, clock):
    case = storage.create(CASE)
    made = storage.messages.log(case.id, "client", "  e-mail ", START - HOUR, "asks <b>again</b>")
    assert (made.side, made.channel, made.written_at, made.note) == (
        "client", "e-mail", START - HOUR, "asks <b>again</b>")  # fmt: skip
    assert made.logged_at == clock.now
    assert storage.messages.of_case(case.id) == (made,)
    assert storage.messages.channels() == ("e-mail",)
    storage.messages.remove(made.id)
    assert storage.messages.of_case(case.id) == ()
    with pytest.raises(NotFound):
        storage.messages.remove(made.id)


def test_a_message_needs_a_channel_and_a_moment_that_has_been(storage, clock):
    case = storage.create(CASE)
    for channel, moment, rule in (
        (" ", START, "channel_needed"), ("phone", None, "moment_needed"), ("phone", START + 9 * HOUR, "time_ahead")
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as refused:
            storage.messages.log(case.id, "us", channel, moment)
        assert [fault.rule for fault in refused.value.faults] == [rule]


def test_messages_are_in_the_order_in_which_they_were_written(storage):
    case = storage.create(CASE)
    second = storage.messages.log(case.id, "us", "phone", START - HOUR)
    first = storage.messages.log(case.id, "client", "phone", START - 2 * HOUR)
    assert storage.messages.of_case(case.id) == (first, second)
    assert storage.messages.unanswered() == ()


def test_who_wrote_last_decides_whether_a_client_waits(storage):
    quick, slow, gone = (storage.create({**CASE, "title": title}) for title in ("quick", "slow", "gone"))
    storage.messages.log(quick.id, "client", "phone", START - 2 * HOUR)
    storage.messages.log(slow.id, "client", "e-mail", START - 50 * HOUR)
    storage.messages.log(gone.id, "client", "e-mail", START - 51 * HOUR)
    storage.delete(gone.id)
    assert [row.title for row, _ in storage.messages.unanswered()] == ["slow", "quick"]
    assert [row.title for row, _ in storage.messages.unanswered(limit=1)] == ["slow"]
    storage.messages.log(slow.id, "us", "phone", START - HOUR)
    ((row, written),) = storage.messages.unanswered()
    assert (row.id, [message.side for message in written]) == (quick.id, ["client"])
    assert {message.case_id for message in storage.messages.since(START - 10 * HOUR)} == {quick.id, slow.id}
    assert len(storage.messages.since(START - 10 * HOUR)) == 3  # whole threads, from their first message
    assert {message.case_id for message in storage.messages.of_cases([slow.id])} == {slow.id}


def test_a_closed_case_is_open_again_when_the_client_writes(storage, clock):
    case_id = closed(storage)
    storage.messages.log(case_id, "us", "phone", clock.now)
    assert storage.load(case_id).row.status == "closed"
    storage.messages.log(case_id, "client", "phone", clock.now + timedelta(minutes=1))
    row = storage.load(case_id).row
    assert (row.status, row.version, row.review_on) == ("draft", 2, CLOSING.review_on)
    assert len(storage.memos(case_id)) == 1


def test_a_message_of_before_the_closing_opens_nothing(storage, clock):
    case_id = closed(storage)
    storage.messages.log(case_id, "client", "phone", START - 5 * HOUR)
    assert storage.load(case_id).row.status == "closed"
    storage.messages.log(case_id, "us", "phone", clock.now + timedelta(minutes=3))
    storage.messages.log(case_id, "client", "phone", clock.now)  # answered already
    assert storage.load(case_id).row.status == "closed"


def test_a_reviewed_and_archived_case_comes_back_too(storage, clock):
    from retention.closing import Review

    case_id = closed(storage)
    storage.review(case_id, Review(reviewed_on=date(2027, 2, 23)))
    storage.archive(case_id)
    storage.messages.log(case_id, "client", "e-mail", clock.now)
    row = storage.load(case_id).row
    assert (row.status, row.shelf) == ("draft", "open")


def test_nothing_is_noted_for_a_deleted_case(storage):
    case = storage.create(CASE)
    storage.messages.log(case.id, "client", "phone", START)
    storage.delete(case.id)
    with pytest.raises(Deleted):
        storage.messages.log(case.id, "client", "phone", START)
    with pytest.raises(NotFound):
        storage.messages.log(999, "client", "phone", START)
    storage.purge(datetime(2100, 1, 1, tzinfo=UTC))
    assert storage.messages.of_case(case.id) == ()
