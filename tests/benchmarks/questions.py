"""What asking the next best question saves against asking in form order: `python -m tests.benchmarks.questions`.

Random cases as the quick start makes them; a manager who knows the truth, drawn from the stated ranges, answers each
question with it.  Both orders stop by the same rule: the verdict is clear or no answer is worth its minutes.  The form
is a fair one: it shows only fields that can move the result, in the order of the model.  The exit code is 1 if the
next best question is not the shorter way on average.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from retention.case import CATEGORIES, Case
from retention.consequences import consequences_of
from retention.decision import Decision, evaluate
from retention.defaults import trades
from retention.inputs import inputs_of
from retention.net_value import annuity, parts_of
from retention.questions import Enough, answered_case, influence, next_question
from retention.quick_start import QuickAnswers, case_from
from retention.responsibility import SIDES, Shares
from tests.random_cases import Generator, chance, choice, uniform

DRAWS = 1024  # of each evaluation on the way
MARGINS = [(0.6, 1, 1.5), (0.6, 1, 1.5), (-0.5, 0.2, 1.2)]  # one client in three may well cost more than they bring
Pick = Callable[[Case, Decision, set[str]], str | None]


@dataclass(frozen=True)
class Path:
    """How many questions it took, why it stopped, and what the option chosen then forgoes, in money."""

    questions: int
    reason: str
    forgone: float
    forgone_unasked: float  # had the option been chosen before any question


def random_case(rng: Generator) -> Case:
    """A plausible case: a request of 0.1 to 3 yearly margins, up to two consequences of each category."""
    margin = float(10 ** rng.uniform(2, 5))
    total = margin * float(10 ** rng.uniform(-1, 0.5))
    shares = dict(zip(SIDES, (100 * rng.dirichlet([2, 1, 1, 1])).tolist(), strict=True))
    answers = QuickAnswers(
        request="Money back",
        total=[0.9 * total, total, 1.2 * total] if chance(rng, 0.5) else total,
        hours=[1, uniform(rng, 1, 10), 12],
        annual_margin=[share * margin for share in choice(rng, MARGINS)],
        tenure=choice(rng, [None, "new", "established"]),
        loyalty=choice(rng, [None, 2, 5, 8]),
        satisfaction=choice(rng, [1, 2, 3]),
        consequences={category: random_consequences(rng, category) for category in CATEGORIES},
        shares=Shares(**shares),
        owed=[0, 0.1 * total, 0.3 * total] if chance(rng, 0.3) else 0,
    )
    rate = margin * uniform(rng, 0.005, 0.03)
    return case_from(answers, choice(rng, ["", *trades()]), "EUR", hourly_rate=rate, seed=int(rng.integers(1000)))


def random_consequences(rng: Generator, category: str) -> list[str]:
    keys = [consequence.key for consequence in consequences_of(category)]
    count = int(rng.integers(3))
    return sorted(rng.choice(keys, size=min(count, len(keys)), replace=False).tolist())


def drawn_truth(case: Case, rng: Generator) -> dict[str, float]:
    """One value of every input out of its stated range."""
    inputs = inputs_of(case)
    share = rng.beta(inputs.alpha, 6 - inputs.alpha)
    return dict(zip(inputs.names, (inputs.low + inputs.width * share).tolist(), strict=True))


def forgone(case: Case, truth: dict[str, float], option: str, allowed: list[str]) -> float:
    """How much less the option is worth than the best allowed one, given the truth."""
    inputs = inputs_of(case)
    x = np.array(list(truth.values()))[:, None]
    values = parts_of(inputs, x, annuity(inputs, np.array([truth["value.annual_retention"]]))).net_values[:, 0]
    by_name = dict(zip(("satisfy", "compromise", "decline", "part"), values.tolist(), strict=True))
    return max(by_name[name] for name in allowed) - by_name[option]


def next_best(case: Case, decision: Decision, asked: set[str]) -> str | None:
    found = next_question(case, decision, asked)
    return None if isinstance(found, Enough) else found.input


def in_form_order(case: Case, decision: Decision, asked: set[str]) -> str | None:
    if isinstance(next_question(case, decision, asked), Enough):
        return None
    inputs = inputs_of(case)
    telling = influence(case, decision)
    fields = zip(inputs.names, inputs.bases, strict=True)
    return next(name for name, basis in fields if basis == "assumed" and name in telling and name not in asked)


def followed(case: Case, truth: dict[str, float], pick: Pick) -> Path:
    """Asks as `pick` says until it has enough."""
    asked: set[str] = set()
    decision = evaluate(case, DRAWS)
    allowed = [option for option, figures in decision.options.items() if figures.allowed]
    unasked = forgone(case, truth, decision.recommended, allowed)
    while True:
        name = pick(case, decision, asked)
        if name is None:
            end = next_question(case, decision, asked)
            assert isinstance(end, Enough)
            return Path(len(asked), end.reason, forgone(case, truth, decision.recommended, allowed), unasked)
        asked.add(name)
        case = answered_case(case, name, truth[name])
        decision = evaluate(case, DRAWS)


def compared(cases: int, seed: int) -> list[tuple[Path, Path]]:
    """(next best, form order) of each case."""
    rng = np.random.default_rng(seed)
    pairs = []
    for _ in range(cases):
        case = random_case(rng)
        truth = drawn_truth(case, rng)
        pairs.append((followed(case, truth, next_best), followed(case, truth, in_form_order)))
    return pairs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    pairs = compared(arguments.cases, arguments.seed)
    best, form = (np.array([paths[order].questions for paths in pairs]) for order in (0, 1))
    spread = (form - best).std(ddof=1) / np.sqrt(len(pairs))
    print(f"{len(pairs)} random cases, questions after the eight of the quick start")
    print(f"  next best question: {best.mean():.2f} on average, at most {best.max()}")
    print(f"  form order:         {form.mean():.2f} on average, at most {form.max()}")
    print(f"  saved:              {(form - best).mean():.2f} ± {spread:.2f} (standard error)")
    print(f"  fewer in {(best < form).sum()} cases, equal in {(best == form).sum()}, more in {(best > form).sum()}")
    for order, name in enumerate(("next best", "form order")):
        reasons = [paths[order].reason for paths in pairs]
        counts = ", ".join(f"{reason} {reasons.count(reason)}" for reason in sorted(set(reasons)))
        print(f"  {name} stopped: {counts}")
        print(f"    forgone by the option chosen: {np.mean([paths[order].forgone for paths in pairs]):.1f} on average")
    print(f"  forgone without asking anything: {np.mean([path.forgone_unasked for path, _ in pairs]):.1f} on average")
    reached = best.mean() < form.mean()
    print("reached" if reached else "NOT REACHED")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
