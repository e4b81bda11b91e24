"""New case: eight questions in plain words, then the first verdict."""

from __future__ import annotations

import streamlit as st

from pages.start import answers, eight
from retention.faults import Fault, InvalidInput
from retention.quick_start import QUESTIONS
from retention.ui import state

TRIED = "start_tried"  # whether the verdict was asked for already, so that what is open may be said
READY = "start_ready"
DECIDE = "pages/decide/page.py"


@st.fragment
def eight_questions() -> None:
    """The questions, how many are answered, and the way to the verdict."""
    if st.session_state.pop(READY, False):
        st.switch_page(DECIDE)
    _ = state.words()
    problems = answers.sentences(_faults(), _) if st.session_state.get(TRIED) else {}
    done = answers.answered(st.session_state)
    for question in QUESTIONS:
        eight.asked(question.key, problems.get(question.key, []), _)
    count = len(done)
    st.progress(count / len(QUESTIONS), text=_("{count} of {all} answered").format(count=count, all=len(QUESTIONS)))
    if problems:
        st.warning(_open_line(problems), icon=":material/error:")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(_("See the verdict"), type="primary", icon=":material/gavel:", key="start_go", on_click=_see)
        st.button(_("Clear the answers"), type="tertiary", key="start_clear", on_click=_clear)
    st.caption(_("All else starts from defaults that rest on published figures; each says so and shows its source."))


def _open_line(problems: dict[str, list[str]]) -> str:
    _ = state.words()
    numbers = [str(place) for place, question in enumerate(QUESTIONS, 1) if question.key in problems]
    line = _.ngettext("Look at question {numbers} again.", "Look at questions {numbers} again.", len(numbers))
    return line.format(numbers=", ".join(numbers))


def _faults() -> tuple[Fault, ...]:
    try:
        answers.case_of(st.session_state, state.words())
    except InvalidInput as invalid:
        return invalid.faults
    return ()


def _see() -> None:
    st.session_state[TRIED] = True
    try:
        case = answers.case_of(st.session_state, state.words())
    except InvalidInput:
        return
    state.open_case(case)
    st.session_state[TRIED] = False
    st.session_state[READY] = True


def _clear() -> None:
    st.session_state[TRIED] = False
    for key in [key for key in st.session_state if str(key).startswith(answers.PREFIX)]:
        del st.session_state[key]


_ = state.words()
with st.container(key="start", width=820):
    st.title(_("New case"), anchor=False)
    st.markdown(_("Eight questions, a first verdict in a minute. Rough figures will do: they can be sharpened later."))
    eight_questions()
