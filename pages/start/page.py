"""New case: eight questions in plain words, one at a time, then the first verdict."""

from __future__ import annotations

import streamlit as st

from pages.start import answers, draft, eight, said
from pages.start.draft import STEP
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.quick_start import QUESTIONS
from retention.ui import state
from retention.ui.frame import DRAFT_IS_USED

TRIED = "start_tried"  # keys of the questions beside which it is said what is open or wrong
READY = "start_ready"
DECIDE = "pages/decide/page.py"
KEYS = tuple(question.key for question in QUESTIONS)


@st.fragment
def eight_questions() -> None:
    """The question on screen, what was answered before, and the way on."""
    if st.session_state.pop(READY, False):
        st.switch_page(DECIDE)
    _ = state.words()
    place = st.session_state.setdefault(STEP, 0)
    key = KEYS[place]
    problems = answers.sentences(_faults(), _)
    with st.container(key="start_steps"):
        before, question = st.columns([1, 1.9], gap="medium")
    with before:
        said.shown(key, _go_to, _)
    with question:
        text = _("Question {place} of {all}").format(place=place + 1, all=len(KEYS))
        st.progress((place + 1) / len(KEYS), text=text)
        eight.asked(key, problems.get(key, []) if key in st.session_state.get(TRIED, ()) else [], _)
        _ways_on(place, _)
    draft.kept(st.session_state)


def _ways_on(place: int, _: Words) -> None:
    is_last = place == len(KEYS) - 1
    done = answers.answered(st.session_state)
    has_enough = set(answers.NEEDED) <= set(done)
    with st.container(key="start_ways", horizontal=True, horizontal_alignment="distribute", gap="small"):
        st.button(
            _("Back"), icon=":material/arrow_back:", key="start_back", disabled=not place,
            on_click=_go_to, args=(place - 1,),
        )  # fmt: skip
        with st.container(horizontal=True, width="content", gap="small"):
            if has_enough or is_last:
                st.button(
                    _("See the verdict"), type="primary" if is_last else "secondary", icon=":material/gavel:",
                    key="start_go", on_click=_see,
                )  # fmt: skip
            if not is_last:
                st.button(
                    _("Next"), type="primary", icon=":material/arrow_forward:", icon_position="right",
                    key="start_next", on_click=_next, args=(place,),
                )  # fmt: skip
    if done:
        st.button(_("Clear the answers"), type="tertiary", icon=":material/undo:", key="start_clear", on_click=_clear)


def _faults() -> tuple[Fault, ...]:
    try:
        answers.case_of(st.session_state, state.words())
    except InvalidInput as invalid:
        return invalid.faults
    return ()


def _go_to(place: int) -> None:
    st.session_state[STEP] = place


def _next(place: int) -> None:
    """To the next question, unless this one has to be answered first."""
    key = KEYS[place]
    if key in answers.sentences(_faults(), state.words()):
        st.session_state[TRIED] = {*st.session_state.get(TRIED, ()), key}
    else:
        _go_to(place + 1)


def _see() -> None:
    """To the verdict, or to the first question that keeps it from being one."""
    try:
        case = answers.case_of(st.session_state, state.words())
    except InvalidInput as invalid:
        wrong = answers.sentences(invalid.faults, state.words())
        st.session_state[TRIED] = set(KEYS)
        _go_to(min(KEYS.index(key) for key in wrong))
        return
    state.open_case(case)
    _clear()
    st.session_state[READY] = st.session_state[DRAFT_IS_USED] = True


def _clear() -> None:
    for key in [key for key in st.session_state if str(key).startswith(answers.PREFIX)]:
        del st.session_state[key]
    st.session_state[TRIED] = ()
    st.session_state[STEP] = 0
    st.session_state[draft.ASKED] = True


_ = state.words()
with st.container(key="start"):
    with st.container(key="start_head", gap=None):
        st.title(_("New case"), anchor=False)
        st.caption(_("Eight questions, a first verdict in a minute. Rough figures will do."))
    eight_questions()
    st.caption(_("All else starts from defaults that rest on published figures; each says so and shows its source."))
