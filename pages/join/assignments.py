"""Home assignments on a phone: the task, when it is due, one's text with both sides' part, the comment."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui import clock
from retention.ui.assignments import store
from retention.ui.text import bold, escaped
from retention.workshop.bank import homework_state, is_late
from retention.workshop.bank_records import LONGEST_HOMEWORK, AlreadyReviewed, Assignment, Homework
from retention.workshop.records import NotIn, Removed

OFFERED_IN = ("exercise", "home")
OPENED = "join.assignments"  # whether they stood on this phone: what is typed in them is not to be taken away
NEWS = "join.homework_news"  # number of the assignment, and what came of sending: sent, empty, reviewed, out
PARTS = ("text", "our_part", "their_part")


def show(place: Place, _: Words) -> None:
    """The assignments of the room, from the closing exercise on."""
    if place.step not in OFFERED_IN and not st.session_state.get(OPENED):
        return
    found = store().of_room(place.room.id)
    if not found or place.me.observer:
        return
    st.session_state[OPENED] = True
    st.subheader(_("For home"), anchor=False)
    own = store().own(place.me.id)
    for assignment in found:
        with st.container(border=True, key=f"homework_{assignment.id}"):
            _assignment(assignment, own.get(assignment.id), place, _)


def _assignment(assignment: Assignment, own: Homework | None, place: Place, _: Words) -> None:
    st.markdown(bold(assignment.title))
    moment = _.moment(clock.local(assignment.due_at))
    st.caption(_("due {moment}").format(moment=escaped(moment)))
    if assignment.task:
        st.text(assignment.task)
    if own is not None and homework_state(own, assignment.due_at) == "reviewed":
        _reviewed(own, assignment, _)
        return
    _form(assignment, own, place, _)
    _standing(own, assignment, _)


def _reviewed(own: Homework, assignment: Assignment, _: Words) -> None:
    for head, text in zip(_heads(_), (own.text, own.our_part, own.their_part), strict=True):
        if text:
            st.caption(head)
            st.text(text)
    late = is_late(own, assignment.due_at)
    st.success(_("Reviewed; it was sent late.") if late else _("Reviewed."))
    if own.comment:
        st.caption(_("The trainer's comment"))
        st.text(own.comment)


def _form(assignment: Assignment, own: Homework | None, place: Place, _: Words) -> None:
    for part, head in zip(PARTS, _heads(_), strict=True):
        key = _key(assignment.id, part)
        if key not in st.session_state:
            st.session_state[key] = getattr(own, part) if own else ""
        height = 140 if part == "text" else 80
        st.text_area(head, max_chars=LONGEST_HOMEWORK, height=height, key=key, on_change=_keep,
                     args=(assignment.id, place))  # fmt: skip
    label = _("Send again") if own is not None and own.sent_at else _("Send")
    st.button(label, type="primary", width="stretch", key=f"homework_send_{assignment.id}", on_click=_send,
              args=(assignment.id, place))  # fmt: skip


def _standing(own: Homework | None, assignment: Assignment, _: Words) -> None:
    """Whether it has arrived, and whether in time."""
    number, news = st.session_state.get(NEWS, (None, None))
    if number == assignment.id and news == "empty":
        st.error(_("Write something before you send it."))
    elif number == assignment.id and news in ("reviewed", "out"):
        st.warning(_("It was not taken: the trainer has reviewed it, or taken the assignment away."))
    if own is not None and own.sent_at is not None:
        moment = _.moment(clock.local(own.sent_at))
        if is_late(own, assignment.due_at):
            st.warning(_("Sent {moment}: late. The trainer sees it all the same.").format(moment=moment))
        else:
            st.success(_("Sent {moment}, in time.").format(moment=moment))
    if datetime.now(UTC) > assignment.due_at:
        st.caption(_("It is past the hour: what you send now is marked as late."))


def _heads(_: Words) -> tuple[str, str, str]:
    return (
        _("My answer"),
        _("Our part: what we did or left undone"),
        _("Their part: what the client did or left undone"),
    )


def _key(assignment_id: int, part: str) -> str:
    return f"homework_{part}_{assignment_id}"


def _typed(assignment_id: int) -> list[str]:
    return [st.session_state.get(_key(assignment_id, part)) or "" for part in PARTS]


def _keep(assignment_id: int, place: Place) -> None:
    st.session_state[NEWS] = (None, None)
    with suppress(NotIn, Removed):
        store().keep_draft(place.me.id, assignment_id, *_typed(assignment_id))


def _send(assignment_id: int, place: Place) -> None:
    try:
        store().send(place.me.id, assignment_id, *_typed(assignment_id))
    except AlreadyReviewed:
        st.session_state[NEWS] = (assignment_id, "reviewed")
    except ValueError:
        st.session_state[NEWS] = (assignment_id, "empty")
    except (NotIn, Removed):
        st.session_state[NEWS] = (assignment_id, "out")
    else:
        st.session_state[NEWS] = (assignment_id, "sent")
