"""How the options may end, and where the case stands between value and fit."""

from __future__ import annotations

import streamlit as st

from retention import charts, charts_outcome, charts_plane, outcomes, standing
from retention.case import Case
from retention.decision import Decision
from retention.language import Words
from retention.ui import state
from retention.ui.figures import chart, table_below

SPREADS = ("strips", "below")


def spread(case: Case, decision: Decision, _: Words) -> None:
    """The outcomes of the recommended option against the runner-up and against parting."""
    names = {"strips": _("How it may end"), "below": _("Chance of ending below")}
    picture = st.segmented_control(
        _("Picture"), SPREADS, default="strips", required=True, format_func=names.__getitem__, key="spread_picture",
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    colours = charts.palette(state.is_dark())
    if picture == "below":
        figure = charts_outcome.chances_below(case, decision, _, colours)
        chart("below", outcomes.below_sentence(decision, _), figure)
    else:
        figure = charts_outcome.strips(case, decision, _, colours)
        chart("strips", outcomes.spread_sentence(case, decision, _), figure)
    table_below(outcomes.spread_table(case, decision, _), _)


def where_it_stands(case: Case, decision: Decision, _: Words) -> None:
    """The map of the four verdicts with the case on it."""
    place = standing.standing(case, decision)
    sentence = standing.standing_sentence(case, decision, place, _)
    figure = None
    if place is not None:
        figure = charts_plane.value_and_fit(case, decision, place, _, charts.palette(state.is_dark()))
    chart("standing", sentence, figure, standing.standing_note(decision, place, _))
    table_below(standing.standing_table(case, decision, place, _), _)
