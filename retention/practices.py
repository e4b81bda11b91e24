"""Short practices to come back to the middle: timed breathing, and exercises in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retention.tables import Row, table

KINDS = ("breath", "body", "pause", "mind", "listen", "recover", "quiet")
PHASES = {"in": "in_seconds", "hold_in": "hold_in_seconds", "out": "out_seconds", "hold_out": "hold_out_seconds"}


@dataclass(frozen=True)
class Phase:
    """One part of a breath: `in`, `hold_in`, `out` or `hold_out`, with its seconds, more than none."""

    name: str
    seconds: int


@dataclass(frozen=True)
class Practice:
    """One practice, in one language.

    phases: of one breath, in their order; empty where nothing is timed but the whole.
    finding: what is known about its effect.  evidence: how sure; see `citations.how_sure`.
    """

    id: str
    kind: str
    moment: str  # when to do it
    name: str
    seconds: int  # of the whole practice
    phases: tuple[Phase, ...]
    steps: str
    caution: str
    finding: str
    evidence: str
    source: str

    @property
    def breath_seconds(self) -> int:
        """Of one breath; 0 where breathing is not timed."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def breaths(self) -> int:
        """Whole breaths in the practice; 0 where breathing is not timed."""
        return self.seconds // self.breath_seconds if self.phases else 0


@cache
def practices(language: str) -> tuple[Practice, ...]:
    """All practices, in the order of their table.  Raises KeyError for a language that the table lacks."""
    return tuple(_practice(row, language) for row in table("practices"))


def practice(id: str, language: str) -> Practice:
    """One practice.  Raises KeyError."""
    found = {one.id: one for one in practices(language)}
    return found[id]


def _practice(row: Row, language: str) -> Practice:
    timed = {name: int(row[column]) for name, column in PHASES.items()}
    if row["kind"] not in KINDS or (row["kind"] == "breath") != any(timed.values()):
        raise ValueError(f"{row['id']}: kind is {row['kind']!r}, phases {timed}")
    return Practice(
        id=row["id"],
        kind=row["kind"],
        moment=row[f"moment_{language}"],
        name=row[f"name_{language}"],
        seconds=int(row["duration_seconds"]),
        phases=tuple(Phase(name, seconds) for name, seconds in timed.items() if seconds),
        steps=row[f"steps_{language}"],
        caution=row[f"caution_{language}"],
        finding=row[f"finding_{language}"],
        evidence=row["evidence"],
        source=row["source"],
    )
