"""Text on screen: a person's own words are text, never markup."""

from __future__ import annotations

import re

INVISIBLE = "\u2060"  # a word joiner: breaks what Markdown would read as a sign, and shows as nothing


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no formatting, formulas, links, icons or colours of its own."""
    text = re.sub(r"(:(?=[\w/+-])|www(?=\.)|@)", rf"\1{INVISIBLE}", text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$&^=])", r"\\\1", text).replace("\n", "  \n")


def isolated(name: str) -> str:
    """A person's name within a sentence: escaped, and in whatever direction it is written."""
    return f"\u2068{escaped(name)}\u2069"


def bold(text: str) -> str:
    """The same in bold."""
    return f"**{escaped(text)}**"


def summarised(title: str, summary: str) -> str:
    """The head of a closed section: what it is about and what it says."""
    return f"{bold(title)} · {escaped(summary)}"
