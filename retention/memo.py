"""Case and Decision → decision memo, a CSV for people, spreadsheets and `memo_reader` (model 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from retention import MODEL_VERSION, __version__
from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.language import Words
from retention.memo_cells import KEY_HEADING, STYLES, Cell, StyleName, csv_text
from retention.memo_rows import Row, case_rows, finding_rows, flip_rows, gate_rows, option_rows, verdict_rows
from retention.terms import option_name

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel reads UTF-8 as the country's old code page

TITLE = ("title", "client")
GATES = ("statutory_duty", "red_lines")
FACTS = ("request", "story", "trade", "channel", "received_at", "jurisdiction")
INPUTS = ("currency", "horizon_years", "discount_rate", "hourly_rate", "value", "owed", "options", "risks")
JUDGEMENTS = ("fit", "fit_threshold", "interests", "company_responsibility", "client_loss", "satisfaction", "loyalty",
              "emotion")  # fmt: skip
SETTINGS = ("widening", "seed")


def memo_bytes(
    case: Case, decision: Decision, _: Words, style: StyleName, day: date, notes: Iterable[tuple[str, str]] = ()
) -> bytes:
    """The memo as a file that Excel opens correctly."""
    return BYTE_ORDER_MARK + memo_text(case, decision, _, style, day, notes).encode()


def memo_text(
    case: Case, decision: Decision, _: Words, style: StyleName, day: date, notes: Iterable[tuple[str, str]] = ()
) -> str:
    """The memo as CSV; the same case, decision, language, style and day give the same text.

    notes: further lines for people, name and text; they are not read back.
    """
    rows = [row.cells(section) for section, part in _sections(case, decision, _, day, notes) for row in part]
    return csv_text([_heading(_), *rows], STYLES[style])


def _heading(_: Words) -> tuple[Cell, ...]:
    names = (_("Section"), _("Item"), _("Value"), _("Low"), _("Likely"), _("High"), _("Unit"), _("Basis"))
    return (*names, KEY_HEADING)


def _sections(
    case: Case, decision: Decision, _: Words, day: date, notes: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Section by section, what a reader wants first on top."""
    decided = _("The decision")
    yield decided, case_rows(case, TITLE, _)
    yield decided, verdict_rows(case, decision, _)
    for option in OPTIONS:
        yield _("Option: {option}").format(option=option_name(option, _)), option_rows(option, case, decision, _)
    yield _("What would change the decision"), flip_rows(case, decision, _)
    yield _("What to find out first, and what it is worth"), finding_rows(case, decision, _)
    gates = _("Law and red lines")
    yield gates, gate_rows(decision, _)
    yield gates, case_rows(case, GATES, _)
    yield _("Facts of the case"), case_rows(case, FACTS, _)
    yield _("Inputs"), case_rows(case, INPUTS, _)
    yield _("Judgements, not money"), case_rows(case, JUDGEMENTS, _)
    yield _("Notes"), (Row("note", item, text) for item, text in notes)
    computed = _("How it was computed")
    yield computed, case_rows(case, SETTINGS, _)
    yield computed, _computed_rows(case, decision, _, day)


def _computed_rows(case: Case, decision: Decision, _: Words, day: date) -> Iterator[Row]:
    if decision.seed != case.seed:
        yield Row("memo.seed", _("Seed used instead"), decision.seed)
    yield Row("memo.draws", _("Draws"), decision.draws)
    yield Row("memo.model", _("Model"), _("model {version}").format(version=MODEL_VERSION))
    yield Row("memo.product", _("Program"), f"Retention {__version__}")
    yield Row("memo.date", _("Date"), day)
    yield Row("memo.decimals", _("A half is written in this file as"), 0.5)
