"""What the `source` column of a content table says, in words: addresses, findings, the two sources, our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retention.defaults import sources
from retention.language import Words

ARTICLE_RULE = re.compile(r"article rule (\d)")
GATE = re.compile(r"gate (g\d\d)")


@dataclass(frozen=True)
class Citation:
    """One source: how it is called on screen, and its address, "" where it has none."""

    text: str
    address: str = ""


def parts(source: str) -> tuple[str, ...]:
    """The sources named in one cell, separated by semicolons."""
    return tuple(part.strip() for part in source.split(";") if part.strip())


def citations(source: str, _: Words) -> tuple[Citation, ...]:
    """The sources named in one cell.  Raises ValueError for one that is none of the known kinds."""
    return tuple(_citation(part, _) for part in parts(source))


def how_sure(evidence: str, _: Words) -> str:
    """How far a piece of advice has been tested: moderate, limited, practice, workshop."""
    return {
        "moderate": _("tested in studies, with moderate support"),
        "limited": _("little tested"),
        "practice": _("advice from practice, not tested"),
        "workshop": _("from the workshop or the article, not tested"),
    }[evidence]


def _citation(part: str, _: Words) -> Citation:
    if part.startswith(("https://", "http://")):
        return Citation(part.split("://", 1)[1].split("/", 1)[0].removeprefix("www."), part)
    if part in sources():
        found = sources()[part]
        return Citation(found.names[_.language], found.link)
    if rule := ARTICLE_RULE.fullmatch(part):
        return Citation(_("an article on mistakes in a conflict with a client, rule {number}").format(number=rule[1]))
    if GATE.fullmatch(part):
        return Citation(_("the legal questions of this app"))
    named = {
        "workshop report": _("a trainer's report on a workshop"),
        "own wording": _("our own wording"),
        "own research": _("our own research"),
        "expert judgement": _("expert judgement"),
    }
    if part not in named:
        raise ValueError(f"no known kind of source: {part!r}")
    return Citation(named[part])
