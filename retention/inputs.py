"""The inputs of a case as arrays, in the one order of model 3, and where each kind of input stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from retention.case import CATEGORIES, OPTIONS, RETAINING, Case, RetainingOption
from retention.estimate import Array, Estimate, pert_alpha

VALUE_INPUTS = ("annual_margin", "annual_cost_to_serve", "annual_retention", "referral_value")
COST_INPUTS = ("outlay", "hours", "precedent_claims")


def _case_names() -> list[str]:
    """The names of all inputs but the risks', in order."""
    names = [*(f"value.{name}" for name in VALUE_INPUTS), "owed"]
    for option in OPTIONS:
        names += [f"options.{option}.stay"] if option in RETAINING else []
        names += [f"options.{option}.{name}" for name in COST_INPUTS]
        names += [f"options.{option}.remaining_risk.{category}" for category in CATEGORIES]
    return names


# Rows of the arrays below, per option where there is one for each.
_ROWS = {name: row for row, name in enumerate(_case_names())}
MARGIN, COST_TO_SERVE, RETENTION, REFERRALS = (_ROWS[f"value.{name}"] for name in VALUE_INPUTS)
OWED = _ROWS["owed"]
STAY = tuple(_ROWS[f"options.{option}.stay"] for option in RETAINING)
OUTLAY, HOURS, PRECEDENTS = (tuple(_ROWS[f"options.{o}.{name}"] for o in OPTIONS) for name in COST_INPUTS)
REMAINING = tuple(_ROWS[f"options.{option}.remaining_risk.{CATEGORIES[0]}"] for option in OPTIONS)  # then the others
FIRST_RISK = len(_ROWS)  # then probability and severity by turns


@dataclass(frozen=True)
class Inputs:
    """Every input of a case after widening; arrays of shape (inputs,), each input in its own unit."""

    names: tuple[str, ...]
    bases: tuple[str, ...]
    low: Array
    likely: Array
    high: Array
    hourly_rate: float
    horizon_years: int
    discount_rate: float
    categories: tuple[int, ...]  # of each risk, as an index into CATEGORIES

    @cached_property
    def mean(self) -> Array:
        """E[x], shape (inputs,)."""
        return (self.low + 4 * self.likely + self.high) / 6

    @cached_property
    def width(self) -> Array:
        """high − low, shape (inputs,)."""
        return self.high - self.low

    @cached_property
    def alpha(self) -> Array:
        """First beta parameter of each PERT, shape (inputs,)."""
        return pert_alpha(self.low, self.likely, self.high)

    @cached_property
    def uncertain(self) -> np.ndarray:
        """The rows of the uncertain inputs, in order."""
        return np.flatnonzero(self.width > 0)

    @cached_property
    def discounts(self) -> Array:
        """1/(1+d)^t for t = 0 … T−1."""
        return np.asarray((1 + self.discount_rate) ** -np.arange(self.horizon_years, dtype=float))


def inputs_of(case: Case) -> Inputs:
    """The inputs of `case`, widened by its factor."""
    estimates = [estimate.widened(case.widening) for estimate in _estimates(case)]
    triples = np.array([(e.low, e.likely, e.high) for e in estimates])
    return Inputs(
        names=_names(len(case.risks)),
        bases=tuple(e.basis for e in estimates),
        low=triples[:, 0],
        likely=triples[:, 1],
        high=triples[:, 2],
        hourly_rate=case.hourly_rate,
        horizon_years=case.horizon_years,
        discount_rate=case.discount_rate,
        categories=tuple(CATEGORIES.index(risk.category) for risk in case.risks),
    )


def input_names(case: Case) -> tuple[str, ...]:
    """The paths of the inputs of a case, in order."""
    return _names(len(case.risks))


def stated(case: Case, path: str) -> Estimate:
    """The estimate of an input as it was given, not widened.  Raises KeyError for a path that is no input."""
    names = input_names(case)
    if path not in names:
        raise KeyError(path)
    return _estimates(case)[names.index(path)]


def _estimates(case: Case) -> list[Estimate]:
    found: list[Estimate] = [*(getattr(case.value, name) for name in VALUE_INPUTS), case.owed]
    for name in OPTIONS:
        option = case.options[name]
        found += [option.stay] if isinstance(option, RetainingOption) else []
        found += [getattr(option, cost) for cost in COST_INPUTS]
        found += [option.remaining_risk[category] for category in CATEGORIES]
    for risk in case.risks:
        found += [risk.probability, risk.severity]
    return found


@lru_cache(maxsize=64)
def _names(risk_count: int) -> tuple[str, ...]:
    risks = [f"risks.{index}.{part}" for index in range(risk_count) for part in ("probability", "severity")]
    return (*_case_names(), *risks)


def natural_domain(name: str) -> tuple[float, float]:
    """The values that the input of this name can take (model 4)."""
    if name == "value.annual_margin":
        return (-np.inf, np.inf)
    is_share = name.endswith((".stay", ".probability", "annual_retention")) or ".remaining_risk." in name
    return (0.0, 1.0) if is_share else (0.0, np.inf)
