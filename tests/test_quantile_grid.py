"""The table of PERT quantiles against SciPy's inverse of the incomplete beta function (model 2)."""

import numpy as np
import pytest
from scipy.special import betaincinv

from retention.quantile_grid import CELLS, FILE, draw_quantiles, made_grid, quantile_rows
from retention.sobol import BITS, scrambled_points

ALPHAS = np.array([1, 1.001, 1.37, 2, 2.999, 3, 3.3333, 4.2, 4.999, 5])


def drawn(alpha: np.ndarray, points: np.ndarray, low: float = 0, width: float = 1) -> np.ndarray:
    """Draws at `points`, shape (inputs, n), all of the same range."""
    into = np.empty(points.shape)
    each = np.ones(len(alpha))
    draw_quantiles(low * each, width * each, alpha, list(points), list(into))
    return into


def test_the_file_holds_what_its_maker_makes():
    assert np.load(FILE) == pytest.approx(made_grid(), abs=1e-7)


def test_the_nodes_are_the_quantiles():
    at_nodes = quantile_rows(ALPHAS)
    exact = betaincinv(ALPHAS[:, None], 6 - ALPHAS[:, None], np.linspace(0, 1, CELLS + 1))
    assert at_nodes == pytest.approx(exact, abs=2e-5)


def test_between_the_nodes_too():
    points = np.random.default_rng(3).integers(0, 1 << BITS, (len(ALPHAS), 4096), np.uint32)
    exact = betaincinv(ALPHAS[:, None], 6 - ALPHAS[:, None], points * 2.0**-BITS)
    error = np.abs(drawn(ALPHAS, points) - exact)
    # a line between nodes h apart is off by at most h²/8·|f″|; the worst shape is f = u^(1/5), f″ = 0.16·u^(−9/5)
    bound = 0.02 / CELLS**2
    assert error.max() < bound * (1 / CELLS) ** -1.8
    middle = (points > 0.005 * 2.0**BITS) & (points < 0.995 * 2.0**BITS)
    assert error[middle].max() < 2 * bound * 0.005**-1.8  # and as much again for the step in alpha


def test_the_first_and_the_last_cell_are_exact():
    """There the quantile function bends most: a line would shift the means."""
    cell = (1 << BITS) // CELLS
    points = np.random.default_rng(3).integers(0, cell, (len(ALPHAS), 500), np.uint32)
    points[:, 250:] += np.uint32((CELLS - 1) * cell)
    exact = betaincinv(ALPHAS[:, None], 6 - ALPHAS[:, None], points * 2.0**-BITS)
    assert drawn(ALPHAS, points) == pytest.approx(exact, abs=1e-14)


def test_quantiles_rise_within_the_range_and_reach_both_ends():
    points = np.linspace(0, 2**BITS - 1, 5000).astype(np.uint32)
    found = drawn(ALPHAS, np.broadcast_to(points, (len(ALPHAS), 5000)).copy())
    assert (np.diff(found, axis=1) >= -2e-5).all()  # where a line meets an exact cell
    assert found[:, 0] == pytest.approx(0, abs=1e-12)
    assert found.max() <= 1


def test_mirrored_shapes_give_mirrored_quantiles():
    points = np.random.default_rng(4).integers(1, 1 << BITS, (1, 1000), np.uint32)
    mirrored = (np.uint32(0) - points).astype(np.uint32)
    right = drawn(np.array([1.6]), points)
    left = drawn(np.array([6 - 1.6]), mirrored)
    assert right == pytest.approx(1 - left, abs=1e-6)


def test_draws_have_the_mean_and_variance_of_the_distribution():
    points = scrambled_points(1, 14, 1, np.random.default_rng(8))[:, 0]
    found = drawn(np.array([2.2]), points, low=10, width=30)
    mean = 10 + 30 * 2.2 / 6
    assert found.mean() == pytest.approx(mean, abs=1e-3)
    assert found.var() == pytest.approx((mean - 10) * (40 - mean) / 7, rel=1e-3)


def test_a_certain_number_is_drawn_as_itself():
    points = np.random.default_rng(9).integers(0, 1 << BITS, (1, 100), np.uint32)
    assert (drawn(np.array([3.0]), points, low=7, width=0) == 7).all()
