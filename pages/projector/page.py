"""The projector: for the back row, nothing that the room is not meant to see yet."""

import streamlit as st

from pages.projector import scenes
from retention.storage import Unavailable
from retention.ui import frame, live, state
from retention.ui.host import hosted_room, way_in
from retention.ui.room import pulse_of
from retention.workshop.words import answered_words

FOLLOWS = {"revision": 0.0, "people": 1.0, "answered": 1.0, "wall": 2.0, "bank": 2.0}

_ = state.words()
frame.room_style()
try:
    found = hosted_room()
    if found is None:
        st.title(_("Projector"), anchor=False)
        st.write(_("This link shows no room. Open the projector from the page that leads the room."))
        way_in(_)
    else:
        pulse = pulse_of(found.room)
        with st.container(key="projector"):
            counts = found.room.step == "checkin" and not pulse.over  # the rounds say it in large letters
            told = answered_words(found.room.step, _) if counts else ""
            live.line(_, found.room.code, pulse, FOLLOWS, secret=found.secret, counts=told)
            scenes.show(found.room, pulse, _)
except Unavailable:
    st.warning(_("The room does not answer right now."))
