"""A probability holds for the years ahead that it was judged for; when those change, it is asked for again."""

from __future__ import annotations

import streamlit as st

from retention.case import Case
from retention.language import Words
from retention.ui import notes, state
from retention.ui.text import escaped
from retention.working import PARTS

JUDGED = "horizon.judged"  # the marker of the case, and the years for which its probabilities were judged
YEARS = "years"  # the same in the note of the case, as long as the years ahead are others


def notice(case: Case, _: Words) -> None:
    """Says that the probabilities are for other years, where they are."""
    judged = st.session_state.get(JUDGED)
    if judged is None or judged[0] is not state.steps():  # the session has a new one for each case it opens
        noted = notes.noted(state.HORIZON_NOTE).get(YEARS)
        judged = state.steps(), noted if isinstance(noted, int) else case.horizon_years
        st.session_state[JUDGED] = judged
    years: int = judged[1]
    if years != case.horizon_years and notes.noted(state.HORIZON_NOTE).get(YEARS) != years:
        notes.note(state.HORIZON_NOTE, {YEARS: years})
    if years == case.horizon_years or not case.risks:
        return
    sentence = _.ngettext(
        "The risks were judged for {count} year ahead; now you look {now} ahead. How likely are they in that time?",
        "The risks were judged for {count} years ahead; now you look {now} ahead. How likely are they in that time?",
        years,
    )
    with st.container(border=True, key="horizon_notice"):
        st.markdown(f":orange[:material/schedule:] {escaped(sentence.format(count=years, now=case.horizon_years))}")
        with st.container(horizontal=True, gap="small"):
            st.button(_("Same chance per year: convert them"), key="horizon_convert", on_click=_convert, args=(years,))
            st.button(_("I have judged them again"), type="tertiary", key="horizon_done", on_click=_still_hold)


def same_chance_per_year(probability: float, before: int, after: int) -> float:
    """The probability over `after` years of what has `probability` over `before` years, each year alike."""
    return float(1 - (1 - probability) ** (after / before))


def _convert(before: int) -> None:
    case, risks = state.current().case, []
    for written, risk in zip(state.current()["risks"], case.risks, strict=True):
        parts = {part: getattr(risk.probability, part) for part in PARTS}
        moved = {part: same_chance_per_year(value, before, case.horizon_years) for part, value in parts.items()}
        risks.append({**written, "probability": {**moved, "basis": risk.probability.basis}})
    state.edit("risks", risks)
    _still_hold()


def _still_hold() -> None:
    st.session_state[JUDGED] = (state.steps(), state.current().case.horizon_years)
    notes.note(state.HORIZON_NOTE, None)
