"""Closing, the locked memo, promises and reviews in both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import exc, text

from retention.closing import Closing, LockedMemo, Review, RiskOutcome, verify
from retention.content import content_hash
from retention.decision import decision_document, evaluate
from retention.document import read_case
from retention.faults import InvalidInput
from retention.storage import Conflict, Deleted, NotClosed, SqlStorage
from tests.benchmarks.documents import late_kitchen

CASE = late_kitchen()
DECISION = decision_document(evaluate(read_case(CASE), draws=256))
TODAY = date(2026, 11, 22)
CHISINAU = timezone(timedelta(hours=2))
CLOSING = Closing(
    chosen_option=DECISION["recommended"],
    lesson="Сначала спросить, потом обещать",
    our_part="Fitter booked twice",
    promise_text="A new worktop",
    promise_at=datetime(2026, 12, 1, 0, 30, tzinfo=CHISINAU),  # in UTC still the day before
    promise_channel="phone",
    review_on=date(2027, 2, 22),
)
REVIEW = Review(
    reviewed_on=date(2027, 2, 23),
    stayed=True,
    risks=(RiskOutcome(0, True, 1200.0), RiskOutcome(1, False), RiskOutcome(2, None)),
    paid=450.5,
    hours=6,
    note="=1+1 <b>",
)


def closed(storage: SqlStorage, document: dict[str, Any] = CASE, closing: Closing = CLOSING) -> LockedMemo:
    made = storage.create(document)
    return storage.close(made.id, closing, DECISION, "memo;text\n", made.version, today=TODAY)


def test_closing_locks_everything_that_was_decided(storage, clock):
    memo = closed(storage)
    assert verify(memo)
    assert memo.content["document"] == CASE
    assert memo.content["decision"]["recommended"] == DECISION["recommended"]
    assert memo.content["memo"] == "memo;text\n"
    assert memo.content["closing"]["lesson"] == CLOSING.lesson
    assert memo.content["closing"]["promise_at"] == "2026-12-01T00:30:00+02:00"
    assert memo.content["closing"]["review_on"] == "2027-02-22"
    assert (memo.version, memo.closed_at) == (2, clock.now)
    assert storage.memos(memo.case_id) == (memo,)


def test_a_closed_case_says_so_in_the_list(storage):
    row = storage.load(closed(storage).case_id).row
    assert (row.status, row.verdict, row.recommended) == ("closed", DECISION["verdict"], DECISION["recommended"])
    assert row.promise_at == CLOSING.promise_at
    assert (row.promise_on, row.review_on, row.next_due_on) == (date(2026, 12, 1), date(2027, 2, 22), date(2026, 12, 1))
    assert [version.reason for version in storage.versions(row.id)] == ["created", "closed"]


def test_what_is_wrong_with_a_closing_keeps_the_case_open(storage):
    with pytest.raises(InvalidInput) as refused:
        closed(storage, closing=replace(CLOSING, lesson=" ", promise_at=None))
    assert [fault.rule for fault in refused.value.faults] == ["lesson_needed", "promise_date_needed"]
    (row,) = storage.search().rows
    assert (row.status, row.version, storage.memos(row.id)) == ("draft", 1, ())


def test_an_unfinished_case_is_not_closed(storage):
    with pytest.raises(InvalidInput) as refused:
        closed(storage, {"title": "Only a title"})
    assert {"options", "risks"} <= {fault.path for fault in refused.value.faults}


def test_notes_beside_the_case_are_locked_with_it(storage):
    memo = closed(storage, {**CASE, "notes": {"guess": "He wants an apology"}})
    assert memo.content["document"]["notes"] == {"guess": "He wants an apology"}


def test_a_stale_tab_neither_closes_nor_reopens(storage):
    made = storage.create(CASE)
    storage.save(made.id, {**CASE, "title": "Changed"}, 1)
    with pytest.raises(Conflict):
        storage.close(made.id, CLOSING, DECISION, "", 1, today=TODAY)
    storage.close(made.id, CLOSING, DECISION, "", 2, today=TODAY)
    with pytest.raises(Conflict):
        storage.save(made.id, {**CASE, "title": "Late"}, 2)
    assert storage.load(made.id).row.status == "closed"


def test_a_deleted_case_is_not_closed(storage):
    made = storage.create(CASE)
    storage.delete(made.id)
    with pytest.raises(Deleted):
        storage.close(made.id, CLOSING, DECISION, "", 1, today=TODAY)


def test_a_change_reopens_the_case_and_leaves_the_memo(storage):
    memo = closed(storage)
    changed = {**CASE, "title": "New facts"}
    assert storage.save(memo.case_id, changed, 2) == 3
    row = storage.load(memo.case_id).row
    assert (row.status, row.review_on, row.promise_on) == ("draft", CLOSING.review_on, date(2026, 12, 1))
    assert storage.memos(memo.case_id) == (memo,)
    again = storage.close(memo.case_id, replace(CLOSING, lesson="Another"), DECISION, "", 3, today=TODAY)
    assert storage.memos(memo.case_id) == (memo, again)
    assert verify(memo)
    assert verify(again)
    assert memo.content_hash != again.content_hash


def test_saving_the_same_again_does_not_reopen(storage):
    memo = closed(storage)
    assert storage.save(memo.case_id, CASE, 2) == 2
    assert storage.load(memo.case_id).row.status == "closed"


def test_a_locked_memo_cannot_be_changed_in_the_database(storage):
    closed(storage)
    with pytest.raises(exc.DatabaseError, match="never changes"), storage.engine.begin() as connection:
        connection.execute(text("UPDATE memos SET content = '{}'"))


def test_a_memo_that_was_tampered_with_does_not_verify(storage):
    memo = closed(storage)
    with storage.engine.begin() as connection:  # by someone who takes the lock off
        on = " ON memos" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER memo_locked{on}"))
        lesson = "UPDATE memos SET content = replace(content, 'Fitter booked twice', 'Nobody erred')"
        connection.execute(text(lesson))
    (found,) = storage.memos(memo.case_id)
    with storage.engine.begin() as connection:  # put back for the next test
        body = "FOR EACH ROW EXECUTE FUNCTION refuse_memo_change()" if on else "BEGIN SELECT RAISE(ABORT, 'no'); END"
        connection.execute(text(f"CREATE TRIGGER memo_locked BEFORE UPDATE ON memos {body}"))
    assert found.content["closing"]["our_part"] == "Nobody erred"
    assert not verify(found)
    assert not verify(replace(memo, content={**memo.content, "closed_at": "2026-01-01T00:00:00+00:00"}))
    assert verify(replace(found, content_hash=content_hash(found.content)))


def test_promises_come_before_reviews_and_the_oldest_first(storage):
    def with_dates(promise: int, review: int) -> int:
        promise_at = datetime(2026, 12, promise, 12, tzinfo=UTC)
        dated = replace(CLOSING, promise_at=promise_at, review_on=date(2026, 12, review))
        return closed(storage, closing=dated).case_id

    second, first, third = with_dates(5, 20), with_dates(3, 24), with_dates(10, 15)
    storage.archive(third)
    assert storage.due(date(2026, 12, 2)) == ()
    found = [(d.kind, d.row.id, d.overdue) for d in storage.due(date(2026, 12, 10))]
    assert found == [("promise", first, True), ("promise", second, True), ("promise", third, False)]
    storage.keep_promise(first)
    storage.delete(second)
    found = [(d.kind, d.row.id, d.due_on.day) for d in storage.due(date(2026, 12, 24))]
    assert found == [("promise", third, 10), ("review", third, 15), ("review", first, 24)]


def test_a_kept_promise_leaves_the_review(storage, clock):
    memo = closed(storage)
    storage.keep_promise(memo.case_id, datetime(2026, 11, 30, 18, tzinfo=UTC))
    row = storage.load(memo.case_id).row
    assert row.promise_kept_at == datetime(2026, 11, 30, 18, tzinfo=UTC)
    assert row.next_due_on == CLOSING.review_on


def test_a_review_is_kept_and_ends_the_waiting(storage):
    memo = closed(storage)
    storage.review(memo.case_id, REVIEW)
    row = storage.load(memo.case_id).row
    assert (row.status, row.review_on, row.next_due_on) == ("reviewed", None, date(2026, 12, 1))
    assert storage.reviews(memo.case_id) == (REVIEW,)
    storage.keep_promise(memo.case_id)
    assert storage.due(date(2030, 1, 1)) == ()


def test_the_calibration_gets_the_last_review_of_each_memo(storage):
    first, second, gone = closed(storage), closed(storage), closed(storage)
    closed(storage)  # not reviewed
    for memo in (first, second, gone):
        storage.review(memo.case_id, replace(REVIEW, stayed=None))
    storage.review(first.case_id, REVIEW)
    storage.delete(gone.case_id)
    assert storage.reviewed() == ((first, REVIEW), (second, replace(REVIEW, stayed=None)))


def test_a_reopened_case_can_still_be_reviewed_as_it_was_closed(storage):
    memo = closed(storage)
    storage.save(memo.case_id, {**CASE, "title": "New facts"}, 2)
    storage.review(memo.case_id, REVIEW)
    assert storage.load(memo.case_id).row.status == "draft"
    assert storage.reviewed() == ((memo, REVIEW),)


def test_what_was_never_closed_is_not_reviewed(storage):
    with pytest.raises(NotClosed):
        storage.review(storage.create(CASE).id, REVIEW)


def test_a_faulty_review_is_refused(storage):
    memo = closed(storage)
    with pytest.raises(InvalidInput) as refused:
        storage.review(memo.case_id, replace(REVIEW, paid=-1.0, risks=(RiskOutcome(3, True, 5.0),)))
    assert [(f.path, f.rule) for f in refused.value.faults] == [
        ("review.paid", "amount"), ("review.risks.3", "no_such_risk")]
    assert storage.load(memo.case_id).row.status == "closed"


def test_a_purge_takes_memos_and_reviews_along(storage):
    memo = closed(storage)
    storage.review(memo.case_id, REVIEW)
    storage.delete(memo.case_id)
    assert storage.purge(datetime(2100, 1, 1, tzinfo=UTC)) == 1
    assert storage.memos(memo.case_id) == storage.reviews(memo.case_id) == storage.reviewed() == ()
