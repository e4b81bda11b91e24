"""Accuracy and speed side by side with a second method: `python -m tests.benchmarks [--truth-draws N]`.

Prints one table; the exit code is 1 if anything is not reached.
"""

import argparse
import sys

from tests.benchmarks import exactness, sampling, speed
from tests.benchmarks.table import printed

REFERENCE = f"""
Reference for time: one pass of plain vectorised numpy over {speed.REFERENCE_DRAWS} draws of the model's example, made
before its document was read: Generator.beta for each uncertain input, net values of the four options, p_best
and regret. It is the belief layer alone: no events, no quantiles, no groups, no standard errors, no tornado.
Medians of {speed.REPETITIONS} alternating repetitions after a warm-up, each with a seed of its own.
Integration: the second method of tests/reference.py. Truth of the simulated figures: about {{truth_draws:,}} draws of
the brute force at scrambled Sobol points of scipy, whose error is a small part of the errors measured."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth-draws", type=int, default=1 << 22, help="draws that stand for the truth")
    truth_draws = parser.parse_args().truth_draws
    rows = [*exactness.rows(), *speed.rows(), *sampling.rows(truth_draws)]
    print(printed(rows))
    print(REFERENCE.format(truth_draws=truth_draws))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
