"""A round of estimates: one question per screen, each kept as it is answered, open to change until the round ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pages.join import answer_forms, facts, receipt
from pages.join.place import Place
from retention.language import Words
from retention.ui.room import judged
from retention.ui.text import escaped
from retention.workshop.sheet import Question, is_complete, questions_of
from retention.workshop.words import answer_text, question_title, step_name

AT = "join.at"  # the place in the list of questions, by round; past the end: the list of what was answered


def show(place: Place, _: Words) -> None:
    asked = questions_of(place.case)
    answers = place.content(place.step)
    at = _place(place, asked, answers)
    if at >= len(asked):
        _overview(place, asked, answers, _)
        return
    show_form(place, _)
    _first_answer(asked[at], answers, place, partial(_keep, place, at), _)
    with st.container(horizontal=True, gap="small", key=f"estimates_ways_{place.step}"):
        for name, to, label in (("back", at - 1, _("Back")), ("skip", at + 1, _("Skip")),
                                ("all", len(asked), _("All answers"))):  # fmt: skip
            st.button(
                label, disabled=to < 0, width="stretch", key=f"estimates_{name}_{place.step}", on_click=_go,
                args=(place, to),
            )  # fmt: skip
    facts.within_reach(place, _)


def show_form(place: Place, _: Words) -> None:
    """The question on this screen; alone when the room has moved on, and nothing where all were answered."""
    asked = questions_of(place.case)
    answers = place.content(place.step)
    at = _place(place, asked, answers)
    if at >= len(asked):
        return
    told = _("{round} · question {number} of {count}")
    told = told.format(round=step_name(place.step, _), number=at + 1, count=len(asked))
    st.progress((at + 1) / len(asked), text=told)
    answer_forms.ask(asked[at], answers.get(asked[at].key), place, partial(_keep, place, at), _)


def _keep(place: Place, at: int, given: Any) -> None:
    """Keep the answer to the question at this place, and go on to the next without one."""
    asked = questions_of(place.case)
    told = {**place.content(place.step), asked[at].key: given}
    if receipt.send(place, {asked[at].key: given}, is_complete(place.case, told)):
        judged(place.room, place.case, told)
        _go(place, _next(asked, told, at))


def _first_answer(
    question: Question, answers: dict[str, object], place: Place, keep: Callable[[Any], None], _: Words
) -> None:
    """In the second round: what one said in the first, to be kept with one touch."""
    before = place.content("round1").get(question.key) if place.step == "round2" else None
    if before is None or question.key in answers:
        return
    st.caption(_("In the first round: {answer}").format(answer=escaped(answer_text(question, before, place.case, _))))
    key = f"estimates_keep_{question.key.replace('.', '_')}"
    st.button(_("Keep my first answer"), width="stretch", key=key, on_click=keep, args=(before,))


def _overview(place: Place, asked: tuple[Question, ...], answers: dict[str, object], _: Words) -> None:
    missing = [question for question in asked if question.key not in answers]
    if missing:
        st.title(_("Almost there"), anchor=False)
        st.write(
            _.ngettext("One question has no answer yet.", "{count} questions have no answer yet.", len(missing)).format(
                count=len(missing)
            )
        )
    else:
        st.title(_("All answered"), anchor=False)
        receipt.show(place, _)
    for number, question in enumerate(asked):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small",
            key=f"answer_row_{place.step}_{number}",
        ):  # fmt: skip
            answer = answers.get(question.key)
            told = answer_text(question, answer, place.case, _) if answer is not None else _("no answer yet")
            st.markdown(f"{escaped(question_title(question, _))}  \n**{escaped(told)}**")
            label = _("Change") if answer is not None else _("Answer")
            st.button(label, key=f"change_{place.step}_{number}", on_click=_go, args=(place, number))
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
    """Called before a run, so that it draws the other place at once."""
    st.session_state[AT][place.step] = at
