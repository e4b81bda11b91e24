"""Decide: what to do about one disputed case.  Verdict first, then the inputs, then one chart at a time."""

import streamlit as st

from pages.decide import inputs, opening, outputs, verdict
from retention.ui import frame, state


@st.fragment
def workbench() -> None:
    """Inputs, verdict and charts; a changed input reruns nothing else of the page."""
    working = state.current()
    decision = state.evaluated(working.case)
    with st.container(key="workbench"):
        left, right = st.columns([1, 1.12], gap="medium")
    with right.container(key="verdict", border=True):
        verdict.shown(working.case, decision, is_behind=bool(working.faults))
    frame.let_it_show()
    with left.container(key="inputs", gap="xsmall"):
        inputs.edited(working.case, decision)
    with right.container(key="outputs"):
        outputs.shown(working.case, decision)


opening.heading()
workbench()
