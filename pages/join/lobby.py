"""The lobby: you are in, and others are coming."""

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui.text import isolated


def show(place: Place, _: Words) -> None:
    name = place.me.nickname
    st.title(_("Welcome, {name}").format(name=isolated(name)) if name else _("Welcome"), anchor=False)
    st.write(_("You are in. The trainer starts when everybody is here; this page goes on by itself."))
    if place.me.observer:
        st.caption(_("You only watch: you are not counted and see what the room sees."))
