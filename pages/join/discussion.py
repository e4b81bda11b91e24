"""The question wall on a phone: ask, and give one's vote to others' questions."""

from __future__ import annotations

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.storage.room_wall import LONGEST_QUESTION
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.records import NotIn, Removed, RoomOver


def show(place: Place, _: Words) -> None:
    st.title(_("Discussion"))
    with st.form(f"wall_{place.room.id}", border=False, clear_on_submit=True):
        text = st.text_area(
            _("My question to the room"), max_chars=LONGEST_QUESTION, height=90, key=f"wall_text_{place.room.id}"
        )
        sent = st.form_submit_button(_("Ask"), type="primary", width="stretch", key="wall_send")
    if sent and text.strip():
        _try(lambda: store().ask(place.me.id, " ".join(text.split())), _)
    questions = store().wall(place.room.id, place.me.id)
    if not questions:
        st.caption(_("No questions yet. What would you like to know before you decide?"))
    for question in questions:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"wall_{question.id}"):
            state = {"parked": _("parked for later"), "answered": _("answered")}.get(question.state, "")
            st.markdown(escaped(question.text) + (f"  \n*{escaped(state)}*" if state else ""))
            if st.button(
                f"▲ {question.votes}",
                key=f"wall_vote_{question.id}",
                type="primary" if question.voted else "secondary",
                help=_("Take your vote back") if question.voted else _("I want to know this too"),
                disabled=question.mine or place.me.observer,
            ):
                _try(lambda q=question: store().vote(place.me.id, q.id, not q.voted), _)
                st.rerun()
    facts.within_reach(place, _)


def _try(change: object, _: Words) -> None:
    try:
        change()  # type: ignore[operator]
    except ValueError:
        st.error(_("You have asked as many questions as one person can."))
    except (NotIn, Removed, RoomOver):
        st.warning(_("The room takes no more questions."))
