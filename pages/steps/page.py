"""Next steps: what follows from the verdict on the open case, by when, who, and the letter to the client."""

import streamlit as st

from pages.steps import following, letters, parting
from retention.terms import verdict_line
from retention.ui import casefile, state
from retention.ui.text import escaped

_ = state.words()
working = state.current()
casefile.show_in_address()  # a reload finds the case again
decision = state.evaluated(working.case)
st.title(_("Next steps"), anchor=False)
st.markdown(
    f"**{escaped(working.case.title)}** · {verdict_line(decision.verdict, decision.recommended, _)}"
)
option, decided = following.chosen(decision.recommended, _)
if option == "part":
    parting.shown(_)
left, right = st.columns([1.15, 1], gap="large")
with left:
    following.shown(working.case, option, decision.verdict, decided, _)
with right:
    letters.shown(working.case, option, decision.verdict, decided, _)
st.page_link("pages/decide/page.py", label=_("Back to the case"), icon=":material/arrow_back:")
