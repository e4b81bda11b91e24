"""Decide: what to do about one disputed case.  Verdict first, then the inputs, then one chart at a time."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.decide import caveats, closed, closing, file_bar, inputs, opening, outputs, places, question, verdict
from retention.ui import casefile, frame, state, typed


@st.fragment
def workbench(kept: DeltaGenerator) -> None:
    """Inputs, verdict and charts; a changed input reruns nothing else of the page but the line in its head."""
    working = state.current()
    decision = state.evaluated(working.case)
    with st.container(key="workbench"):
        left, right = st.columns([1, 1.12], gap="medium")
    with right.container(key="verdict", border=True):
        turned = verdict.shown(working.case, decision, is_behind=bool(working.faults))
    if state.is_pending():
        file_bar.kept_line(kept)
    frame.let_it_show()
    state.keep_change()
    if casefile.head_is_old():
        st.rerun()
    file_bar.kept_line(kept)
    with turned:
        caveats.turned(working.case, state.words())
    with left.container(key="inputs", gap="xsmall"):
        if closed.is_closed():
            closed.shown()
        else:
            question.shown(working.case, decision)
        inputs.edited(working.case, decision)
        places.arrived()
    with right.container(key="outputs"):
        outputs.shown(working.case, decision)
    state.keep_change()


place = opening.heading()
if closing.is_open():
    file_bar.kept_line(place)
    open_case = state.current()
    closing.shown(open_case.case, state.evaluated(open_case.case), bool(open_case.faults))
else:
    workbench(place)
typed.hand_over_later(state.words())
