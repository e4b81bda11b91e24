"""What the tests of decision memos share: cases, their memos as tables, and memos that somebody edited."""

import csv
import json
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from retention.case import Case
from retention.decision import Decision, evaluate
from retention.document import read_case
from retention.faults import InvalidInput
from retention.language import words
from retention.memo import BYTE_ORDER_MARK, memo_bytes
from retention.memo_cells import StyleName
from retention.memo_reader import read_memo

TESTS = Path(__file__).parent
LATE_KITCHEN = json.loads((TESTS / "data" / "late_kitchen.json").read_text("utf-8"))
DAY = date(2026, 11, 22)
STYLES: tuple[StyleName, ...] = ("comma", "semicolon")
DELIMITER = {"comma": ",", "semicolon": ";"}
FULL = LATE_KITCHEN | {
    "received_at": "2026-08-04",
    "story": 'He said:\n"Never again";\r\nand, then,\rleft\ttown.',
    "red_lines": [{"line": "=Threat", "effect": "refuse", "confirmed": False}, "Fraud?"],
    "value": LATE_KITCHEN["value"] | {"annual_margin": [-1000.5, 1 / 3, 1e12]},
    "owed": {"low": 5, "likely": 5, "high": 5, "basis": "assumed"},
    "widening": 1.5,
    "seed": 2**63 - 1,
    "loyalty": None,
}  # every kind of leaf, and every list filled


@cache
def _decided(document: str) -> tuple[Case, Decision]:
    case = read_case(json.loads(document))
    return case, evaluate(case, 64)


def decided(document: dict[str, Any]) -> tuple[Case, Decision]:
    return _decided(json.dumps(document))


def memo(document: dict[str, Any], style: StyleName = "comma", language: str = "en") -> bytes:
    return memo_bytes(*decided(document), words(language), style, DAY)


def table(data: bytes, style: str = "comma") -> list[list[str]]:
    """The cells as a spreadsheet would show them."""
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=DELIMITER[style]))


def by_key(data: bytes, style: str = "comma") -> dict[str, list[str]]:
    return {row[-1]: row for row in table(data, style)}


def edited(data: bytes, changes: dict[str, dict[int, str]]) -> bytes:
    """A memo in which somebody changed cells: key → column → text."""
    rows = [[changes.get(row[-1], {}).get(i, cell) for i, cell in enumerate(row)] for row in table(data)]
    return saved(rows)


def saved(rows: list[list[str]], delimiter: str = ",", line_end: str = "\r\n", mark: bytes = BYTE_ORDER_MARK) -> bytes:
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return mark + file.getvalue().encode()


def faults(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as invalid:
        read_memo(data)
    return [(fault.path, fault.rule) for fault in invalid.value.faults]


# ---- texts that spreadsheets and CSV readers trip over

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n"))
STARTS = [*"=+-@'\"\t\r\n,; ＝＋－＠", "''=", "0", "1e5", ""]
HOSTILE = st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), TEXTS)
