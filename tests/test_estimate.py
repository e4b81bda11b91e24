"""Three-point estimates: means, quantiles, moments and widening, by algebra (model 2)."""

import numpy as np
import pytest

from retention.estimate import (
    Amount,
    Probability,
    Share,
    SignedAmount,
    beta_moments,
    partial_beta_moments,
    pert_alpha,
    pert_quantile,
)


def triple(estimate) -> list[float]:
    return [estimate.low, estimate.likely, estimate.high]


def estimate(kind, low, likely, high, basis="assumed"):
    return kind(low=low, likely=likely, high=high, basis=basis)


def test_the_mean_weighs_the_likely_value_four_times():
    assert estimate(Amount, 800, 1200, 2000).mean == (800 + 4 * 1200 + 2000) / 6


def test_the_mean_of_a_certain_number_is_that_number():
    assert Amount.model_validate(150).mean == 150


@pytest.mark.parametrize(
    "written, numbers, basis",
    [
        (150, [150, 150, 150], "known"),
        ([1, 2, 3], [1, 2, 3], "assumed"),
        ({"low": 1, "likely": 2, "high": 3}, [1, 2, 3], "assumed"),
        ({"low": 1, "likely": 2, "high": 3, "basis": "known"}, [1, 2, 3], "known"),
        ({"low": 2, "likely": 2, "high": 2, "basis": "assumed"}, [2, 2, 2], "assumed"),
    ],
)
def test_every_written_form_is_read_and_written_back(written, numbers, basis):
    read = Amount.model_validate(written)
    assert (triple(read), read.basis) == (numbers, basis)
    assert Amount.model_validate(read.model_dump(mode="json")) == read


def test_widening_stretches_both_sides_about_the_likely_value():
    widened = estimate(SignedAmount, 0, 100, 300).widened(2)
    assert triple(widened) == [100 - 2 * (100 - 0), 100, 100 + 2 * (300 - 100)]


def test_widening_clips_to_the_natural_domain():
    assert triple(estimate(Amount, 0, 100, 300).widened(2)) == [0, 100, 500]
    assert triple(estimate(Share, 0.4, 0.5, 0.6).widened(3)) == pytest.approx([0.2, 0.5, 0.8])
    assert triple(estimate(Share, 0.4, 0.5, 0.6).widened(10)) == [0, 0.5, 1]


def test_widening_leaves_what_is_known_certain_or_not_to_be_widened():
    for kept, factor in [
        (estimate(Amount, 1, 2, 3, "known"), 3),
        (estimate(Amount, 2, 2, 2), 3),
        (estimate(Amount, 1, 2, 3), 1),
    ]:
        assert kept.widened(factor) is kept


def test_probabilities_widen_on_the_log_odds_scale():
    # odds 1/3, 1, 3: the ratio 3 becomes 3² on either side
    assert triple(estimate(Probability, 0.25, 0.5, 0.75).widened(2)) == pytest.approx([1 / 10, 0.5, 9 / 10])
    # odds 1/9, 1/4, 1: ratios 4/9 and 4 become their squares; p = odds/(1 + odds)
    low, high = 1 / 4 * (4 / 9) ** 2, 1 / 4 * 4**2
    assert triple(estimate(Probability, 0.1, 0.2, 0.5).widened(2)) == pytest.approx(
        [low / (1 + low), 0.2, high / (1 + high)]
    )


def test_a_probability_bound_of_exactly_0_or_1_stays():
    assert triple(estimate(Probability, 0, 0.5, 1).widened(5)) == [0, 0.5, 1]


def test_a_probability_whose_likely_value_is_0_or_1_widens_like_a_share():
    assert triple(estimate(Probability, 0, 0, 0.2).widened(2)) == [0, 0, 0.4]
    assert triple(estimate(Probability, 0.8, 1, 1).widened(3)) == pytest.approx([0.4, 1, 1])


def test_widening_survives_extreme_probabilities():
    low, likely, high = triple(estimate(Probability, 1e-300, 0.5, 1 - 1e-16).widened(5))
    assert 0 <= low <= likely <= high <= 1


def test_alpha_of_the_beta_distribution():
    low, likely, high = np.array([[0, 1, 4], [0, 0, 1], [0, 1, 1], [5, 5, 5]], float).T
    assert pert_alpha(low, likely, high).tolist() == [1 + 4 * 1 / 4, 1, 5, 3]


@pytest.mark.parametrize("probability", [0.05, 0.5, 0.95])
def test_quantiles_where_the_distribution_function_has_a_closed_inverse(probability):
    low, likely, high = np.array([[10, 10, 30], [10, 30, 30], [7, 7, 7]], float).T
    found = pert_quantile(low, likely, high, probability)
    # Beta(1, 5): F = 1 − (1 − b)^5;  Beta(5, 1): F = b^5
    assert found == pytest.approx([10 + 20 * (1 - (1 - probability) ** 0.2), 10 + 20 * probability**0.2, 7])


def test_a_quantile_in_the_middle_of_the_range():
    # Beta(2, 4): F(b) = P(at least 2 of 5 successes), at 1/4: 1 − (3/4)^5 − 5·(1/4)·(3/4)^4
    probability = 1 - 0.75**5 - 5 * 0.25 * 0.75**4
    assert pert_quantile(np.array([0.0]), np.array([1.0]), np.array([4.0]), probability) == pytest.approx([1.0])


def test_moments_of_the_beta_distribution():
    assert beta_moments(2, 4) == pytest.approx([1, 2 / 6, 2 / 6 * 3 / 7, 2 / 6 * 3 / 7 * 4 / 8])


def test_partial_moments_by_integration():
    x = np.array([0, 0.3, 1])
    found = partial_beta_moments(1, 2, x)
    # 5·(1 − b)^4 and 5·b·(1 − b)^4 integrated from 0 to x
    assert found[:, 0] == pytest.approx(1 - (1 - x) ** 5)
    assert found[:, 1] == pytest.approx(1 / 6 - x * (1 - x) ** 5 - (1 - x) ** 6 / 6)
