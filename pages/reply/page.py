"""Reply: a draft is checked against the five rules before it is sent, and read by somebody else as the client would."""

import streamlit as st

from pages.reply import checking, swap
from retention.ui import state

_ = state.words()
st.title(_("Reply"), anchor=False)
st.write(_("A right decision is lost by a wrong answer. Paste the draft: nothing leaves this machine."))
checking.shown(_)
swap.shown(_)
