"""The whole case bank ⇄ CSV: every row is taken or refused with its row, column and reason; formulas stay text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Literal

from retention.document import LARGEST_FILE
from retention.faults import Fault, InvalidInput, shown
from retention.language import LANGUAGES, Words
from retention.memo import BYTE_ORDER_MARK
from retention.memo_cells import STYLES, Cell, StyleName, csv_text, decoded, restored
from retention.reply.language import recognised_language
from retention.workshop.bank_records import (
    FIELDS,
    LONGEST,
    LONGEST_TAGS,
    LONGEST_TEAM,
    MASKED_MAY_BE,
    BankEntry,
    CaseText,
    EntryState,
    NewEntry,
    one_line,
)

Reason = Literal[
    "empty", "too_long", "language", "state", "moment", "not_masked", "repeated", "in_bank", "too_many_cells"
]

MOST_ROWS = 5000
PUBLISHED = tuple(f"published_{field}" for field in FIELDS)
COLUMNS = (*FIELDS, "team", "language", "tags", "state", *PUBLISHED, "submitted_at", "published_at", "votes")
NEEDED = ("title", "story")
STATES: tuple[EntryState, ...] = ("submitted", "published", "withdrawn")
LIMITS = {**LONGEST, **{f"published_{field}": MASKED_MAY_BE * limit for field, limit in LONGEST.items()},
          "team": LONGEST_TEAM, "tags": LONGEST_TAGS}  # fmt: skip
# How people head these columns in their own spreadsheets.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "название", "заголовок", "titlu", "titlul", "denumire"),
    "story": ("story", "text", "review", "what happened", "история", "текст", "отзыв", "что произошло", "povestea",
              "poveste", "recenzie", "ce s-a întâmplat"),
    "request": ("request", "demand", "просьба", "требование", "запрос", "cererea", "cerere"),
    "done": ("done", "what was done", "outcome", "что сделано", "что сделали", "итог", "ce s-a făcut", "rezultat"),
    "team": ("team", "команда", "echipa", "echipă"),
    "language": ("language", "язык", "limba", "limbă"),
    "tags": ("tags", "теги", "метки", "etichete"),
}  # fmt: skip


@dataclass(frozen=True)
class RowFault:
    """Why a row is refused.  row: as a spreadsheet numbers it.  column: as the file heads it."""

    row: int
    column: str
    reason: Reason
    value: str = ""
    limit: int = 0


@dataclass(frozen=True)
class Imported:
    """What is in a file, and what is not taken from it."""

    entries: tuple[NewEntry, ...]
    faults: tuple[RowFault, ...]


def bank_csv(entries: Iterable[BankEntry], style: StyleName) -> bytes:
    """The entries as a file that `read_bank` reads back exactly; votes are people's and are only told."""
    rows: list[tuple[Cell, ...]] = [COLUMNS]
    for entry in entries:
        masked = entry.published.as_dict() if entry.published else dict.fromkeys(FIELDS, "")
        published_at = entry.published_at.isoformat() if entry.published_at else ""
        about = (entry.team, entry.language, entry.tags, entry.state)
        moments = (entry.submitted_at.isoformat(), published_at)
        rows.append((*entry.told.as_dict().values(), *about, *masked.values(), *moments, float(entry.votes)))
    return BYTE_ORDER_MARK + csv_text(rows, STYLES[style]).encode()


def read_bank(data: bytes, known: Iterable[BankEntry] = ()) -> Imported:
    """The entries of a file, comma or semicolon or tab between its cells.

    known: of the bank already; what tells the same under the same title is not taken twice.
    Raises InvalidInput where the whole file cannot be read: too large, no UTF-8, without the headings it needs.
    """
    if len(data) > LARGEST_FILE:
        raise InvalidInput(Fault("", None, "too_large", {"size": len(data), "most": LARGEST_FILE}))
    heading, rows = _records(decoded(data))
    columns = [_column(cell) for cell in heading]
    has_all = all(name in columns for name in NEEDED)
    if not has_all or not rows:
        raise InvalidInput(Fault("", None, "not_bank", {"columns": ", ".join(NEEDED)}))
    if len(rows) > MOST_ROWS:
        raise InvalidInput(Fault("", None, "too_many", {"count": len(rows), "most": MOST_ROWS}))
    seen: dict[tuple[str, str], Reason] = {_same(entry.told): "in_bank" for entry in known}
    entries: list[NewEntry] = []
    faults: list[RowFault] = []
    for number, row in rows:
        entry, wrong = _entry(number, row, heading, columns)
        faults += wrong
        if entry is None:
            continue
        if reason := seen.get(_same(entry.told)):
            faults.append(RowFault(number, heading[columns.index("title")], reason, shown(entry.told.title)))
        else:
            seen[_same(entry.told)] = "repeated"
            entries.append(entry)
    return Imported(tuple(entries), tuple(faults))


def fault_sentence(fault: RowFault, _: Words) -> str:
    """Row, column and reason in one line."""
    reasons: dict[Reason, str] = {
        "empty": _("is empty; give a text"),
        "too_long": _("has more than {limit} characters; shorten it"),
        "language": _("{value} is not a language of the bank; give en, ru or ro, or leave it empty"),
        "state": _("{value} is not a state; give submitted, published or withdrawn, or leave it empty"),
        "moment": _("{value} is not a date; give ISO 8601 such as 2026-11-22, or leave it empty"),
        "not_masked": _("a published case needs its masked title and story; give both, or the state submitted"),
        "repeated": _("{value} stands in this file twice; the first one is taken"),
        "in_bank": _("{value} is in the bank already"),
        "too_many_cells": _("more cells than headings; put texts with commas or semicolons in quotes"),
    }
    sentence = reasons[fault.reason].format(value=fault.value, limit=_.number(fault.limit, 0))
    if not fault.column:
        return _("Row {row}: {reason}").format(row=fault.row, reason=sentence)
    return _("Row {row}, column “{column}”: {reason}").format(row=fault.row, column=fault.column, reason=sentence)


# ---- reading


def _records(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings, and the other rows with the numbers that a spreadsheet gives them; blank ones left out."""
    csv.field_size_limit(LARGEST_FILE)
    for delimiter in (",", ";", "\t"):
        try:
            rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
        if filled and {"title", "story"} & {_column(cell) for cell in filled[0][1]} and len(filled[0][1]) > 1:
            return [cell.strip() for cell in filled[0][1]], filled[1:]
    raise InvalidInput(Fault("", None, "not_bank", {"columns": ", ".join(NEEDED)}))


def _column(cell: str) -> str:
    plain = cell.strip().casefold()
    return next((name for name, heads in HEADINGS.items() if plain in heads), plain)


def _entry(
    number: int, row: list[str], heading: list[str], columns: list[str]
) -> tuple[NewEntry | None, list[RowFault]]:
    if any(cell.strip() for cell in row[len(columns) :]):
        return None, [RowFault(number, "", "too_many_cells")]
    cells = {name: restored(cell) for name, cell in zip(columns, row, strict=False) if name in COLUMNS}
    heads = dict(zip(columns, heading, strict=True))
    wrong: list[RowFault] = []

    def refuse(name: str, reason: Reason) -> None:
        wrong.append(RowFault(number, heads.get(name, name), reason, shown(cells.get(name, "")), LIMITS.get(name, 0)))

    for name in NEEDED:
        if not cells.get(name, "").strip():
            refuse(name, "empty")
    for name, limit in LIMITS.items():
        if len(cells.get(name, "").strip()) > limit:
            refuse(name, "too_long")
    told = CaseText(*(cells.get(field, "") for field in FIELDS)).cut()
    language = cells.get("language", "").strip().lower() or recognised_language(f"{told.title} {told.story}")
    if language not in LANGUAGES:
        refuse("language", "language")
    state = next((known for known in STATES if known == (cells.get("state", "").strip().lower() or "submitted")), None)
    if state is None:
        refuse("state", "state")
    masked = CaseText(*(cells.get(name, "") for name in PUBLISHED)).cut(MASKED_MAY_BE)
    if state == "published" and not (masked.title and masked.story):
        refuse("state", "not_masked")
    moments: dict[str, datetime | None] = {}
    for name in ("submitted_at", "published_at"):
        try:
            moments[name] = _moment(cells.get(name, ""))
        except ValueError:
            refuse(name, "moment")
    if wrong or state is None:
        return None, wrong
    return NewEntry(
        told=told,
        team=one_line(cells.get("team", "")),
        language=language,
        tags=one_line(cells.get("tags", "")),
        published=masked if masked.title else None,
        state=state,
        **moments,
    ), []


def _moment(cell: str) -> datetime | None:
    """A moment of ISO 8601, in UTC where it names no time zone; None for an empty cell.  Raises ValueError."""
    if not cell.strip():
        return None
    found = datetime.fromisoformat(cell.strip())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _same(text: CaseText) -> tuple[str, str]:
    """What two cases share that tell the same."""
    return one_line(text.title).casefold(), one_line(text.story).casefold()
