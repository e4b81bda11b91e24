"""What stands behind the verdict: one chart at a time, its sentence and its table; then the memo."""

from __future__ import annotations

import json
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from retention import charts, takeaways
from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.document import case_document
from retention.language import Words
from retention.memo import memo_bytes
from retention.memo_cells import StyleName
from retention.takeaways import Table
from retention.terms import option_name
from retention.ui import state
from retention.ui.text import escaped

VIEWS = ("options", "why", "change", "learn")


def shown(case: Case, decision: Decision) -> None:
    """The chart that is asked for, then what to take away."""
    _ = state.words()
    names = {
        "options": _("Options"),
        "why": _("Why"),
        "change": _("What would change it"),
        "learn": _("What to find out first"),
    }
    view = st.segmented_control(
        _("Show"), VIEWS, default="options", required=True, format_func=names.__getitem__, key="view",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    {"options": _options, "why": _why, "change": _change, "learn": _learn}[view or "options"](case, decision, _)
    _downloads(case, decision, _)


def _options(case: Case, decision: Decision, _: Words) -> None:
    figure = charts.option_values(case, decision, _, charts.palette(state.is_dark()))
    _chart("options", takeaways.options_sentence(case, decision, _), figure)
    _table(takeaways.options_table(case, decision, _), _)


def _why(case: Case, decision: Decision, _: Words) -> None:
    option = st.segmented_control(
        _("Option"), OPTIONS, default=decision.recommended, required=True, key="why_option",
        format_func=lambda option: option_name(option, _), label_visibility="collapsed",
    ) or decision.recommended  # fmt: skip
    figure = charts.option_parts(case, decision, option, _, charts.palette(state.is_dark()))
    _chart("why", takeaways.parts_sentence(case, decision, option, _), figure)
    _table(takeaways.parts_table(case, decision, _), _)


def _change(case: Case, decision: Decision, _: Words) -> None:
    sentence = takeaways.change_sentence(case, decision, _)
    figure = charts.tornado(case, decision, _, charts.palette(state.is_dark()))
    _chart("change", sentence, figure if takeaways.shown_bars(decision) else None, takeaways.tornado_note(decision, _))
    if decision.flips:
        _table(takeaways.change_table(case, decision, _), _)


def _learn(case: Case, decision: Decision, _: Words) -> None:
    rows = takeaways.worth_knowing(case, decision, _)
    figure = charts.worth_finding_out(case, decision, _, charts.palette(state.is_dark())) if rows else None
    _chart("learn", takeaways.learn_sentence(case, decision, _), figure)
    if rows:
        _table(takeaways.learn_table(case, decision, _), _)


def _chart(key: str, sentence: str, figure: go.Figure | None, note: str = "") -> None:
    st.markdown(escaped(sentence))
    if note:
        st.caption(escaped(note))
    if figure is not None:
        st.plotly_chart(figure, key=f"chart_{key}", config={"displayModeBar": False}, alt=sentence)


def _table(table: Table, _: Words) -> None:
    section = st.expander(_("The figures as a table"), type="compact", key="table", on_change="rerun")
    if not section.open:
        return
    with section:
        cells = {escaped(head): [escaped(cell) for cell in column] for head, column in table.items()}
        st.table(cells, border="horizontal", alt=_("The figures of the chart above"))


def _downloads(case: Case, decision: Decision, _: Words) -> None:
    style: StyleName = "comma" if _.language == "en" else "semicolon"  # what the spreadsheets of its readers expect
    with st.container(horizontal=True, gap="small", key="downloads"):
        st.download_button(
            _("Download the memo"), lambda: memo_bytes(case, decision, _, style, date.today()), _file_name(case, "csv"),
            "text/csv", on_click="ignore", type="primary", icon=":material/download:", key="memo",
        )  # fmt: skip
        st.download_button(
            _("Save the case"), lambda: json.dumps(case_document(case), ensure_ascii=False, indent=1).encode(),
            _file_name(case, "json"), "application/json", on_click="ignore", icon=":material/save:", key="save_case",
        )  # fmt: skip


def _file_name(case: Case, ending: str) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in case.title.lower())
    return f"{'-'.join(part for part in kept.split('-') if part)[:60] or 'case'}.{ending}"
