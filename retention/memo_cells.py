"""Cells of a memo ⇄ text: what a spreadsheet would take for a formula stays text, numbers stay numbers (model 6)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Literal

from retention.document import LARGEST_FILE
from retention.faults import Fault, InvalidInput

StyleName = Literal["comma", "semicolon"]
Cell = str | float | date | None  # an empty cell is None

KEY_HEADING = "key"  # the same in every language: the reader finds heading row and delimiter by it
COLUMNS = 9
KEY, VALUE, LOW, LIKELY, HIGH, BASIS = 8, 2, 3, 4, 5, 7  # where the reader looks; the rest is for people
HEADING_WITHIN = 50  # lines

# Sources: OWASP, "CSV Injection", for the characters that start a formula; leading space is passed over.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
NUMBER_OR_DATE = re.compile(r"[\d\s.,:/%()$€£-]+(?:[eE][+-]?\d+)?")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"[+-]?[0-9]{1,30}(?:\.0*)?")


@dataclass(frozen=True)
class Style:
    """How a spreadsheet of some country separates cells and decimals."""

    delimiter: str
    decimal: str


STYLES: dict[StyleName, Style] = {"comma": Style(",", "."), "semicolon": Style(";", ",")}


# ---- writing


def style_of(language: str) -> StyleName:
    """How the spreadsheets of a language's readers expect a file."""
    return "comma" if language == "en" else "semicolon"


def neutralised(text: str) -> str:
    """`text` behind an apostrophe where a spreadsheet would make a formula, a number or a date of it."""
    return f"'{text}" if _is_taken_for_more(text) else text


def restored(cell: str) -> str:
    """The text that `neutralised` was given."""
    return cell[1:] if cell.startswith("'") and _is_taken_for_more(cell[1:]) else cell


def _is_taken_for_more(text: str) -> bool:
    text = text.lstrip("'")  # so that an apostrophe of the text itself is told from ours
    if FORMULA.match(text):
        return True
    return NUMBER_OR_DATE.fullmatch(text) is not None and any(character.isdigit() for character in text)


def number_text(number: float, decimal: str) -> str:
    """The shortest text that reads back as exactly this number."""
    return repr(number).removesuffix(".0").replace(".", decimal)


def csv_text(rows: list[tuple[Cell, ...]], style: Style) -> str:
    """The rows as CSV with the line ends that spreadsheets write."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=style.delimiter, lineterminator="\r\n")
    writer.writerows([_cell_text(cell, style.decimal) for cell in row] for row in rows)
    return file.getvalue()


def _cell_text(cell: Cell, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutralised(cell)
    return cell.isoformat() if isinstance(cell, date) else number_text(cell, decimal)


# ---- reading


def decoded(data: bytes) -> str:
    """The text of a memo as spreadsheets save it: UTF-8, or UTF-16 with its mark.  Raises InvalidInput."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInput(Fault("", None, "not_utf8", {"byte": error.start + 1})) from None


def records_of(text: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """The delimiter, and the rows below the heading with the number a spreadsheet gives them; blank ones left out.

    Each row has at least COLUMNS cells.  Raises InvalidInput where no heading row of a memo is found.
    """
    delimiter = _delimiter(text)
    csv.field_size_limit(LARGEST_FILE)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise InvalidInput(Fault("", None, "not_memo")) from None
    heading = next((number for number, row in enumerate(rows) if _is_heading(row)), len(rows))
    body = enumerate(rows[heading + 1 :], heading + 2)
    return delimiter, [
        (number, [*row, *[""] * (COLUMNS - len(row))]) for number, row in body if any(cell.strip() for cell in row)
    ]


def has_heading(text: str) -> bool:
    """Whether the heading row of a memo stands near the top."""
    return _found_delimiter(text) is not None


def _delimiter(text: str) -> str:
    delimiter = _found_delimiter(text)
    if delimiter is None:
        raise InvalidInput(Fault("", None, "not_memo"))
    return delimiter


def _found_delimiter(text: str) -> str | None:
    lines = re.split(r"\r\n|\r|\n", text[: HEADING_WITHIN * 400], maxsplit=HEADING_WITHIN)
    for line in lines:
        for delimiter in (",", ";", "\t"):
            if _is_heading([cell.strip('"') for cell in line.split(delimiter)]):
                return delimiter
    return None


def _is_heading(row: list[str]) -> bool:
    return len(row) > KEY and row[KEY].strip().lower() == KEY_HEADING


def read_number(cell: str, decimal: str) -> float | None:
    """The number in a cell, spaces between its digits allowed; None where it is none or uses another decimal sign."""
    text = _plain(cell, decimal)
    return float(text) if NUMBER.fullmatch(text) else None


def read_whole(cell: str, decimal: str) -> int | None:
    """The whole number in a cell; None for one that a spreadsheet has rounded (1E+12)."""
    text = _plain(cell, decimal)
    return int(text.split(".")[0]) if WHOLE.fullmatch(text) else None


def _plain(cell: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    text = re.sub(r"\s", "", cell.strip()).replace("\N{MINUS SIGN}", "-")
    return text.replace(other, "?").replace(decimal, ".")
