"""Relationship value, cost, expected loss, net value; the same formula for means and for draws (model 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retention.case import CATEGORIES, OPTIONS
from retention.estimate import Array, beta_moments, partial_beta_moments
from retention.inputs import (
    COST_TO_SERVE,
    FIRST_RISK,
    HOURS,
    MARGIN,
    OUTLAY,
    OWED,
    PRECEDENTS,
    REFERRALS,
    REMAINING,
    RETENTION,
    STAY,
    Inputs,
)

TIE = 1e-12  # of the largest sum of absolute components (model 4)


@dataclass(frozen=True)
class Parts:
    """What net values are made of, each per draw; `x` of `parts_of` decides whether a draw or the mean."""

    relationship_value: Array  # shape (n,)
    client_value: Array  # q·V, shape (options, n)
    cost: Array  # C, shape (options, n)
    category_loss: Array  # Σ p·S of each category if nothing is done, shape (categories, n)
    expected_loss: Array  # L by category, shape (options, categories, n)

    @property
    def net_values(self) -> Array:
        """NV, shape (options, n), in money."""
        return np.asarray(self.client_value - self.cost - self.expected_loss.sum(axis=1))


def parts_of(inputs: Inputs, x: Array, annuity: Array) -> Parts:
    """The parts of net value at the input values `x`, shape (inputs, n), with the annuity A given, shape (n,)."""
    value = (x[MARGIN] - x[COST_TO_SERVE]) * annuity + x[REFERRALS]
    nothing = np.zeros_like(value)
    losses = [nothing.copy() for _ in CATEGORIES]
    for index, category in enumerate(inputs.categories):
        losses[category] += x[FIRST_RISK + 2 * index] * x[FIRST_RISK + 2 * index + 1]
    loss = np.stack(losses)
    return Parts(
        relationship_value=value,
        client_value=np.stack([*(x[row] * value for row in STAY), nothing]),
        cost=np.stack([cost_of(inputs, x, option) for option in range(len(OPTIONS))]),
        category_loss=loss,
        expected_loss=np.stack([x[row : row + len(CATEGORIES)] * loss for row in REMAINING]),
    )


def cost_of(inputs: Inputs, x: Array, option: int) -> Array:
    """C = w + (o + h·rate)·(1 + n) of one option, shape (n,)."""
    once = x[OUTLAY[option]] + x[HOURS[option]] * inputs.hourly_rate
    return np.asarray(x[OWED] + once * (1 + x[PRECEDENTS[option]]))


def annuity(inputs: Inputs, retention: Array) -> Array:
    """A = Σ (ρ/(1+d))^t over the horizon for values of ρ; same shape."""
    ratio = np.asarray(retention) / (1 + inputs.discount_rate)
    total = np.ones_like(ratio)
    for _ in range(inputs.horizon_years - 1):  # Horner
        total = 1 + ratio * total
    return total


def annuity_in_moments(inputs: Inputs) -> Array:
    """The factors c_j of A(ρ) = Σ c_j·B^j, where ρ = low + width·B; shape (horizon_years,), all ≥ 0."""
    low, width = inputs.low[RETENTION], inputs.width[RETENTION]
    factors = np.zeros(inputs.horizon_years)
    power = np.zeros(inputs.horizon_years)  # of (low + width·B)^t in powers of B
    power[0] = 1.0
    for discount in inputs.discounts:
        factors += discount * power
        power = low * power + width * np.concatenate(([0.0], power[:-1]))
    return factors


def expected_annuity(inputs: Inputs) -> float:
    """E[A], exact."""
    factors = annuity_in_moments(inputs)
    return float(factors @ beta_moments(inputs.alpha[RETENTION], len(factors)))


def partial_annuity(inputs: Inputs, bounds: Array) -> Array:
    """E[A; B < bound] for each bound of [0, 1], exact; shape of `bounds` (k,)."""
    factors = annuity_in_moments(inputs)
    return np.asarray(partial_beta_moments(inputs.alpha[RETENTION], len(factors), bounds) @ factors)


@dataclass(frozen=True)
class Expectation:
    """Expected net values and how each input moves them; exact."""

    annuity: float  # E[A]
    relationship_value: float  # E[V]
    net_values: Array  # E[NV], shape (options,)
    components: Array  # client value, cost and loss by category as signed money, shape (options, 6)
    slopes: Array  # d E[NV]/dx with everything else at its mean, for ρ dE[NV]/dA; shape (inputs, options)
    tolerance: float  # net values closer than this are a tie


def expectation(inputs: Inputs) -> Expectation:
    """E[NV] of every option: each product is of independent inputs, so means multiply (model 4)."""
    mean_annuity = expected_annuity(inputs)
    parts = parts_of(inputs, inputs.mean[:, None], np.array([mean_annuity]))
    signed = [parts.client_value[:, 0], 0.0 - parts.cost[:, 0], *(0.0 - parts.expected_loss[:, :, 0]).T]
    components = np.stack(signed, axis=1) + 0.0  # turns −0 into 0
    return Expectation(
        annuity=mean_annuity,
        relationship_value=float(parts.relationship_value[0]),
        net_values=components.sum(axis=1),
        components=components,
        slopes=_slopes(inputs, mean_annuity, parts),
        tolerance=TIE * float(np.abs(components).sum(axis=1).max()),
    )


def _slopes(inputs: Inputs, mean_annuity: float, parts: Parts) -> Array:
    """NV is linear in each input (for ρ: in A); the factor of each, everything else at its mean."""
    mean = inputs.mean
    slopes = np.zeros((len(mean), len(OPTIONS)))
    stay = np.array([*(mean[row] for row in STAY), 0.0])
    slopes[MARGIN] = stay * mean_annuity
    slopes[COST_TO_SERVE] = -stay * mean_annuity
    slopes[RETENTION] = stay * (mean[MARGIN] - mean[COST_TO_SERVE])
    slopes[REFERRALS] = stay
    slopes[OWED] = -1.0
    for option in range(len(OPTIONS)):
        if option < len(STAY):
            slopes[STAY[option], option] = parts.relationship_value[0]
        once = mean[OUTLAY[option]] + mean[HOURS[option]] * inputs.hourly_rate
        repeats = 1 + mean[PRECEDENTS[option]]
        slopes[OUTLAY[option], option] = -repeats
        slopes[HOURS[option], option] = -repeats * inputs.hourly_rate
        slopes[PRECEDENTS[option], option] = -once
        remaining = slice(REMAINING[option], REMAINING[option] + len(CATEGORIES))
        slopes[remaining, option] = -parts.category_loss[:, 0]
        for index, category in enumerate(inputs.categories):
            row = FIRST_RISK + 2 * index
            slopes[row, option] = -mean[remaining][category] * mean[row + 1]
            slopes[row + 1, option] = -mean[remaining][category] * mean[row]
    return slopes
