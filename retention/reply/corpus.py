"""The labelled replies of `data/replies/`: ours for learning (`en`, `ru`, `ro`, `short`), and a test split."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from retention.language import LANGUAGES
from retention.resources import DATA

RULES = ("contact", "template", "justification", "blame_shifted", "client_blamed")
"""The columns of the five rules; a rule's number is its place, from 1."""

WHOLE = "*"
BETWEEN = " || "


@dataclass(frozen=True)
class Labelled:
    """A reply and which rules it breaks: `breaks[rule]` holds the words that do, or none for the whole text."""

    id: str
    lang: str
    trade: str
    author: str
    client_message: str | None
    earlier: str | None
    reply: str
    breaks: dict[str, tuple[str, ...]]

    def quoted(self, rule: str) -> list[tuple[int, int]]:
        """Where the quoted words of a rule stand in the reply."""
        starts = [(self.reply.find(quote), quote) for quote in self.breaks.get(rule, ())]
        return [(start, start + len(quote)) for start, quote in starts if start >= 0]


def training_corpus() -> list[Labelled]:
    """Every reply to learn from, in the order of the files."""
    return [row for name in (*LANGUAGES, "short") for row in _read(DATA / "replies" / f"{name}.csv")]


def held_out_corpus() -> list[Labelled]:
    """Every reply kept for the test; empty where there is none."""
    return [row for path in sorted((DATA / "replies").glob("test_*.csv")) for row in _read(path)]


def _read(path: Path) -> list[Labelled]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file) if (row.get("reply") or "").strip()]


def _labelled(row: dict[str, str]) -> Labelled:
    broken = {rule: (row.get(rule) or "").strip() for rule in RULES}
    return Labelled(
        id=row["id"],
        lang=row["lang"],
        trade=row["trade"],
        author=f"{row['lang']}:{row['author']}",
        client_message=row["client_message"] or None,
        earlier=row["earlier"] or None,
        reply=row["reply"],
        breaks={rule: () if cell == WHOLE else tuple(cell.split(BETWEEN)) for rule, cell in broken.items() if cell},
    )
