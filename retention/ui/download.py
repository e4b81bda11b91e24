"""A button that saves a file of what is on screen when the run that it starts is done.

Streamlit's own button hands out what was registered in the run before: a click while a change is on its way gets the
file of the figures before, or none at all.  An ordinary button is never lost, and its run comes after the change.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from uuid import uuid4

import streamlit as st

WAITING = "download.waiting"  # what the browser is to save: a token for each click, name, type and text
UNTIL = "download.until"  # when it is taken away, by time.monotonic()
KEPT_SECONDS = 10.0  # of two runs that follow at once the browser may draw only the later one

_saved_in_browser = st.components.v2.component(
    "retention.download", js=Path(__file__).with_name("download.js").read_text("utf-8")
)


def button(
    label: str,
    key: str,
    name: str,
    mime: str,
    make: Callable[[], bytes],
    icon: str,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """The button; `make` gives the file, in UTF-8, only where it was pressed."""
    if st.button(label, key=key, icon=icon, type=type):
        st.session_state[WAITING] = {
            "token": uuid4().hex,
            "name": name,
            "type": mime,
            "file": make().decode("utf-8"),
        }
        st.session_state[UNTIL] = time.monotonic() + KEPT_SECONDS


def handed_over() -> None:
    """Gives the browser what a button has made; after all buttons.  It saves what it is given twice only once."""
    if time.monotonic() > st.session_state.get(UNTIL, 0.0):
        st.session_state[WAITING] = None
    _saved_in_browser(key="download", data=st.session_state.get(WAITING) or {"token": ""}, height=1)
