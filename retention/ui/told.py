"""Why another page came than the one that was asked for, at the head of the page that came."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.serving.pages import MANY_KEYS, NO_PAGE, OWNERS_ONLY, TOLD, UNCHECKED_KEY, WRONG_KEY

ROOM = "room"  # of the address: whoever comes into a room has read it


def show(page: str, _: Words) -> None:
    """One sentence, as long as the visitor stays on this page; the address does not keep it."""
    place = (page, st.query_params.get(ROOM))
    if TOLD in st.query_params:
        st.session_state[TOLD] = (st.query_params.pop(TOLD), place)
    code, told_at = st.session_state.get(TOLD, ("", None))
    sentence = sentences(_).get(code)
    if sentence is None or told_at != place:
        return
    with st.container(key="told"):
        if code in (OWNERS_ONLY, NO_PAGE):
            st.info(sentence)
        else:
            st.warning(sentence)


def sentences(_: Words) -> dict[str, str]:
    """What is said for each code."""
    return {
        WRONG_KEY: _(
            "This owner's key is not right. The right one stands in the window in which the server was started, or ask "
            "whoever runs the server."
        ),
        MANY_KEYS: _("Too many owner's keys are being tried right now. Wait a minute, then open your link again."),
        UNCHECKED_KEY: _(
            "The owner's key could not be checked, because the database does not answer. Open the link again in a "
            "moment."
        ),
        OWNERS_ONLY: _("The page you asked for is only for the owner of this server. Here you join a room."),
        NO_PAGE: _("There is no page at that address, so this is the first one."),
    }
