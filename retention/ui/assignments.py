"""Assignments of a room on screen, for whoever leads it: set, see who has sent, review."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta

import streamlit as st

from retention.language import Words
from retention.storage.room_assignments import AssignmentStore
from retention.ui import casefile, clock
from retention.ui.moment import day_format
from retention.ui.room import store as rooms
from retention.ui.text import bold, escaped
from retention.workshop.bank import homework_state, is_late
from retention.workshop.bank_records import LONGEST, LONGEST_HOMEWORK, Assignment, Homework
from retention.workshop.records import NotIn, Participant

DAYS = 7  # until a new assignment is due, unless another day is chosen
HOUR = time(18)


def store() -> AssignmentStore:
    """The assignments of this server's storage.  Raises Unavailable."""
    return casefile.storage().assignments


def show(room_id: int, _: Words) -> None:
    """The assignments of a room with what was sent, and a new one."""
    found = store().of_room(room_id)
    if not found:
        st.caption(
            _("A task for home: a case to look at, a talk to prepare. It stands on every phone, also after the room.")
        )
    people = [person for person in rooms().participants(room_id) if person.removed_at is None and not person.observer]
    names = {person.id: _name(person, place, _) for place, person in enumerate(people, start=1)}
    for assignment in found:
        _assignment(assignment, names, _)
    with st.expander(_("New assignment"), expanded=not found, key=f"assignment_new_{room_id}"):
        _new(room_id, _)


def _new(room_id: int, _: Words) -> None:
    with st.form(f"assignment_form_{room_id}", border=False, clear_on_submit=True):
        title = st.text_input(_("Title"), max_chars=LONGEST["title"], key=f"assignment_title_{room_id}")
        task = st.text_area(_("Task"), max_chars=LONGEST_HOMEWORK, height=100, key=f"assignment_task_{room_id}")
        left, right = st.columns(2)
        day = left.date_input(
            _("Due on"), clock.today() + timedelta(days=DAYS), format=day_format(_), key=f"assignment_day_{room_id}"
        )
        hour = right.time_input(_("Hour"), HOUR, key=f"assignment_hour_{room_id}")
        sent = st.form_submit_button(_("Set the assignment"), type="primary", key=f"assignment_set_{room_id}")
    if not sent:
        return
    if not title.strip():
        st.error(_("Give the assignment a title."))
        return
    store().set(room_id, title, task, datetime.combine(day, hour, clock.zone()))
    st.rerun()


def _assignment(assignment: Assignment, names: Mapping[int, str], _: Words) -> None:
    sent = {homework.participant_id: homework for homework in store().sent(assignment.id)}
    waiting = [name for person, name in names.items() if person not in sent]
    due = _("due {moment}").format(moment=_.moment(clock.local(assignment.due_at)))
    count = _("{sent} of {people} sent").format(sent=_.number(len(sent), 0), people=_.number(len({*names, *sent}), 0))
    head = f"{bold(assignment.title)} · {escaped(due)} · {escaped(count)}"
    with st.expander(head, key=f"assignment_{assignment.id}"):
        if assignment.task:
            st.text(assignment.task)
        for homework in sent.values():
            _homework(homework, assignment, names.get(homework.participant_id, _("no longer in the room")), _)
        if waiting:
            st.caption(_("Not sent yet: {names}").format(names=escaped(", ".join(waiting))))
        _settings(assignment, _)


def _settings(assignment: Assignment, _: Words) -> None:
    with st.container(horizontal=True):
        with st.popover(_("Change when it is due")):
            before = clock.local(assignment.due_at)
            day = st.date_input(
                _("Due on"), before.date(), format=day_format(_), key=f"assignment_due_day_{assignment.id}"
            )
            hour = st.time_input(_("Hour"), before.time(), key=f"assignment_due_hour_{assignment.id}")
            if st.button(_("Change"), type="primary", key=f"assignment_due_{assignment.id}") and day:
                with suppress(NotIn):
                    store().change_due(assignment.id, datetime.combine(day, hour, clock.zone()))
                st.rerun()
        with st.popover(_("Delete")):
            st.write(_("The assignment is gone for good, with everything that was sent for it."))
            if st.button(_("Delete it"), type="primary", key=f"assignment_delete_{assignment.id}"):
                store().delete(assignment.id)
                st.rerun()


def _homework(homework: Homework, assignment: Assignment, name: str, _: Words) -> None:
    assert homework.sent_at is not None
    key = f"{assignment.id}_{homework.participant_id}"
    with st.container(border=True, key=f"homework_{key}"):
        moment = _.moment(clock.local(homework.sent_at))
        state = homework_state(homework, assignment.due_at)
        marks = [_("reviewed") if state == "reviewed" else _("sent")]
        if is_late(homework, assignment.due_at):
            marks.append(_("late"))
        st.markdown(f"{bold(name)} · {escaped(moment)} · *{escaped(', '.join(marks))}*")
        parts = (
            (None, homework.text),
            (_("Our part in it"), homework.our_part),
            (_("Their part"), homework.their_part),
        )
        for head, text in parts:
            if text:
                if head:
                    st.caption(head)
                st.text(text)
        with st.form(f"homework_form_{key}", border=False):
            comment = st.text_area(
                _("Comment"),
                homework.comment or "",
                max_chars=LONGEST_HOMEWORK,
                height=80,
                key=f"homework_comment_{key}",
            )
            label = _("Change the comment") if homework.reviewed_at else _("Mark as reviewed")
            done = st.form_submit_button(label, key=f"homework_done_{key}")
        if done:
            store().review(assignment.id, homework.participant_id, comment)
            st.rerun()


def _name(person: Participant, place: int, _: Words) -> str:
    """The nickname, or the place in the order of coming in."""
    return person.nickname or _("person {number}").format(number=place)
