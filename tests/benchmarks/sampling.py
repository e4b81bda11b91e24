"""Errors of the simulated figures, and whether their standard errors tell the truth about them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from retention.decision import Decision, evaluate
from retention.document import read_case
from tests.benchmarks.documents import doubtful, late_kitchen
from tests.benchmarks.table import Row, at_most, within
from tests.benchmarks.truth import truth as truth_of
from tests.brute_force import Estimated, drawn, net_value_draws
from tests.reference import OPTIONS, Reading

DRAWS = 8192
ERROR_SEEDS = 40
SEEDS = 100
COVERED = ("evpi", "p_best", "confidence", "regret", "p_below_zero", "p50", "group")


def simulated(decision: Decision) -> dict[str, Estimated]:
    """Simulated figures with their standard errors, under the names of the brute force."""
    figures = {"evpi": (decision.evpi, decision.evpi_se),
               "confidence": (decision.confidence, decision.confidence_se)}
    for option, row in decision.options.items():
        for name in ("p_best", "regret", "p_below_zero", "p50"):
            figures[f"{name}.{option}"] = (getattr(row, name), row.se[name] or 0.0)
    return figures | {f"group.{row.group}": (row.value, row.se) for row in decision.evppi_groups}


def is_common(name: str, truth: dict[str, Estimated]) -> bool:
    """Whether 8,192 draws can tell the figure: a share of 1 to 99 %, a group worth 1 % of the EVPI or more."""
    if name.startswith(("p_best", "p_below", "confidence")):
        return 0.01 <= truth[name][0] <= 0.99
    return not name.startswith("group") or truth[name][0] >= 0.01 * truth["evpi"][0]


def coverage(runs: list[dict[str, Estimated]], truth: dict[str, Estimated]) -> dict[str, list[bool]]:
    """Kind of figure → for each seed and each figure of the kind, whether 2 standard errors reach the truth."""
    return {kind: [abs(run[name][0] - truth[name][0]) <= 2 * run[name][1]
                   for run in runs for name in run if name.split(".")[0] == kind and is_common(name, truth)]
            for kind in COVERED}


def root_mean_square(values: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


def error_rows(runs: list[dict[str, Estimated]], truth: dict[str, Estimated], spread: float) -> Iterator[Row]:
    """spread: standard deviation of the net value of the recommended option, in money."""
    some = runs[:ERROR_SEEDS]
    evpi = root_mean_square([run["evpi"][0] - truth["evpi"][0] for run in some]) / spread
    yield at_most(f"EVPI: error (root mean square of {ERROR_SEEDS} seeds) of the net value's sd", evpi, 0.005, "{:.2%}")
    worst = max(root_mean_square([run[f"p_best.{option}"][0] - truth[f"p_best.{option}"][0] for run in some])
                for option in OPTIONS)
    yield at_most("p_best: the same, of the worst option", worst, 0.003, "{:.4f}")


def measured(document: dict[str, Any], truth_draws: int) -> tuple[list[dict[str, Estimated]], dict[str, Estimated]]:
    case = read_case(document)
    runs = [simulated(evaluate(case, DRAWS, seed)) for seed in range(SEEDS)]
    return runs, truth_of(document, truth_draws)


def rows(truth_draws: int) -> Iterator[Row]:
    document = late_kitchen()
    runs, truth = measured(document, truth_draws)
    reading, draws = Reading(document), 200_000
    table = net_value_draws(reading, drawn(reading, draws, np.random.default_rng(1)), draws)
    yield from error_rows(runs, truth, float(table[:, OPTIONS.index(reading.recommended)].std()))
    covered = coverage(runs, truth)
    doubted = coverage(*measured(doubtful(), truth_draws))
    for kind in COVERED:
        hits = covered[kind] + doubted[kind]
        what = "group EVPPI" if kind == "group" else kind
        yield within(f"{what}: 2 standard errors cover the truth, share of {SEEDS} seeds, 2 cases",
                     float(np.mean(hits)), 0.90, 0.99)
