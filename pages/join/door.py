"""Coming in: the code, then a name or none.  A browser that has been in finds its place by itself."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from unicodedata import normalize

import streamlit as st

from retention.language import Words
from retention.ui import access
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.codes import LENGTH, NEVER, read_code, shown_code, waiting_seconds
from retention.workshop.records import Answer, NoRoom, Participant, Removed, Room, RoomLocked, RoomOver, Seat

ROOM = "room"  # the parameter of the address
PROBLEM = "join.problem"
TOWER = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")  # more marks on one letter than any language needs


@dataclass(frozen=True)
class Joined:
    """A room, who is looking at it, and what they answered, by step."""

    room: Room
    me: Participant
    answered: dict[str, Answer]


def room_joined(_: Words) -> Joined | None:
    """The room of the address and this browser's place in it; None with the way in on screen as long as it has none."""
    asked = st.query_params.get(ROOM, "")
    if not asked:
        _ask_for_code(_)
        return None
    seat = _find(asked)
    if seat is None:
        wrong = _("No open room has the code {code}. Look at the screen in front and type it again.")
        _ask_for_code(_, wrong.format(code=escaped(asked[:20])))
        return None
    if seat.me is None:
        _ask_for_name(seat.room, _)
        return None
    if seat.me.removed_at is not None:
        st.title(_("You are not in this room any more"), anchor=False)
        st.write(_("The trainer has taken you out of it. If that was a mistake, tell them: they can let you in again."))
        return None
    return Joined(seat.room, seat.me, seat.answered)


def _find(asked: str) -> Seat | None:
    """This browser's seat in the room of a code; a wrong one costs time, the more the more of them are tried."""
    code = read_code(asked)
    known = st.session_state.setdefault("join.wrong", [])
    if asked in known:
        return None  # it has been told once, and this run is of something else on the page
    try:
        if code is not None:
            return store().seat(code, access.person())
    except NoRoom:
        pass
    time.sleep(waiting_seconds(store().note_wrong_code()))
    known.append(asked)
    return None


def _ask_for_code(_: Words, problem: str = "") -> None:
    st.title(_("Join a room"), anchor=False)
    with st.form("join_code", border=False):
        typed = st.text_input(
            _("Code of the room"),
            max_chars=20,
            placeholder="ABC DEF",
            help=_("The {count} letters and digits on the screen in front.").format(count=LENGTH),
            key="join_code_typed",
        )
        sent = st.form_submit_button(_("Go on"), type="primary", width="stretch", key="join_code_send")
    if sent and not typed.strip():
        problem = _("The {count} letters and digits on the screen in front.").format(count=LENGTH)
    elif sent and read_code(typed) is None:
        wrong = _("{typed} cannot be a code: a code has {count} Latin letters and digits, and none of these: {never}.")
        shown = escaped(_("“{name}”").format(name=typed[:20]))
        problem = wrong.format(typed=shown, count=LENGTH, never=", ".join(NEVER))
    elif sent:
        st.session_state["join.wrong"] = []
        st.query_params[ROOM] = str(read_code(typed))
        st.rerun()
    if problem:
        st.error(problem)


def _ask_for_name(room: Room, _: Words) -> None:
    st.title(_("Join a room"), anchor=False)
    st.caption(_("Room {code}").format(code=shown_code(room.code)))
    if room.is_over(datetime.now(UTC)):
        st.warning(_("This room is closed. Ask the trainer for the code of a new one."))
        return
    locked = _("The trainer has locked the room. Ask them to open it, then press Join again.")
    if room.locked:
        st.warning(locked)
    with st.form("join_name", border=False):
        nickname = st.text_input(
            _("Name for the others, if you like"),
            max_chars=40,
            key="join_nickname",
            help=_("A first name or any other, or none. The others see no answers under it."),
        )
        watching = st.checkbox(
            _("I only watch"), key="join_observer", help=_("You see everything and are not counted.")
        )
        sent = st.form_submit_button(_("Join"), type="primary", width="stretch", key="join_send")
    st.caption(_("No account. The trainer may see the name beside the answers; the others see answers without names."))
    if not sent:
        return
    try:
        store().join(room.id, access.person(), one_line(nickname), _.language, watching)
    except RoomLocked:
        if not room.locked:  # else it stands above already
            st.warning(locked)
    except RoomOver:
        st.warning(_("This room is closed. Ask the trainer for the code of a new one."))
    except Removed:
        st.warning(_("The trainer has taken you out of this room."))
    else:
        st.rerun()


def one_line(text: str) -> str:
    """A name in one line: nothing in it that is not shown as it is, and no towers of accents."""
    shown = "".join(c if c.isprintable() else " " for c in normalize("NFC", text))
    return " ".join(TOWER.sub(r"\1", shown).split())[:40]
