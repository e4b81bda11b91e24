"""How sure we are of the ranges: assumed ones are stretched, because people's ranges are too narrow."""

from __future__ import annotations

import streamlit as st

from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.defaults import sources
from retention.inputs import inputs_of
from retention.language import Words
from retention.net_value import expectation
from retention.terms import option_name
from retention.ui import forms
from retention.ui.says_who import source_line
from retention.ui.text import escaped

EVIDENCE = ("CAL-01", "CAL-02", "CAL-03", "CAL-14")


def shown(case: Case, decision: Decision, _: Words) -> None:
    """The factor, what it moves, and the evidence behind it."""
    st.caption(
        _("Stated 90 % ranges hold the truth about half the time. A factor of 2 makes every assumed range twice as "
          "wide about its likely value; what is known stays as it is.")
    )  # fmt: skip
    forms.scale("widening", _("Stretch assumed ranges by"), 1.0, 5.0, 0.25)
    if case.widening > 1:
        _moved(case, decision, _)
    with st.popover(_("What this rests on"), type="tertiary", key="widening_evidence"):
        st.markdown("\n".join(source_line(sources()[name], _) for name in EVIDENCE))


def _moved(case: Case, decision: Decision, _: Words) -> None:
    place = OPTIONS.index(decision.recommended)
    as_stated = expectation(inputs_of(case.model_copy(update={"widening": 1.0}))).net_values[place]
    moved = float(decision.options[decision.recommended].expected - as_stated)
    sentence = _("Lopsided ranges also move their mean: “{option}” by {money} of net value.").format(
        option=option_name(decision.recommended, _), money=_.about(moved, case.currency)
    )
    st.markdown(escaped(sentence))
