"""Inside a room: what the trainer's step asks of this phone, and what was typed and not sent when the step changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.join import (
    assignments,
    bank,
    checkin,
    discussion,
    estimates,
    exercise,
    glass,
    home,
    lobby,
    receipt,
    reveal,
    verdict,
)
from pages.join.door import Joined
from pages.join.place import Place
from retention.language import Words
from retention.ui import access, live
from retention.ui.room import case_of, phone_pulse
from retention.workshop.records import Answer, Participant, Pulse, Room
from retention.workshop.steps import ROUNDS, STEPS, TAKING_ANSWERS

WRITING = "join.writing"  # the step whose form was on screen last, with what may be typed there
FOLLOWS = {"revision": 0.0}
FOLLOWS_WALL = {"revision": 0.0, "wall": 4.0}

SHOWN: dict[str, Callable[[Place, Words], None]] = {
    "lobby": lobby.show,
    "checkin": checkin.show,
    "glass": glass.show,
    "round1": estimates.show,
    "reveal": reveal.show,
    "discussion": discussion.show,
    "round2": estimates.show,
    "verdict": verdict.show,
    "exercise": exercise.show,
    "home": home.show,
}


def show(joined: Joined, _: Words) -> None:
    """The phone of a participant.

    Places one under the other, always in this order: the line, the room's step, a form whose step is over, and what
    is offered beside the steps.  A form that stays in its place keeps what is typed in it, so the step that comes next
    goes before it.
    """
    room, me = joined.room, joined.me
    pulse = phone_pulse(room)
    with st.container(key="room_line"):
        _line(room, me, pulse, _)
        if pulse.over:
            st.info(_("The trainer has closed the room. What you have answered stays yours: take it with you below."))
    place = Place(room, me, case_of(room, _.language), joined.answered, "home" if pulse.over else room.step)
    before, after = st.container(key="room_new"), st.container(key="room_body")
    beside = st.container(key="room_beside")
    with before:
        if receipt.show_late(place, _):
            _put_away()
    unsent = _unsent(place.step, joined.answered)
    if unsent is None:
        with after:
            SHOWN[place.step](place, _)
        st.session_state[WRITING] = place.step if _has_form(place) else None
    else:
        with before:
            SHOWN[place.step](place, _)
            with st.container(key="room_leftover"):  # the style hides it with the form where nothing is filled in
                st.warning(_("The room has moved on. What you were writing is still here; nothing of it is lost."))
                st.button(_("Put it away"), key="room_put_away", width="stretch", on_click=_put_away)
        with after:
            SHOWN[unsent](place.at(unsent), _)
    with beside:
        assignments.show(place, _)
        bank.show(place, _)


def _line(room: Room, me: Participant, pulse: Pulse, _: Words) -> None:
    """The connection, the room's step, and in a round how many have answered."""
    person = None if access.has_cookie() else access.person()
    step = _("step {number} of {count}").format(number=STEPS.index(room.step) + 1, count=len(STEPS))
    watching = " · " + _("you watch") if me.observer else ""
    live.line(
        _, room.code, pulse, FOLLOWS_WALL if room.step == "discussion" else FOLLOWS, person=person,
        counts=room.step in ROUNDS, note=step + watching,
    )  # fmt: skip


def _put_away() -> None:
    st.session_state[WRITING] = None


def _has_form(place: Place) -> bool:
    answer = place.answered.get(place.step)
    return place.step in TAKING_ANSWERS and place.step != "exercise" and not (answer is not None and answer.complete)


def _unsent(step: str, answered: dict[str, Answer]) -> str | None:
    """The step whose form stands on this screen and was not sent, although the room has moved on."""
    writing: str | None = st.session_state.get(WRITING)
    if writing is None or writing == step:
        return None
    answer = answered.get(writing)
    if answer is not None and answer.complete:
        return None
    return writing
