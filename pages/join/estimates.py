"""A round of estimates: one question per screen, each kept as it is answered, open to change until the round ends."""

from __future__ import annotations

import streamlit as st

from pages.join import answer_forms, facts, receipt
from pages.join.place import Place
from retention.language import Words
from retention.ui.text import escaped
from retention.workshop.sheet import Question, questions_of
from retention.workshop.words import answer_text, question_title

AT = "join.at"  # the place in the list of questions, by round; past the end: the list of what was answered


def show(place: Place, _: Words) -> None:
    asked = questions_of(place.case)
    answers = place.content(place.step)
    at = _place(place, asked, answers)
    if at >= len(asked):
        _overview(place, asked, answers, _)
        return
    question = asked[at]
    st.progress((at + 1) / len(asked), text=_("Question {number} of {count}").format(number=at + 1, count=len(asked)))
    given = answer_forms.ask(question, answers.get(question.key), place, _)
    if given is not None:
        complete = all(other.key in answers or other.key == question.key for other in asked)
        if receipt.send(place, {question.key: given}, complete):
            _go(place, _next(asked, {**answers, question.key: given}, at))
    with st.container(horizontal=True, key="estimates_ways"):
        if st.button(_("Back"), disabled=at == 0, key="estimates_back"):
            _go(place, at - 1)
        if st.button(_("Skip"), key="estimates_skip"):
            _go(place, at + 1)
        if st.button(_("All answers"), key="estimates_all"):
            _go(place, len(asked))
    facts.within_reach(place, _)


def _overview(place: Place, asked: tuple[Question, ...], answers: dict[str, object], _: Words) -> None:
    missing = [question for question in asked if question.key not in answers]
    if missing:
        st.title(_("Almost there"))
        st.write(
            _.ngettext("One question has no answer yet.", "{count} questions have no answer yet.", len(missing)).format(
                count=len(missing)
            )
        )
    else:
        st.title(_("All answered"))
        receipt.show(place, _)
    for number, question in enumerate(asked):
        with st.container(horizontal=True, vertical_alignment="center", key=f"answer_row_{number}"):
            answer = answers.get(question.key)
            told = answer_text(question, answer, place.case, _) if answer is not None else _("no answer yet")
            st.markdown(f"{escaped(question_title(question, _))}  \n**{escaped(told)}**")
            if st.button(_("Change") if answer is not None else _("Answer"), key=f"change_{place.step}_{number}"):
                _go(place, number)
    facts.within_reach(place, _)


def _place(place: Place, asked: tuple[Question, ...], answers: dict[str, object]) -> int:
    """Where this phone was; after a reload, the first question without an answer."""
    places: dict[str, int] = st.session_state.setdefault(AT, {})
    if place.step not in places:
        places[place.step] = _next(asked, answers, -1)
    return places[place.step]


def _next(asked: tuple[Question, ...], answers: dict[str, object], at: int) -> int:
    """The next question without an answer, else the overview."""
    return next((n for n in range(at + 1, len(asked)) if asked[n].key not in answers), len(asked))


def _go(place: Place, at: int) -> None:
    st.session_state[AT][place.step] = at
    st.rerun()
