"""The client: what they do, what may lie behind it, and what to say; about conduct, never about the person."""

import streamlit as st

from pages.client import choosing
from retention.behaviours import behaviour
from retention.ui import evidence, state, take_home, typed
from retention.ui.arrival import arrive
from retention.ui.beside import back_to, case_beside, dealing_style
from retention.ui.client_card import card

_ = state.words()
working = case_beside()
open_card = choosing.chosen()
dealing_style()
with st.container(key="client"):
    st.title(_("The client"), anchor=False)
    back_to(working, _)
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        choosing.shown(open_card, working.case.emotion.client if working else None, _)
    with right:
        if open_card is None:
            with st.container(border=True):
                st.markdown(
                    _("Choose what the client does, as a camera would have seen it. Here comes what may lie behind it, "
                      "what makes it worse, what does good, one sentence to try and one never to say.")
                )  # fmt: skip
                st.markdown(_("Behind arrogance and shouting there is often fear, and behind a show of expertise the "
                              "fear of looking stupid. The card gives a guess; the client knows."))  # fmt: skip
        else:
            with st.container(border=True, key=f"client_card_{open_card}"):
                card(behaviour(open_card, _.language), _)
        arrive("client", f"client_card_{open_card}" if open_card else "")
    st.header(_("If what they say is not true"), anchor=False)
    evidence.reminder(_)
    if working is not None:
        evidence.field(_)
    take_home.behaviours_shown(open_card, _)
    typed.commit_typed("client")
