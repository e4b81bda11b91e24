"""What may happen if a dispute is left unresolved: named consequences of the four categories, with their defaults."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from retention.case import CATEGORIES
from retention.defaults import Default, Triple, defaults
from retention.spread import spread
from retention.tables import Row, in_languages, table


@dataclass(frozen=True)
class Consequence:
    """One thing that may happen, ready to be ticked."""

    key: str
    category: str
    names: dict[str, str]  # by language
    explanations: dict[str, str]
    probability_rows: tuple[Default, ...]  # their product is the probability; more than one where it is conditional
    band: str  # of severity, where nothing better is known; "" where it has no price
    helpers: tuple[str, ...]  # ways to price it, formulas of `severity`
    notes: dict[str, str]

    @property
    def probability(self) -> Triple:
        """The default chance that it happens if the dispute is left unresolved."""
        rows = {row.parameter: row.triple for row in self.probability_rows}
        return rows.popitem()[1] if len(rows) == 1 else spread(_product, rows)


@cache
def consequences() -> dict[str, Consequence]:
    """All consequences by key, in the order of their table."""
    return {row["key"]: _consequence(row) for row in table("consequences")}


def consequences_of(category: str) -> tuple[Consequence, ...]:
    """The consequences of one category, to be ticked or answered with "none"."""
    return tuple(found for found in consequences().values() if found.category == category)


def consequence_named(name: str, category: str) -> Consequence | None:
    """The consequence behind a risk of this name in any of our languages, None for a risk named otherwise."""
    return next((found for found in consequences_of(category) if name in found.names.values()), None)


def baseline(parameter: str) -> Default:
    """The default of a parameter that depends on no option.  Raises KeyError."""
    for found in defaults():
        if found.parameter == parameter and found.option == "baseline":
            return found
    raise KeyError(parameter)


def _product(**factors: float) -> float:
    return math.prod(factors.values())


def _consequence(row: Row) -> Consequence:
    if row["category"] not in CATEGORIES:
        raise ValueError(row["category"])
    return Consequence(
        key=row["key"],
        category=row["category"],
        names=in_languages(row, "name"),
        explanations=in_languages(row, "explanation"),
        probability_rows=tuple(baseline(parameter) for parameter in row["probability"].split(";")),
        band=row["band"],
        helpers=tuple(row["helpers"].split(";")),
        notes=in_languages(row, "note"),
    )
