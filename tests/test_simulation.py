"""Simulated figures against probabilities and expectations worked by hand."""

from typing import Any

import pytest

from retention.decision import Decision, OptionFigures, evaluate
from retention.document import read_case
from retention.simulation import rounded_draws


def decided(**changes: Any) -> Decision:
    """A case in which only declining has an event: the client stays with 0.4, a loss of 50 happens with 0.3."""
    option = {"stay": 0}
    document = {
        "title": "Events",
        "currency": "EUR",
        "horizon_years": 2,
        "discount_rate": 0.25,
        "value": {"annual_margin": 100, "annual_retention": 0.5},
        "options": {"satisfy": option, "compromise": option, "decline": {"stay": 0.4}, "part": {}},
        "risks": [{"name": "Loss", "category": "legal", "probability": 0.3, "severity": 50}],
    }
    return evaluate(read_case(document | changes))


def four_errors(figures: OptionFigures, name: str) -> float:
    """Four standard errors of a figure."""
    error = figures.se[name]
    assert error is not None
    return 4 * error


def test_draws_are_rounded_to_sixteen_nets_of_a_power_of_two() -> None:
    assert rounded_draws(8192) == (16 * 512, 9)
    assert rounded_draws(10_000) == (16 * 512, 9)  # 625 points a net: nearer to 512 than to 1,024
    assert rounded_draws(64) == (16 * 4, 2)


def test_an_option_ends_below_zero_when_the_client_goes_and_the_loss_happens() -> None:
    decline = decided().options["decline"]
    assert decline.p_below_zero == pytest.approx(0.6 * 0.3, abs=four_errors(decline, "p_below_zero"))
    assert decline.p_below_part == 0  # the same loss strikes parting, which never keeps the client


def test_quantiles_are_the_steps_of_the_outcome() -> None:
    """Gone 0.6; one year 0.4·0.5, 100; two years 0.4·0.5, 100 + 100/1.25; each less 50 with 0.3."""
    outcomes = [(-50, 0.18), (0, 0.42), (50, 0.06), (100, 0.14), (130, 0.06), (180, 0.14)]
    distribution = decided().options["decline"].distribution
    below = 0.0
    for value, probability in outcomes:
        middle = round(100 * (below + probability / 2))
        assert distribution[middle] == pytest.approx(value), middle
        below += probability


def test_parting_is_worse_than_an_option_only_where_the_events_differ() -> None:
    """A remaining legal risk of 0.5 under declining: it is never worse than parting, whose risk is whole."""
    options = {
        "satisfy": {"stay": 0, "outlay": 10},
        "compromise": {"stay": 0},
        "decline": {"stay": 0, "remaining_risk": {"legal": 0.5}},
        "part": {},
    }
    figures = decided(options=options).options
    assert figures["decline"].p_below_part == 0
    assert figures["satisfy"].p_below_part == 1  # ten dearer in every draw
    decline = figures["decline"]
    assert decline.p_below_zero == pytest.approx(0.15, abs=four_errors(decline, "p_below_zero"))


def test_regret_of_a_fair_bet_is_a_known_expectation() -> None:
    """Declining costs a symmetric PERT of 0 … 60, granting 30: the regret of either is E|x − 30|/2 = 60·5/64.

    B ~ Beta(3, 3) has density 30·b²(1−b)², and ∫ |b − ½|·30·b²(1−b)² db = 5/32 over [0, 1].
    """
    options = {
        "satisfy": {"stay": 0, "outlay": 30},
        "compromise": {"stay": 0, "outlay": 1000},
        "decline": {"stay": 0, "outlay": [0, 30, 60]},
        "part": {"outlay": 1000},
    }
    decision = decided(options=options, risks=[])
    assert decision.recommended == "satisfy"  # a tie goes to the first
    assert decision.evpi == pytest.approx(60 * 5 / 64, abs=4 * decision.evpi_se + 1e-3)
    assert decision.evppi[0].value == pytest.approx(60 * 5 / 64, rel=1e-12)
    decline = decision.options["decline"]
    assert decline.p_best == pytest.approx(0.5, abs=four_errors(decline, "p_best"))
