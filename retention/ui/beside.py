"""The case that stands on screen while another page is open, and the way back to it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from retention.language import Words
from retention.ui import casefile, state
from retention.ui.access import session_is_owner
from retention.ui.text import escaped
from retention.working import Working

STYLE = Path(__file__).with_name("dealing.css")


def case_beside() -> Working | None:
    """The case that the owner has open; None for anybody else, and while no case was opened in this session."""
    if not session_is_owner():
        return None
    if state.WORKING not in st.session_state and casefile.asked_for() is None:
        return None
    working = state.current()
    casefile.show_in_address()
    return working


def back_to(working: Working | None, _: Words) -> None:
    """A link to the case on Decide; nothing where none is open."""
    if working is not None:
        label = escaped(_("Back to the case: {title}").format(title=working["title"]))
        st.page_link("pages/decide/page.py", label=label, icon=":material/arrow_back:")


def dealing_style() -> None:
    """The style of the pages on dealing with a client and with oneself, which no other page carries."""
    st.html(STYLE)
