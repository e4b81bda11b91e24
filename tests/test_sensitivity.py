"""What would change the decision, each by solving one line by hand (model 4)."""

from typing import Any

import pytest

from retention.sensitivity import Flip
from tests.small_case import Document, decided, small

# Of the small case: satisfy 0.9·m − 300, compromise 0.5·m − 100, decline 0.1·m, part 0; m = 1000.


def flips(document: Document) -> dict[str, Any]:
    return {flip.input: (pytest.approx(flip.at), flip.to) for flip in decided(document).flips}


def test_every_flip_of_the_small_case():
    assert flips(small()) == {
        "value.annual_margin": (500, "compromise"),  # 0.9·m − 300 = 0.5·m − 100
        "value.annual_cost_to_serve": (1000 - 500, "compromise"),
        "options.satisfy.stay": (0.7, "compromise"),  # 1000·q − 300 = 400
        "options.satisfy.outlay": (500, "compromise"),  # 900 − o = 400
        "options.satisfy.precedent_claims": (2 / 3, "compromise"),  # 900 − 300·(1 + n) = 400
        "options.compromise.stay": (0.7, "compromise"),  # 1000·q − 100 = 600
        "options.decline.stay": (0.6, "decline"),  # 1000·q = 600
    }


def test_flips_come_in_the_order_of_the_file():
    assert [flip.input for flip in decided(small()).flips] == [
        "value.annual_margin",
        "value.annual_cost_to_serve",
        "options.satisfy.stay",
        "options.satisfy.outlay",
        "options.satisfy.precedent_claims",
        "options.compromise.stay",
        "options.decline.stay",
    ]


def test_the_flip_of_retention_is_the_retention_at_which_the_annuity_crosses():
    document = small(horizon_years=2, options__satisfy__outlay=600, value__annual_retention=0.8)
    # 900·A − 600 = 500·A − 100 at A = 1 + ρ = 1.25
    assert flips(document)["value.annual_retention"] == (0.25, "compromise")


def test_the_flip_of_retention_over_three_discounted_years():
    document = small(
        horizon_years=3, discount_rate=0.1, options__satisfy__outlay=650, value__annual_retention=[0.6, 0.8, 0.9]
    )
    # 900·A − 650 = 500·A − 100 at A = 1.375; with x = ρ/1.1: 1 + x + x² = 1.375
    x = (-1 + (1 + 4 * 0.375) ** 0.5) / 2
    assert flips(document)["value.annual_retention"] == (1.1 * x, "compromise")


def test_beyond_the_natural_domain_nothing_flips():
    document = small(options__satisfy__outlay=0)  # satisfy 900, decline 1000·q: never more than 1000 … at q = 0.9
    assert flips(document)["options.decline.stay"] == (0.9, "decline")
    document = small(options__satisfy={"stay": 1, "outlay": 0})
    assert "options.decline.stay" not in flips(document)  # a tie at q = 1 is not beyond it
    assert "options.part.outlay" not in flips(small())  # parting would have to pay us


def test_the_flip_nearest_to_the_mean_is_told():
    # hours at 100 an hour: satisfy 900 − 300 − 100·h; at h = 2 it meets compromise, at 5 decline
    document = small(hourly_rate=100, options__satisfy__hours=[0, 0, 1])
    assert flips(document)["options.satisfy.hours"] == (2, "compromise")


def test_an_input_that_moves_risk_flips_where_its_loss_is_worth_the_outlay():
    document = small(
        risks=[{"name": "Claim", "category": "legal", "probability": 0.1, "severity": 500}],
        options__satisfy__remaining_risk={"legal": 1},
        options__compromise__remaining_risk={"legal": 0.5},
    )
    # 600 − p·500 = 400 − 0.5·p·500 at p = 0.8; 600 − 0.1·S = 400 − 0.05·S at S = 4000
    assert flips(document)["risks.0.probability"] == (0.8, "compromise")
    assert flips(document)["risks.0.severity"] == (4000, "compromise")


def test_only_one_allowed_option_leaves_nothing_to_change():
    decision = decided(small(red_lines=["Threat"]))
    assert decision.flips == ()
    assert decision.tornado == ()


# ---- break-even outlay


def test_the_most_worth_paying_ties_with_the_best_other_option():
    decision = decided(small())
    assert decision.options["satisfy"].break_even_outlay == pytest.approx(300 + (600 - 400))
    assert decision.options["compromise"].break_even_outlay is None  # 100 + (400 − 600) is below 0
    assert decision.options["decline"].break_even_outlay is None
    assert decision.options["part"].break_even_outlay is None


def test_precedent_claims_share_the_most_worth_paying():
    document = small(options__satisfy__precedent_claims=0.25)
    outlay = 300 + (900 - 300 * 1.25 - 400) / 1.25
    assert decided(document).options["satisfy"].break_even_outlay == pytest.approx(outlay)
    document["options"]["satisfy"]["outlay"] = outlay
    tied = decided(document).options
    assert tied["satisfy"].expected == pytest.approx(tied["compromise"].expected)


def test_an_option_that_is_not_allowed_is_worth_no_price():
    refused = [{"line": "False invoice", "effect": "refuse"}]
    options = decided(small(red_lines=refused)).options
    assert options["satisfy"].break_even_outlay is None
    assert options["compromise"].break_even_outlay is None


# ---- tornado


def test_bars_reach_from_the_5_to_the_95_percent_quantile_widest_first():
    document = small(options__satisfy__outlay=[300, 300, 900], options__compromise__outlay=[0, 100, 100])
    found = decided(document).tornado
    assert [bar.input for bar in found] == ["options.satisfy.outlay", "options.compromise.outlay"]
    # means 400 and 500/6; B ~ Beta(1, 5) and Beta(5, 1) have closed quantiles
    lead = (900 - 400) - (500 - 500 / 6)
    dear = [300 + 600 * (1 - (1 - p) ** 0.2) for p in (0.05, 0.95)]
    cheap = [100 * p**0.2 for p in (0.05, 0.95)]
    assert [found[0].low, found[0].high] == pytest.approx([lead + 400 - outlay for outlay in dear])
    assert [found[1].low, found[1].high] == pytest.approx([lead - 500 / 6 + outlay for outlay in cheap])


# ---- what it is worth to find out


def test_the_worth_of_learning_one_outlay_is_the_expected_gain_of_switching():
    document = small(options__satisfy__outlay=[300, 300, 900])
    # worth 900 − 300 − 600·B against 400, B ~ Beta(1, 5): switching pays where B > 1/3, and is then worth
    # 600·B − 200; at the means satisfying is best, so the gain of switching is all there is to learn
    above = (2 / 3) ** 5
    moment = (1 / 3) * above + (2 / 3) ** 6 / 6  # E[B; B > 1/3]
    decision = decided(document)
    assert [row.input for row in decision.evppi] == ["options.satisfy.outlay"]
    assert decision.evppi[0].value == pytest.approx(600 * moment - 200 * above)
    assert decision.evppi[0].basis == "assumed"
    assert decision.assumed_share == 1


def test_what_cannot_change_the_choice_is_worth_nothing():
    decision = decided(small(owed=[0, 10, 50], options__satisfy__outlay=[290, 300, 310]))
    assert [row.value for row in decision.evppi] == [0, 0]
    assert decision.assumed_share is None


def test_a_flip_names_input_point_and_option():
    assert decided(small()).flips[0] == Flip("value.annual_margin", 500.0, "compromise")
