"""What the client does, from how they feel: one sentence to try, one never to say, and the way to the whole card."""

from __future__ import annotations

import streamlit as st

from retention.behaviours import behaviour, behaviours, is_behaviour, often_met
from retention.language import Words
from retention.terms import emotion_name
from retention.ui import notes, state
from retention.ui.client_card import sentences
from retention.ui.text import escaped

CLIENT_NOTE = "client"  # of a case
FIELD = "client_does"
CARDS = "pages/client/page.py"


def shown(emotion: float, _: Words) -> None:
    """The choice with its two sentences.

    emotion: of the client, from −5 to +5.
    """
    met = often_met(emotion, _.language)
    first = [card.id for card in met]
    ids = [*first, *(card.id for card in behaviours(_.language) if card.id not in first)]
    noted = notes.noted(CLIENT_NOTE).get("does")
    noted = noted if is_behaviour(noted) else None
    if st.session_state.get(FIELD) != noted:
        st.session_state[FIELD] = noted
    does = st.selectbox(
        _("What does the client do?"), ids, index=None, key=FIELD, on_change=_take,
        placeholder=_("for example: shouts, goes silent, quotes the law"),
        format_func=lambda id: behaviour(id, _.language).name,
    )  # fmt: skip
    if does:
        sentences(behaviour(does, _.language), _)
        st.page_link(CARDS, label=_("The whole card"), icon=":material/arrow_forward:", query_params={"does": does})
    elif met:
        said = _("Often met in somebody who is {state}:").format(state=emotion_name(emotion, _))
        st.caption(escaped(said))
        with st.container(horizontal=True, gap="small", key="client_often_met"):
            for card in met:
                st.page_link(CARDS, label=escaped(card.name), query_params={"does": card.id})
    else:
        st.page_link(CARDS, label=_("What clients do, and what to say"), icon=":material/arrow_forward:")


def _take() -> None:
    state.note(CLIENT_NOTE, {"does": st.session_state[FIELD]})
