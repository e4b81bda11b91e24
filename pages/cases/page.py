"""Cases: what is due, then every case, searched and page by page."""

import streamlit as st

from pages.cases import due, going, listing
from retention.storage import Unavailable
from retention.ui import casefile, state

going.go_on()
_ = state.words()
with st.container(key="cases_head", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(_("Cases"), anchor=False, width="content")
    listing.ways_to_begin(_)
try:
    due.shown(casefile.storage(), _)
    listing.shown(casefile.storage(), _)
except Unavailable:
    st.error(_("The database does not answer; nothing is lost. Try again in a moment."), icon=":material/cloud_off:")
