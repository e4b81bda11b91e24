"""A decision memo, perhaps edited or saved anew by a spreadsheet, → the case and how it was computed (model 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from retention.document import case_document, check_size, read_case
from retention.faults import Fault, InvalidInput, shown
from retention.memo_cells import (
    BASIS,
    HIGH,
    KEY,
    LIKELY,
    LOW,
    STYLES,
    VALUE,
    decoded,
    has_heading,
    read_number,
    read_whole,
    records_of,
    restored,
)
from retention.memo_fields import LISTS, OPTIONAL, PREFIX, Kind, choice_key, kind_of
from retention.run_settings import read_draws, read_seed

HEAD = 40_000  # bytes in which the heading row is looked for
FOR_PEOPLE = re.compile(r"note|decision\..*|memo\.(decimals|model|product|date)")


@dataclass(frozen=True)
class Memo:
    """What a memo holds: the document of a valid case, and the draws and the seed of its decision.

    seed: None where the decision used the case's own.  draws: None where the row was taken out.
    """

    document: dict[str, Any]
    draws: int | None
    seed: int | None = None

    @property
    def seeded_document(self) -> dict[str, Any]:
        """The document with the seed that the decision was made with as the case's own."""
        return self.document if self.seed is None else {**self.document, "seed": self.seed}


def is_memo(data: bytes) -> bool:
    """Whether `data` is a memo: a CSV whose heading row ends with `key`."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return has_heading(data[:HEAD].decode(encoding, errors="replace"))


def read_memo(data: bytes) -> Memo:
    """The memo in `data`.  Raises InvalidInput with every fault: of the rows, then of the case that they describe."""
    check_size(len(data))
    delimiter, rows = records_of(decoded(data))
    reading = _Reading(_decimal(delimiter, rows))
    for number, row in rows:
        reading.add(number, row)
    try:
        case = read_case(reading.document())
    except InvalidInput as invalid:
        raise InvalidInput(*reading.faults, *reading.further(invalid.faults)) from None
    if reading.faults:
        raise InvalidInput(*reading.faults)
    return Memo(case_document(case), reading.settings.get("draws"), reading.settings.get("seed"))


def _decimal(delimiter: str, rows: list[tuple[int, list[str]]]) -> str:
    """The decimal sign: as the row that writes a half shows it, else the one that goes with the delimiter."""
    for _, row in rows:
        if row[KEY].strip() == "memo.decimals" and re.fullmatch(r"0[.,]50*", row[VALUE].strip()):
            return row[VALUE].strip()[1]
    return STYLES["comma" if delimiter == "," else "semicolon"].decimal


@dataclass
class _Reading:
    """Rows read so far."""

    decimal: str
    faults: list[Fault] = field(default_factory=list)
    settings: dict[str, int] = field(default_factory=dict)
    leaves: dict[str, Any] = field(default_factory=dict)  # path → value
    seen: set[str] = field(default_factory=set)

    def add(self, number: int, row: list[str]) -> None:
        """Takes what one row says."""
        key = row[KEY].strip()
        path = key.removeprefix(PREFIX)
        kind = kind_of(path) if key.startswith(PREFIX) else None
        is_empty_list = key.startswith(PREFIX) and path in LISTS
        if not key:
            self.faults.append(Fault("", None, "memo_no_key", {"row": number}))
        elif key in self.seen and key != "note":
            self.faults.append(Fault(path, None, "repeated_key"))
        elif kind is not None:
            self._add_leaf(path, kind, number, row)
        elif is_empty_list and (not row[VALUE].strip() or choice_key("none", row[VALUE])):
            self.leaves[path] = []
        elif key in SETTINGS:
            self._add_setting(key, row[VALUE])
        elif not FOR_PEOPLE.fullmatch(key):
            self.faults.append(Fault("", shown(row[VALUE] if is_empty_list else key), "memo_row", {"row": number}))
        self.seen.add(key)

    def _add_setting(self, key: str, cell: str) -> None:
        try:
            whole = read_whole(cell, self.decimal)
            self.settings[key.removeprefix("memo.")] = SETTINGS[key](cell if whole is None else str(whole), key)
        except InvalidInput as invalid:
            self.faults.extend(invalid.faults)

    def _add_leaf(self, path: str, kind: Kind, number: int, row: list[str]) -> None:
        if kind == "text":
            self.leaves[path] = restored(row[VALUE])
        elif kind == "estimate":
            numbers = dict(zip(("low", "likely", "high"), (row[LOW], row[LIKELY], row[HIGH]), strict=True))
            if path in OPTIONAL and not "".join(numbers.values()).strip():
                self.leaves[path] = None
                return
            found = {name: self._number(f"{path}.{name}", cell, number) for name, cell in numbers.items()}
            if None not in found.values():
                basis = {"basis": choice_key("basis", row[BASIS]) or restored(row[BASIS])} if row[BASIS].strip() else {}
                self.leaves[path] = {**found, **basis}
        elif kind in ("number", "whole"):
            is_left_out = path in OPTIONAL and not row[VALUE].strip()
            found_number = None if is_left_out else self._number(path, row[VALUE], number, kind)
            if is_left_out or found_number is not None:
                self.leaves[path] = found_number
        else:
            word = choice_key(kind, row[VALUE])
            answer: Any = word == "yes" if kind == "yes_or_no" else word
            self.leaves[path] = restored(row[VALUE]) if word is None else answer

    def _number(self, path: str, cell: str, row: int, kind: Kind = "number") -> float | None:
        number = (read_whole if kind == "whole" else read_number)(cell, self.decimal)
        if number is None and not cell.strip():
            self.faults.append(Fault(path, None, "missing"))
        elif number is None:
            rule = "memo_whole_number" if kind == "whole" else "memo_number"
            self.faults.append(Fault(path, shown(cell), rule, {"row": row, "half": f"0{self.decimal}5"}))
        return number

    def _list_order(self, name: str) -> list[int]:
        """The places of a list that have rows; rows taken out leave no gap."""
        return sorted({int(path.split(".")[1]) for path in self.leaves if path.startswith(f"{name}.")})

    def document(self) -> dict[str, Any]:
        """The case document that the rows describe."""
        document: dict[str, Any] = {}
        orders = {name: self._list_order(name) for name in LISTS}
        for name, order in orders.items():
            if order:
                document[name] = [{} for _ in order]
        places = {name: {index: place for place, index in enumerate(order)} for name, order in orders.items()}
        for path, value in self.leaves.items():
            first, *rest = path.split(".")
            if first in LISTS and not rest:
                document.setdefault(first, value)
                continue
            part: Any = document
            keys: list[Any] = [first, *rest]
            if first in LISTS:
                part = document[first][places[first][int(rest[0])]]
                keys = rest[1:]
            for key in keys[:-1]:
                part = part.setdefault(key, {})
            part[keys[-1]] = value
        return document

    def further(self, faults: tuple[Fault, ...]) -> list[Fault]:
        """Faults of the document under the places of the memo, but for those that a misread row has caused."""
        misread = [fault.path for fault in self.faults if fault.path]
        found = []
        for fault in faults:
            keys = fault.path.split(".")
            if keys[0] in LISTS and len(keys) > 1:
                keys[1] = str(self._list_order(keys[0])[int(keys[1])])
            path = ".".join(keys)
            if not any(f"{path}.".startswith(f"{bad}.") or f"{bad}.".startswith(f"{path}.") for bad in misread):
                found.append(Fault(path, fault.value, fault.rule, fault.limits))
        return found


SETTINGS: dict[str, Callable[[str, str], int]] = {"memo.draws": read_draws, "memo.seed": read_seed}
