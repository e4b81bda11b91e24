"""A case small enough to work by hand, and what tests do with it."""

from copy import deepcopy
from typing import Any

from retention.case import Case
from retention.decision import Decision, evaluate
from retention.document import read_case
from retention.inputs import Inputs, inputs_of
from retention.net_value import Expectation, expectation

Document = dict[str, Any]

# One year, no discounting, everything certain.  Net values: 0.9·1000 − 300 = 600, 0.5·1000 − 100 = 400,
# 0.1·1000 = 100 and 0.
SMALL: Document = {
    "title": "Small",
    "currency": "EUR",
    "horizon_years": 1,
    "discount_rate": 0,
    "value": {"annual_margin": 1000},
    "options": {
        "satisfy": {"stay": 0.9, "outlay": 300},
        "compromise": {"stay": 0.5, "outlay": 100},
        "decline": {"stay": 0.1},
        "part": {},
    },
    "risks": [],
}


def small(**changes: Any) -> Document:
    """The small case with inputs set by path, `__` for a dot: small(options__satisfy__stay=0.8)."""
    document = deepcopy(SMALL)
    for path, value in changes.items():
        at: Any = document
        *parents, key = path.split("__")
        for parent in parents:
            at = at[int(parent)] if isinstance(at, list) else at.setdefault(parent, {})
        at[key] = value
    return document


def case_of(document: Document) -> Case:
    return read_case(document)


def decided(document: Document, draws: int = 64) -> Decision:
    return evaluate(read_case(document), draws)


def worked(document: Document) -> tuple[Inputs, Expectation]:
    inputs = inputs_of(read_case(document))
    return inputs, expectation(inputs)


def expected(document: Document) -> dict[str, float]:
    """Expected net values by option."""
    return {name: figures.expected for name, figures in decided(document).options.items()}
