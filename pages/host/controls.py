"""The steps of the room: where it is, what comes next, the countdown, and the end."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import streamlit as st

from retention.language import Words
from retention.ui.host import Hosted
from retention.ui.room import store
from retention.workshop.records import Pulse, Room, RoomOver
from retention.workshop.steps import STEPS, after
from retention.workshop.words import step_name

MINUTES = (1, 2, 3, 5, 10)


def show(hosted: Hosted, pulse: Pulse, _: Words) -> None:
    room = hosted.room
    if pulse.over:
        st.info(_("The room is over. Its answers and memos stay here to be taken away."))
        return
    following = after(room.step)
    if following is not None and st.button(
        _("Next: {step}").format(step=step_name(following, _)), type="primary", width="stretch", key="host_next"
    ):
        _go(room, following)
    for number, step in enumerate(STEPS, start=1):
        here = step == room.step
        name = f"{number}. {step_name(step, _)}"
        if st.button(
            f"**{name}** ◂" if here else name,
            key=f"host_step_{step}",
            type="tertiary",
            help=_("The room is here now") if here else _("Lead the room to this step, skipping or repeating"),
            disabled=here,
        ):
            _go(room, step)
    _timer(room, _)
    with st.container(horizontal=True):
        locked = st.toggle(_("Room locked"), room.locked, key="host_lock", help=_("Nobody new may come in."))
        if locked != room.locked:
            store().lock(room.id, locked)
            st.rerun()
        with st.popover(_("Close the room")):
            st.write(_("Nobody joins or answers any more. Everyone keeps what is theirs, and you keep the exports."))
            if st.button(_("Close the room"), type="primary", key="host_close"):
                store().close_room(room.id)
                st.rerun()


def _timer(room: Room, _: Words) -> None:
    minutes = st.pills(
        _("Countdown on every phone, in minutes"),
        MINUTES,
        key=f"host_minutes_{room.revision}",
        format_func=lambda count: _.number(count, 0),
    )
    if minutes is not None:
        store().set_timer(room.id, datetime.now(UTC) + timedelta(minutes=minutes))
        st.rerun()
    if room.ends_at is not None and st.button(_("Take the countdown away"), key="host_timer_off"):
        store().set_timer(room.id, None)
        st.rerun()


def _go(room: Room, step: str) -> None:
    with suppress(RoomOver):  # the next run says so
        store().go_to(room.id, step)
    st.rerun()
