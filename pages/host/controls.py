"""The steps of the room: where it is, what comes next, the countdown, and the end."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import streamlit as st

from retention.language import Words
from retention.ui.host import Hosted
from retention.ui.room import store
from retention.ui.text import bold
from retention.workshop.records import Pulse, Room, RoomOver
from retention.workshop.steps import MINUTES, ROUNDS, STEPS, TAKING_ANSWERS, after
from retention.workshop.words import step_hint, step_name

TIMES = (1, 2, 3, 5, 8, 10)  # minutes


def show(hosted: Hosted, pulse: Pulse, _: Words) -> None:
    room = hosted.room
    if pulse.over:
        st.info(_("The room is over. Its answers and memos stay here to be taken away."))
        return
    _next(room, pulse, _)
    with st.container(key="host_steps", gap="xxsmall"):
        for number, step in enumerate(STEPS, start=1):
            _step(number, step, room, _)
    _timer(room, _)
    with st.container(horizontal=True, vertical_alignment="center"):
        locked = st.toggle(_("Room locked"), room.locked, key="host_lock", help=_("Nobody new may come in."))
        if locked != room.locked:
            store().lock(room.id, locked)
            st.rerun()
        with st.popover(_("Close the room")):
            st.write(_("Nobody joins or answers any more. Everyone keeps what is theirs, and you keep the exports."))
            if st.button(_("Close the room"), type="primary", key="host_close"):
                store().close_room(room.id)
                st.rerun()


def _next(room: Room, pulse: Pulse, _: Words) -> None:
    """To the step that usually follows, whoever has not answered."""
    following = after(room.step)
    if following is None:
        return
    label = _("Next: {step}").format(step=step_name(following, _))
    if st.button(label, type="primary", width="stretch", key="host_next"):
        _go(room, following)
    missing = pulse.people - pulse.answered
    if room.step in TAKING_ANSWERS and missing > 0 and pulse.people:
        st.caption(_missing(room.step, missing, _))


def _missing(step: str, missing: int, _: Words) -> str:
    """How many are waited for, and that nobody has to be."""
    if step in ROUNDS:
        told = _.ngettext(
            "One person has not answered everything yet. You can go on all the same: every answer sent so far counts.",
            "{count} people have not answered everything yet. "
            "You can go on all the same: every answer sent so far counts.",
            missing,
        )
    else:
        told = _.ngettext(
            "One person has not answered yet. You can go on all the same: what was sent so far counts.",
            "{count} people have not answered yet. You can go on all the same: what was sent so far counts.",
            missing,
        )
    return told.format(count=_.number(missing, 0))


def _step(number: int, step: str, room: Room, _: Words) -> None:
    name = f"{number}. {step_name(step, _)}"
    if step != room.step:
        helped = _("Lead the room to this step, skipping or repeating")
        if st.button(name, key=f"host_step_{step}", type="tertiary", help=helped):
            _go(room, step)
        return
    with st.container(key="host_here", gap="xxsmall"):
        st.markdown(f"▸ {bold(name)}")
        minutes = _.ngettext("About one minute.", "About {count} minutes.", MINUTES[step])
        st.caption(f"{step_hint(step, _)} {minutes.format(count=_.number(MINUTES[step], 0))}")


def _timer(room: Room, _: Words) -> None:
    minutes = st.pills(
        _("Countdown on every phone, in minutes"),
        TIMES,
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
