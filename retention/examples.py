"""The example cases, told in the visitor's language."""

from __future__ import annotations

import csv
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from retention.document import read_bytes
from retention.resources import DATA

FIRST = "late_kitchen"
FOLDER = DATA / "examples"


class Example(NamedTuple):
    """One line of the list of examples."""

    name: str  # of the file, without its ending
    trade: str
    title: str


def example_names() -> tuple[str, ...]:
    """Every example there is, the one that opens the app first, the others in order of their names."""
    names = sorted(path.stem for path in FOLDER.glob("*.json"))
    return tuple(sorted(names, key=lambda name: name != FIRST))


@cache
def examples(language: str) -> tuple[Example, ...]:
    """The list to choose from, its words in `language`."""
    told = {name: example_document(name, language) for name in example_names()}
    return tuple(Example(name, case.get("trade", ""), case["title"]) for name, case in told.items())


def example_document(name: str, language: str) -> dict[str, Any]:
    """A fresh case document whose texts are in `language`; what nobody translated stays English.

    Raises KeyError for a name that is not an example's.
    """
    document = deepcopy(_written(name))
    for path, text in translations(name, language).items():
        put_text(document, path, text)
    return document


def retold(document: dict[str, Any], name: str, before: str, after: str) -> dict[str, Any]:
    """`document`, opened from example `name` in language `before`, with its texts in language `after`.

    A text that was changed since it was opened, or is no longer there, is left alone.
    """
    told = deepcopy(document)
    old, new = example_document(name, before), example_document(name, after)
    for path in {**translations(name, before), **translations(name, after)}:
        if text_at(told, path) == text_at(old, path) is not None:
            put_text(told, path, text_at(new, path) or "")
    return told


def translations(name: str, language: str) -> dict[str, str]:
    """Text by path of one example in a language; empty for English, in which the examples are written."""
    return {path: row[language] for path, row in _rows().get(name, {}).items() if row.get(language)}


def text_at(document: dict[str, Any], path: str) -> str | None:
    """The text at a path such as `risks.0.name`, None where there is none."""
    part: Any = document
    for key in path.split("."):
        try:
            part = part[int(key) if isinstance(part, list) else key]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return part if isinstance(part, str) else None


def put_text(document: dict[str, Any], path: str, text: str) -> None:
    """Write a text to a path that the document has."""
    *ways, last = path.split(".")
    part: Any = document
    for key in ways:
        part = part[int(key) if isinstance(part, list) else key]
    part[int(last) if isinstance(part, list) else last] = text


@cache
def _written(name: str) -> dict[str, Any]:
    if name not in example_names():
        raise KeyError(name)
    return read_bytes((FOLDER / f"{name}.json").read_bytes())


@cache
def _rows() -> dict[str, dict[str, dict[str, str]]]:
    """Rows of the translations by example and path."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    with (FOLDER / "translations.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["example"], {})[row["path"]] = row
    return rows
