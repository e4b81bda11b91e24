"""What was decided, in place of the next question while a case is closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from retention.language import Words, in_sentence
from retention.storage import Unavailable
from retention.terms import option_name
from retention.ui import casefile, clock, state
from retention.ui.text import bold, escaped


def is_closed() -> bool:
    """Whether the case on screen stands as it was closed."""
    kept = casefile.kept()
    return kept is not None and kept.status != "draft"


def shown() -> None:
    """The card of the last closing: when, what, the promise and when to look back."""
    _, kept = state.words(), casefile.kept()
    if kept is None:
        return
    try:
        memos = casefile.storage().memos(kept.id)
    except Unavailable:
        return
    if not memos:
        return
    closing = memos[-1].content["closing"]
    with st.container(key="closed", border=True, gap="xsmall"):
        moment = _.moment(clock.local(memos[-1].closed_at))
        said = _("Closed on {moment}").format(moment=moment)
        st.markdown(f":gray[:material/lock:] {bold(said)}")
        for line in _lines(closing, _):
            st.markdown(escaped(line))
        st.page_link("pages/steps/page.py", label=_("Next steps"), icon=":material/checklist:")
        st.caption(_("A change takes the decision up again; the locked memo stays as it is."))


def _lines(closing: dict[str, Any], _: Words) -> list[str]:
    option = in_sentence(option_name(closing["chosen_option"], _))
    lines = [_("What we do: {option}").format(option=option)]
    if closing["promise_at"]:
        moment = _.moment(clock.local(datetime.fromisoformat(closing["promise_at"])))
        lines.append(_("Promised: {what}, by {moment}").format(what=closing["promise_text"] or option, moment=moment))
    if closing["review_on"]:
        lines.append(_("We look back on {day}").format(day=_.date(date.fromisoformat(closing["review_on"]))))
    return lines
