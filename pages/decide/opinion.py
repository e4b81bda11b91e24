"""Satisfaction with this contact and loyalty over time: two gauges that never merge, and what they say together."""

from __future__ import annotations

import streamlit as st

from retention.decision import Decision
from retention.language import Words
from retention.terms import segment_name
from retention.ui import forms, state
from retention.ui.text import bold, escaped


def shown(decision: Decision, _: Words) -> None:
    """Each gauge by itself, then the reading."""
    st.caption(_("Satisfaction is the impression of this contact; loyalty is the opinion gathered over time."))
    satisfied, loyal = st.columns(2, gap="medium")
    with satisfied.container(key="gauge_satisfaction", border=True):
        forms.scale("satisfaction", _("Satisfied with this contact, 1 to 5"), 1.0, 5.0, 0.5)
        _note("satisfaction", _("Satisfied from 4 on."), _)
    with loyal.container(key="gauge_loyalty", border=True):
        forms.scale("loyalty", _("Would they stay and recommend us, 0 to 10"), 0.0, 10.0, 0.5)
        _note("loyalty", _("Loyal from 7 on."), _)
    if decision.loyalty_segment is None:
        st.markdown(_("With both judged, it says here what kind of client this is."))
    else:
        st.markdown(bold(segment_name(decision.loyalty_segment, _)))
        st.caption(escaped(_advice(decision.loyalty_segment, _)))


def _note(path: str, threshold: str, _: Words) -> None:
    if state.current()[path] is None:
        st.caption(_("Not judged yet; move it to judge."))
    else:
        st.caption(threshold)


def _advice(segment: str, _: Words) -> str:
    return {
        "loyalist": _("Thank them, and do not let this one incident cost you what has grown."),
        "hostage": _("They stay because of the past or for want of choice. Put this right before the past is used up."),
        "mercenary": _("Content today, gone tomorrow for a better price. Do not pay for loyalty that is not there."),
        "defector": _("Neither this contact nor the past holds them. Decide whether to win them back or to part well."),
    }[segment]
