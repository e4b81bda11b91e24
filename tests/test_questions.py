"""What to ask next: the most telling unanswered input, and when to stop."""

import json

import pytest

from retention.decision import evaluate
from retention.document import read_case
from retention.estimate import Probability
from retention.faults import InvalidInput
from retention.inputs import inputs_of
from retention.questions import (
    Enough,
    Question,
    answered_case,
    effect,
    in_group,
    influence,
    least_worth,
    next_question,
)
from retention.resources import DATA
from tests.benchmarks import questions as benchmark

# one year, margin 1000, so NV(satisfy) = 1000·q − 300 and NV(decline) = 1000·q' with q' on both sides of 0.6
CLOSE = {"satisfy": 0.9, "decline": [0.4, 0.6, 0.8]}


def small_case(stays=CLOSE, **changes):
    return read_case(
        {
            "title": "t",
            "currency": "EUR",
            "horizon_years": 1,
            "discount_rate": 0,
            "hourly_rate": 12,
            "value": {"annual_margin": 1000},
            "options": {
                "satisfy": {"stay": stays["satisfy"], "outlay": 300},
                "compromise": {"stay": 0.1, "outlay": [290, 300, 310]},
                "decline": {"stay": stays["decline"]},
                "part": {},
            },
            "risks": [],
        }
        | changes
    )


def asked(case, answered=(), hourly_rate=None, draws=1024):
    return next_question(case, evaluate(case, draws), answered, hourly_rate)


def test_the_input_of_the_highest_evppi_is_asked_and_its_worth_said():
    case = small_case()
    found = asked(case)
    assert found == Question("options.decline.stay", evaluate(case, 1024).evppi[0].value)
    # both options are worth 600 at the mean, so knowing q' is worth E[max(0, q' − 0.6)]·1000; symmetric Beta(3, 3):
    # half the mean absolute deviation, 5/32 of the width
    assert found.worth == pytest.approx(0.4 * 5 / 64 * 1000)


def test_what_was_answered_or_skipped_is_not_asked_again():
    assert asked(small_case(), {"options.decline.stay"}) == Enough("clear")
    known = answered_case(small_case(), "options.decline.stay", [0.4, 0.6, 0.8])
    assert asked(known) == Enough("clear")


def test_asking_stops_where_the_answer_is_worth_less_than_its_minutes():
    worth = 0.4 * 5 / 64 * 1000
    case = small_case()
    assert isinstance(asked(case, hourly_rate=worth * 12 * 0.99), Question)
    assert asked(case, hourly_rate=worth * 12 * 1.01) == Enough("clear")


def unsure_case(margin):
    """Keeping costs 100 and brings the margin, so the verdict hangs on whether the margin is above 100."""
    stay = {"stay": 1, "outlay": 100}
    options = {
        "satisfy": stay,
        "compromise": {"stay": 0, "outlay": 100},
        "decline": {"stay": 0, "outlay": 100},
        "part": {},
    }
    return small_case(value={"annual_margin": margin}, options=options)


def test_an_unclear_verdict_is_said_to_be_not_worth_more_or_to_have_nothing_left():
    assert isinstance(asked(unsure_case([0, 110, 200])), Question)
    assert asked(unsure_case([0, 110, 200]), hourly_rate=1e6) == Enough("not_worth")
    assert asked(unsure_case([0, 110, 200]), {"value.annual_margin"}) == Enough("nothing_left")
    known = {"low": 0, "likely": 110, "high": 200, "basis": "known"}
    assert asked(unsure_case(known)) == Enough("nothing_left")


def test_a_clear_verdict_does_not_stop_a_question_about_the_option():
    decision = evaluate(small_case(), 1024)
    assert decision.confidence >= 0.9
    assert isinstance(next_question(small_case(), decision), Question)


def test_a_group_is_asked_member_by_member_where_no_single_fact_is_worth_it():
    case = read_case(json.loads((DATA / "examples" / "balayage.json").read_text(encoding="utf-8")))
    decision = evaluate(case)
    assert decision.evppi[0].value < least_worth(decision, 1) < decision.evppi_groups[0].value
    found = next_question(case, decision, hourly_rate=1)
    assert isinstance(found, Question)
    assert (found.group, found.worth) == ("options.*.stay", decision.evppi_groups[0].value)
    telling = influence(case, decision)
    assert telling[found.input] == max(telling[f"options.{o}.stay"] for o in ("satisfy", "compromise"))
    following = next_question(case, decision, {found.input}, 1)
    assert isinstance(following, Question)
    assert following.input != found.input


def test_without_an_hourly_rate_an_answer_must_be_worth_a_thousandth_of_the_money_in_the_balance():
    decision = evaluate(small_case(hourly_rate=0), 1024)
    assert least_worth(decision, 0) == pytest.approx(0.001 * (900 + 300))
    assert least_worth(decision, 60) == 5


def test_a_case_that_a_rule_decides_asks_nothing():
    assert asked(small_case(red_lines=["Threat"])) == Enough("clear")


def test_only_what_can_move_the_result_counts():
    case = small_case(risks=[{"name": "Suit", "category": "legal", "probability": [0, 0.1, 0.2], "severity": 50}])
    assert set(influence(case, evaluate(case, 256))) == {"options.compromise.outlay", "options.decline.stay"}


def test_influence_of_a_linear_input_is_its_range_times_its_slope():
    found = influence(small_case(), evaluate(small_case(), 256))
    assert found["options.decline.stay"] == pytest.approx(0.4 * 1000)
    assert found["options.compromise.outlay"] == pytest.approx(20)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (0.5, (0.5, 0.5, 0.5)),
        ([0.2, 0.3, 0.4], (0.2, 0.3, 0.4)),
        ({"low": 0.1, "likely": 0.2, "high": 0.3}, (0.1, 0.2, 0.3)),
        (Probability(low=0.1, likely=0.2, high=0.3), (0.1, 0.2, 0.3)),
    ],
)
def test_an_answer_in_any_form_is_known_and_changes_nothing_else(written, expected):
    case = small_case()
    answered = answered_case(case, "options.decline.stay", written)
    stay = answered.options.decline.stay
    assert (stay.low, stay.likely, stay.high, stay.basis) == (*expected, "known")
    assert answered_case(answered, "options.decline.stay", case.options.decline.stay, "assumed") == case


@pytest.mark.parametrize(
    ("path", "written", "fault"),
    [
        ("options.decline.stay", 1.5, ("options.decline.stay", "probability")),
        ("options.decline.stay", [0.5, 0.4, 0.6], ("options.decline.stay", "order")),
        ("options.decline.stay", "often", ("options.decline.stay", "estimate_form")),
        ("options.decline.stay", [0.1, 0.2], ("options.decline.stay", "three_numbers")),
        ("title", 3, ("title", "unknown_key")),
        ("risks.0.probability", 0.5, ("risks.0.probability", "unknown_key")),
    ],
)
def test_a_faulty_answer_is_named(path, written, fault):
    with pytest.raises(InvalidInput) as raised:
        answered_case(small_case(), path, written)
    assert [(found.path, found.rule) for found in raised.value.faults] == [fault]


def test_the_effect_of_an_answer_is_how_verdict_and_confidence_moved():
    before = evaluate(unsure_case([0, 110, 200]), 1024)
    after = evaluate(answered_case(unsure_case([0, 110, 200]), "value.annual_margin", 50), 1024)
    moved = effect(before, after)
    assert (moved.verdict_before, moved.verdict_after) == ("our_client", "too_dear")
    assert moved.verdict_changed
    assert moved.recommendation_changed == (before.recommended != after.recommended)
    assert moved.confidence_after == 1


def test_groups_hold_their_members():
    names = inputs_of(small_case()).names
    assert [name for name in names if in_group(name, "options.*.stay")] == [
        "options.satisfy.stay",
        "options.compromise.stay",
        "options.decline.stay",
    ]
    assert sum(in_group(name, "options.*.remaining_risk") for name in names) == 16
    assert sum(in_group(name, "value") for name in names) == 4
    assert not in_group("risks.10.probability", "risks.1")


def test_the_next_best_question_is_the_shorter_way():
    pairs = benchmark.compared(12, seed=3)
    assert sum(best.questions for best, _ in pairs) < sum(form.questions for _, form in pairs)
