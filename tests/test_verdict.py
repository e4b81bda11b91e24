"""Gates, fit, the four verdicts, ties and what makes a verdict provisional (model 5)."""

import pytest

from retention.document import read_case
from retention.faults import InvalidInput
from retention.verdict import confidence_key
from tests.small_case import decided, small

GOOD_FIT = [{"criterion": "Pays", "weight": 1, "score": 5}]
BAD_FIT = [{"criterion": "Pays", "weight": 1, "score": 1}]


def line(effect: str, confirmed: bool = True) -> dict:
    return {"line": "Crossed", "effect": effect, "confirmed": confirmed}


def allowed(document) -> list[str]:
    return [name for name, figures in decided(document).options.items() if figures.allowed]


# ---- gates


def test_without_gates_everything_is_allowed():
    assert allowed(small()) == ["satisfy", "compromise", "decline", "part"]


def test_a_duty_bars_declining():
    assert allowed(small(statutory_duty=True, owed=10)) == ["satisfy", "compromise", "part"]


@pytest.mark.parametrize("owed", [0, [0, 0, 0], None])
def test_a_duty_names_what_is_owed(owed):
    document = small(statutory_duty=True) if owed is None else small(statutory_duty=True, owed=owed)
    with pytest.raises(InvalidInput) as invalid:
        read_case(document)
    assert [(fault.path, fault.rule) for fault in invalid.value.faults] == [("owed", "owed_needed")]


def test_a_refuse_line_bars_giving_in():
    assert allowed(small(red_lines=[line("refuse")])) == ["decline", "part"]


def test_an_end_line_leaves_parting_only():
    decision = decided(small(value__annual_margin=1000, red_lines=["Threat"], fit=GOOD_FIT))
    assert allowed(small(red_lines=["Threat"])) == ["part"]
    assert (decision.verdict, decision.recommended, decision.keep) == ("not_our_client", "part", "satisfy")
    assert (decision.confidence, decision.confidence_se) == (1, 0)


def test_the_price_of_the_principle_is_what_the_best_option_without_the_line_is_worth_more():
    assert decided(small(red_lines=[line("end")])).forgone_value == pytest.approx(600 - 0)
    assert decided(small(red_lines=[line("end"), line("refuse")])).forgone_value == pytest.approx(100 - 0)
    assert decided(small(value__annual_margin=-1000, red_lines=[line("end")])).forgone_value == 0  # parting was best
    assert decided(small()).forgone_value is None


def test_an_unconfirmed_line_bars_nothing_and_makes_the_verdict_provisional():
    document = small(red_lines=[line("end", False), line("refuse", False)], fit=GOOD_FIT)
    assert allowed(document) == ["satisfy", "compromise", "decline", "part"]
    assert decided(document).provisional == ("red_line_unconfirmed",)


def test_with_no_way_to_keep_left_there_is_no_gap():
    decision = decided(small(statutory_duty=True, owed=10, red_lines=[line("refuse")], fit=GOOD_FIT))
    assert (decision.verdict, decision.recommended) == ("not_our_client", "part")
    assert (decision.keep, decision.value_gap) == (None, None)
    assert (decision.confidence, decision.confidence_se) == (1, 0)


# ---- fit


@pytest.mark.parametrize(
    "criteria, fit",
    [
        ([(5, 4), (3, 5)], 100 * (5 * 3 + 3 * 4) / (4 * 8)),
        ([(2, 1)], 0),
        ([(2, 5)], 100),
        ([(1, 3), (0, 5)], 50),
        ([(2.5, 2.5)], 100 * 1.5 / 4),
        ([], None),
        ([(0, 3)], None),
    ],
)
def test_fit_is_the_weighted_score_of_100(criteria, fit):
    rows = [{"criterion": "One", "weight": weight, "score": score} for weight, score in criteria]
    assert decided(small(fit=rows)).fit == (None if fit is None else pytest.approx(fit))


def test_the_threshold_itself_is_enough():
    half = [{"criterion": "Pays", "weight": 1, "score": 3}]
    assert decided(small(fit=half, fit_threshold=50)).verdict == "our_client"
    assert decided(small(fit=half, fit_threshold=50.1)).verdict == "new_terms"


# ---- the four verdicts


@pytest.mark.parametrize(
    "margin, fit, verdict",
    [
        (1000, GOOD_FIT, "our_client"),
        (1000, BAD_FIT, "new_terms"),
        (-1000, GOOD_FIT, "too_dear"),
        (-1000, BAD_FIT, "not_our_client"),
        (1000, [], "our_client"),  # fit that nobody judged counts as ours
        (-1000, [], "too_dear"),
    ],
)
def test_each_quadrant(margin, fit, verdict):
    assert decided(small(value__annual_margin=margin, fit=fit)).verdict == verdict


def test_a_client_on_whom_one_loses_money_is_not_ours_even_where_declining_is_cheaper_than_parting():
    decision = decided(small(value__annual_margin=-100, options__part__outlay=500, fit=GOOD_FIT))
    # declining −10 against parting −500
    assert (decision.recommended, decision.keep) == ("decline", "decline")
    assert decision.value_gap == pytest.approx(-10 + 500)
    assert decision.verdict == "too_dear"


def test_a_gap_of_exactly_zero_is_ours_but_a_relationship_worth_nothing_is_not():
    stays = {name: {"stay": 0.5, "outlay": 500} for name in ("satisfy", "compromise", "decline")}
    assert decided(small(options={**stays, "part": {}})).verdict == "our_client"  # 0.5·1000 − 500 = 0
    assert decided(small(value__annual_margin=0)).verdict == "too_dear"


def test_the_gap_is_between_the_best_way_to_keep_and_parting():
    decision = decided(small(options__part__outlay=50))
    assert decision.keep == "satisfy"
    assert decision.value_gap == pytest.approx(600 + 50)
    refused = decided(small(red_lines=[line("refuse")]))
    assert refused.keep == "decline"
    assert refused.value_gap == pytest.approx(100)


# ---- ties


def test_a_tie_goes_to_the_first_option_in_order():
    alike = small(options={name: {"stay": 0.5} for name in ("satisfy", "compromise", "decline")} | {"part": {}})
    assert decided(alike).recommended == "satisfy"
    assert decided(small(value__annual_margin=0, options__satisfy__outlay=0)).recommended == "satisfy"


def test_rounding_does_not_break_a_tie():
    # 0.1 + 0.2 against 0.3 as expected loss: equal but for the last bit
    risks = [
        {"name": n, "category": c, "probability": p, "severity": 1000}
        for n, c, p in [("A", "legal", 0.1), ("B", "financial", 0.2), ("C", "emotional", 0.3)]
    ]
    document = small(
        risks=risks,
        options__satisfy={"stay": 0.5, "remaining_risk": {"legal": 1, "financial": 1, "emotional": 0}},
        options__compromise={"stay": 0.5, "remaining_risk": {"legal": 0, "financial": 0, "emotional": 1}},
    )
    assert decided(document).recommended == "satisfy"
    swapped = small(risks=risks)
    swapped["options"]["satisfy"] = document["options"]["compromise"]
    swapped["options"]["compromise"] = document["options"]["satisfy"]
    assert decided(swapped).recommended == "satisfy"


def test_as_good_are_the_options_within_two_hours():
    assert decided(small(hourly_rate=100)).as_good == ("satisfy", "compromise")  # 400 = 600 − 2·100
    assert decided(small(hourly_rate=99)).as_good == ("satisfy",)
    assert decided(small(hourly_rate=300)).as_good == ("satisfy", "compromise", "decline", "part")
    assert decided(small(hourly_rate=300, red_lines=[line("refuse")])).as_good == ("decline", "part")


# ---- confidence and provisional verdicts


@pytest.mark.parametrize(
    "confidence, word",
    [(1, "clear"), (0.9, "clear"), (0.8999, "leaning"), (0.7, "leaning"), (0.6999, "too_close"), (0, "too_close")],
)
def test_the_word_for_a_confidence(confidence, word):
    assert confidence_key(confidence) == word


def test_certain_inputs_make_a_certain_verdict():
    decision = decided(small())
    assert (decision.confidence, decision.evpi) == (1, 0)


@pytest.mark.parametrize("state, provisional", [(2, False), (2.1, True), (-2, False), (-2.1, True), (5, True)])
def test_a_manager_far_from_calm_makes_the_verdict_provisional(state, provisional):
    decision = decided(small(fit=GOOD_FIT, emotion__manager=state))
    assert decision.provisional == (("manager_state",) if provisional else ())


def test_the_client_s_state_does_not():
    assert decided(small(fit=GOOD_FIT, emotion__client=5)).provisional == ()


def test_fit_that_nobody_judged_makes_it_provisional_but_not_under_an_end_line():
    assert decided(small()).provisional == ("fit_not_judged",)
    assert decided(small(red_lines=["Threat"])).provisional == ()


def test_all_reasons_come_in_order():
    document = small(emotion__manager=-4, red_lines=[line("refuse", False)])
    assert decided(document).provisional == ("manager_state", "fit_not_judged", "red_line_unconfirmed")
