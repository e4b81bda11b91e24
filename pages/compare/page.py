"""Compare: the case on screen beside another one, both verdicts, and why they differ in order of effect."""

import streamlit as st

from pages.compare import beside
from retention.compare import compare
from retention.comparison_words import differences_table, why_sentence
from retention.ui import state
from retention.ui.figures import table, table_below
from retention.ui.text import escaped

SHOWN = 8

_ = state.words()
st.title(_("Compare"), anchor=False)
st.markdown(escaped(_("The case on screen beside another one: what differs between them, and what it does.")))
other = beside.chosen(_)
left, right = st.columns(2, gap="medium")
with left:
    beside.card(_("Left: on screen"), state.current().case, _, "left_case")
with right:
    if other is None:
        beside.teaching(_)
    else:
        beside.card(_("Right: compared with"), other, _, "right_case")
if other is not None:
    found = compare(state.current().case, other)
    st.header(_("Why they differ"), anchor=False)
    st.markdown(escaped(why_sentence(found, _)))
    if not found.same_currency:
        st.caption(_("The currencies differ, so amounts are shown as they are and not set against each other."))
    if found.differences:
        table(differences_table(found, SHOWN, _), _("What differs, in order of effect"))
    if len(found.differences) > SHOWN:
        label = _("All {count} differences").format(count=len(found.differences))
        table_below(differences_table(found, None, _), _, "all_differences", label)
