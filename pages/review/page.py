"""Review: what came of the decisions, and what that teaches about the next ones."""

import streamlit as st

from pages.review import learning, outcome, waiting
from retention.storage import Unavailable
from retention.ui import casefile, state

_ = state.words()
st.title(_("Review"), anchor=False)
try:
    storage = casefile.storage()
    with st.container(key="review_page"):
        if not outcome.shown(storage, _):
            waiting.shown(storage, _)
        learning.shown(storage, _)
except Unavailable:
    st.error(_("The database does not answer; nothing is lost. Try again in a moment."), icon=":material/cloud_off:")
