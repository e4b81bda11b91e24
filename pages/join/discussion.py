"""The question wall on a phone: ask, and give one's vote to others' questions."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.storage.room_wall import LONGEST_QUESTION
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.records import NotIn, Removed, RoomOver, WallQuestion

NEWS = "join.wall_news"  # why the last question or vote was not taken: many, over


def show(place: Place, _: Words) -> None:
    show_form(place, _)
    questions = store().wall(place.room.id, place.me.id)
    if not questions:
        st.caption(_("No questions yet. What would you like to know before you decide?"))
    for question in questions:
        _question(question, place, _)
    facts.within_reach(place, _)


def show_form(place: Place, _: Words) -> None:
    """Where a question is written; alone when the room has moved on."""
    st.title(_("Discussion"), anchor=False)
    key = f"wall_text_{place.room.id}"
    with st.form(f"wall_{place.room.id}", border=False):
        st.text_area(_("My question to the room"), max_chars=LONGEST_QUESTION, height=70, key=key, placeholder=" ")
        st.form_submit_button(
            _("Ask"), type="primary", width="stretch", key="wall_send", on_click=_ask, args=(place, key)
        )
    st.caption(_("It is shown without your name."))
    news = st.session_state.get(NEWS)
    if news == "many":
        st.error(_("You have asked as many questions as one person can."))
    elif news == "over":
        st.warning(_("The room takes no more questions."))


def _question(question: WallQuestion, place: Place, _: Words) -> None:
    state = {"parked": _("parked for later"), "answered": _("answered")}.get(question.state, "")
    with st.container(
        border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center",
        key=f"wall_row_{question.id}",
    ):  # fmt: skip
        st.markdown(escaped(question.text) + (f"  \n*{escaped(state)}*" if state else ""))
        st.button(
            f"▲ {_.number(question.votes, 0)}",
            key=f"wall_vote_{question.id}",
            type="primary" if question.voted else "secondary",
            help=_("Take your vote back") if question.voted else _("I want to know this too"),
            disabled=question.mine or place.me.observer,
            on_click=_vote,
            args=(place, question),
        )


def _ask(place: Place, key: str) -> None:
    """Put it on the wall; the field is emptied only once it is there."""
    text = " ".join(st.session_state[key].split())
    if text and _try(lambda: store().ask(place.me.id, text)):
        st.session_state[key] = ""


def _vote(place: Place, question: WallQuestion) -> None:
    _try(lambda: store().vote(place.me.id, question.id, not question.voted))


def _try(change: Callable[[], object]) -> bool:
    st.session_state[NEWS] = None
    try:
        change()
    except ValueError:
        st.session_state[NEWS] = "many"
    except (NotIn, Removed, RoomOver):
        st.session_state[NEWS] = "over"
    return st.session_state[NEWS] is None
