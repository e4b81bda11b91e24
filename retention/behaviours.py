"""What a client does in a conflict, what may lie behind it, and what to do and say; about conduct, never the person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retention.tables import Row, table


@dataclass(frozen=True)
class Behaviour:
    """One card, in one language.

    evidence: how sure, `workshop` or `practice`; see `citations.how_sure`.  source: see `citations.citations`.
    """

    id: str
    name: str  # what the client does
    likely_cause: str  # a guess, worded as one
    worst: str  # the answer that makes it worse
    best: str
    try_saying: str  # a sentence to make one's own
    evidence: str
    source: str


@cache
def behaviours(language: str) -> tuple[Behaviour, ...]:
    """All cards in a language, in the order of their table.  Raises KeyError for a language that the table lacks."""
    return tuple(_behaviour(row, language) for row in table("behaviours"))


def behaviour(id: str, language: str) -> Behaviour:
    """One card.  Raises KeyError."""
    found = {card.id: card for card in behaviours(language)}
    return found[id]


def _behaviour(row: Row, language: str) -> Behaviour:
    return Behaviour(
        id=row["id"],
        name=row[f"behaviour_{language}"],
        likely_cause=row[f"likely_cause_{language}"],
        worst=row[f"worst_{language}"],
        best=row[f"best_{language}"],
        try_saying=row[f"try_saying_{language}"],
        evidence=row["evidence"],
        source=row["source"],
    )
