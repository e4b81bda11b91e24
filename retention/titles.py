"""Titles that tell cases apart: the second case of one name is called a copy and numbered."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from retention.language import Words

LONGEST = 150  # characters of a title that gets a number; lists show some more


def free_title(title: str, taken: Collection[str], _: Words) -> str:
    """`title` where no other case has it, else the first numbered one that is free; spaces make no difference."""
    known = {_plain(other) for other in taken}
    if _plain(title) not in known:
        return title
    base = base_title(title, _)
    base = base if len(base) <= LONGEST else base[: LONGEST - 1].rstrip() + "…"
    numbered = (_("{title} (copy {number})").format(title=base, number=number) for number in count(2))
    return next(found for found in numbered if _plain(found) not in known)


def base_title(title: str, _: Words) -> str:
    """The title without what a copy adds to it."""
    added = re.escape(_("{title} (copy {number})")).replace(r"\{title\}", "").replace(r"\{number\}", r"\d+")
    return re.sub(f"{added}$", "", title)


def _plain(title: str) -> str:
    return " ".join(title.split())
