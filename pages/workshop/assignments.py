"""Home assignments of each room, for the owner."""

import streamlit as st

from retention.language import Words
from retention.ui import assignments
from retention.ui.room import store
from retention.workshop.codes import shown_code


def show(_: Words) -> None:
    """Choose a room; its assignments, what was sent and what was not."""
    names = {row.id: f"{row.title} · {shown_code(row.code)}" for row in store().listed()}
    if not names:
        st.caption(_("Assignments belong to a room: open one first. They stay on its phones after the room is closed."))
        return
    room_id = st.selectbox(_("Room"), list(names), format_func=names.__getitem__, key="workshop_assignments_room")
    assignments.show(room_id, _)
