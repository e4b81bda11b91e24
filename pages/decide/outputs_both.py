"""Our side and the client's: interests, fairness, satisfaction and loyalty, one picture at a time."""

from __future__ import annotations

import streamlit as st

from retention import both_sides, charts, charts_plane
from retention.case import Case
from retention.decision import Decision
from retention.language import Words
from retention.ui import state
from retention.ui.figures import chart, table_below
from retention.ui.text import escaped

SIDES = ("interests", "fairness", "loyalty")
MOST_SATISFIED, MOST_LOYAL = 5.0, 10.0


def sides(case: Case, decision: Decision, _: Words) -> None:
    """What both get out of it."""
    names = {"interests": _("Interests"), "fairness": _("Fairness"), "loyalty": _("Loyalty")}
    side = st.segmented_control(
        _("Picture"), SIDES, default="interests", required=True, format_func=names.__getitem__, key="sides_picture",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    {"interests": _interests, "fairness": _fairness, "loyalty": _loyalty}[side or "interests"](case, decision, _)


def _interests(case: Case, decision: Decision, _: Words) -> None:
    has_interests = decision.options["part"].client_interest is not None
    figure = charts_plane.both_sides(case, decision, _, _colours()) if has_interests else None
    chart("interests", both_sides.interests_sentence(case, decision, _), figure)
    if has_interests:
        table_below(both_sides.interests_table(case, decision, _), _)


def _fairness(case: Case, decision: Decision, _: Words) -> None:
    figure = charts_plane.given_and_due(case, decision, _, _colours())
    chart("fairness", both_sides.fairness_sentence(case, decision, _), figure, both_sides.fairness_note(_))
    table_below(both_sides.fairness_table(case, decision, _), _)


def _loyalty(case: Case, decision: Decision, _: Words) -> None:
    satisfaction, loyalty = both_sides.gauges(case, _)
    figure = None
    if decision.loyalty_segment is not None:
        figure = charts_plane.satisfied_and_loyal(case, decision, _, _colours())
    with st.container(horizontal=True, gap="medium", key="two_gauges"):
        for gauge, score, lowest, most in (
            (satisfaction, case.satisfaction, 1.0, MOST_SATISFIED),
            (loyalty, case.loyalty, 0.0, MOST_LOYAL),
        ):
            filled = 0.0 if score is None else (score - lowest) / (most - lowest)
            st.progress(filled, text=escaped(gauge))
    chart("loyalty", both_sides.loyalty_sentence(case, decision, _), figure)
    table_below(both_sides.loyalty_table(case, _), _)


def _colours() -> charts.Palette:
    return charts.palette(state.is_dark())
