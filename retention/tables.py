"""The content tables in `data/`, row by row."""

from __future__ import annotations

import csv
from functools import cache

from retention.resources import DATA

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `data/<name>.csv` in order, by the names of its head line."""
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def in_languages(row: Row, column: str) -> dict[str, str]:
    """The texts of a column that stands once per language, by language."""
    prefix = f"{column}_"
    return {name.removeprefix(prefix): text for name, text in row.items() if name.startswith(prefix) and text}
