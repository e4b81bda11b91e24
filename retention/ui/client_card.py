"""A behaviour card on screen: what may lie behind it, what makes it worse, what does good, what to say."""

from __future__ import annotations

import streamlit as st

from retention import printed
from retention.behaviours import Behaviour
from retention.citations import citations, how_sure
from retention.language import Words
from retention.ui.text import bold, escaped


def card(found: Behaviour, _: Words) -> None:
    """The whole card."""
    st.header(escaped(found.name), anchor=False)
    for heading, text in (
        (_("What may lie behind it"), found.likely_cause),
        (_("Makes it worse"), found.worst),
        (_("Does good"), found.best),
    ):
        st.markdown(f"{bold(heading)}  \n{escaped(text)}")
    sentences(found, _)
    st.caption(escaped(printed.caution(_)))
    with st.expander(_("Where this comes from")):
        st.caption(escaped(how_sure(found.evidence, _)))
        for said in citations(found.source, _):
            st.markdown(f"- [{escaped(said.text)}]({said.address})" if said.address else f"- {escaped(said.text)}")


def sentences(found: Behaviour, _: Words) -> None:
    """One sentence to try and one never to say."""
    quoted, say, avoid = _("“{sentence}”"), _("Try saying"), _("Never say")
    with st.container(key=f"say_{found.id}", gap=None):
        st.caption(f":material/check: {escaped(say)}")
        st.text(quoted.format(sentence=found.try_saying))  # to be copied as it is
    with st.container(key=f"avoid_{found.id}", gap=None):
        st.caption(f":material/block: {escaped(avoid)}")
        st.text(quoted.format(sentence=found.avoid_saying))
