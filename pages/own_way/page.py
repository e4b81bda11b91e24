"""My own way in a conflict: eight situations, one at a time; what comes out stays in one's own browser."""

import streamlit as st

from pages.own_way import kept, result
from retention.own_way import STYLES, Situation, situations
from retention.ui import state
from retention.ui.arrival import arrive
from retention.ui.beside import dealing_style
from retention.ui.text import escaped

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
    kept.answer({**kept.answers(), situation: style})


def _back() -> None:
    kept.answer(dict(list(kept.answers().items())[:-1]))


def _wipe() -> None:
    kept.answer({})


dealing_style()
answers = kept.answers()
asked = situations(_.language)
with st.container(key="own_way"):
    st.title(_("My own way in a conflict"), anchor=False)
    st.markdown(
        _("Eight situations, about two minutes. The result is a caution for yourself: it stays in this browser, on "
          "this device, in no case and in no room, until you wipe it.")
    )  # fmt: skip
    open_question = next((number for number, one in enumerate(asked) if one.id not in answers), None)
    target = "own_way_result" if open_question is None else f"own_way_question_{open_question}"
    with st.container(key=target):
        if open_question is None:
            result.shown({situation: style for situation, style in answers.items() if style}, _)
        else:
            _asked(asked[open_question], open_question, len(asked))
    if answers:
        st.button(
            _("Wipe my answers and start again"), icon=":material/delete:", key="own_way_again", type="tertiary",
            on_click=_wipe,
        )  # fmt: skip
    kept.keep()
    arrive("own_way", target)
    st.page_link("pages/calm/page.py", label=_("To the practices"), icon=":material/arrow_back:")
