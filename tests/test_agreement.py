"""The engine against the second method: exact figures by integration, the rest by brute force."""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retention.decision import decision_document, evaluate
from retention.document import read_case
from tests.brute_force import Estimated, simulate
from tests.random_cases import random_case
from tests.reference import OPTIONS, Reading, cannot_change, exact

TESTS = Path(__file__).parent
EXAMPLES = sorted((TESTS.parent / "data" / "examples").glob("*.json"))
WRITTEN = {path.stem: path for path in [TESTS / "data" / "late_kitchen.json", *EXAMPLES]}
RANDOM_SEEDS = range(300)
DRAWS = 8192
RUNS = 4  # seeds: the standard error of a single one is itself too rough for a strict test
SIMULATED_SEEDS = range(1000, 1025)
FARTHEST_COMPARED = 1e13  # beyond it a flip value is the rounding error of a slope that should be 0


@cache
def document_of(source: str | int) -> dict[str, Any]:
    """A case by the name of its file or the seed of its random numbers."""
    if isinstance(source, str):
        return json.loads(WRITTEN[source].read_text("utf-8"))
    return random_case(np.random.default_rng(source))


def decided(document: dict[str, Any], draws: int = 1024, seed: int | None = None) -> dict[str, Any]:
    """The decision as whoever reads its JSON sees it."""
    decision = evaluate(read_case(document), draws, seed)
    return json.loads(json.dumps(decision_document(decision), allow_nan=False))


def is_close(found: Any, expected: Any, scale: float) -> bool:
    """Equal, or numbers within 1e-9 of themselves or the rounding error of a sum of that scale.

    A break-even outlay of exactly 0 may come out as a rounding error below it, which does not exist.
    """
    if found is None and isinstance(expected, float):
        return 0 <= expected <= 1e-12 * scale
    if isinstance(expected, bool) or not isinstance(expected, (int, float)):
        return found == expected and type(found) is type(expected)
    assert isinstance(found, (int, float))
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12 * scale)


def differing(found: dict[str, Any], expected: dict[str, Any], scale: float, path: str = "") -> list[str]:
    """One line for every figure of `expected` that `found` has otherwise."""
    lines = []
    for key, value in expected.items():
        name = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            lines += differing(found[key], value, scale, name)
        elif not is_close(found[key], value, scale):
            lines.append(f"{name}: {found[key]} for {value}")
    return lines


@pytest.mark.parametrize("source", [*WRITTEN, *RANDOM_SEEDS])
def test_figures_and_choices_agree_with_the_second_method(source: str | int) -> None:
    document = document_of(source)
    case, found, expected = Reading(document), decided(document), exact(document)
    warned = {(warning["code"], warning["input"]) for warning in found["warnings"]}
    assert warned == expected.pop("warnings")
    assert len(warned) == len(found["warnings"])
    check_information(case, found, expected.pop("evppi"))
    check_flips(case, found["flips"], expected.pop("flips"))
    check_tornado(case, found["tornado"], expected.pop("tornado"))
    check_assumed_share(found["assumed_share"], expected.pop("assumed_share"))
    assert differing(found, expected, case.scale) == []


def check_information(case: Reading, found: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    rows = {row["input"]: row for row in found["evppi"]}
    assert list(rows) == [row["input"] for row in sorted(found["evppi"], key=lambda row: -row["value"])]
    assert rows.keys() == {row["input"] for row in expected}
    largest = max((row["value"] for row in expected), default=0.0)
    for row in expected:
        name, value = row["input"], rows[row["input"]]["value"]
        assert rows[name]["basis"] == row["basis"], name
        allowed = 1e-6 * largest + 1e-12 * case.scale
        assert value == pytest.approx(row["value"], rel=0, abs=allowed), name
        assert value == 0 or not cannot_change(case, case.inputs[name]), (name, value)


def check_flips(case: Reading, found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    near, same = ({flip["input"]: flip for flip in flips if abs(flip["at"]) < FARTHEST_COMPARED}
                  for flips in (found, expected))
    assert list(near) == [name for name in case.inputs if name in near], "not in the order of the inputs"
    assert near.keys() == same.keys()
    for name, flip in same.items():
        assert near[name]["to"] == flip["to"], name
        rounding = 1e-12 * abs(case.means[name])
        assert near[name]["at"] == pytest.approx(flip["at"], rel=1e-9, abs=rounding), name


def check_tornado(case: Reading, found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    bars, same = ({bar["input"]: bar for bar in bars} for bars in (found, expected))
    assert bars.keys() == same.keys()
    assert differing(bars, same, case.scale) == []
    widths = np.array([abs(bar["high"] - bar["low"]) for bar in found])
    assert (np.diff(widths) <= 1e-12 * case.scale).all()


def check_assumed_share(found: float | None, expected: float | None) -> None:
    """A quotient of values of information, so no more exact than those."""
    assert found == (None if expected is None else pytest.approx(expected, rel=1e-6, abs=1e-6))


def simulated(found: dict[str, Any]) -> dict[str, Estimated]:
    """Every simulated figure of a decision with its standard error, under the names of the brute force."""
    figures = {"evpi": (found["evpi"], found["evpi_se"]),
               "confidence": (found["confidence"], found["confidence_se"])}
    for option in OPTIONS:
        row = found["options"][option]
        figures |= {f"{name}.{option}": (row[name], error) for name, error in row["se"].items()}
    return figures | {f"group.{row['group']}": (row["value"], row["se"]) for row in found["evppi_groups"]}


@pytest.mark.parametrize("source", [*WRITTEN, *SIMULATED_SEEDS])
def test_simulated_figures_lie_within_standard_errors_of_brute_force(source: str | int) -> None:
    document = document_of(source)
    case, runs = Reading(document), [simulated(decided(document, DRAWS, seed)) for seed in range(RUNS)]
    expected = simulate(document, 200_000, np.random.default_rng(7))
    for name, (value, error) in expected.items():
        found = np.mean([run[name][0] for run in runs])
        own_error = np.sqrt(np.mean([run[name][1] ** 2 for run in runs]) / RUNS)
        # A share that no draw happened to show has no standard error of its own.
        rare = 5 / DRAWS if name.startswith(("p_best", "p_below", "confidence")) else 1e-9 * case.scale
        allowed = 4.5 * math.hypot(error, own_error) + rare
        assert found == pytest.approx(value, rel=0, abs=allowed), name


def test_the_model_example_is_what_can_be_worked_by_hand() -> None:
    """Means of a few triples and the annuity of three years, multiplied out for declining."""
    found = decided(document_of("late_kitchen"))
    rho = (0.6 + 4 * 0.8 + 0.9) / 6
    rho_squared = rho**2 + (rho - 0.6) * (0.9 - rho) / 7  # the variance of a PERT distribution
    annuity = 1 + rho / 1.1 + rho_squared / 1.21
    value = ((800 + 4800 + 2000) / 6 - (0 + 400 + 300) / 6) * annuity + (0 + 1200 + 900) / 6
    hours = (1 + 4 * 3 + 10) / 6
    review = (0.2 + 1.6 + 0.7) / 6 * (0.5 + 3.2 + 1) / 6 * (200 + 6000 + 6000) / 6
    claim = (0.02 + 0.32 + 0.2) / 6 * (500 + 6000 + 4000) / 6  # declining leaves it as it is
    worn_out = (0.2 + 2 + 0.8) / 6 * (0.8 + 3.8 + 1) / 6 * (100 + 1600 + 1200) / 6
    decline = 0.3 * value - 40 * hours - review - claim - worn_out
    assert found["relationship_value"] == pytest.approx(value, rel=1e-12)
    assert found["options"]["decline"]["expected"] == pytest.approx(decline, rel=1e-12)
    assert found["fit"] == 100 * (5 * 3 + 3 * 4) / (4 * 8)
    assert found["fairness_due"] == pytest.approx(0.7 * (500 + 3600 + 1500) / 6, rel=1e-12)
