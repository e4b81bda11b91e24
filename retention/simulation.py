"""The simulated figures: belief and outcome draws by scrambled Sobol points, with standard errors (model 4).

Arrays of draws are laid out (…, replicates, points): the replicates are independent scrambles, and the spread of
their means gives the standard errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from retention.case import CATEGORIES, OPTIONS
from retention.estimate import Array
from retention.inputs import (
    COST_TO_SERVE,
    FIRST_RISK,
    MARGIN,
    OUTLAY,
    OWED,
    REFERRALS,
    REMAINING,
    RETENTION,
    STAY,
    Inputs,
)
from retention.net_value import Expectation, Parts, annuity, cost_of, parts_of
from retention.quantile_grid import draw_quantiles
from retention.sobol import BITS, Words, scrambled_points
from retention.verdict import PART, Verdict

REPLICATES = 16
DEFAULT_DRAWS = 8192
LEAST_DRAWS, MOST_DRAWS = 64, 1 << 22
QUANTILES = np.linspace(0, 1, 101)
BLOCK = 1 << 20  # numbers drawn at a time; bounds the memory

# glibc hands memory of this size back to the system at once and gets it again page by page, which takes half of a
# simulation's time.  Having freed one large block, it keeps that much; elsewhere the line does nothing.
np.empty(31 << 20, np.uint8)


@dataclass(frozen=True)
class Simulated:
    """A simulated figure, or one per option, with its standard error in the same shape."""

    value: Array
    se: Array


@dataclass(frozen=True)
class Simulation:
    """All simulated figures of a case; money but for shares of draws."""

    draws: int
    p_best: Simulated  # shape (options,), 0 for options not allowed
    regret: Simulated  # shape (options,), of allowed options only meaningful
    confidence: Simulated  # of the decided "ours by value", shape ()
    groups: dict[str, Simulated]  # group EVPPI, shape ()
    distribution: Array  # quantiles of the outcome, shape (options, 101)
    quantile_se: Array  # of p05, p50, p95; shape (options, 3)
    p_below_zero: Simulated  # shape (options,)
    p_below_part: Simulated


def rounded_draws(draws: int) -> tuple[int, int]:
    """(draws, log2 of the points per scramble) nearest to the number asked for: 16 nets of a power of two points."""
    log2_points = max(2, round(np.log2(max(draws, 1) / REPLICATES)))
    return REPLICATES << log2_points, log2_points


def simulate(
    inputs: Inputs, expected: Expectation, verdict: Verdict, allowed: list[int], draws: int, seed: int
) -> Simulation:
    """Draws estimates and events and takes every simulated figure from them; the same seed, the same figures."""
    total, log2_points = rounded_draws(draws)
    rng = np.random.default_rng(seed)
    leads = _Means(total)
    outcomes = []
    for points, replicates in _blocks(inputs, expected, allowed, log2_points, rng):
        x = _drawn_inputs(inputs, points)
        parts = parts_of(inputs, x, annuity(inputs, x[RETENTION]))
        belief = _belief_figures(parts, verdict, allowed)
        belief |= _group_regrets(inputs, expected, x, parts, allowed, verdict.recommended)
        outcome = _outcomes(inputs, x, parts, points[len(inputs.uncertain) :])
        outcomes.append(outcome.reshape(len(outcome), replicates, -1))
        leads.add(belief | _outcome_figures(outcome), replicates)
    figures = leads.simulated()
    outcome = np.concatenate(outcomes, axis=1)
    distribution, quantile_se = _quantiles(outcome)
    return Simulation(
        draws=total,
        p_best=figures.pop("p_best"),
        regret=figures.pop("regret"),
        confidence=figures.pop("confidence"),
        p_below_zero=figures.pop("p_below_zero"),
        p_below_part=figures.pop("p_below_part"),
        groups=figures,
        distribution=distribution,
        quantile_se=quantile_se,
    )


class _Means:
    """Means over each replicate, gathered block by block."""

    def __init__(self, draws: int) -> None:
        self.draws = draws
        self.replicates: dict[str, list[Array]] = {}

    def add(self, figures: dict[str, Array], replicates: int) -> None:
        for name, figure in figures.items():
            means = figure.reshape(*figure.shape[:-1], replicates, -1).mean(axis=-1)
            self.replicates.setdefault(name, []).append(means)

    def simulated(self) -> dict[str, Simulated]:
        found = {}
        for name, blocks in self.replicates.items():
            means = np.concatenate(blocks, axis=-1)
            found[name] = Simulated(means.mean(axis=-1), means.std(axis=-1, ddof=1) / np.sqrt(REPLICATES))
        return found


def _blocks(
    inputs: Inputs, expected: Expectation, allowed: list[int], log2_points: int, rng: np.random.Generator
) -> Iterator[tuple[list[Words], int]]:
    """Points, one row of draws for each uncertain input in order, then u₀, v and one u_i per risk; replicates.

    Sobol's first dimensions are its best, so they go to the inputs that move the choice most.
    """
    rows = inputs.uncertain
    slopes = expected.slopes[rows][:, allowed]
    moves = (slopes.max(axis=1) - slopes.min(axis=1)) * inputs.width[rows]
    moves[rows == RETENTION] *= expected.annuity
    rank = np.empty(len(rows), int)
    rank[np.argsort(-moves, kind="stable")] = np.arange(len(rows))
    dimensions = len(rows) + 2 + len(inputs.categories)
    order = [*rank, *range(len(rows), dimensions)]
    at_once = int(np.clip(BLOCK // (dimensions << log2_points), 1, REPLICATES))
    for start in range(0, REPLICATES, at_once):
        replicates = min(at_once, REPLICATES - start)
        points = scrambled_points(dimensions, log2_points, replicates, rng).reshape(dimensions, -1)
        yield [points[dimension] for dimension in order], replicates


def _drawn_inputs(inputs: Inputs, points: list[Words]) -> Array:
    """Every input at every draw, shape (inputs, draws)."""
    rows = inputs.uncertain
    x = np.empty((len(inputs.names), len(points[0])))
    certain = inputs.width <= 0
    x[certain] = inputs.mean[certain, None]
    draw_quantiles(inputs.low[rows], inputs.width[rows], inputs.alpha[rows], points, [x[row] for row in rows])
    return x


# ---- belief: the estimates are drawn


def _belief_figures(parts: Parts, verdict: Verdict, allowed: list[int]) -> dict[str, Array]:
    net_values = parts.net_values
    among = net_values[allowed]
    best = np.asarray(allowed)[among.argmax(axis=0)]
    decided = np.ones(net_values.shape[1])
    if verdict.keep is not None and verdict.ours_by_value is not None:
        gap = net_values[verdict.keep] - net_values[PART]
        decided = ((gap >= 0) & (parts.relationship_value > 0)) == verdict.ours_by_value
    return {
        "p_best": (best == np.arange(len(net_values))[:, None]).astype(float),
        "regret": among.max(axis=0) - net_values,
        "confidence": decided.astype(float),
    }


def _group_regrets(
    inputs: Inputs, expected: Expectation, x: Array, parts: Parts, allowed: list[int], recommended: int
) -> dict[str, Array]:
    """Per group, the regret of the recommended option when only that group is drawn, all else at its mean.

    Its mean is the group's EVPPI.  Only groups with an uncertain member, shape (draws,) each.
    """
    moves = _group_moves(inputs, expected, x, parts)
    return {group: _regret_when(expected, move, allowed, recommended) for group, move in moves}


def _regret_when(expected: Expectation, move: dict[int, Array], allowed: list[int], recommended: int) -> Array:
    """What the recommended option forgoes when `move` is added to the expected net values of some options."""
    unmoved = [expected.net_values[option] for option in allowed if option not in move]
    best = np.full(len(next(iter(move.values()))), max(unmoved, default=-np.inf))
    for option in allowed:
        if option in move:
            np.maximum(best, expected.net_values[option] + move[option], out=best)
    return np.asarray(best - (expected.net_values[recommended] + move.get(recommended, 0.0)))


def _group_moves(
    inputs: Inputs, expected: Expectation, x: Array, parts: Parts
) -> Iterator[tuple[str, dict[int, Array]]]:
    """Per group, by how much its draws move the net value of each option that it touches."""
    mean, uncertain = inputs.mean, inputs.width > 0
    options = range(len(OPTIONS))
    if uncertain[: REFERRALS + 1].any():
        gained = parts.relationship_value - expected.relationship_value
        yield "value", {option: mean[row] * gained for option, row in enumerate(STAY)}
    for index, category in enumerate(inputs.categories):
        row = FIRST_RISK + 2 * index
        if uncertain[row : row + 2].any():
            lost = x[row] * x[row + 1] - mean[row] * mean[row + 1]
            yield f"risks.{index}", {option: -mean[REMAINING[option] + category] * lost for option in options}
    stays = {option: (x[row] - mean[row]) * expected.relationship_value for option, row in enumerate(STAY)}
    left = {option: _risk_left_move(inputs, x, option) for option in options}
    for option, name in enumerate(OPTIONS):
        first = STAY[option] if option < len(STAY) else OUTLAY[option]
        if uncertain[first : REMAINING[option] + len(CATEGORIES)].any():
            cost = cost_of(inputs, x, option) - x[OWED] + mean[OWED] - cost_of(inputs, mean, option)
            yield f"options.{name}", {option: stays.get(option, 0.0) - cost + left[option]}
    if uncertain[list(STAY)].any():
        yield "options.*.stay", stays
    if uncertain[np.add.outer(REMAINING, range(len(CATEGORIES))).ravel()].any():
        yield "options.*.remaining_risk", left


def _risk_left_move(inputs: Inputs, x: Array, option: int) -> Array:
    """How the drawn remaining risks of an option move its net value, shape (draws,)."""
    moved = np.zeros(x.shape[1])
    for category, loss in enumerate(_mean_category_loss(inputs)):
        row = REMAINING[option] + category
        if loss and inputs.width[row] > 0:
            moved -= (x[row] - inputs.mean[row]) * loss
    return moved


def _mean_category_loss(inputs: Inputs) -> Array:
    """Σ E[p]·E[S] of each category, shape (categories,)."""
    loss = np.zeros(len(CATEGORIES))
    for index, category in enumerate(inputs.categories):
        row = FIRST_RISK + 2 * index
        loss[category] += inputs.mean[row] * inputs.mean[row + 1]
    return loss


# ---- outcome: estimates and events are drawn


def _outcomes(inputs: Inputs, x: Array, parts: Parts, events: list[Words]) -> Array:
    """What each option ends up worth in each draw, shape (options, draws); one u₀, v and u_i serve all options."""
    stays, lasts, *strikes = (np.multiply(event, 2.0**-BITS, dtype=float) for event in events)
    gained = (x[MARGIN] - x[COST_TO_SERVE]) * _discounted_years(inputs, x[RETENTION], lasts) + x[REFERRALS]
    outcome = -parts.cost
    for option, row in enumerate(STAY):
        outcome[option] += np.where(stays < x[row], gained, 0.0)
    for index, category in enumerate(inputs.categories):
        row = FIRST_RISK + 2 * index
        for option in range(len(outcome)):
            happens = strikes[index] < x[row] * x[REMAINING[option] + category]
            outcome[option] -= np.where(happens, x[row + 1], 0.0)
    return outcome


def _discounted_years(inputs: Inputs, retention: Array, lasts: Array) -> Array:
    """Σ (1+d)^−t over year 0 and the further years t < T with v < ρ^t, that is t < ln v / ln ρ."""
    with np.errstate(divide="ignore", invalid="ignore"):
        further = np.ceil(np.log(lasts) / np.log(retention)) - 1
    last = inputs.horizon_years - 1
    further = np.where(retention >= 1, last, np.nan_to_num(further, nan=0.0, posinf=last))
    return np.asarray(np.cumsum(inputs.discounts)[np.clip(further, 0, last).astype(int)])


def _outcome_figures(outcome: Array) -> dict[str, Array]:
    return {
        "p_below_zero": (outcome < 0).astype(float),
        "p_below_part": (outcome < outcome[PART]).astype(float),
    }


def _quantiles(outcome: Array) -> tuple[Array, Array]:
    """Quantiles at 0, 1, …, 100 % of all draws pooled, and the standard errors of the 5th, 50th and 95th.

    outcome: shape (options, replicates, points).  The errors are Woodruff's (1952): the spread over replicates of
    the share below the quantile, turned into money through the quantile function; the wider side counts.
    """
    pooled = np.sort(outcome.reshape(len(outcome), -1), axis=1)
    distribution = _at(pooled, np.broadcast_to(QUANTILES, (len(pooled), len(QUANTILES))))
    probability = QUANTILES[[5, 50, 95]]
    marks = distribution[:, [5, 50, 95]]
    below = np.stack([(outcome <= mark[:, None, None]).mean(axis=2) for mark in marks.T], axis=1)
    error = below.std(axis=2, ddof=1) / np.sqrt(REPLICATES)
    up = _at(pooled, np.minimum(probability + 2 * error, 1)) - marks
    down = marks - _at(pooled, np.maximum(probability - 2 * error, 0))
    return distribution, np.maximum(up, down) / 2


def _at(pooled: Array, probability: Array) -> Array:
    """Quantiles of sorted rows, linear between order statistics; shape of `probability` (rows, k)."""
    position = probability * (pooled.shape[1] - 1)
    lower = np.floor(position).astype(int)
    upper = np.minimum(lower + 1, pooled.shape[1] - 1)
    first = np.take_along_axis(pooled, lower, axis=1)
    return np.asarray(first + (position - lower) * (np.take_along_axis(pooled, upper, axis=1) - first))
