"""What stands around the verdict: which answer turned it, and what its figures mean, on demand."""

from __future__ import annotations

import streamlit as st

from retention.case import Case
from retention.decision import Decision
from retention.finding_out import figures_explained
from retention.language import Words
from retention.turning import turning_sentence, watched
from retention.ui import state
from retention.ui.text import bold, escaped


def turned(case: Case, _: Words) -> None:
    """The sentence on the last change; nothing where it turned neither verdict nor recommendation."""
    found = watched(st.session_state.get(state.WATCHED), case)
    st.session_state[state.WATCHED] = found
    sentence = turning_sentence(found, _)
    if sentence:
        st.markdown(f":blue[:material/change_circle:] {escaped(sentence)}")


def explained(case: Case, decision: Decision, _: Words) -> None:
    """A small button that opens on one line for each figure of the verdict."""
    label = _("What do these figures say?")
    with st.popover(label, type="tertiary", key="figures_explained", on_change="rerun") as why:
        if why.open:
            for name, sentence in figures_explained(case, decision, _):
                st.markdown(f"{bold(name)} — {escaped(sentence)}")
