"""Reply: a draft is checked against the five rules before it is sent, and read by somebody else as the client would."""

from pathlib import Path

import streamlit as st

from pages.cases import going
from pages.reply import checking, swap
from retention.ui import evidence, state, typed
from retention.ui.beside import back_to, case_beside

going.go_on()
_ = state.words()
working = case_beside()
st.html(Path(__file__).with_name("reply.css"))
with st.container(key="reply"):
    st.title(_("Reply"), anchor=False)
    back_to(working, _)
    st.write(_("A right decision is lost by a wrong answer. Paste the draft: nothing leaves this machine."))
    checking.shown(_)
    if working is not None:
        with st.container(key="reply_evidence"):
            st.header(_("If what they say is not true"), anchor=False)
            evidence.reminder(_)
            evidence.field(_)
    with st.container(key="reply_swap"):
        swap.shown(_)
    typed.commit_typed("reply_evidence")
