"""The register of promises in both databases, and that it and the cases tell one truth."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from retention.closing import Closing
from retention.decision import decision_document, evaluate
from retention.document import read_case
from retention.faults import InvalidInput
from retention.storage import NotFound, Settled, SqlStorage
from tests.benchmarks.documents import late_kitchen

CASE = late_kitchen()
DECISION = decision_document(evaluate(read_case(CASE), draws=256))
TODAY = date(2026, 11, 22)
CHISINAU = timezone(timedelta(hours=2))
DUE = datetime(2026, 12, 1, 0, 30, tzinfo=CHISINAU)  # in UTC still the day before
CLOSING = Closing(
    chosen_option=DECISION["recommended"],
    lesson="Ask first",
    our_part="Fitter booked twice",
    promise_text="A new worktop",
    promise_at=DUE,
    promise_channel="phone",
    review_on=date(2027, 2, 22),
)


def closed(storage: SqlStorage, closing: Closing = CLOSING) -> int:
    made = storage.create(CASE)
    storage.close(made.id, closing, DECISION, "", made.version, today=TODAY)
    return made.id


def kinds(storage: SqlStorage, promise_id: int) -> list[str]:
    return [event.kind for event in storage.promises.events([promise_id])[promise_id]]


def test_a_promise_comes_back_as_it_was_given(storage, clock):
    made = storage.promises.add("Ring back; <b>'ș", DUE, "Ion", "phone", "Ana")
    assert (made.what, made.to_whom, made.channel, made.owner) == ("Ring back; <b>'ș", "Ion", "phone", "Ana")
    assert (made.due_at, made.due_on, made.state, made.case_id) == (DUE, date(2026, 12, 1), "open", None)
    assert made.made_at == clock.now
    assert storage.promises.promise(made.id) == made
    assert storage.promises.pending() == (made,)
    assert kinds(storage, made.id) == ["made"]


def test_a_promise_needs_a_text_and_a_time(storage):
    with pytest.raises(InvalidInput) as refused:
        storage.promises.add(" ", None)
    assert [fault.rule for fault in refused.value.faults] == ["promise_text_needed", "moment_needed"]
    with pytest.raises(NotFound):
        storage.promises.add("Ring back", DUE, case_id=77)
    assert storage.promises.pending() == ()


def test_a_call_without_news_needs_a_next_time_that_lies_ahead(storage, clock):
    made = storage.promises.add("Ring back", DUE)
    for next_at, rule in ((None, "next_time_needed"), (clock.now - timedelta(hours=1), "time_past")):
        for put_off in (storage.promises.no_news, storage.promises.move):
            with pytest.raises(InvalidInput) as refused:
                put_off(made.id, next_at)
            assert [fault.rule for fault in refused.value.faults] == [rule]
    assert storage.promises.promise(made.id) == made
    called = storage.promises.no_news(made.id, DUE + timedelta(days=1), "still with the supplier")
    assert (called.state, called.due_at, called.due_on) == ("open", DUE + timedelta(days=1), date(2026, 12, 2))
    event = storage.promises.events([made.id])[made.id][-1]
    assert (event.kind, event.due_at, event.next_at) == ("no_news", DUE, DUE + timedelta(days=1))
    assert (event.note, event.happened_at) == ("still with the supplier", clock.now)


def test_a_moved_promise_waits_on_and_says_so(storage):
    made = storage.promises.add("Ring back", DUE)
    assert storage.promises.move(made.id, DUE + timedelta(hours=3)).state == "moved"
    assert storage.promises.no_news(made.id, DUE + timedelta(hours=4)).state == "moved"
    storage.promises.keep(made.id)
    assert storage.promises.bring_back(made.id).state == "moved"
    assert kinds(storage, made.id) == ["made", "moved", "no_news", "kept", "back"]


def test_a_settled_promise_is_settled_once_and_can_be_brought_back(storage, clock):
    kept, dropped = (storage.promises.add(what, DUE) for what in ("one", "two"))
    storage.promises.keep(kept.id, DUE)
    storage.promises.drop(dropped.id, "has sold the kitchen")
    assert storage.promises.pending() == ()
    assert [(p.id, p.state) for p in storage.promises.settled()] == [(kept.id, "kept"), (dropped.id, "dropped")]
    for act in (storage.promises.keep, storage.promises.drop):
        with pytest.raises(Settled):
            act(kept.id)
    with pytest.raises(Settled):
        storage.promises.no_news(dropped.id, DUE)
    assert storage.promises.bring_back(kept.id) == kept
    assert storage.promises.bring_back(kept.id) == kept
    assert kinds(storage, kept.id) == ["made", "kept", "back"]
    for act in (storage.promises.keep, storage.promises.bring_back):
        with pytest.raises(NotFound):
            act(99)


def test_closing_a_case_puts_its_promise_into_the_register(storage):
    case_id = closed(storage)
    (promise,) = storage.promises.of_case(case_id)
    assert (promise.what, promise.channel, promise.to_whom) == ("A new worktop", "phone", CASE["client"])
    assert (promise.due_at, promise.due_on, promise.from_closing) == (DUE, date(2026, 12, 1), True)
    row = storage.load(case_id).row
    assert (row.promise_at, row.promise_on, row.promise_kept_at) == (DUE, date(2026, 12, 1), None)


def test_a_promise_without_words_is_named_after_its_case(storage):
    (promise,) = storage.promises.of_case(closed(storage, replace(CLOSING, promise_text=" ")))
    assert promise.what == CASE["title"]


def test_closing_again_changes_the_promise_that_waits_and_doubles_nothing(storage):
    case_id = closed(storage)
    storage.save(case_id, {**CASE, "title": "New facts"}, 2)
    storage.close(case_id, replace(CLOSING, promise_text="Two worktops"), DECISION, "", 3, today=TODAY)
    (promise,) = storage.promises.of_case(case_id)
    assert (promise.what, promise.state) == ("Two worktops", "open")
    later = DUE + timedelta(days=3)
    storage.close(case_id, replace(CLOSING, promise_at=later), DECISION, "", 4, today=TODAY)
    (promise,) = storage.promises.of_case(case_id)
    assert (promise.due_at, promise.state) == (later, "moved")
    assert storage.load(case_id).row.promise_at == later
    assert kinds(storage, promise.id) == ["made", "moved"]


def test_closing_again_after_the_promise_was_kept_makes_another(storage):
    case_id = closed(storage)
    storage.keep_promise(case_id, DUE)
    storage.close(case_id, replace(CLOSING, promise_at=DUE + timedelta(days=9)), DECISION, "", 2, today=TODAY)
    assert [promise.state for promise in storage.promises.of_case(case_id)] == ["kept", "open"]
    row = storage.load(case_id).row
    assert (row.promise_at, row.promise_kept_at) == (DUE + timedelta(days=9), None)


def test_kept_in_the_register_is_kept_in_the_case_and_back(storage):
    case_id = closed(storage)
    (promise,) = storage.promises.of_case(case_id)
    storage.promises.keep(promise.id, DUE)
    row = storage.load(case_id).row
    assert (row.promise_kept_at, row.next_due_on) == (DUE, CLOSING.review_on)
    storage.promises.bring_back(promise.id)
    row = storage.load(case_id).row
    assert (row.promise_kept_at, row.next_due_on) == (None, date(2026, 12, 1))
    storage.keep_promise(case_id, DUE)
    assert storage.promises.promise(promise.id).state == "kept"
    storage.keep_promise(case_id)  # nothing waits
    assert storage.load(case_id).row.promise_kept_at == DUE


def test_a_promise_moved_in_the_register_is_moved_in_the_case(storage):
    case_id = closed(storage)
    (promise,) = storage.promises.of_case(case_id)
    storage.promises.move(promise.id, DUE + timedelta(days=2))
    row = storage.load(case_id).row
    assert (row.promise_on, row.next_due_on) == (date(2026, 12, 3), date(2026, 12, 3))
    storage.promises.drop(promise.id)
    row = storage.load(case_id).row
    assert (row.promise_at, row.promise_on, row.promise_kept_at, row.next_due_on) == (
        None, None, None, CLOSING.review_on)  # fmt: skip


def test_a_case_shows_the_promise_that_is_due_next(storage):
    case_id = closed(storage)
    sooner = storage.promises.add("Ring back", DUE - timedelta(days=2), case_id=case_id)
    assert storage.load(case_id).row.promise_at == sooner.due_at
    storage.keep_promise(case_id)
    row = storage.load(case_id).row
    assert (row.promise_at, row.promise_kept_at) == (DUE, None)
    assert storage.promises.promise(sooner.id).state == "kept"


def test_overdue_promises_are_found_but_for_those_of_deleted_cases(storage, clock):
    first, second = closed(storage), closed(storage)
    assert storage.promises.overdue_cases([first, second]) == frozenset()
    clock.now = DUE + timedelta(seconds=5)  # the clock goes on by a minute at each look
    assert storage.promises.overdue_cases([first, second]) == {first, second}
    assert storage.promises.overdue_cases([second]) == {second}
    storage.delete(first)
    assert [promise.case_id for promise in storage.promises.pending()] == [second]
    storage.undo_delete(first)
    assert len(storage.promises.pending()) == 2
    storage.delete(first)
    storage.purge(datetime(2100, 1, 1, tzinfo=UTC))
    assert storage.promises.of_case(first) == ()


def test_of_many_who_settle_a_promise_at_once_one_does(storage):
    promise, outcomes = storage.promises.add("Ring back", DUE), []
    together = threading.Barrier(6)

    def settle(act) -> None:
        together.wait()
        try:
            outcomes.append(act(promise.id).state)
        except Settled:
            outcomes.append("settled")

    acts = [storage.promises.keep, storage.promises.drop] * 3
    threads = [threading.Thread(target=settle, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1:] == ["settled"] * 5
    assert kinds(storage, promise.id) == ["made", storage.promises.promise(promise.id).state]


def test_what_was_due_or_settled_since_a_moment(storage):
    old = storage.promises.add("old", DUE - timedelta(days=90))
    late = storage.promises.add("old, kept late", DUE - timedelta(days=90))
    new = storage.promises.add("new", DUE)
    storage.promises.keep(old.id, DUE - timedelta(days=90))
    storage.promises.keep(late.id, DUE)
    assert [promise.id for promise in storage.promises.due_since(DUE - timedelta(days=30))] == [late.id, new.id]
