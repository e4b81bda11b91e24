"""What would change the decision: flip values, break-even outlay, tornado; exact (model 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retention.case import OPTIONS
from retention.estimate import Array, pert_quantile
from retention.information import retention_at
from retention.inputs import OUTLAY, PRECEDENTS, RETENTION, Inputs, natural_domain
from retention.net_value import TIE, Expectation, annuity


@dataclass(frozen=True)
class Flip:
    """Beyond `at`, in the input's unit, option `to` is the best."""

    input: str
    at: float
    to: str


@dataclass(frozen=True)
class Bar:
    """Lead of the recommended option over the runner-up with `input` at its 5 % and its 95 % quantile, in money."""

    input: str
    low: float
    high: float


def best_of(expected: Expectation, options: list[int]) -> int:
    """The option of the highest expected net value; a tie goes to the first in order."""
    values = expected.net_values[options]
    return options[int(np.argmax(values >= values.max() - expected.tolerance))]


def flip_values(inputs: Inputs, expected: Expectation, allowed: list[int], recommended: int) -> tuple[Flip, ...]:
    """For every input that can change the recommendation, the point nearest to its mean beyond which it does."""
    others = [option for option in allowed if option != recommended]
    if not others:
        return ()
    behind = expected.net_values[recommended] - expected.net_values[others]
    behind[behind <= expected.tolerance] = 0.0
    flips = []
    for row, name in enumerate(inputs.names):
        closing = expected.slopes[row, others] - expected.slopes[row, recommended]
        found = _nearest_flip(inputs, expected, row, behind, closing)
        if found is not None:
            flips.append(Flip(name, found[0], OPTIONS[others[found[1]]]))
    return tuple(flips)


def _nearest_flip(
    inputs: Inputs, expected: Expectation, row: int, behind: Array, closing: Array
) -> tuple[float, int] | None:
    """The crossing nearest to the mean and the index of the option that wins beyond it.

    behind: how far each other option is behind at the mean.  closing: by how much per unit it catches up.
    """
    bottom, top = natural_domain(inputs.names[row])
    mean = inputs.mean[row]
    centre = mean
    if row == RETENTION:  # straight in A: cross there, then look up the ρ
        centre = expected.annuity
        bottom, top = annuity(inputs, np.array([0.0, 1.0]))
    found = []
    for direction, end in ((-1.0, bottom), (1.0, top)):
        catching = np.flatnonzero(direction * closing > 0)
        if not len(catching):
            continue
        distance = behind[catching] / (direction * closing[catching])
        at = centre + direction * distance.min()
        rounding = TIE * (abs(centre) + distance.min())  # at the very end of the domain nothing lies beyond
        if direction * (end - at) <= rounding:
            continue
        first = catching[distance <= distance.min() * (1 + 1e-12)]
        winner = int(first[np.argmax(direction * closing[first])])
        at = retention_at(inputs, at) if row == RETENTION else at
        found.append((abs(at - mean), float(at), winner))
    return min(found)[1:] if found else None


def break_even_outlay(inputs: Inputs, expected: Expectation, allowed: list[int], option: int) -> float | None:
    """The outlay, in money, at which `option` ties with the best other allowed one; None where it cannot be paid."""
    others = [other for other in allowed if other != option]
    if OPTIONS[option] not in ("satisfy", "compromise") or option not in allowed or not others:
        return None
    lead = expected.net_values[option] - expected.net_values[others].max()
    outlay = inputs.mean[OUTLAY[option]] + lead / (1 + inputs.mean[PRECEDENTS[option]])
    if outlay < -expected.tolerance:
        return None
    return max(0.0, float(outlay))


def tornado(inputs: Inputs, expected: Expectation, allowed: list[int], recommended: int) -> tuple[Bar, ...]:
    """One bar per uncertain input, widest first; empty where only one option is allowed."""
    others = [option for option in allowed if option != recommended]
    if not others:
        return ()
    runner_up = best_of(expected, others)
    lead = expected.net_values[recommended] - expected.net_values[runner_up]
    rows = inputs.uncertain
    gain = expected.slopes[rows, recommended] - expected.slopes[rows, runner_up]
    ends = []
    for probability in (0.05, 0.95):
        at = pert_quantile(inputs.low[rows], inputs.likely[rows], inputs.high[rows], probability)
        moved = at - inputs.mean[rows]
        is_retention = rows == RETENTION
        moved[is_retention] = annuity(inputs, at[is_retention]) - expected.annuity
        ends.append(lead + gain * moved)
    bars = [Bar(inputs.names[row], *pair) for row, pair in zip(rows, np.stack(ends, axis=1).tolist(), strict=True)]
    return tuple(sorted(bars, key=lambda bar: -abs(bar.high - bar.low)))
