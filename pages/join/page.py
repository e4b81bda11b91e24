"""Join: a participant's phone, from the code to what one takes home.

One thing per screen, no chart library, no case but the room's.
"""

import streamlit as st

from pages.join import door, room
from retention.storage import Unavailable
from retention.ui import frame, state

_ = state.words()
frame.room_style()
try:
    found = door.room_joined(_)
    if found is not None:
        room.show(found, _)
except Unavailable:
    st.warning(_("The room does not answer right now. What you have sent is kept; this page tries again by itself."))
    if st.button(_("Try again")):
        st.rerun()
