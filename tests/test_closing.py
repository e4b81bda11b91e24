"""The rules of closing and reviewing, one row per fault, and each fault as a sentence."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from retention.case import OPTIONS
from retention.closing import Closing, Review, RiskOutcome, closing_faults, read_review, review_document, review_faults
from retention.document import read_case
from retention.fault_words import fault_line
from retention.language import Words
from tests.benchmarks.documents import late_kitchen

TODAY = date(2026, 11, 22)
CLOSING = Closing(
    "compromise", "Ask first", TODAY, our_part="Late", promise_at=datetime.fromisoformat("2026-12-01T10:00+02:00")
)
DECISION = {
    "recommended": "compromise",
    "options": {option: {"allowed": option != "decline"} for option in OPTIONS},
}


def lines(closing: Closing, **case: Any) -> list[str]:
    faults = closing_faults(read_case({**late_kitchen(), **case}), closing, DECISION, TODAY)
    return [fault_line(fault, Words("en")) for fault in faults]


@pytest.mark.parametrize("case, changes", [
    ({}, {}),
    ({"company_responsibility": 0}, {"our_part": ""}),
    ({"company_responsibility": None}, {"our_part": ""}),
    ({}, {"chosen_option": "satisfy", "reason_if_other": "A debt of honour"}),
    ({}, {"chosen_option": "part", "reason_if_other": "A line", "promise_at": None}),
    ({"emotion": {"manager": 3.9}}, {}),
    ({"emotion": {"manager": -4}}, {"pause_done": True}),
    ({"emotion": {"manager": 5}}, {"override_reason": "The client is on the line"}),
])
def test_a_case_may_be_closed(case, changes):
    assert lines(replace(CLOSING, **changes), **case) == []


@pytest.mark.parametrize("case, changes, line", [
    ({}, {"lesson": " \n"}, "closing.lesson: is empty; write down what this case has taught"),
    ({"company_responsibility": 0.5}, {"our_part": ""}, "closing.our_part: is empty; 0.5% of the"),
    ({}, {"promise_at": None, "promise_text": "A call"}, "closing.promise_at: has no date; say when the client"),
    ({}, {"promise_at": None}, "closing.promise_at: has no date"),
    ({}, {"chosen_option": "part", "reason_if_other": "A line", "promise_at": None, "promise_text": "A call"},
     "closing.promise_at: has no date"),
    ({}, {"review_on": None}, "closing.review_on: has no date"),
    ({}, {"review_on": date(2026, 11, 21)}, "closing.review_on: 2026-11-21 has passed; give a date from 2026-11-22 on"),
    ({}, {"chosen_option": "part"}, 'closing.reason_if_other: "part" is not the recommended option; say why'),
    ({}, {"chosen_option": "decline", "reason_if_other": "No"}, 'closing.chosen_option: "decline" is barred by a duty'),
    ({}, {"chosen_option": "wait"}, 'closing.chosen_option: "wait" is not one of the choices; give one of: satisfy, '),
    ({"emotion": {"manager": 4}}, {}, "closing.pause_done: the manager's state is 4.0; from ±4 on take a pause first"),
    ({"emotion": {"manager": -4.5}}, {"override_reason": " "}, "closing.pause_done: the manager's state is -4.5;"),
])
def test_a_fault_keeps_a_case_from_being_closed(case, changes, line):
    (found,) = lines(replace(CLOSING, **changes), **case)
    assert found.startswith(line)


def test_all_faults_are_told_at_once():
    assert len(lines(Closing("decline", "", None), emotion={"manager": 5})) == 6  # a plain no promises nothing


def test_a_promise_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        replace(CLOSING, promise_at=datetime(2026, 12, 1))


def test_a_review_reads_back_equal():
    review = Review(TODAY, False, (RiskOutcome(0, True, 12.5), RiskOutcome(1, None)), 3.0, None, "ș")
    assert read_review(review_document(review)) == review


@pytest.mark.parametrize("changes, path", [
    ({"paid": -0.01}, "review.paid"),
    ({"hours": 2e12}, "review.hours"),
    ({"paid": float("nan")}, "review.paid"),
    ({"risks": (RiskOutcome(1, True, -5.0),)}, "review.risks.1.cost"),
    ({"risks": (RiskOutcome(-1, True),)}, "review.risks.-1"),
])
def test_a_review_with_a_fault_is_told_where(changes, path):
    (fault,) = review_faults(replace(Review(TODAY), **changes), read_case(late_kitchen()))
    assert fault.path == path
    assert fault_line(fault, Words("en")).startswith(path)
