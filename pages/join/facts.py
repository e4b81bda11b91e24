"""The facts of the case, as far as the trainer shows them."""

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui.text import bold
from retention.workshop.steps import shows_facts


def show(place: Place, _: Words) -> None:
    """The story and the request."""
    case = place.case
    with st.container(border=True, key=f"join_facts_{place.step}"):
        st.markdown(bold(case.title))
        if case.story:
            st.text(case.story)
        if case.request:
            st.markdown(bold(_("What the client asks for")))
            st.text(case.request)


def within_reach(place: Place, _: Words) -> None:
    """The facts, folded up, where the step lets them be seen."""
    if shows_facts(place.step):
        with st.expander(_("The case")):
            show(place, _)
