"""Shares that sum to 100 with the client's last, and the probability at which avoiding a risk pays."""

import pytest

from retention.document import read_case
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import words
from retention.responsibility import SIDES, Shares, break_even_probability, client_share


def decided(probability, severity=1000, cost=150, **changes):
    gone = dict.fromkeys(("reputational", "financial", "legal", "emotional"), 0)
    return read_case(
        {
            "title": "t",
            "currency": "EUR",
            "horizon_years": 1,
            "discount_rate": 0,
            "value": {"annual_margin": 0},
            "options": {
                "satisfy": {"stay": 1, "outlay": cost, "remaining_risk": gone},
                "compromise": {"stay": 1, "outlay": 2 * cost},
                "decline": {"stay": 1},
                "part": {"outlay": 3 * cost},
            },
            "risks": [{"name": "Loss", "category": "financial", "probability": probability, "severity": severity}],
        }
        | changes
    )


def test_the_client_is_asked_last():
    assert SIDES[-1] == "client"
    assert client_share(60, 10, 5) == 25
    assert client_share(60, 60, 0) == -20


def test_shares_of_sixty_and_sixty_are_refused():
    with pytest.raises(InvalidInput) as raised:
        Shares(company=60, partner=0, chance=0, client=60)
    [fault] = raised.value.faults
    assert (fault.path, fault.rule, fault.limits) == ("responsibility", "shares_sum", {"total": 120})
    assert "120" in fault_line(fault, words("en"))


@pytest.mark.parametrize("share", [-1, 101, float("nan")])
def test_a_share_outside_0_to_100_is_named(share):
    with pytest.raises(InvalidInput) as raised:
        Shares(company=share, partner=0, chance=0, client=100 - share)
    assert raised.value.faults[0].path == "responsibility.company"


def test_thirds_may_be_typed():
    assert Shares(33.33, 33.33, 0, 33.34).client == 33.34
    assert Shares(33.3, 33.3, 0, 33.3).client == 33.3


def test_the_company_answers_for_its_partners():
    assert Shares(company=20, partner=50, chance=10, client=20).answered_for == 70


def test_a_loss_of_1000_at_20_percent_against_a_cost_of_150_breaks_even_at_15_percent():
    assert break_even_probability(decided(0.2), 0) == pytest.approx(0.15)
    assert break_even_probability(decided([0.1, 0.2, 0.6], [400, 1000, 1600]), 0) == pytest.approx(0.15)


def test_no_probability_breaks_even_where_the_cost_is_above_the_loss():
    assert break_even_probability(decided(0.2, severity=100), 0) is None


def test_no_probability_breaks_even_where_the_risk_is_the_same_under_both():
    assert break_even_probability(decided(0.2), 0, "compromise", "decline") is None
