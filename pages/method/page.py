"""Method: how the verdict is computed, and what its defaults rest on."""

import streamlit as st

from retention.ui import state

_ = state.words()
st.title(_("How it is computed"), anchor=False)
