"""Sending an answer: kept before anything is drawn, and its sender told whether it counts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui import clock
from retention.ui.room import store
from retention.workshop.records import Answer, NotIn, Removed, Room
from retention.workshop.words import step_name

RECEIPT = "join.receipt"  # the last answer as it was kept
UNCOUNTED = "glass"  # a guess is its writer's alone, whenever it comes
TOLD = "join.receipt_told"  # when it was kept, and the step in which a late one is told


def send(place: Place, content: dict[str, Any], complete: bool = True) -> Answer | None:
    """Keep an answer; the next run shows the receipt.  None where this browser is no longer in the room.

    Raises Unavailable: then nothing was kept, and what was typed is still on screen.
    """
    try:
        kept = store().answer(place.me.id, place.step, content, complete)
    except (NotIn, Removed):
        return None
    st.session_state[RECEIPT] = kept
    return kept


def show(place: Place, _: Words) -> None:
    """Whether the last answer to this step has arrived and counts."""
    last: Answer | None = st.session_state.get(RECEIPT)
    answer = last if last is not None and last.step == place.step else place.answered.get(place.step)
    if answer is None:
        return
    time = clock.hour(answer.saved_at, _)
    with st.container(key=f"join_receipt_{place.step}"):
        if not answer.counted:
            _tell_late(answer, time, "", _)
        elif place.me.observer:
            st.success(_("Arrived at {time}. You only watch, so it is kept for you and not counted.").format(time=time))
        else:
            st.success(_("Arrived at {time}. You can change it until the trainer goes on.").format(time=time))


def show_late(place: Place, _: Words) -> str | None:
    """Whether an answer that was on its way when its step ended counts; returns its step, if there was one.

    It is told in the step in which it arrived, and no longer.
    """
    last: Answer | None = st.session_state.get(RECEIPT)
    if last is None or last.step == place.step or not _came_late(last, place.room):
        return None
    moment, step = st.session_state.get(TOLD, (None, None))
    if moment != last.saved_at:
        step = place.step
        st.session_state[TOLD] = (last.saved_at, step)
    if step != place.step:
        return None
    time, name = clock.hour(last.saved_at, _), step_name(last.step, _)
    with st.container(key="join_receipt_late"):
        if last.counted and last.step != UNCOUNTED:
            st.success(_("{step}: arrived at {time}, just in time. It counts.").format(step=name, time=time))
        else:
            _tell_late(last, time, f"{name}: ", _)
    return last.step


def _came_late(answer: Answer, room: Room) -> bool:
    ended = room.closed_steps.get(answer.step) or room.closed_at
    return not answer.counted or (ended is not None and answer.saved_at >= ended)


def _tell_late(answer: Answer, time: str, head: str, _: Words) -> None:
    if answer.step == UNCOUNTED:
        told = _("arrived at {time}. It is kept for you alone; you see it again in the last step.")
        st.success(head + told.format(time=time))
        return
    told = _("arrived at {time}, after the step was over: it is kept for you and does not count.")
    st.warning(head + told.format(time=time))
