"""The closing exercise: the room breathes together for two minutes."""

import streamlit as st

from pages.join.place import Place
from retention.language import Words


def show(place: Place, _: Words) -> None:
    st.title(_("Closing exercise"))
    st.write(_("Put the phone down or follow the circle: in for five seconds, out for five. Stop when you like."))
    st.html(
        f'<div class="breath" role="img" aria-label="{_("A circle that grows for five seconds and shrinks for five")}">'
        "<span></span></div>"
    )
