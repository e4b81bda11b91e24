"""Our Sobol points against SciPy's, and what makes a scrambled net a net (model 4)."""

import csv

import numpy as np
import pytest
from scipy.stats import qmc

from retention.resources import DATA
from retention.sobol import BITS, LARGEST_DIMENSION, _directions, scrambled_points


def unscrambled(dimensions: int, log2_count: int) -> np.ndarray:
    """The plain net as 32-bit fractions, from the direction numbers alone; shape (dimensions, points)."""
    points = np.zeros((dimensions, 1), np.uint32)
    for bit in range(log2_count):
        direction = _directions(dimensions, log2_count)[:, bit, None]
        points = np.concatenate([points, points ^ direction], axis=1)
    return points


def scipys(dimensions: int, log2_count: int) -> np.ndarray:
    points = qmc.Sobol(dimensions, scramble=False, bits=BITS).random_base2(log2_count)
    return (points.T * 2.0**BITS).astype(np.uint32)


@pytest.mark.parametrize("dimensions, log2_count", [(1, 5), (2, 8), (40, 9), (500, 6)])
def test_the_plain_net_has_the_points_of_scipy_s(dimensions, log2_count):
    ours, theirs = unscrambled(dimensions, log2_count), scipys(dimensions, log2_count)
    assert {tuple(point) for point in ours.T} == {tuple(point) for point in theirs.T}


def test_the_last_dimensions_too():
    ours, theirs = unscrambled(LARGEST_DIMENSION, 5), scipys(LARGEST_DIMENSION, 5)
    assert sorted(map(tuple, ours[-200:].T)) == sorted(map(tuple, theirs[-200:].T))


def test_the_table_has_a_row_for_every_dimension():
    with (DATA / "sobol_directions.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == LARGEST_DIMENSION
    assert len({row["polynomial"] for row in rows}) == LARGEST_DIMENSION


@pytest.mark.parametrize("log2_count", [2, 6, 10])
def test_each_scrambled_dimension_has_one_point_in_each_interval(log2_count):
    points = scrambled_points(70, log2_count, 3, np.random.default_rng(5))
    intervals = np.sort(points >> np.uint32(BITS - log2_count), axis=2)
    assert (intervals == np.arange(1 << log2_count)).all()


def test_scrambled_pairs_of_dimensions_keep_the_net():
    """A (0, m, 2)-net: one point in each box of 2^−a by 2^−(m−a), in the first two dimensions."""
    log2_count = 8
    points = scrambled_points(2, log2_count, 4, np.random.default_rng(6))
    for first_bits in range(log2_count + 1):
        first = points[0].astype(np.uint64) >> np.uint64(BITS - first_bits)
        second = points[1].astype(np.uint64) >> np.uint64(BITS - (log2_count - first_bits))
        boxes = first << np.uint64(log2_count - first_bits) | second
        assert (np.sort(boxes, axis=1) == np.arange(1 << log2_count)).all()


def test_replicates_are_independent_and_uniform():
    replicates = 4000
    points = scrambled_points(3, 2, replicates, np.random.default_rng(7)) / 2.0**BITS
    first = points[:, :, 0]  # of each replicate; a uniform number has mean 1/2 and variance 1/12
    standard_error = (1 / 12 / replicates) ** 0.5
    assert first.mean(axis=1) == pytest.approx(np.full(3, 0.5), abs=4 * standard_error)
    assert first.var(axis=1) == pytest.approx(np.full(3, 1 / 12), rel=0.1)
    correlations = np.asarray(np.corrcoef(first))
    assert np.abs(correlations[np.triu_indices(3, 1)]).max() < 4 / replicates**0.5


def test_the_same_seed_gives_the_same_points():
    draws = [scrambled_points(5, 4, 2, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert (draws[0] == draws[1]).all()
    assert (draws[0] != draws[2]).any()


def test_more_dimensions_leave_the_plain_ones_alone():
    assert (_directions(3, 6) == _directions(130, 6)[:3]).all()
