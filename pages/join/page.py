"""Join: a participant's phone, from the code to what one takes home.

One thing per screen, no chart library, no case but the room's.
"""

import time

import streamlit as st

from pages.join import door, room
from retention.storage import Unavailable
from retention.ui import frame, state

AGAIN_SECONDS = 5.0
FAILED_AT = "join.failed_at"

_ = state.words()


@st.fragment
def phone() -> None:
    """What happens in the room runs this alone: hundreds of phones run it in the same second."""
    try:
        found = door.room_joined(_)
        if found is not None:
            room.show(found, _)
    except Unavailable:
        st.warning(
            _("The room does not answer right now. What you have sent is kept; this page tries again by itself.")
        )
        st.button(_("Try again"))
        _again()


@st.fragment(run_every=AGAIN_SECONDS)
def _again() -> None:
    """Run the page once more, but not at the moment at which it has just failed."""
    since = st.session_state.setdefault(FAILED_AT, time.monotonic())
    if time.monotonic() - since >= AGAIN_SECONDS:
        del st.session_state[FAILED_AT]
        st.rerun()


frame.room_style()
phone()
