"""What reviewed cases teach: how good the stated probabilities and ranges were, and what came of the decisions.

Everything is judged as it was stated, before any widening.  Nothing is said before TOO_FEW_BELOW reviews.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy.special import ndtri

from retention.case import Case, RetainingOption
from retention.closing import LockedMemo, Review, RiskOutcome
from retention.content import case_part
from retention.document import read_case
from retention.estimate import Estimate

TOO_FEW_BELOW = 10  # reviews
TARGET_COVERAGE = 0.9  # what a stated range is meant to hold, as in CAL-14 of the evidence
BIN_COUNT = 5
MOST_WIDENING = 5.0  # the largest that a case takes, model 3


@dataclass(frozen=True)
class Reviewed:
    """A closed case and what came of it.  expected, relationship_value: of the decision, in the case's currency."""

    case: Case
    chosen: str
    expected: float
    relationship_value: float
    review: Review


@dataclass(frozen=True)
class Forecast:
    """A stated probability and whether it happened."""

    kind: str  # "stay" or "risk"
    probability: float
    happened: bool


@dataclass(frozen=True)
class StatedRange:
    """A guessed range and the truth, in the unit of `quantity`: severity, outlay or hours."""

    quantity: str
    estimate: Estimate
    truth: float

    @property
    def held(self) -> bool:
        """Whether the truth lay within the range, its ends included."""
        return self.estimate.low <= self.truth <= self.estimate.high

    @property
    def widening_needed(self) -> float:
        """The smallest factor on the range about its likely value that reaches the truth; 0 where it is the likely
        value, infinite where no stretching gets there: the range has no width on that side."""
        distance = self.truth - self.estimate.likely
        side = self.estimate.high - self.estimate.likely if distance > 0 else self.estimate.likely - self.estimate.low
        if distance == 0:
            return 0.0
        return abs(distance) / side if side > 0 else math.inf


@dataclass(frozen=True)
class Bin:
    """The forecasts from `low` up to `high`: how many, their mean probability, and the share that happened."""

    low: float
    high: float
    count: int
    stated: float
    happened: float


@dataclass(frozen=True)
class ValueSum:
    """Expected against actual net value of the cases in one currency whose outcome is known whole, in its money."""

    currency: str
    cases: int
    expected: float
    actual: float


@dataclass(frozen=True)
class TooEarly:
    """There are fewer reviews than anything can be learnt from."""

    reviews: int
    needed: int = TOO_FEW_BELOW


@dataclass(frozen=True)
class Calibration:
    """What the reviews show.

    brier: mean squared error of the probabilities, 0 perfect, 0.25 that of always saying one half; None without any.
    base_brier: that of always stating the share that happened; who is above it would do better with that one number.
    coverage: share of the truths within the stated ranges, 0 to 1; None without any.
    widening_right: the smallest factor, from 1, by which the ranges would have held TARGET_COVERAGE of the truths;
    None without ranges, infinite where no factor would.  widening_offered: the same as a case takes it, up to 5.
    widening_by_coverage: the factor that normal errors of this coverage ask for, z(0.9)/z(coverage), as in CAL-14;
    from 1, None where nothing was held.
    """

    reviews: int
    forecasts: int
    brier: float | None
    base_brier: float | None
    bins: tuple[Bin, ...]
    ranges: int
    coverage: float | None
    widening_right: float | None
    widening_offered: float | None
    widening_by_coverage: float | None
    values: tuple[ValueSum, ...]


def reviewed_case(memo: LockedMemo, review: Review) -> Reviewed:
    """The case of a locked memo with its review.  Raises InvalidInput where the case can no longer be read."""
    decision, chosen = memo.content["decision"], memo.content["closing"]["chosen_option"]
    return Reviewed(
        case=read_case(case_part(memo.content["document"])),
        chosen=chosen,
        expected=decision["options"][chosen]["expected"],
        relationship_value=decision["relationship_value"],
        review=review,
    )


def calibration(reviewed: Sequence[Reviewed]) -> Calibration | TooEarly:
    """What the reviewed cases teach, or TooEarly."""
    if len(reviewed) < TOO_FEW_BELOW:
        return TooEarly(len(reviewed))
    forecasts = [forecast for one in reviewed for forecast in forecasts_of(one)]
    ranges = [stated for one in reviewed for stated in ranges_of(one)]
    right = widening_right(ranges)
    share_held = coverage(ranges)
    return Calibration(
        reviews=len(reviewed),
        forecasts=len(forecasts),
        brier=brier(forecasts),
        base_brier=base_brier(forecasts),
        bins=reliability(forecasts),
        ranges=len(ranges),
        coverage=share_held,
        widening_right=right,
        widening_offered=None if right is None else min(right, MOST_WIDENING),
        widening_by_coverage=None if share_held is None else widening_by_coverage(share_held),
        values=value_sums(reviewed),
    )


# ---- probabilities


def forecasts_of(one: Reviewed) -> list[Forecast]:
    """The probabilities that the chosen option implied and whose outcome is known.

    A risk's is p·k: stated for the dispute left unresolved, times what the option leaves of its category.
    """
    option = one.case.options[one.chosen]
    found = []
    if isinstance(option, RetainingOption) and one.review.stayed is not None:
        found.append(Forecast("stay", option.stay.mean, one.review.stayed))
    for outcome in one.review.risks:
        if outcome.happened is not None:
            risk = one.case.risks[outcome.risk]
            left = option.remaining_risk[risk.category].mean
            found.append(Forecast("risk", risk.probability.mean * left, outcome.happened))
    return found


def brier(forecasts: Sequence[Forecast]) -> float | None:
    """Mean of (probability − outcome)², 0 to 1 (Brier 1950)."""
    return _mean([(forecast.probability - forecast.happened) ** 2 for forecast in forecasts])


def base_brier(forecasts: Sequence[Forecast]) -> float | None:
    """The Brier score of stating the share that happened every time: share·(1 − share)."""
    share = _mean([float(forecast.happened) for forecast in forecasts])
    return None if share is None else share * (1 - share)


def reliability(forecasts: Sequence[Forecast]) -> tuple[Bin, ...]:
    """The forecasts in BIN_COUNT bins of equal width, empty ones left out; only the last includes its high end."""
    filled: dict[int, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        filled[min(int(forecast.probability * BIN_COUNT), BIN_COUNT - 1)].append(forecast)
    return tuple(
        Bin(
            low=number / BIN_COUNT,
            high=(number + 1) / BIN_COUNT,
            count=len(inside),
            stated=sum(forecast.probability for forecast in inside) / len(inside),
            happened=sum(forecast.happened for forecast in inside) / len(inside),
        )
        for number, inside in sorted(filled.items())
    )


# ---- ranges


def ranges_of(one: Reviewed) -> list[StatedRange]:
    """The guessed ranges whose truth is known: only these does widening stretch, so only these teach about it."""
    option, review = one.case.options[one.chosen], one.review
    pairs: list[tuple[str, Estimate, float | None]] = [
        ("outlay", option.outlay, review.paid),
        ("hours", option.hours, review.hours),
        *(
            ("severity", one.case.risks[outcome.risk].severity, outcome.cost)
            for outcome in review.risks
            if outcome.happened
        ),
    ]
    return [
        StatedRange(quantity, estimate, truth)
        for quantity, estimate, truth in pairs
        if truth is not None and estimate.basis == "assumed" and not estimate.is_certain
    ]


def coverage(ranges: Sequence[StatedRange]) -> float | None:
    """Share of the truths that lay within their range."""
    return _mean([float(stated.held) for stated in ranges])


def widening_right(ranges: Sequence[StatedRange]) -> float | None:
    """The smallest factor, from 1, by which TARGET_COVERAGE of the ranges would have held the truth."""
    if not ranges:
        return None
    needed = sorted(stated.widening_needed for stated in ranges)
    held = math.ceil(TARGET_COVERAGE * len(needed) - 1e-9)  # 0.9·10 is 9, whatever binary fractions make of it
    return max(1.0, needed[held - 1])


def widening_by_coverage(share_held: float) -> float | None:
    """z(0.9)/z(coverage), z being the half-width of the central range of a standard normal; from 1."""
    if share_held <= 0:
        return None
    return max(1.0, _half_width(TARGET_COVERAGE) / _half_width(share_held))


def _half_width(share: float) -> float:
    return float(ndtri((1 + share) / 2))


# ---- values


def actual_value(one: Reviewed) -> float | None:
    """The net value that came out, in the case's currency; None where part of the outcome is not known.

    NV of model 4 with what is known put in: whether the client stayed, what was paid, the hours, what the risks cost.
    What a review cannot show yet stays at its mean: the relationship value, what is owed, the further claims.
    """
    option, review = one.case.options[one.chosen], one.review
    losses = [_cost(outcome) for outcome in review.risks]
    stayed = review.stayed if isinstance(option, RetainingOption) else False
    all_risks_known = {outcome.risk for outcome in review.risks} == set(range(len(one.case.risks)))
    if stayed is None or review.paid is None or review.hours is None or None in losses or not all_risks_known:
        return None
    claims = option.precedent_claims.widened(one.case.widening).mean
    cost = (review.paid + review.hours * one.case.hourly_rate) * (1 + claims)
    owed = one.case.owed.widened(one.case.widening).mean
    return stayed * one.relationship_value - owed - cost - sum(loss or 0.0 for loss in losses)


def _cost(outcome: RiskOutcome) -> float | None:
    """What a risk cost: 0 where it did not happen, None where that or the cost is not known."""
    return 0.0 if outcome.happened is False else (outcome.cost if outcome.happened else None)


def value_sums(reviewed: Iterable[Reviewed]) -> tuple[ValueSum, ...]:
    """Expected and actual net value summed by currency, of the cases whose outcome is known whole."""
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in reviewed:
        actual = actual_value(one)
        if actual is not None:
            pairs[one.case.currency].append((one.expected, actual))
    return tuple(
        ValueSum(currency, len(found), sum(expected for expected, _ in found), sum(actual for _, actual in found))
        for currency, found in sorted(pairs.items())
    )


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
