"""Gates, fit, value gap and the verdict (model 5)."""

from __future__ import annotations

from dataclasses import dataclass

from retention.case import OPTIONS, RETAINING, Case
from retention.net_value import Expectation
from retention.sensitivity import best_of

PART = OPTIONS.index("part")
HEALTHY_STATE = 2.0  # an emotional state within ±2, inclusive, is the healthy middle
CLEAR, LEANING = 0.9, 0.7  # confidence from which a verdict is clear, leaning; else too close to call
AS_GOOD_HOURS = 2.0


@dataclass(frozen=True)
class Gates:
    """What rules and red lines leave; options as indices into OPTIONS."""

    ended: bool  # a confirmed line with effect `end` was crossed
    without_end: tuple[int, ...]  # allowed by the statutory duty and the `refuse` lines
    allowed: tuple[int, ...]

    @property
    def retaining(self) -> list[int]:
        """The retaining options from which *keep* is chosen."""
        return [option for option in self.without_end if option != PART]


@dataclass(frozen=True)
class Verdict:
    """Whether this is our client, and what to do, by expected values alone."""

    verdict: str
    recommended: int
    keep: int | None
    value_gap: float | None
    ours_by_value: bool
    fit: float | None
    forgone_value: float | None


def gates_of(case: Case) -> Gates:
    """Rules 1 and 2: what a duty and confirmed red lines bar.  An unconfirmed line bars nothing."""
    effects = {line.effect for line in case.red_lines if line.confirmed}
    barred = {"decline"} if case.statutory_duty else set()
    barred |= {"satisfy", "compromise"} if "refuse" in effects else set()
    without_end = tuple(index for index, option in enumerate(OPTIONS) if option not in barred)
    return Gates("end" in effects, without_end, (PART,) if "end" in effects else without_end)


def fit_of(case: Case) -> float | None:
    """100·Σ weight·(score−1)/(4·Σ weight), 0 to 100; None without criteria or weight (rule 3)."""
    weight = sum(criterion.weight for criterion in case.fit)
    if weight == 0:
        return None
    return 100 * sum(c.weight * (c.score - 1) for c in case.fit) / (4 * weight)


def verdict_of(case: Case, gates: Gates, expected: Expectation) -> Verdict:
    """Rules 3 and 4: ours by fit and ours by value make the verdict."""
    fit = fit_of(case)
    values = expected.net_values
    keep = best_of(expected, gates.retaining) if gates.retaining else None
    gap = None if keep is None else float(values[keep] - values[PART])
    ours_by_value = gap is not None and gap >= -expected.tolerance and expected.relationship_value > 0
    ours_by_fit = fit is None or fit >= case.fit_threshold
    forgone = float(values[list(gates.without_end)].max() - values[PART]) if gates.ended else None
    return Verdict(
        verdict=_verdict_key(ours_by_fit, ours_by_value, gates.ended or keep is None),
        recommended=best_of(expected, list(gates.allowed)),
        keep=keep,
        value_gap=gap,
        ours_by_value=ours_by_value,
        fit=fit,
        forgone_value=forgone,
    )


def _verdict_key(ours_by_fit: bool, ours_by_value: bool, over: bool) -> str:
    if over:
        return "not_our_client"
    if ours_by_value:
        return "our_client" if ours_by_fit else "new_terms"
    return "too_dear" if ours_by_fit else "not_our_client"


def confidence_key(confidence: float) -> str:
    """The word for a confidence of 0–1: clear, leaning or too_close."""
    return "clear" if confidence >= CLEAR else "leaning" if confidence >= LEANING else "too_close"


def as_good_as(expected: Expectation, gates: Gates, recommended: int, hourly_rate: float) -> tuple[str, ...]:
    """The allowed options, the recommended one among them, within two hours of `hourly_rate` of its net value."""
    least = expected.net_values[recommended] - AS_GOOD_HOURS * hourly_rate - expected.tolerance
    return tuple(OPTIONS[option] for option in gates.allowed if expected.net_values[option] >= least)


def provisional_reasons(case: Case, gates: Gates, fit: float | None) -> tuple[str, ...]:
    """Why the verdict does not stand yet, as keys in the order of model 5."""
    reasons = {
        "manager_state": abs(case.emotion.manager) > HEALTHY_STATE,
        "fit_not_judged": fit is None and not gates.ended,
        "red_line_unconfirmed": any(not line.confirmed for line in case.red_lines),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def retaining_name(option: int | None) -> str | None:
    """The name of a retaining option, None for none."""
    return None if option is None else RETAINING[option]
