"""Three-point estimates as PERT distributions, and the widening of assumed ones (model 2)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError
from scipy.special import betainc, betaincinv

Array = NDArray[np.float64]
Basis = Literal["known", "assumed"]

LARGEST = 1e12  # money and hours, model 3; counts too, so that no product overflows
PERT_SUM = 6.0  # alpha + beta of a PERT distribution


def within(low: float, high: float, rule: str = "range") -> AfterValidator:
    """A validator for numbers of [low, high]; its fault names both bounds."""

    def check(number: float) -> float:
        if not low <= number <= high:
            raise PydanticCustomError(rule, "out of range", {"low": low, "high": high})
        return number

    return AfterValidator(check)


Finite = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Estimate(BaseModel):
    """low ≤ likely ≤ high of an uncertain quantity, in the unit of the field that holds it; equal: a certain number.

    Reads the three written forms of model 6 and writes back the shortest that says the same.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    domain: ClassVar[tuple[float, float]] = (-math.inf, math.inf)
    log_odds: ClassVar[bool] = False

    low: Finite
    likely: Finite
    high: Finite
    basis: Basis = "assumed"

    @model_validator(mode="before")
    @classmethod
    def _from_written_form(cls, written: Any) -> Any:
        if isinstance(written, (Mapping, Estimate)):
            return written
        if isinstance(written, (list, tuple)):
            if len(written) != 3:
                raise PydanticCustomError("three_numbers", "not three numbers", {})
            return {**dict(zip(("low", "likely", "high"), written, strict=True)), "basis": "assumed"}
        if isinstance(written, bool) or not isinstance(written, (int, float)):
            raise PydanticCustomError("estimate_form", "not an estimate", {})
        return {"low": written, "likely": written, "high": written, "basis": "known"}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise PydanticCustomError("order", "not in order", {})
        return self

    @model_serializer
    def _written_form(self) -> float | list[float] | dict[str, Any]:
        if self.is_certain and self.basis == "known":
            return self.likely
        if not self.is_certain and self.basis == "assumed":
            return [self.low, self.likely, self.high]
        return {"low": self.low, "likely": self.likely, "high": self.high, "basis": self.basis}

    @property
    def is_certain(self) -> bool:
        """Whether low = high, a number rather than a range."""
        return self.low == self.high

    @property
    def mean(self) -> float:
        """E[x] = (low + 4·likely + high)/6, in the estimate's unit."""
        return (self.low + 4 * self.likely + self.high) / 6

    def widened(self, factor: float) -> Self:
        """This estimate with its range stretched by `factor` ≥ 1 about `likely`, if it is assumed (model 2)."""
        if factor == 1 or self.basis == "known" or self.is_certain:
            return self
        if self.log_odds and 0 < self.likely < 1:
            low, high = (_stretched_log_odds(self.likely, bound, factor) for bound in (self.low, self.high))
        else:
            low = self.likely - factor * (self.likely - self.low)
            high = self.likely + factor * (self.high - self.likely)
        bottom, top = self.domain
        return self.model_copy(update={"low": max(low, bottom), "high": min(high, top)})


def _stretched_log_odds(likely: float, bound: float, factor: float) -> float:
    if bound in (0.0, 1.0, likely):
        return bound
    centre = math.log(likely / (1 - likely))
    stretched = centre + factor * (math.log(bound / (1 - bound)) - centre)
    return 1 / (1 + math.exp(-stretched)) if stretched > -700 else 0.0


class Share(Estimate):
    """A share of 1: what remains of a risk."""

    domain = (0.0, 1.0)
    low: Annotated[Finite, within(0, 1, "share")]
    likely: Annotated[Finite, within(0, 1, "share")]
    high: Annotated[Finite, within(0, 1, "share")]


class Probability(Estimate):
    """A probability; its range is widened on the log-odds scale."""

    domain = (0.0, 1.0)
    log_odds = True
    low: Annotated[Finite, within(0, 1, "probability")]
    likely: Annotated[Finite, within(0, 1, "probability")]
    high: Annotated[Finite, within(0, 1, "probability")]


class Amount(Estimate):
    """Money, hours or a count: 0 to 1e12."""

    domain = (0.0, math.inf)
    low: Annotated[Finite, within(0, LARGEST)]
    likely: Annotated[Finite, within(0, LARGEST)]
    high: Annotated[Finite, within(0, LARGEST)]


class SignedAmount(Estimate):
    """Money that may be negative: the annual margin."""

    low: Annotated[Finite, within(-LARGEST, LARGEST)]
    likely: Annotated[Finite, within(-LARGEST, LARGEST)]
    high: Annotated[Finite, within(-LARGEST, LARGEST)]


# ---- the PERT distribution on arrays of low, likely, high; source: Malcolm et al. 1959 as parametrised in model 2


def pert_alpha(low: Array, likely: Array, high: Array) -> Array:
    """First beta parameter, 1 to 5; the second is 6 − alpha.  A certain number gets 3, which no result depends on."""
    width = high - low
    certain = width <= 0
    return np.where(certain, 3.0, 1 + 4 * (likely - low) / np.where(certain, 1.0, width))


def pert_quantile(low: Array, likely: Array, high: Array, probability: float) -> Array:
    """The exact quantile of each estimate, same shape and unit as `low`."""
    alpha = pert_alpha(low, likely, high)
    return np.asarray(low + (high - low) * betaincinv(alpha, PERT_SUM - alpha, probability))


def beta_moments(alpha: float, count: int) -> Array:
    """E[B^j] for j = 0 … count−1 of B ~ Beta(alpha, 6 − alpha); shape (count,)."""
    j = np.arange(count - 1)
    return np.concatenate(([1.0], np.cumprod((alpha + j) / (PERT_SUM + j))))


def partial_beta_moments(alpha: float, count: int, bound: Array) -> Array:
    """E[B^j; B < bound] for j = 0 … count−1; bound of [0, 1], shape (k,).  Returns shape (k, count)."""
    j = np.arange(count)
    partial = betainc(alpha + j, PERT_SUM - alpha, np.asarray(bound)[:, None])
    return np.asarray(beta_moments(alpha, count) * partial)
