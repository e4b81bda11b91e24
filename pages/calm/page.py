"""Calm: how one is, a practice at its pace, how one is then; kept with the case only where that is wanted."""

import streamlit as st

from pages.calm import afterwards, choosing, session, state_now
from retention.ui import state, take_home
from retention.ui.arrival import arrive
from retention.ui.beside import back_to, case_beside, dealing_style

_ = state.words()
working = case_beside()
dealing_style()
with st.container(key="calm"):
    st.title(_("Calm"), anchor=False)
    back_to(working, _)
    st.markdown(
        _("A few minutes, then decide. Nothing here is a test, no sound is needed, and you may stop at any moment.")
    )
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        state_now.shown(_)
        choosing.moments(_)
    with right:
        choosing.chosen(_)
        afterwards.shown(working, _)
    arrive("calm", "calm_after" if session.ended() else "")
    if working is not None:
        afterwards.kept_lines(_)
    st.page_link("pages/own_way/page.py", label=_("My own way in a conflict"), icon=":material/self_improvement:")
    take_home.practices_shown(_)
