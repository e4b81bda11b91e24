"""Time against a plain numpy simulation, in one run and alternating, so that both meet the same machine."""

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from retention.decision import decision_document, evaluate
from retention.document import read_case
from retention.information import evppi
from retention.inputs import inputs_of
from retention.net_value import expectation
from retention.simulation import simulate
from retention.verdict import gates_of, verdict_of
from tests.benchmarks.browser import browser_ratio
from tests.benchmarks.documents import LATE_KITCHEN, ROOT, late_kitchen
from tests.benchmarks.table import Row, at_most
from tests.brute_force import plain_belief
from tests.reference import Reading

REFERENCE_DRAWS = 10_000
DRAWS = 8192
REPETITIONS = 25
STARTS = 7


def alternating(tasks: dict[str, Callable[[int], object]], repetitions: int, warm_up: int = 2) -> dict[str, float]:
    """Median seconds of each task, run in turn; a task is given the number of the repetition, as a seed."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for repetition in range(-warm_up, repetitions):
        for name, task in tasks.items():
            start = time.perf_counter()
            task(repetition + warm_up)
            if repetition >= 0:
                seconds[name].append(time.perf_counter() - start)
    return {name: median(times) for name, times in seconds.items()}


def computing_times() -> dict[str, float]:
    """EVPPI is timed from the case on, the simulation alone from the inputs on, as the reference is."""
    document = late_kitchen()
    case, reading = read_case(document), Reading(document)
    inputs, gates = inputs_of(case), gates_of(case)
    expected, allowed = expectation(inputs), list(gates.allowed)
    verdict = verdict_of(case, gates, expected)

    def information(_: int) -> object:
        fresh = inputs_of(case)
        return evppi(fresh, expectation(fresh), allowed, verdict.recommended)

    def simulation(seed: int) -> object:
        return simulate(inputs, expected, verdict, allowed, DRAWS, seed)

    return alternating({
        "reference": lambda seed: plain_belief(reading, REFERENCE_DRAWS, np.random.default_rng(seed)),
        "information": information,
        "simulation": simulation,
        "evaluate": lambda seed: decision_document(evaluate(case, DRAWS, seed)),
    }, REPETITIONS)


def starting_times() -> dict[str, float]:
    """Of the command line and of an interpreter that only imports what no implementation could do without."""

    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    return alternating({
        "imports": lambda _: run("-c", "import numpy, scipy.special, pydantic"),
        "command": lambda _: run("-m", "retention", "evaluate", str(LATE_KITCHEN)),
    }, STARTS, warm_up=1)


def rows() -> Iterator[Row]:
    seconds = computing_times()
    reference = seconds["reference"]
    for name, what, most in (
        ("information", "EVPPI of all inputs", 0.3),
        ("simulation", f"simulation alone, {DRAWS} draws", 0.4),
        ("evaluate", f"whole evaluation to JSON, {DRAWS} draws", 1.0),
    ):
        shown = f"time of {what}, {1e3 * seconds[name]:.1f} ms / reference, {1e3 * reference:.1f} ms"
        yield at_most(shown, seconds[name] / reference, most)
    if importlib.util.find_spec("retention.__main__"):
        starts = starting_times()
        least = starts["imports"] + seconds["evaluate"]
        shown = f"time of the command line, {1e3 * starts['command']:.0f} ms / imports and evaluation, "
        yield at_most(f"{shown}{1e3 * least:.0f} ms", starts["command"] / least, 1.5)
    ratio = browser_ratio()
    if ratio is not None:
        yield at_most("browser: slider moved → new verdict / page that only echoes", *ratio)
