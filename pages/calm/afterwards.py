"""How one is after a practice, what has changed, and keeping both with the case."""

from __future__ import annotations

import streamlit as st

from pages.calm import session
from retention.calm import CALM_NOTE, HIGHEST, LOWEST, STEP, change_sentence, takes_the_pause, written
from retention.closing import PAUSE_FROM
from retention.content import CLOSING_NOTE
from retention.language import Words
from retention.ui import casefile, pauses, state
from retention.ui.beside import back_to
from retention.ui.gauge import gauge
from retention.ui.text import bold, escaped
from retention.working import Working

AFTER, TAKE_OVER = "calm.after", "calm.take_over"


def shown(working: Working | None, _: Words) -> None:
    """The state after with the change, once a practice has ended."""
    found = session.ended()
    if found is None:
        if working is not None and session.was_kept():
            with st.container(key="calm_kept", border=True):
                said = _("Kept with the case.")
                st.markdown(f":blue[:material/check:] {bold(said)}")
                back_to(working, _)
        return
    with st.container(key="calm_after", border=True):
        st.header(_("And now?"), anchor=False)
        if AFTER not in st.session_state:
            st.session_state[AFTER] = found["before"]
        after = st.slider(
            _("My state after it, from holding it all in to carried away"), LOWEST, HIGHEST, step=STEP, format="%g",
            key=AFTER,
        )  # fmt: skip
        gauge([(_("before"), found["before"]), (_("after"), after)], _)
        st.markdown(escaped(change_sentence(found["before"], after, _)))
        if working is None:
            return
        _keeping(_)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(_("Keep with the case"), type="primary", icon=":material/save:", key="calm_keep", on_click=_keep)
            st.button(_("Do not keep it"), key="calm_forget", on_click=_forget)
            back_to(working, _)


def kept_lines(_: Words) -> None:
    """The practices that are kept with the case, as its memo says them."""
    found = pauses.memo_lines(_)
    if found:
        st.header(_("Kept with this case"), anchor=False)
        for _name, text in found:
            st.markdown(f"- {escaped(text)}")


def _keeping(_: Words) -> None:
    record = casefile.kept()
    if record is not None and record.status != "draft":
        st.session_state[TAKE_OVER] = False  # a changed state would take a closed decision up again
        st.caption(_("The decision is closed; only the practice is kept, the state in the case stays as it was."))
        return
    st.session_state.setdefault(TAKE_OVER, True)
    st.toggle(_("This is my state in the case from now on"), key=TAKE_OVER)
    if record is None:
        st.caption(_("An example is on screen; keeping this makes it a case of your own."))


def _keep() -> None:
    pause = session.pause(float(st.session_state[AFTER]))
    if pause is None:
        return
    state.note(CALM_NOTE, written(pause))
    if st.session_state.get(TAKE_OVER):
        state.edit("emotion.manager", pause.after)
    if abs(state.current().case.emotion.manager) >= PAUSE_FROM and takes_the_pause(pause):
        state.note(CLOSING_NOTE, {"pause_done": True})
    _forget()
    session.is_kept()
    st.session_state[session.before_key()] = pause.after


def _forget() -> None:
    session.forget()
    st.session_state.pop(AFTER, None)
