"""How one is before a practice: the judgement, what the body says, and what both advise."""

from __future__ import annotations

import streamlit as st

from pages.calm import session
from retention.calm import HIGHEST, LOWEST, SIGNS, STEP, advice, sign_name
from retention.language import Words
from retention.ui.gauge import gauge
from retention.ui.text import bold, escaped

SIGNS_KEY = "calm.signs"


def shown(_: Words) -> None:
    """The slider with its gauge, the signs, and the sentence on what to do first."""
    st.header(_("How are you right now?"), anchor=False)
    before = st.slider(
        _("My state, from holding it all in to carried away"), LOWEST, HIGHEST, step=STEP, format="%g",
        key=session.before_key(),
    )  # fmt: skip
    gauge([(_("now"), before)], _)
    signs = st.pills(
        _("What do you notice in your body?"), tuple(SIGNS), selection_mode="multi", key=SIGNS_KEY,
        persist_state="session", format_func=lambda sign: sign_name(sign, _), wrap=True,
    )  # fmt: skip
    with st.container(key="calm_advice", border=True):
        st.markdown(bold(_("What to do first")))
        st.markdown(escaped(advice(before, signs, _)))
