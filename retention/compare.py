"""Two cases, or two versions of one, side by side: which inputs differ and which of them make the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retention.case import OPTIONS, Case
from retention.content import changed_paths
from retention.document import read_case
from retention.faults import InvalidInput
from retention.inputs import inputs_of
from retention.net_value import expectation
from retention.sensitivity import best_of
from retention.verdict import gates_of, verdict_of
from retention.working import value_at, written_out

FACTS = ("title", "client", "request", "story", "trade", "channel", "received_at", "jurisdiction", "seed")
BESIDE_THE_SUMS = ("satisfaction", "loyalty", "emotion", "interests", "company_responsibility", "client_loss")


@dataclass(frozen=True)
class Figures:
    """What a case comes to, exactly."""

    verdict: str
    recommended: str
    value_gap: float | None
    net_values: tuple[float, ...]  # expected, per option


@dataclass(frozen=True)
class Difference:
    """One input that differs, and what it alone does: the left case with nothing but this taken from the right one.

    left, right: as written out in a document.
    gap_moved: of the value gap; lead_moved: of the lead of the left case's best option over its rival; both in money,
        None where there is none.
    verdict, recommended: of the left case with this change; None where the change alone makes no valid case.
    """

    path: str
    left: Any
    right: Any
    gap_moved: float | None = None
    lead_moved: float | None = None
    verdict: str | None = None
    recommended: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Two cases with the same list of risks, their figures and their differences.

    left_case, right_case: a risk that only the other one has stands in them with probability 0, which changes nothing.
    rival: the option that `lead_moved` of the differences is measured against.
    differences: what explains the other verdict, or else the other recommendation, or else the gap, first.
    """

    left_case: Case
    right_case: Case
    left: Figures
    right: Figures
    rival: str | None
    differences: tuple[Difference, ...]

    @property
    def same_currency(self) -> bool:
        """Whether the money of both can be compared at all."""
        return self.left_case.currency == self.right_case.currency


def compare(left: Case, right: Case) -> Comparison:
    """What differs from `left` to `right`, and why they come out differently; exact, nothing is simulated."""
    left, right = aligned(left, right)
    before, after = figures(left), figures(right)
    rival = _rival(left, before, after)
    found = [_difference(left, right, path, before, rival) for path in differing_paths(left, right)]
    return Comparison(left, right, before, after, rival, tuple(sorted(found, key=_order(before, after))))


def aligned(left: Case, right: Case) -> tuple[Case, Case]:
    """Both cases with the risks of the left one in its order, then those that only the right one has."""
    keys = [*_numbered(left)]
    keys += [key for key in _numbered(right) if key not in keys]
    return _with_risks(left, right, keys), _with_risks(right, left, keys)


def figures(case: Case) -> Figures:
    """Verdict, recommended option and expected values."""
    expected = expectation(inputs_of(case))
    verdict = verdict_of(case, gates_of(case), expected)
    values = tuple(expected.net_values.tolist())
    return Figures(verdict.verdict, OPTIONS[verdict.recommended], verdict.value_gap, values)


def differing_paths(left: Case, right: Case) -> tuple[str, ...]:
    """The inputs and settings that differ between aligned cases, estimates as one, in the order of the right one."""
    before, after = written_out(left), written_out(right)
    found: dict[str, None] = {}
    for path in changed_paths(before, after):
        if path.split(".")[0] not in FACTS:
            found[_of_estimate(path, after)] = None
    return tuple(found)


def _difference(left: Case, right: Case, path: str, before: Figures, rival: str | None) -> Difference:
    old, new = value_at(written_out(left), path), value_at(written_out(right), path)
    if path.split(".")[0] in (*BESIDE_THE_SUMS, "currency"):
        return Difference(path, old, new, 0.0, 0.0, before.verdict, before.recommended)
    document = written_out(left)
    *ways, last = path.split(".")
    part = value_at(document, ".".join(ways))
    part[int(last) if isinstance(part, list) else last] = new
    try:
        after = figures(read_case(document))
    except InvalidInput:  # a duty without what is owed
        return Difference(path, old, new)
    return Difference(
        path=path,
        left=old,
        right=new,
        gap_moved=_moved(before.value_gap, after.value_gap),
        lead_moved=_moved(_lead(before, before.recommended, rival), _lead(after, before.recommended, rival)),
        verdict=after.verdict,
        recommended=after.recommended,
    )


def _order(before: Figures, after: Figures) -> Any:
    """What alone brings about the other verdict goes first, then what alone brings the other recommendation, then size.

    The size is the gap's move; where only the recommendation differs, the lead's.
    """
    by_lead = before.verdict == after.verdict and before.recommended != after.recommended
    other_verdict, other_option = before.verdict != after.verdict, before.recommended != after.recommended

    def key(found: Difference) -> tuple[bool, bool, float]:
        moved = found.lead_moved if by_lead else found.gap_moved
        explains_verdict = other_verdict and found.verdict == after.verdict
        explains_option = other_option and found.recommended == after.recommended
        return not explains_verdict, not explains_option, -abs(moved or 0.0)

    return key


def _rival(left: Case, before: Figures, after: Figures) -> str | None:
    """The right case's best option; where that is the same, the left one's runner-up."""
    if after.recommended != before.recommended:
        return after.recommended
    others = [option for option in gates_of(left).allowed if OPTIONS[option] != before.recommended]
    return OPTIONS[best_of(expectation(inputs_of(left)), others)] if others else None


def _lead(found: Figures, option: str, rival: str | None) -> float | None:
    if rival is None:
        return None
    return found.net_values[OPTIONS.index(option)] - found.net_values[OPTIONS.index(rival)]


def _moved(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _of_estimate(path: str, document: dict[str, Any]) -> str:
    """The path of the estimate to which a part belongs, other paths as they are."""
    *ways, _ = path.split(".")
    parent = ".".join(ways)
    whole = value_at(document, parent)
    return parent if ways and isinstance(whole, dict) and "basis" in whole else path


def _numbered(case: Case) -> dict[tuple[str, str, int], dict[str, Any]]:
    """The risks by category and name, those of one name counted."""
    found: dict[tuple[str, str, int], dict[str, Any]] = {}
    for risk in written_out(case.risks):
        number = sum(key[:2] == (risk["category"], risk["name"]) for key in found)
        found[risk["category"], risk["name"], number] = risk
    return found


def _with_risks(case: Case, other: Case, keys: list[tuple[str, str, int]]) -> Case:
    own, others = _numbered(case), _numbered(other)
    never = {"low": 0.0, "likely": 0.0, "high": 0.0, "basis": "known"}
    risks = [own[key] if key in own else {**others[key], "probability": never} for key in keys]
    return read_case(written_out(case) | {"risks": risks})
