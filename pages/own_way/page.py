"""My own way in a conflict: eight situations, one at a time; what comes out is shown here and kept nowhere."""

import streamlit as st

from pages.own_way import result
from retention.own_way import STYLES, Situation, situations
from retention.ui import state
from retention.ui.arrival import arrive
from retention.ui.beside import dealing_style
from retention.ui.text import escaped

ANSWERS = "own_way.answers"  # of this session alone: situation → style, "" for passed over

_ = state.words()


def _asked(situation: Situation, number: int, count: int) -> None:
    st.progress(number / count, text=_("{number} of {count}").format(number=number + 1, count=count))
    st.header(escaped(situation.text), anchor=False)
    st.caption(_("Take what comes first, not what would be right."))
    turned = STYLES[number % len(STYLES) :] + STYLES[: number % len(STYLES)]  # no style is always the first
    with st.container(key="own_way_reactions", gap="xsmall"):
        for style in turned:
            st.button(
                escaped(situation.reactions[style]), key=f"own_way_{style}", width="stretch",
                on_click=_answer, args=(situation.id, style),
            )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        if number:
            st.button(_("Back"), icon=":material/arrow_back:", key="own_way_back", on_click=_back)
        st.button(_("None of these"), key="own_way_none", on_click=_answer, args=(situation.id, ""))


def _answer(situation: str, style: str) -> None:
    st.session_state[ANSWERS] = {**st.session_state.get(ANSWERS, {}), situation: style}


def _back() -> None:
    st.session_state[ANSWERS] = dict(list(st.session_state.get(ANSWERS, {}).items())[:-1])


def _again() -> None:
    st.session_state[ANSWERS] = {}


dealing_style()
answers: dict[str, str] = st.session_state.get(ANSWERS, {})
asked = situations(_.language)
with st.container(key="own_way"):
    st.title(_("My own way in a conflict"), anchor=False)
    st.markdown(
        _("Eight situations, about two minutes. The result is a caution for yourself, seen on this screen only: it is "
          "never saved, never shown in a room, and gone when this tab is closed.")
    )  # fmt: skip
    open_question = next((number for number, one in enumerate(asked) if one.id not in answers), None)
    target = "own_way_result" if open_question is None else f"own_way_question_{open_question}"
    with st.container(key=target):
        if open_question is None:
            result.shown({situation: style for situation, style in answers.items() if style}, _)
            st.button(_("Start again"), icon=":material/restart_alt:", key="own_way_again", on_click=_again)
        else:
            _asked(asked[open_question], open_question, len(asked))
    arrive("own_way", target)
    st.page_link("pages/calm/page.py", label=_("To the practices"), icon=":material/arrow_back:")
