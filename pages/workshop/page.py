"""Workshop: open a room for a group, and find one's rooms again."""

import streamlit as st

from pages.workshop import opening, rooms
from retention.storage import Unavailable
from retention.ui import state

_ = state.words()
st.title(_("Workshop"), anchor=False)
st.write(_("A group decides one disputed case: first each alone, then together, to see how far apart they were."))
try:
    opening.show(_)
    rooms.show(_)
except Unavailable:
    st.warning(_("The database does not answer right now. Nothing is lost; try again in a moment."))
