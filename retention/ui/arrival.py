"""Brings what a click has opened into view, and the keyboard with it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_arrival = st.components.v2.component("retention.arrival", js=Path(__file__).with_name("arrival.js").read_text("utf-8"))


def arrive(place: str, target: str) -> None:
    """Scroll to the heading in the container of the key `target` and focus it, where it is another than before.

    place: what tells the pages apart.  target: "" while nothing is open.
    """
    _arrival(key="arrival", data={"place": place, "target": target}, height=1)
