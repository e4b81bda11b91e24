"""From the list to the page where one goes on with a case; callbacks say where, the page's end goes there."""

from __future__ import annotations

import streamlit as st

from retention.ui import state

TARGET = "going.to"
REVIEWED = "review.case"  # the case that the review page shows
PAGES = {
    "decide": "pages/decide/page.py",
    "review": "pages/review/page.py",
    "new": "pages/start/page.py",
    "promises": "pages/promises/page.py",
}


def open_case(case_id: int) -> None:
    """Put a case on screen."""
    if state.open_kept(case_id):
        st.session_state[TARGET] = "decide"


def review_case(case_id: int) -> None:
    """Show the review of a case."""
    st.session_state[REVIEWED] = case_id
    st.session_state[TARGET] = "review"


def begin(target: str) -> None:
    """Go to a page."""
    st.session_state[TARGET] = target


def go_on() -> None:
    """Go where a callback said, if one did."""
    target = st.session_state.pop(TARGET, None)
    if target in PAGES:
        st.switch_page(PAGES[target])
