"""One row of the benchmark table, and how the table is printed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, the measured figure, what is to be reached and whether it is."""

    what: str
    measured: str
    to_reach: str
    ok: bool


def at_most(what: str, value: float, most: float, form: str = "{:.2g}") -> Row:
    return Row(what, form.format(value), "≤ " + form.format(most), value <= most)


def within(what: str, value: float, least: float, most: float, form: str = "{:.0%}") -> Row:
    return Row(what, form.format(value), f"{form.format(least)} to {form.format(most)}", least <= value <= most)


def printed(rows: Iterable[Row]) -> str:
    """The rows as a table of aligned columns."""
    head = ("what", "measured", "to reach", "ok")
    cells = [head, *((row.what, row.measured, row.to_reach, "yes" if row.ok else "NO") for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)
