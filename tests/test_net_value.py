"""Relationship value, cost, expected loss and net value, worked by hand (model 4)."""

import numpy as np
import pytest

from retention.net_value import annuity
from tests.small_case import decided, expected, small, worked

HAND = small(
    horizon_years=2,
    discount_rate=0.25,
    hourly_rate=20,
    owed=10,
    value={"annual_margin": 1000, "annual_cost_to_serve": 100, "annual_retention": 0.5, "referral_value": 60},
    options__satisfy={
        "stay": 0.9,
        "outlay": 500,
        "hours": 5,
        "precedent_claims": 0.2,
        "remaining_risk": {"legal": 0.1, "reputational": 0.5},
    },
    risks=[
        {"name": "Claim", "category": "legal", "probability": 0.3, "severity": 1000},
        {"name": "Review", "category": "reputational", "probability": 0.5, "severity": 200},
    ],
)
RELATIONSHIP_VALUE = (1000 - 100) * (1 + 0.5 / 1.25) + 60


def test_the_relationship_value_is_margin_times_annuity_plus_recommendations():
    assert decided(HAND).relationship_value == pytest.approx(RELATIONSHIP_VALUE)


def test_net_value_of_a_case_with_two_risks():
    cost = 10 + (500 + 5 * 20) * (1 + 0.2)
    loss = 0.3 * 0.1 * 1000 + 0.5 * 0.5 * 200
    assert expected(HAND)["satisfy"] == pytest.approx(0.9 * RELATIONSHIP_VALUE - cost - loss)


def test_the_components_are_signed_money_by_name():
    assert decided(HAND).options["satisfy"].components == pytest.approx(
        {
            "client_value": 0.9 * RELATIONSHIP_VALUE,
            "cost": -(10 + 600 * 1.2),
            "reputational": -(0.5 * 0.5 * 200),
            "financial": 0,
            "legal": -(0.3 * 0.1 * 1000),
            "emotional": 0,
        }
    )


def test_parting_keeps_no_client_and_leaves_every_risk_by_default():
    assert expected(HAND)["part"] == pytest.approx(-10 - (0.3 * 1000 + 0.5 * 200))


def test_means_of_independent_estimates_multiply():
    document = small(
        risks=[{"name": "Claim", "category": "legal", "probability": [0, 0.3, 0.9], "severity": [100, 500, 1500]}],
        options__satisfy={"stay": [0.7, 0.9, 0.95], "remaining_risk": {"legal": [0, 0.1, 0.5]}},
    )
    loss = (0 + 4 * 0.3 + 0.9) / 6 * (0 + 4 * 0.1 + 0.5) / 6 * (100 + 4 * 500 + 1500) / 6
    assert expected(document)["satisfy"] == pytest.approx((0.7 + 4 * 0.9 + 0.95) / 6 * 1000 - loss)


# ---- the annuity


@pytest.mark.parametrize(
    "years, retention, rate", [(1, 0.7, 0.1), (4, 0.8, 0.1), (30, 0.99, 0.03), (5, 1, 0), (5, 0, 0.1)]
)
def test_the_annuity_with_a_certain_retention_is_a_geometric_sum(years, retention, rate):
    inputs, found = worked(small(horizon_years=years, discount_rate=rate, value__annual_retention=retention))
    series = sum((retention / (1 + rate)) ** year for year in range(years))
    assert found.annuity == pytest.approx(series)
    assert annuity(inputs, np.array([retention])) == pytest.approx([series])


def test_the_expected_annuity_of_two_years_takes_the_mean_retention():
    _, found = worked(small(horizon_years=2, discount_rate=0.1, value__annual_retention=[0.6, 0.8, 0.9]))
    assert found.annuity == pytest.approx(1 + (0.6 + 4 * 0.8 + 0.9) / 6 / 1.1)


def test_the_expected_annuity_of_three_years_takes_the_second_moment_too():
    low, likely, high, rate = 0.6, 0.8, 0.9, 0.1
    mean = (low + 4 * likely + high) / 6
    variance = (mean - low) * (high - mean) / 7  # of a PERT distribution
    _, found = worked(small(horizon_years=3, discount_rate=rate, value__annual_retention=[low, likely, high]))
    assert found.annuity == pytest.approx(1 + mean / (1 + rate) + (variance + mean**2) / (1 + rate) ** 2)


def test_the_same_second_moment_from_the_beta_distribution():
    alpha = 1 + 4 * (0.8 - 0.6) / (0.9 - 0.6)
    first, second = alpha / 6, alpha * (alpha + 1) / (6 * 7)
    square = 0.6**2 + 2 * 0.6 * 0.3 * first + 0.3**2 * second
    _, found = worked(small(horizon_years=3, discount_rate=0, value__annual_retention=[0.6, 0.8, 0.9]))
    assert found.annuity == pytest.approx(1 + (0.6 + 0.3 * first) + square)


# ---- relations that a manager would check first


def test_a_client_without_margin_is_worth_nothing():
    decision = decided(small(value__annual_margin=0))
    assert decision.relationship_value == 0
    assert all(figures.components["client_value"] == 0 for figures in decision.options.values())


def test_options_under_which_the_client_stays_alike_differ_by_their_cost_alone():
    found = expected(small(options__compromise__stay=0.9))
    assert found["compromise"] - found["satisfy"] == pytest.approx(300 - 100)


def test_a_loss_of_1000_at_20_percent_against_a_cost_of_150():
    document = small(
        value__annual_margin=0,
        options__satisfy={"stay": 1, "outlay": 150, "remaining_risk": {"reputational": 0}},
        options__compromise={"stay": 1, "outlay": 1000},
        risks=[{"name": "Loss", "category": "reputational", "probability": 0.2, "severity": 1000}],
    )
    decision = decided(document)
    satisfy, decline = decision.options["satisfy"], decision.options["decline"]
    assert decision.recommended == "satisfy"
    assert satisfy.expected - decline.expected == pytest.approx(0.2 * 1000 - 150)
    assert satisfy.break_even_outlay == pytest.approx(0.2 * 1000)
    flips = {flip.input: flip for flip in decision.flips}
    assert flips["risks.0.probability"].at == pytest.approx(150 / 1000)
    assert flips["risks.0.probability"].to == "decline"


def test_what_is_owed_costs_the_same_under_every_option():
    without, owing = expected(small()), expected(small(owed=70))
    assert {name: without[name] - owing[name] for name in without} == pytest.approx(dict.fromkeys(without, 70))
