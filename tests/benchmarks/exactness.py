"""How far the exact figures are from the second method (tests/reference.py)."""

from collections.abc import Iterator
from typing import Any

from retention.decision import evaluate
from retention.document import read_case
from tests.benchmarks.documents import late_kitchen, many
from tests.benchmarks.table import Row, at_most
from tests.reference import OPTIONS, Reading, cannot_change, evppi

FEWEST_DRAWS = 64


def relative_error(found: float, expected: float) -> float:
    return abs(found - expected) / abs(expected) if expected else abs(found)


def expected_value_errors(document: dict[str, Any]) -> Iterator[float]:
    """Of the four expected net values and the relationship value."""
    case, decision = Reading(document), evaluate(read_case(document), FEWEST_DRAWS)
    yield relative_error(decision.relationship_value, case.relationship_value(case.means))
    for option in OPTIONS:
        yield relative_error(decision.options[option].expected, case.expected[option])


def worked_by_hand() -> tuple[float, float]:
    """Relationship value of the model's example, and the expected net value of parting, written out."""
    rho = (0.6 + 4 * 0.8 + 0.9) / 6
    rho_squared = rho**2 + (rho - 0.6) * (0.9 - rho) / 7
    margin, referrals = (800 + 4 * 1200 + 2000) / 6 - (0 + 4 * 100 + 300) / 6, (0 + 4 * 300 + 900) / 6
    cost = (0 + 4 * 100 + 200) / 6 + 40 * (3 + 4 * 6 + 10) / 6
    review = (0.2 + 4 * 0.4 + 0.7) / 6 * (0.4 + 4 * 0.7 + 1) / 6 * (200 + 4 * 1500 + 6000) / 6
    claim = (0.02 + 4 * 0.08 + 0.2) / 6 * (0.3 + 4 * 0.6 + 1) / 6 * (500 + 4 * 1500 + 4000) / 6
    worn_out = (0.2 + 4 * 0.5 + 0.8) / 6 * (0.1 + 4 * 0.2 + 0.5) / 6 * (100 + 4 * 400 + 1200) / 6
    return margin * (1 + rho / 1.1 + rho_squared / 1.21) + referrals, -(cost + review + claim + worn_out)


def rows() -> Iterator[Row]:
    documents = many()
    errors = [error for document in documents for error in expected_value_errors(document)]
    yield at_most(f"expected net value: largest relative error to integration, {len(documents)} cases",
                  max(errors), 1e-9, "{:.0e}")
    decision = evaluate(read_case(late_kitchen()), FEWEST_DRAWS)
    found = (decision.relationship_value, decision.options["part"].expected)
    by_hand = max(map(relative_error, found, worked_by_hand()))
    yield at_most("expected net value: largest relative error to figures worked by hand", by_hand, 1e-9, "{:.0e}")

    case = Reading(late_kitchen())
    worth = {x.name: evppi(case, x) for x in case.uncertain}
    rows_found = {row.input: row.value for row in decision.evppi}
    error = max(abs(rows_found[name] - value) for name, value in worth.items()) / max(worth.values())
    yield at_most(f"EVPPI of {len(worth)} inputs: largest error to integration, of the largest EVPPI",
                  error, 1e-6, "{:.0e}")
    idle = [x.name for x in case.uncertain if cannot_change(case, x)]
    wrong = sum(rows_found[name] != 0 for name in idle)
    yield at_most(f"EVPPI not exactly 0 among {len(idle)} inputs that cannot change the choice",
                  wrong, 0, "{:.0f}")
