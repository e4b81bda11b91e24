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
from retention.workshop.records import Participant, Pulse, Room
from retention.workshop.steps import ROUNDS, STEPS
from retention.workshop.words import answered_words

WRITING = "join.writing"  # the steps whose forms stand on this screen, with what may be typed there
FORMS = ("checkin", "glass", "round1", "discussion", "round2", "home")
NOTHING_TYPED = "checkin"  # a slider that was never moved is not told from one that was
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
# Of what was typed and not sent only the form: while a room moves on, each element counts hundreds of times.
LEFT_OVER: dict[str, Callable[[Place, Words], None]] = {
    "round1": estimates.show_form,
    "discussion": discussion.show_form,
    "round2": estimates.show_form,
}


def show(joined: Joined, _: Words) -> None:
    """The phone of a participant.

    Places one under the other, always in this order: the line, every step that has a form, the other steps, and what
    is offered beside them.  A form that stays in its place keeps what is typed in it, so each step has a place of its
    own, and the style puts the present step on top.
    """
    room, me = joined.room, joined.me
    pulse = phone_pulse(room)
    with st.container(key="room_line"):
        _line(room, me, pulse, _)
        if pulse.over:
            st.info(_("The trainer has closed the room. What you have answered stays yours: take it with you below."))
    place = Place(room, me, case_of(room, _.language), joined.answered, "home" if pulse.over else room.step)
    with st.container(key="room_told"):
        late = receipt.show_late(place, _)
    unsent = _unsent(place, late)
    with st.container(key="room_steps"):
        for step in FORMS:
            if step == place.step or step in unsent:
                with st.container(key=f"room_place_{step}"):
                    _in_its_place(step, place, step in unsent, _)
            else:
                st.empty()
        with st.container(key="room_body_other"):
            if place.step not in FORMS:
                SHOWN[place.step](place, _)
    st.session_state[WRITING] = unsent | ({place.step} if place.step in FORMS else set())
    with st.container(key="room_beside"):
        assignments.show(place, _)
        bank.show(place, _)


def _in_its_place(step: str, place: Place, unsent: bool, _: Words) -> None:
    """A step with a form: the room is there, or it may still hold what was not sent."""
    with st.container(key=f"room_head_{step}"):
        if unsent:
            with st.container(key=f"room_leftover_{step}"):  # the style hides it where nothing is filled in
                st.warning(_("The room has moved on. What you were writing is still here; nothing of it is lost."))
                st.button(
                    _("Put it away"), key=f"room_put_away_{step}", width="stretch", on_click=_put_away, args=(step,)
                )
    with st.container(key=f"room_body_{step}"):
        if step == place.step:
            SHOWN[step](place, _)
        else:
            LEFT_OVER.get(step, SHOWN[step])(place.at(step), _)


def _line(room: Room, me: Participant, pulse: Pulse, _: Words) -> None:
    """The connection, the room's step, and in a round how many have answered all of it."""
    person = None if access.has_cookie() else access.person()
    step = _("step {number} of {count}").format(number=STEPS.index(room.step) + 1, count=len(STEPS))
    watching = " · " + _("you watch") if me.observer else ""
    live.line(
        _, room.code, pulse, FOLLOWS_WALL if room.step == "discussion" else FOLLOWS, person=person,
        counts=answered_words(room.step, _) if room.step in ROUNDS else "", note=step + watching,
    )  # fmt: skip


def _put_away(step: str) -> None:
    st.session_state[WRITING] = st.session_state[WRITING] - {step}


def _unsent(place: Place, late: str | None) -> set[str]:
    """The steps whose forms stand on this screen and were not sent, although the room has moved on.

    late: the step whose answer has arrived after all.
    """
    writing: set[str] = st.session_state.get(WRITING, set())
    sent = {step for step, answer in place.answered.items() if answer.complete} | {late, place.step, NOTHING_TYPED}
    return {step for step in writing if step not in sent}
