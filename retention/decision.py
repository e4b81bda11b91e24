"""evaluate(case, draws, seed) → Decision: calls the model's parts and adds nothing (model 6)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from retention.balance import (
    Warned,
    client_interests,
    dominated,
    fairness_due,
    fairness_given,
    loyalty_segment,
    warnings_of,
)
from retention.case import CATEGORIES, OPTIONS, Case
from retention.information import assumed_share, evppi
from retention.inputs import Inputs, inputs_of
from retention.net_value import Expectation, expectation
from retention.sensitivity import Bar, Flip, break_even_outlay, flip_values, tornado
from retention.simulation import DEFAULT_DRAWS, Simulation, simulate
from retention.verdict import as_good_as, gates_of, provisional_reasons, retaining_name, verdict_of

COMPONENTS = ("client_value", "cost", *CATEGORIES)


@dataclass(frozen=True)
class OptionFigures:
    """One option's figures; money, but shares for p_…, percent for client_interest."""

    allowed: bool
    expected: float
    p05: float
    p50: float
    p95: float
    distribution: tuple[float, ...]  # quantiles at 0, 1, …, 100 %
    p_below_zero: float
    p_below_part: float
    p_best: float
    regret: float | None
    se: dict[str, float | None]
    break_even_outlay: float | None
    client_interest: float | None
    fairness_given: float
    dominated: bool | None
    components: dict[str, float]  # they sum to `expected`


@dataclass(frozen=True)
class InputWorth:
    """EVPPI of one uncertain input, in money."""

    input: str
    value: float
    basis: str


@dataclass(frozen=True)
class GroupWorth:
    """EVPPI of a group of inputs with its standard error, in money."""

    group: str
    value: float
    se: float


@dataclass(frozen=True)
class Decision:
    """Everything that `evaluate` says about a case; the names are the keys of the JSON object of model 6."""

    verdict: str
    recommended: str
    keep: str | None
    confidence: float
    confidence_se: float
    value_gap: float | None
    relationship_value: float
    fit: float | None
    evpi: float
    evpi_se: float
    forgone_value: float | None
    as_good: tuple[str, ...]
    assumed_share: float | None
    loyalty_segment: str | None
    fairness_due: float | None
    provisional: tuple[str, ...]
    warnings: tuple[Warned, ...]
    seed: int
    draws: int
    options: dict[str, OptionFigures]
    evppi: tuple[InputWorth, ...]
    evppi_groups: tuple[GroupWorth, ...]
    flips: tuple[Flip, ...]
    tornado: tuple[Bar, ...]


def evaluate(case: Case, draws: int = DEFAULT_DRAWS, seed: int | None = None) -> Decision:
    """The decision on `case`.

    draws: about how many; the nearest number that the simulation takes is used and reported.
    seed: goes before the case's own.  The same case, draws and seed give the same decision to the last bit.
    """
    seed = case.seed if seed is None else seed
    inputs = inputs_of(case)
    expected = expectation(inputs)
    gates = gates_of(case)
    verdict = verdict_of(case, gates, expected)
    allowed, recommended = list(gates.allowed), verdict.recommended
    worth = evppi(inputs, expected, allowed, recommended)
    simulation = simulate(inputs, expected, verdict, allowed, draws, seed)
    undoubted = gates.ended or verdict.keep is None
    return Decision(
        verdict=verdict.verdict,
        recommended=OPTIONS[recommended],
        keep=retaining_name(verdict.keep),
        confidence=1.0 if undoubted else float(simulation.confidence.value),
        confidence_se=0.0 if undoubted else float(simulation.confidence.se),
        value_gap=verdict.value_gap,
        relationship_value=expected.relationship_value,
        fit=verdict.fit,
        evpi=float(simulation.regret.value[recommended]),
        evpi_se=float(simulation.regret.se[recommended]),
        forgone_value=verdict.forgone_value,
        as_good=as_good_as(expected, gates, recommended, case.hourly_rate),
        assumed_share=assumed_share(inputs, expected, worth),
        loyalty_segment=loyalty_segment(case.satisfaction, case.loyalty),
        fairness_due=fairness_due(case),
        provisional=provisional_reasons(case, gates, verdict.fit),
        warnings=warnings_of(inputs, verdict.keep),
        seed=seed,
        draws=simulation.draws,
        options=_option_figures(case, inputs, expected, allowed, simulation),
        evppi=_input_worths(inputs, worth),
        evppi_groups=_group_worths(simulation),
        flips=flip_values(inputs, expected, allowed, recommended),
        tornado=tornado(inputs, expected, allowed, recommended),
    )


def decision_document(decision: Decision) -> dict[str, Any]:
    """The JSON object that `evaluate` prints."""
    return asdict(decision)


def _option_figures(
    case: Case, inputs: Inputs, expected: Expectation, allowed: list[int], simulation: Simulation
) -> dict[str, OptionFigures]:
    interests = client_interests(case)
    is_dominated = dominated(expected.net_values, interests, tuple(allowed), expected.tolerance)
    given = fairness_given(inputs)
    figures = {}
    for index, name in enumerate(OPTIONS):
        is_allowed = index in allowed
        distribution = tuple(simulation.distribution[index].tolist())
        figures[name] = OptionFigures(
            allowed=is_allowed,
            expected=float(expected.net_values[index]),
            p05=distribution[5],
            p50=distribution[50],
            p95=distribution[95],
            distribution=distribution,
            p_below_zero=float(simulation.p_below_zero.value[index]),
            p_below_part=float(simulation.p_below_part.value[index]),
            p_best=float(simulation.p_best.value[index]),
            regret=float(simulation.regret.value[index]) if is_allowed else None,
            se=_standard_errors(simulation, index, is_allowed),
            break_even_outlay=break_even_outlay(inputs, expected, allowed, index),
            client_interest=interests[index],
            fairness_given=given[index],
            dominated=is_dominated[index],
            components=dict(zip(COMPONENTS, expected.components[index].tolist(), strict=True)),
        )
    return figures


def _standard_errors(simulation: Simulation, index: int, is_allowed: bool) -> dict[str, float | None]:
    return {
        **dict(zip(("p05", "p50", "p95"), simulation.quantile_se[index].tolist(), strict=True)),
        "p_below_zero": float(simulation.p_below_zero.se[index]),
        "p_below_part": float(simulation.p_below_part.se[index]),
        "p_best": float(simulation.p_best.se[index]),
        "regret": float(simulation.regret.se[index]) if is_allowed else None,
    }


def _input_worths(inputs: Inputs, worth: np.ndarray) -> tuple[InputWorth, ...]:
    rows = sorted(inputs.uncertain, key=lambda row: -worth[row])
    return tuple(InputWorth(inputs.names[row], float(worth[row]), inputs.bases[row]) for row in rows)


def _group_worths(simulation: Simulation) -> tuple[GroupWorth, ...]:
    groups = [GroupWorth(name, float(g.value), float(g.se)) for name, g in simulation.groups.items()]
    return tuple(sorted(groups, key=lambda group: -group.value))
