"""What to ask next, what knowing it is worth, and when to stop asking (model 4 and 5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.document import read_case
from retention.estimate import Estimate
from retention.faults import Fault, InvalidInput
from retention.inputs import RETENTION, input_names, inputs_of
from retention.net_value import annuity, expectation
from retention.verdict import confidence_key
from retention.working import value_at, written_out

ASKING_MINUTES = 5  # of the manager's time, what one answer costs
FLOOR_SHARE = 0.001  # of the money in the balance, what an answer must be worth where no hourly rate is given
GROUP_ERRORS = 2.0  # a simulated worth counts only as far as it is beyond this many standard errors


@dataclass(frozen=True)
class Question:
    """The input to ask for now.

    worth: of knowing it, in money; of knowing all of `group` where no single fact is worth asking.
    """

    input: str
    worth: float
    group: str | None = None


@dataclass(frozen=True)
class Enough:
    """Why nothing more is asked.

    reason: `red_line`, no figure is worth more minutes but a line that may have been crossed is not confirmed;
    `clear`, the verdict is and no answer is worth its minutes; `not_worth`, the verdict is not clear but no
    answer would pay for itself either; `nothing_left`, every input that matters is known or was skipped.
    """

    reason: str


@dataclass(frozen=True)
class Effect:
    """How an answer moved the verdict."""

    verdict_before: str
    verdict_after: str
    recommended_before: str
    recommended_after: str
    confidence_before: float
    confidence_after: float

    @property
    def verdict_changed(self) -> bool:
        """Whether it is another verdict now."""
        return self.verdict_before != self.verdict_after

    @property
    def recommendation_changed(self) -> bool:
        """Whether another option is recommended now."""
        return self.recommended_before != self.recommended_after


def next_question(
    case: Case, decision: Decision, answered: Collection[str] = (), hourly_rate: float | None = None
) -> Question | Enough:
    """The question most worth asking, or why there is none.

    answered: paths answered or skipped, which are not asked again.  hourly_rate: of the manager; the case's if None.
    An input is worth asking for if its EVPPI pays for the minutes; where none is, a group is if its EVPPI pays for
    all of its members, which are then asked one by one, the most telling first.  As long as there is such a question
    it is asked even if the verdict is clear: which option is best may still be open.
    """
    least = least_worth(decision, case.hourly_rate if hourly_rate is None else hourly_rate)
    telling = influence(case, decision)
    open_inputs = {
        row.input: row.value
        for row in decision.evppi
        if row.basis == "assumed" and row.input in telling and row.input not in answered
    }
    best = max(open_inputs, key=lambda name: open_inputs[name], default=None)
    if best is not None and open_inputs[best] >= least:
        return Question(best, open_inputs[best])
    group = _group_question(decision, open_inputs, telling, least)
    if group is not None:
        return group
    if "red_line_unconfirmed" in decision.provisional:
        return Enough("red_line")
    if confidence_key(decision.confidence) == "clear":
        return Enough("clear")
    return Enough("not_worth" if open_inputs else "nothing_left")


def least_worth(decision: Decision, hourly_rate: float) -> float:
    """What an answer must be worth to be asked for, in money: the minutes it takes."""
    if hourly_rate > 0:
        return hourly_rate * ASKING_MINUTES / 60
    return FLOOR_SHARE * max(sum(map(abs, option.components.values())) for option in decision.options.values())


def influence(case: Case, decision: Decision) -> dict[str, float]:
    """How far each uncertain input can move an allowed option against the recommended one, in money, over its range.

    Inputs that move nothing are left out: the remaining risk of a category without risks, an option not allowed.
    """
    inputs = inputs_of(case)
    expected = expectation(inputs)
    allowed = [index for index, name in enumerate(OPTIONS) if decision.options[name].allowed]
    slopes = expected.slopes[:, allowed] - expected.slopes[:, [OPTIONS.index(decision.recommended)]]
    width = inputs.width.copy()
    ends = annuity(inputs, np.array([inputs.low[RETENTION], inputs.high[RETENTION]]))
    width[RETENTION] = ends[1] - ends[0]  # its slope is per unit of the annuity
    moved = np.abs(slopes).max(axis=1) * width
    return {inputs.names[row]: float(moved[row]) for row in inputs.uncertain if moved[row] > expected.tolerance}


def answered_case(case: Case, path: str, estimate: Any, basis: str = "known") -> Case:
    """The case with one input answered, in any of the written forms of an estimate.

    Raises InvalidInput for a path that is no input of this case and for every fault of the answer.
    """
    if path not in input_names(case):
        raise InvalidInput(Fault(path, None, "unknown_key"))
    return read_case(with_input(case, path, _with_basis(estimate, basis)))


def with_input(case: Case, path: str, written: Any) -> dict[str, Any]:
    """The document of a case with something else written at a path."""
    document: dict[str, Any] = written_out(case)
    *ways, last = path.split(".")
    value_at(document, ".".join(ways))[last] = written
    return document


def effect(before: Decision, after: Decision) -> Effect:
    """How verdict, recommendation and confidence moved from one decision to the next."""
    return Effect(
        verdict_before=before.verdict,
        verdict_after=after.verdict,
        recommended_before=before.recommended,
        recommended_after=after.recommended,
        confidence_before=before.confidence,
        confidence_after=after.confidence,
    )


def in_group(name: str, group: str) -> bool:
    """Whether an input belongs to a group such as `value` or `options.*.stay`."""
    return fnmatchcase(name, group) or fnmatchcase(name, f"{group}.*")


def _group_question(
    decision: Decision, open_inputs: dict[str, float], telling: dict[str, float], least: float
) -> Question | None:
    for row in decision.evppi_groups:  # highest first
        members = [name for name in open_inputs if in_group(name, row.group)]
        if members and row.value - GROUP_ERRORS * row.se >= least * len(members):
            return Question(max(members, key=lambda name: telling[name]), row.value, row.group)
    return None


def _with_basis(estimate: Any, basis: str) -> Any:
    """The written estimate with its basis; a number is known anyway, and no estimate stays as its fault names it."""
    if isinstance(estimate, Estimate):
        estimate = written_out(estimate)
    if isinstance(estimate, dict):
        return {**estimate, "basis": basis}
    if isinstance(estimate, (list, tuple)) and len(estimate) == 3:
        return {**dict(zip(("low", "likely", "high"), estimate, strict=True)), "basis": basis}
    if basis == "assumed" and isinstance(estimate, (int, float)) and not isinstance(estimate, bool):
        return {"low": estimate, "likely": estimate, "high": estimate, "basis": basis}
    return estimate
