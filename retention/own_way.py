"""One's own way in a conflict: which of five ways comes first, and the slip that it brings; a caution, no verdict.

Eight situations, in each the reaction that comes first.  Our own wording, not a tested instrument: what comes out is
for the person who answered and for nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from retention.tables import Row, table

STYLES = ("pushing", "pleasing", "avoiding", "explaining", "processing")
ENOUGH = 6  # answers of the eight; fewer say nothing


@dataclass(frozen=True)
class Situation:
    """One question in one language: what happens, and the reaction of each style, by style."""

    id: str
    text: str
    reactions: dict[str, str]


@dataclass(frozen=True)
class Style:
    """One way in a conflict, in one language.

    rule: which of the five mistakes it tends to: 1 making the client wait, 2 the template, 3 justifying, 4 blaming
    others, 5 blaming the client.
    """

    key: str
    name: str
    strength: str
    rule: int
    slip: str
    caution: str
    source: str


@dataclass(frozen=True)
class OwnWay:
    """How often each style was chosen, and the one that leads.

    counts: by style, in the order of STYLES.  leading: the styles chosen most often; several where they tie, all of
    them and in the order of STYLES; none where too few situations were answered.
    """

    counts: dict[str, int]
    leading: tuple[str, ...]

    @property
    def is_tied(self) -> bool:
        """Whether more than one style leads."""
        return len(self.leading) > 1


@cache
def situations(language: str) -> tuple[Situation, ...]:
    """The questions, in the order to ask them.  Raises KeyError for a language that the table lacks."""
    return tuple(_situation(row, language) for row in table("own_way"))


@cache
def styles(language: str) -> dict[str, Style]:
    """The five styles by key, in the order of STYLES.  Raises KeyError for a language that the table lacks."""
    found = {row["style"]: _style(row, language) for row in table("own_way_styles")}
    return {key: found[key] for key in STYLES}


def own_way(answers: Mapping[str, str]) -> OwnWay:
    """What the answers come to.

    answers: situation id → style of the reaction chosen; a situation left out counts for nothing.
    A tie is not broken: every style that was chosen as often as the most frequent one leads.
    Raises ValueError for a situation or a style that does not exist.
    """
    known = {row["id"] for row in table("own_way")}
    for situation, style in answers.items():
        if situation not in known or style not in STYLES:
            raise ValueError(f"{situation}: {style}")
    chosen = list(answers.values())
    counts = {style: chosen.count(style) for style in STYLES}
    most = max(counts.values())
    leading = tuple(style for style in STYLES if counts[style] == most) if len(chosen) >= ENOUGH else ()
    return OwnWay(counts, leading)


def _situation(row: Row, language: str) -> Situation:
    reactions = {style: row[f"{style}_{language}"] for style in STYLES}
    return Situation(row["id"], row[f"situation_{language}"], reactions)


def _style(row: Row, language: str) -> Style:
    return Style(
        key=row["style"],
        name=row[f"name_{language}"],
        strength=row[f"strength_{language}"],
        rule=int(row["rule"]),
        slip=row[f"slip_{language}"],
        caution=row[f"caution_{language}"],
        source=row["source"],
    )
