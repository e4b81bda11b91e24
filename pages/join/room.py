"""Inside a room: what the trainer's step asks of this phone, and what was typed and not sent when the step changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.join import checkin, discussion, estimates, exercise, glass, home, lobby, reveal, verdict
from pages.join.door import Joined
from pages.join.place import Place
from retention.language import Words
from retention.ui import access, live
from retention.ui.room import case_of, pulse_of, store
from retention.workshop.records import Answer
from retention.workshop.steps import STEPS, TAKING_ANSWERS
from retention.workshop.words import step_name

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

    Three places one under the other, always in this order: the line, the room's step, and a form whose step is over.
    A form that stays in its place keeps what is typed in it, so the step that comes next goes before it.
    """
    room, me = joined.room, joined.me
    pulse = pulse_of(room)
    with st.container(key="room_line"):
        person = None if access.has_cookie() else access.person()
        step_line(room.step, _)
        live.line(_, room.code, pulse, FOLLOWS_WALL if room.step == "discussion" else FOLLOWS, person=person,
                  counts=room.step in ("round1", "round2"))  # fmt: skip
    if pulse.over:
        st.info(_("The trainer has closed the room. What you have answered stays yours: take it with you below."))
    answered = store().answered(me.id)
    place = Place(room, me, case_of(room, _.language), answered, "home" if pulse.over else room.step)
    unsent = _unsent(place.step, answered)
    before, after = st.container(key="room_new"), st.container(key="room_body")
    if unsent is None:
        with after:
            SHOWN[place.step](place, _)
        st.session_state[WRITING] = place.step if _has_form(place) else None
        return
    with before:
        SHOWN[place.step](place, _)
        st.divider()
        st.warning(_("The room has moved on. What you were writing is still here; nothing of it is lost."))
        if st.button(_("Put it away"), key="room_put_away"):
            st.session_state[WRITING] = None
            st.rerun()
    with after:
        SHOWN[unsent](place.at(unsent), _)


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


def step_line(step: str, _: Words) -> None:
    """Which step the room is at."""
    number = STEPS.index(step) + 1
    st.caption(_("Step {number} of {count}: {name}").format(number=number, count=len(STEPS), name=step_name(step, _)))
