"""What a room is asked about a case, and what it takes for an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.case import RETAINING
from retention.faults import InvalidInput
from retention.workshop.sheet import Question, is_complete, questions_of, read_answer, with_answers
from tests.small_case import case_of, small

RISK = {"name": "Bad review", "category": "reputational", "probability": [0.1, 0.2, 0.3], "severity": [10, 20, 30]}
FIT = {"criterion": "Pays on time", "weight": 2, "score": 3}
CASE = case_of(small(risks=[RISK], fit=[FIT]))
BY_KEY = {question.key: question for question in questions_of(CASE)}
SHARES = {"company": 40, "partner": 10, "chance": 20, "client": 30}


def test_every_uncertain_thing_is_asked_and_the_decision_comes_last():
    assert [question.key for question in questions_of(CASE)] == [
        "risks.0.probability", "risks.0.severity", *(f"options.{option}.stay" for option in RETAINING),
        "responsibility", "fit.0.score", "keep", "option",
    ]  # fmt: skip
    assert BY_KEY["risks.0.probability"] == Question("risks.0.probability", "probability", "Bad review")


@pytest.mark.parametrize(
    "key, given_, kept",
    [
        ("risks.0.probability", [0.2, 0.5, 0.9], [0.2, 0.5, 0.9]),
        ("risks.0.probability", 0.4, [0.4, 0.4, 0.4]),
        ("risks.0.severity", (0, 100, 250), [0, 100, 250]),
        ("options.decline.stay", [0, 0, 1], [0, 0, 1]),
        ("fit.0.score", 5, 5),
        ("responsibility", SHARES, SHARES),
        ("keep", "no", "no"),
        ("option", "part", "part"),
    ],
)
def test_a_good_answer_is_kept_as_given(key, given_, kept):
    assert read_answer(CASE, BY_KEY[key], given_) == kept


@pytest.mark.parametrize(
    "key, given_, rule",
    [
        ("risks.0.probability", [0.2, 0.5, 1.01], "probability"),
        ("risks.0.probability", [0.5, 0.2, 0.9], "order"),
        ("risks.0.probability", [0.5, 0.9], "three_numbers"),
        ("risks.0.probability", "half", "number"),
        ("risks.0.probability", float("nan"), "not_finite"),
        ("risks.0.severity", [-1, 0, 5], "amount"),
        ("risks.0.severity", [0, 1, 1e13], "amount"),
        ("fit.0.score", 6, "range"),
        ("fit.0.score", True, "range"),
        ("fit.0.score", "<b>5</b>", "range"),
        ("responsibility", {**SHARES, "client": 31}, "shares_sum"),
        ("responsibility", {**SHARES, "company": -40, "client": 110}, "range"),
        ("responsibility", [40, 10, 20, 30], "choice"),
        ("responsibility", {"company": 100}, "choice"),
        ("keep", "maybe", "choice"),
        ("option", "=cmd()", "choice"),
        ("option", None, "choice"),
        ("option", ["part"], "choice"),
    ],
)
def test_a_bad_answer_is_told_by_its_question_whatever_sent_it(key, given_, rule):
    with pytest.raises(InvalidInput) as refused:
        read_answer(CASE, BY_KEY[key], given_)
    assert [fault.rule for fault in refused.value.faults][0] == rule
    assert all(fault.path.startswith(key) for fault in refused.value.faults)


def test_answers_take_the_place_of_the_cases_estimates_as_assumptions():
    seen = with_answers(CASE, {"risks.0.probability": [0.5, 0.6, 0.7], "fit.0.score": 5.0, "responsibility": SHARES,
                               "keep": "no", "option": "part", "risks.7.severity": [1, 2, 3]})  # fmt: skip
    assert (seen.risks[0].probability.low, seen.risks[0].probability.likely) == (0.5, 0.6)
    assert seen.risks[0].probability.basis == "assumed"
    assert seen.risks[0].severity == CASE.risks[0].severity
    assert seen.fit[0].score == 5
    assert seen.company_responsibility == 50  # its own share and that of its partners
    assert seen.options == CASE.options


def test_complete_is_when_nothing_is_left_open():
    answers = {question.key: 0 for question in questions_of(CASE)}
    assert is_complete(CASE, answers)
    assert not is_complete(CASE, {key: 0 for key in answers if key != "option"})


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_whatever_is_taken_reads_back_in_the_case(triple):
    kept = read_answer(CASE, BY_KEY["options.satisfy.stay"], triple)
    found = with_answers(CASE, {"options.satisfy.stay": kept}).options.satisfy.stay
    assert [found.low, found.likely, found.high] == triple
