"""A formula of independent three-point estimates as a three-point estimate of the same mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

Triple = tuple[float, float, float]


def spread(formula: Callable[..., float], triples: Mapping[str, Triple]) -> Triple:
    """low, likely, high of a formula whose inputs are independent three-point estimates.

    The ends are its lowest and highest value.  All inputs are hardly ever at their worst at once, so an end is drawn
    in until the mean of the triple is the mean of the formula: exact for sums of products.
    """
    corners = [formula(**dict(zip(triples, corner, strict=True))) for corner in product(*map(_ends, triples.values()))]
    likely = formula(**{name: middle for name, (_, middle, _) in triples.items()})
    mean = formula(**{name: (low + 4 * middle + high) / 6 for name, (low, middle, high) in triples.items()})
    return with_mean((min(corners), likely, max(corners)), mean)


def with_mean(triple: Triple, mean: float) -> Triple:
    """The triple with its farther end drawn in, and only then `likely` moved, so that its PERT mean is `mean`."""
    low, likely, high = triple
    short = 6 * mean - low - 4 * likely - high
    if short < 0:
        high = max(likely, high + short)
    else:
        low = min(likely, low + short)
    likely = min(max((6 * mean - low - high) / 4, low), high)
    return low, likely, high


def _ends(triple: Triple) -> tuple[float, ...]:
    return (triple[0],) if triple[0] == triple[2] else (triple[0], triple[2])
