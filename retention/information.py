"""What it is worth to know an input before deciding: exact EVPPI, share of assumptions (model 4, 5)."""

from __future__ import annotations

import numpy as np
from scipy.special import betainc

from retention.estimate import PERT_SUM, Array
from retention.inputs import RETENTION, Inputs
from retention.net_value import Expectation, annuity, partial_annuity

# An allowed option's line over B of [0, 1]: its lead over the recommended option is  lead + rate·(B − alpha/6).


def evppi(inputs: Inputs, expected: Expectation, allowed: list[int], recommended: int) -> Array:
    """Expected value of learning each input alone, in money; shape (inputs,), 0 for certain inputs.

    NV is linear in the input, so the expectation of the upper envelope is a sum of partial beta moments between
    the crossing points of the options' lines.  Where no crossing lies within the range it is exactly 0.
    """
    worth = np.zeros(len(inputs.names))
    rows = inputs.uncertain[inputs.uncertain != RETENTION]
    lead, slope = _leads(expected, allowed, recommended)
    rate = slope[rows] * inputs.width[rows, None]
    rate[np.abs(rate) <= expected.tolerance] = 0.0
    alpha = inputs.alpha[rows][:, None]
    breaks = _breakpoints(lead, rate, alpha / PERT_SUM)
    below = betainc(alpha, PERT_SUM - alpha, breaks)
    moment = alpha / PERT_SUM * betainc(alpha + 1, PERT_SUM - alpha, breaks)
    worth[rows] = _envelope(lead, rate, breaks - alpha / PERT_SUM, below, moment - alpha / PERT_SUM * below)
    if inputs.width[RETENTION] > 0:
        worth[RETENTION] = _retention_evppi(inputs, expected, lead, slope[RETENTION])
    return worth


def assumed_share(inputs: Inputs, expected: Expectation, worth: Array) -> float | None:
    """The part of the summed EVPPI that stands on assumed inputs; None where there is next to nothing to learn."""
    total = worth.sum()
    if total < 1e-9 * np.abs(expected.net_values).max() or total <= 0:
        return None
    assumed = worth[[basis == "assumed" for basis in inputs.bases]].sum()
    return min(1.0, float(assumed / total))


def retention_at(inputs: Inputs, target: float) -> float:
    """The ρ of [0, 1] at which the annuity is `target`, which lies between A(0) and A(1); by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if annuity(inputs, np.array(middle)) < target else (low, middle)
    return (low + high) / 2


def _leads(expected: Expectation, allowed: list[int], recommended: int) -> tuple[Array, Array]:
    """How far each allowed option leads the recommended one at the means, and how its lead grows with each input."""
    lead = expected.net_values[allowed] - expected.net_values[recommended]
    lead[np.abs(lead) <= expected.tolerance] = 0.0
    return lead, expected.slopes[:, allowed] - expected.slopes[:, [recommended]]


def _breakpoints(lead: Array, rate: Array, centre: Array) -> Array:
    """0, 1 and the points of [0, 1] where two options' lines cross, sorted; shape (inputs, pairs + 2)."""
    first, second = np.triu_indices(len(lead), 1)
    steeper = rate[:, first] - rate[:, second]
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = centre - (lead[first] - lead[second]) / steeper
    crossing = np.clip(np.where(np.isfinite(crossing), crossing, 0.0), 0.0, 1.0)
    ends = np.broadcast_to([0.0, 1.0], (len(rate), 2))
    return np.sort(np.concatenate([ends, crossing], axis=1), axis=1)


def _envelope(lead: Array, rate: Array, offsets: Array, below: Array, moment: Array) -> Array:
    """Σ over the pieces of E[lead of the best option there]; the recommended option's own lead is exactly 0.

    offsets: breakpoints about the mean, shape (inputs, breaks).  below, moment: P and E[B − mean] below each.
    """
    middle = (offsets[:, 1:] + offsets[:, :-1]) / 2
    best = np.argmax(lead + rate[:, None, :] * middle[:, :, None], axis=2)
    gained = lead[best] * np.diff(below) + np.take_along_axis(rate, best, axis=1) * np.diff(moment)
    return np.asarray(np.maximum(gained, 0.0).sum(axis=1))


def _retention_evppi(inputs: Inputs, expected: Expectation, lead: Array, slope: Array) -> float:
    """As above for ρ, with A in the place of the input: the lines are straight in A, not in ρ."""
    low, width = inputs.low[RETENTION], inputs.width[RETENTION]
    bottom, top = annuity(inputs, np.array([low, low + width]))
    spread = top - bottom
    rate = slope[None, :] * spread
    rate[np.abs(rate) <= expected.tolerance] = 0.0
    if spread <= 0 or not rate.any():
        return 0.0
    centre = (expected.annuity - bottom) / spread
    breaks = _breakpoints(lead, rate, np.array([[centre]]))[0]
    at = np.array([retention_at(inputs, bottom + spread * t) if 0 < t < 1 else low + width * t for t in breaks])
    bounds = np.clip((at - low) / width, 0.0, 1.0)
    alpha = inputs.alpha[RETENTION]
    below = betainc(alpha, PERT_SUM - alpha, bounds)
    moment = (partial_annuity(inputs, bounds) - expected.annuity * below) / spread
    return float(_envelope(lead, rate, breaks[None] - centre, below[None], moment[None])[0])
