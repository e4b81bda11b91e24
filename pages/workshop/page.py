"""Workshop: open a room for a group, and find one's rooms again."""

import streamlit as st

from pages.workshop import assignments, bank, opening, rooms
from retention.storage import Unavailable
from retention.ui import state

_ = state.words()
st.title(_("Workshop"), anchor=False)
st.write(_("A group decides one disputed case: first each alone, then together, to see how far apart they were."))
try:
    names = {"rooms": _("Rooms"), "bank": _("Case bank"), "home": _("For home")}
    part = st.segmented_control(
        _("Part of the workshop"), list(names), default="rooms", required=True, format_func=names.__getitem__,
        key="workshop_part", label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    if part == "bank":
        bank.show(_)
    elif part == "home":
        assignments.show(_)
    else:
        opening.show(_)
        rooms.show(_)
except Unavailable:
    st.warning(_("The database does not answer right now. Nothing is lost; try again in a moment."))
