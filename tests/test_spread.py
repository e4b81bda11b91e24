"""A formula of three-point estimates: ends, likely value, and a mean that is that of the formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.spread import spread, with_mean


def mean(triple):
    low, likely, high = triple
    return (low + 4 * likely + high) / 6


def triples(most):
    numbers = st.floats(0, most, allow_subnormal=False)
    return st.tuples(numbers, numbers, numbers).map(lambda parts: tuple(sorted(parts)))


def test_an_end_is_drawn_in_until_the_mean_is_right():
    # (0 + 4·1 + 8)/6 = 2; for a mean of 1.5 the high end comes in by 6·0.5 = 3
    assert with_mean((0, 1, 8), 1.5) == (0, 1, 5)
    # (0 + 4·6 + 8)/6 = 16/3; for a mean of 5.5 the low end comes up by 1
    assert with_mean((0, 6, 8), 5.5) == pytest.approx((1, 6, 8))


def test_likely_moves_only_where_drawing_in_the_end_is_not_enough():
    # three factors (0, 1, 1): mean (5/6)³ although likely and high are 1
    low, likely, high = with_mean((0, 1, 1), (5 / 6) ** 3)
    assert (low, high) == (0, 1)
    assert mean((low, likely, high)) == pytest.approx((5 / 6) ** 3)


@given(triples(100), triples(1), triples(50))
def test_the_mean_of_a_product_is_the_product_of_the_means(first, second, third):
    found = spread(lambda a, b, c: a * b * c, {"a": first, "b": second, "c": third})
    assert found[0] <= found[1] <= found[2]
    exact = mean(first) * mean(second) * mean(third)
    lowest = first[0] * second[0] * third[0]
    assert found[0] >= lowest
    assert mean(found) == pytest.approx(exact, rel=1e-6, abs=1e-9)


def test_the_mean_agrees_with_drawn_inputs():
    rng = np.random.default_rng(5)
    inputs = {"hours": (3, 8, 25), "rate": (20, 40, 50), "fee": (0, 0, 650)}
    drawn = {}
    for name, (low, likely, high) in inputs.items():
        alpha = 1 + 4 * (likely - low) / (high - low)
        drawn[name] = low + (high - low) * rng.beta(alpha, 6 - alpha, 100_000)
    values = drawn["fee"] + drawn["hours"] * drawn["rate"]
    found = spread(lambda hours, rate, fee: fee + hours * rate, inputs)
    assert mean(found) == pytest.approx(values.mean(), abs=4 * values.std() / np.sqrt(100_000))


def test_certain_inputs_give_a_certain_result():
    assert spread(lambda a, b: a * b, {"a": (2, 2, 2), "b": (3, 3, 3)}) == (6, 6, 6)
