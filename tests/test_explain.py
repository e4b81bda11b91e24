"""Why this verdict, in words: the right fact is said for each kind of case (model 5).

The sentences themselves may be reworded; what is tested is which names and figures stand in them.
"""

from dataclasses import replace
from typing import Any

import pytest

from retention import explain
from retention.decision import InputWorth
from retention.language import words
from retention.sensitivity import Flip
from retention.terms import input_name, option_name, verdict_name
from tests.small_case import case_of, decided, small

EN = words("en")
GOOD_FIT = [{"criterion": "Pays", "weight": 1, "score": 5}]
BAD_FIT = [{"criterion": "Pays", "weight": 1, "score": 2}]
UNCERTAIN = [100, 300, 900]


def reasons(document: dict[str, Any]) -> list[str]:
    return explain.reasons(case_of(document), decided(document), EN)


def test_the_headline_says_verdict_and_option():
    decision = decided(small(fit=GOOD_FIT))
    headline = explain.headline(decision, EN).lower()
    assert verdict_name("our_client", EN).lower() in headline
    assert option_name("satisfy", EN).lower() in headline


@pytest.mark.parametrize(
    "document",
    [
        small(),
        small(client="Anna", fit=BAD_FIT),
        small(value__annual_margin=-1000),
        small(value__annual_margin=-1000, fit=BAD_FIT),
        small(options__part__outlay=5000, options__satisfy__outlay=9000),
        small(red_lines=["Threat"]),
        small(statutory_duty=True, owed=1, red_lines=[{"line": "Invoice", "effect": "refuse"}]),
        small(options__satisfy__outlay=UNCERTAIN),
        small(horizon_years=3, value__annual_retention=[0.1, 0.5, 0.9], options__satisfy__outlay=900),
    ],
)
def test_there_are_three_whole_sentences_whatever_the_case(document):
    found = reasons(document)
    assert len(set(found)) == 3
    for sentence in found:
        assert sentence.endswith(".")
        assert sentence[0] == sentence[0].upper()
        assert "{" not in sentence
        assert "nan" not in sentence


def test_the_first_reason_is_the_gap_in_money_and_names_the_client():
    first = reasons(small(client="Anna Rusu"))[0]
    assert "Anna Rusu" in first
    assert EN.money(600, "EUR") in first


def test_a_client_better_lost_is_said_by_how_much():
    first = reasons(small(options={"satisfy": {"stay": 0.1, "outlay": 400}, "compromise": {"stay": 0.1, "outlay": 300},
                                   "decline": {"stay": 0.1, "outlay": 350}, "part": {}}))[0]  # fmt: skip
    assert EN.money(300 - 100, "EUR") in first


def test_fit_and_threshold_are_said_where_they_decide():
    first = reasons(small(fit=BAD_FIT, fit_threshold=60))[0]
    assert "25" in first  # score 2 of 5
    assert "60" in first


def test_a_relationship_that_costs_money_is_said_so():
    assert EN.money(-1000, "EUR") in reasons(small(value__annual_margin=-1000))[0]


def test_the_price_of_the_principle_is_said():
    assert EN.money(600, "EUR") in reasons(small(red_lines=["Threat"]))[0]


def test_the_second_reason_is_the_lead_over_the_runner_up_and_where_it_comes_from():
    by_staying = reasons(small())[1]
    assert EN.money(600 - 400, "EUR") in by_staying
    assert option_name("compromise", EN) in by_staying
    by_cost = reasons(small(options__satisfy__stay=0.5))[1]  # 400 against 200, by cost alone
    assert by_cost.split(":")[1] != by_staying.split(":")[1]
    risk = [{"name": "Claim", "category": "legal", "probability": 1, "severity": 5000}]
    by_risk = reasons(small(risks=risk, options__satisfy__remaining_risk={"legal": 0}))[1]
    assert "legal" in by_risk


def test_the_only_option_left_has_no_rival():
    decision = decided(small(red_lines=["Threat"]))
    assert explain.runner_up(decision) is None
    assert option_name("part", EN) in reasons(small(red_lines=["Threat"]))[1]


def test_the_runner_up_is_the_best_other_allowed_option():
    assert explain.runner_up(decided(small())) == "compromise"
    assert explain.runner_up(decided(small(red_lines=[{"line": "Invoice", "effect": "refuse"}]))) == "part"


def test_the_third_reason_is_the_flip_of_the_input_most_worth_finding_out():
    document = small(options__satisfy__outlay=[300, 300, 900])  # flips at 500, above the mean of 400
    third = reasons(document)[2]
    assert EN.money(500, "EUR") in third
    assert option_name("compromise", EN) in third
    name = input_name("options.satisfy.outlay", case_of(document), EN)
    assert name[1:] in third


def test_falling_below_and_rising_above_are_told_apart():
    rising = small(options__satisfy__outlay=[300, 300, 900])
    falling = small(options__satisfy__stay=[0.5, 0.9, 0.95])
    flip = explain.telling_flip(decided(falling))
    assert flip is not None
    assert flip.input == "options.satisfy.stay"
    assert "above" in reasons(rising)[2]
    assert "below" in reasons(falling)[2]


def test_the_telling_flip_passes_over_what_is_worth_nothing():
    decision = replace(
        decided(small()),
        flips=(Flip("owed", 1.0, "part"), Flip("value.annual_margin", 500.0, "compromise")),
        evppi=(InputWorth("options.satisfy.hours", 9.0, "known"), InputWorth("value.annual_margin", 5.0, "known"),
               InputWorth("owed", 0.0, "known")),
    )  # fmt: skip
    assert explain.telling_flip(decision) == Flip("value.annual_margin", 500.0, "compromise")
    assert explain.telling_flip(replace(decision, evppi=())) is None


# ---- how sure


def test_a_rule_needs_no_percentage():
    assert "%" not in explain.confidence_sentence(decided(small(red_lines=["Threat"])), EN)


def test_all_of_the_draws_are_never_said_to_be_certainty():
    decision = decided(small(), draws=8192)
    assert decision.confidence == 1
    assert explain.confidence_percent(decision, EN) == "over 99%"


@pytest.mark.parametrize(
    "share, said",
    [(0, "under 1%"), (0.004, "under 1%"), (0.07, "7%"), (0.843, "84%"), (0.99, "99%"), (0.9982, "over 99%")],
)
def test_a_share_of_draws_has_no_more_digits_than_mean_something(share, said):
    assert explain.share_of_draws(share, EN) == said


@pytest.mark.parametrize(
    "share, said", [(0.624, " 62 of 100 "), (0.002, " 1 of 100 "), (0.99, " 99 of 100 "), (0.995, " over 99 of 100 ")]
)
def test_the_option_has_a_certainty_of_its_own(share, said):
    decision = decided(small())
    figures = replace(decision.options[decision.recommended], p_best=share)
    decision = replace(decision, confidence=1.0, options={**decision.options, decision.recommended: figures})
    assert said in explain.option_sentence(decision, EN)
    assert "option" in explain.option_sentence(decision, EN)
    assert "keeping" in explain.confidence_sentence(decision, EN)


def test_where_one_option_is_left_none_is_said_to_be_the_best():
    assert explain.option_sentence(decided(small(red_lines=["Threat"])), EN) == ""


def test_the_confidence_is_about_the_verdict_that_was_given():
    kept, lost = decided(small()), decided(small(value__annual_margin=-1000))
    assert explain.confidence_sentence(kept, EN) != explain.confidence_sentence(lost, EN)
    assert explain.confidence_level(replace(kept, confidence=0.8)) == "leaning"


def test_the_mean_is_the_widened_one():
    document = small(owed=[0, 10, 50], widening=3)
    # 10 − 3·10 is clipped to 0, 10 + 3·40 = 130
    assert explain.decision_mean(case_of(document), "owed") == pytest.approx((0 + 40 + 130) / 6)
