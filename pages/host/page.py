"""Lead a room: the steps as a list, who is in, the question wall, and what everyone sees."""

import streamlit as st

from pages.host import bank, controls, links, shown, wall
from pages.host import people as present
from retention.language import Words
from retention.storage import Unavailable
from retention.ui import frame, live, state
from retention.ui.host import Hosted, hosted_room, way_in
from retention.ui.room import pulse_of
from retention.ui.text import escaped

FOLLOWS = {"revision": 0.0, "people": 2.0, "answered": 2.0, "wall": 2.0, "bank": 2.0}


def lead(hosted: Hosted, _: Words) -> None:
    room = hosted.room
    pulse = pulse_of(room)
    st.title(escaped(room.title), anchor=False)
    with st.container(key="host_line"):
        people = _.ngettext("one person", "{count} people", pulse.people).format(count=_.number(pulse.people, 0))
        live.line(_, room.code, pulse, FOLLOWS, secret=hosted.secret, note=people)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.header(_("Steps"), anchor=False)
        controls.show(hosted, pulse, _)
    with right:
        if room.step == "lobby":
            links.show(hosted, _)
        shown.show(hosted, pulse, _)
        wall.show(room, _)
        present.show(room, _)
        bank.show(room, _)
        links.take_away(room, _)
        if room.step != "lobby":
            links.show(hosted, _)


_ = state.words()
frame.room_style()
try:
    found = hosted_room()
    if found is None:
        st.title(_("Lead a room"), anchor=False)
        st.write(
            _(
                "This link does not lead a room: a part of it is missing, or a newer link has taken its place. Whoever "
                "leads the room makes a new one with “Lead from another machine”."
            )
        )
        way_in(_)
    else:
        lead(found, _)
except Unavailable:
    st.warning(_("The room does not answer right now. Nothing is lost; try again in a moment."))
    if st.button(_("Try again")):
        st.rerun()
