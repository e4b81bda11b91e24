"""What stands behind the verdict: one chart at a time, its sentence and its table; then the memo."""

from __future__ import annotations

import json
from datetime import date

import streamlit as st

from pages.decide import outputs_both, outputs_spread
from retention import charts, finding_out, mind, takeaways
from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.document import case_document
from retention.language import Words
from retention.memo import memo_bytes
from retention.memo_cells import style_of
from retention.terms import option_name
from retention.ui import download, pauses, state
from retention.ui.figures import chart, table, table_below
from retention.ui.text import escaped

NEAREST = 8  # facts shown at once
VIEWS = ("options", "why", "spread", "sides", "stands", "change", "learn")


def shown(case: Case, decision: Decision) -> None:
    """The chart that is asked for, then what to take away."""
    _ = state.words()
    names = {
        "options": _("Options"),
        "why": _("Why"),
        "spread": _("Spread"),
        "sides": _("Both sides"),
        "stands": _("Map"),
        "change": _("What would change it"),
        "learn": _("Find out first"),
    }
    view = st.segmented_control(
        _("Show"), VIEWS, default="options", required=True, format_func=names.__getitem__, key="view",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    {
        "options": _options,
        "why": _why,
        "spread": outputs_spread.spread,
        "sides": outputs_both.sides,
        "stands": outputs_spread.where_it_stands,
        "change": _change,
        "learn": _learn,
    }[view or "options"](case, decision, _)
    _downloads(case, decision, _)


def _options(case: Case, decision: Decision, _: Words) -> None:
    figure = charts.option_values(case, decision, _, charts.palette(state.is_dark()))
    chart("options", takeaways.options_sentence(case, decision, _), figure)
    table_below(takeaways.options_table(case, decision, _), _)


def _why(case: Case, decision: Decision, _: Words) -> None:
    option = st.segmented_control(
        _("Option"), OPTIONS, default=decision.recommended, required=True, key="why_option",
        format_func=lambda option: option_name(option, _), label_visibility="collapsed",
    ) or decision.recommended  # fmt: skip
    figure = charts.option_parts(case, decision, option, _, charts.palette(state.is_dark()))
    chart("why", takeaways.parts_sentence(case, decision, option, _), figure)
    table_below(takeaways.parts_table(case, decision, _), _)


def _change(case: Case, decision: Decision, _: Words) -> None:
    names = {"facts": _("Which facts"), "weights": _("How much each matters")}
    picture = st.segmented_control(
        _("Picture"), tuple(names), default="facts", required=True, format_func=names.__getitem__, key="change_picture",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    if picture == "weights":
        figure = charts.tornado(case, decision, _, charts.palette(state.is_dark()))
        sentence, note = takeaways.change_sentence(case, decision, _), takeaways.tornado_note(decision, _)
        chart("change", sentence, figure if takeaways.shown_bars(decision) else None, note)
        return
    st.markdown(escaped(mind.mind_sentence(case, decision, _)))
    if decision.flips:
        with st.container(key="wide_table"):
            nearest = {head: column[:NEAREST] for head, column in mind.mind_table(case, decision, _).items()}
            table(nearest, _("What would change the recommendation, the nearest first"))
    if len(decision.flips) > NEAREST:
        table_below(mind.mind_table(case, decision, _), _)


def _learn(case: Case, decision: Decision, _: Words) -> None:
    rows = takeaways.worth_knowing(case, decision, _)
    figure = charts.worth_finding_out(case, decision, _, charts.palette(state.is_dark())) if rows else None
    chart("learn", takeaways.learn_sentence(case, decision, _), figure)
    if rows:
        table_below(takeaways.learn_table(case, decision, _), _)
    st.markdown(escaped(finding_out.groups_sentence(case, decision, _)))
    if finding_out.groups_worth_it(decision):
        table_below(finding_out.groups_table(case, decision, _), _, "groups_table")


def _downloads(case: Case, decision: Decision, _: Words) -> None:
    style = style_of(_.language)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="downloads"):
        st.page_link("pages/steps/page.py", label=_("Next steps"), icon=":material/checklist:", width="content")
        download.button(
            _("Download the memo"), "memo", _file_name(case, "csv"), "text/csv",
            lambda: memo_bytes(case, decision, _, style, date.today(), pauses.memo_lines(_)),
            ":material/download:", "primary",
        )  # fmt: skip
        download.button(
            _("Save the case"), "save_case", _file_name(case, "json"), "application/json",
            lambda: json.dumps(case_document(case), ensure_ascii=False, indent=1).encode(), ":material/save:",
        )  # fmt: skip
    download.handed_over()


def _file_name(case: Case, ending: str) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in case.title.lower())
    return f"{'-'.join(part for part in kept.split('-') if part)[:60] or 'case'}.{ending}"
