"""Two cases side by side: what differs, and which difference makes the difference."""

import numpy as np
import pytest

from retention.compare import aligned, compare, figures
from retention.decision import evaluate
from retention.document import read_case
from retention.questions import answered_case
from tests.random_cases import random_case


def case_with(**changes):
    return read_case(
        {
            "title": "t",
            "currency": "EUR",
            "horizon_years": 1,
            "discount_rate": 0,
            "value": {"annual_margin": 1000},
            "options": {
                "satisfy": {"stay": 0.9, "outlay": 300},
                "compromise": {"stay": 0.1, "outlay": 300},
                "decline": {"stay": 0.5},
                "part": {},
            },
            "risks": [],
        }
        | changes
    )


def risk(name, probability, severity=100):
    return {"name": name, "category": "legal", "probability": probability, "severity": severity}


def paths(comparison):
    return [difference.path for difference in comparison.differences]


def test_a_case_does_not_differ_from_itself_nor_by_its_words():
    case = case_with()
    assert compare(case, case).differences == ()
    assert compare(case, case_with(title="Another", client="B", story="Long", seed=7)).differences == ()


def test_an_input_that_differs_is_named_with_both_values_and_what_it_moves():
    right = answered_case(case_with(), "options.decline.stay", [0.6, 0.65, 0.7])
    [found] = compare(case_with(), right).differences
    assert found.path == "options.decline.stay"
    assert (found.left["likely"], found.right["likely"]) == (0.5, 0.65)
    # satisfying is worth 600 and declining 500, then 650: its lead falls by 150, the gap to parting rises by 50
    assert found.lead_moved == pytest.approx(-150)
    assert found.gap_moved == pytest.approx(50)
    assert found.recommended == "decline"


def test_the_input_that_alone_changes_the_recommendation_goes_first():
    right = case_with(value={"annual_margin": 1400})  # moves much, but in favour of satisfying
    right = answered_case(right, "options.satisfy.outlay", 900)
    comparison = compare(case_with(), right)
    assert (comparison.left.recommended, comparison.right.recommended) == ("satisfy", "decline")
    assert comparison.rival == "decline"
    assert paths(comparison) == ["options.satisfy.outlay", "value.annual_margin"]
    assert comparison.differences[0].lead_moved == pytest.approx(-600)
    assert comparison.differences[1].lead_moved == pytest.approx(0.4 * 400)


def test_what_turns_the_verdict_goes_first_even_if_it_is_not_money():
    right = case_with(fit=[{"criterion": "Respect", "weight": 5, "score": 1}], value={"annual_margin": 900})
    comparison = compare(case_with(), right)
    assert (comparison.left.verdict, comparison.right.verdict) == ("our_client", "new_terms")
    assert comparison.differences[0].path == "fit"
    assert comparison.differences[0].gap_moved == 0
    assert [found.verdict for found in comparison.differences] == ["new_terms", "our_client"]


def test_the_gap_orders_what_changes_neither_verdict_nor_recommendation():
    right = case_with(value={"annual_margin": 900}, owed=10)
    comparison = compare(case_with(), right)
    # 0.9·100 less of the gap; what is owed is paid under every option and moves no gap
    assert paths(comparison) == ["value.annual_margin", "owed"]
    assert comparison.differences[0].gap_moved == pytest.approx(-90)
    assert comparison.differences[1].gap_moved == pytest.approx(0)
    assert comparison.rival == "decline"


def test_risks_are_matched_by_name_and_a_missing_one_never_happens():
    left = case_with(risks=[risk("Suit", 0.2), risk("Letter", 0.3)])
    right = case_with(risks=[risk("Fine", 0.4, 50), risk("Suit", 0.5)])
    comparison = compare(left, right)
    assert [found.name for found in comparison.left_case.risks] == ["Suit", "Letter", "Fine"]
    assert [found.name for found in comparison.right_case.risks] == ["Suit", "Letter", "Fine"]
    assert set(paths(comparison)) == {"risks.0.probability", "risks.1.probability", "risks.2.probability"}
    values = {found.path: (found.left["likely"], found.right["likely"]) for found in comparison.differences}
    assert values["risks.1.probability"] == (0.3, 0)
    assert values["risks.2.probability"] == (0, 0.4)


def test_two_risks_of_one_name_stay_two():
    left = case_with(risks=[risk("Suit", 0.2), risk("Suit", 0.4)])
    right = case_with(risks=[risk("Suit", 0.2)])
    assert [found.probability.likely for found in aligned(left, right)[1].risks] == [0.2, 0]


def test_a_change_that_makes_no_valid_case_alone_is_still_listed():
    right = case_with(statutory_duty=True, owed=50)
    found = {difference.path: difference for difference in compare(case_with(), right).differences}
    assert found["statutory_duty"].verdict is None
    assert found["owed"].verdict == "our_client"


def test_judgements_and_the_currency_move_no_money():
    right = case_with(satisfaction=2, currency="RON", emotion={"client": 3})
    comparison = compare(case_with(), right)
    assert set(paths(comparison)) == {"satisfaction", "currency", "emotion.client"}
    assert all(found.gap_moved == found.lead_moved == 0 for found in comparison.differences)
    assert not comparison.same_currency


@pytest.mark.parametrize("seed", range(12))
def test_figures_are_those_of_the_decision_and_aligning_changes_none(seed):
    rng = np.random.default_rng(seed)
    left, right = read_case(random_case(rng)), read_case(random_case(rng))
    comparison = compare(left, right)
    for case, found in ((left, comparison.left), (right, comparison.right)):
        decision = evaluate(case, 64)
        assert (found.verdict, found.recommended) == (decision.verdict, decision.recommended)
        assert found.value_gap == (None if decision.value_gap is None else pytest.approx(decision.value_gap))
    assert figures(aligned(left, right)[0]).net_values == pytest.approx(figures(left).net_values)
