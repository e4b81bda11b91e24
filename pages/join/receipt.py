"""Sending an answer: kept before anything is drawn, and its sender told whether it counts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui import clock
from retention.ui.room import store
from retention.workshop.records import Answer, NotIn, Removed

RECEIPT = "join.receipt"


def send(place: Place, content: dict[str, Any], complete: bool = True) -> Answer | None:
    """Keep an answer; the next run shows the receipt.  None where this browser is no longer in the room.

    Raises Unavailable: then nothing was kept, and what was typed is still on screen.
    """
    try:
        kept = store().answer(place.me.id, place.step, content, complete)
    except (NotIn, Removed):
        return None
    st.session_state[RECEIPT] = (place.step, kept)
    return kept


def show(place: Place, _: Words) -> None:
    """Whether the last answer has arrived and counts."""
    step, kept = st.session_state.get(RECEIPT, (None, None))
    answer = kept if step == place.step else place.answered.get(place.step)
    if answer is None:
        return
    time = clock.hour(answer.saved_at, _)
    with st.container(key="join_receipt"):
        if answer.counted:
            st.success(_("Arrived at {time}. You can change it until the trainer goes on.").format(time=time))
        else:
            late = _("Arrived at {time}, after the step was over: it is kept for you and does not count.")
            st.warning(late.format(time=time))
