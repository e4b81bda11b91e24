"""What one suspects or can prove about the client's account: noted inside, apart from every reply."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.ui import notes, state
from retention.ui.text import escaped

EVIDENCE_NOTE = "evidence"  # of a case
LONGEST = 5000  # characters
FIELD = "evidence.text"


def reminder(_: Words) -> None:
    """The client may be emotional, the company may not, even where the client does not tell the truth."""
    st.markdown(
        escaped(
            _("The client may be emotional; you speak for the company and stay businesslike, even if what they say is "
              "not true. What you can prove belongs in the note, not in the reply.")
        )
    )  # fmt: skip


def field(_: Words) -> None:
    """The note of the case on screen.  Only for the owner, and only where a case is on screen."""
    noted = str(notes.noted(EVIDENCE_NOTE).get("text", ""))
    if st.session_state.get(FIELD) != noted:  # another case has come on screen
        st.session_state[FIELD] = noted
    st.text_area(
        _("What do you know, and from where? Dates, messages, records"),
        key=FIELD, height=110, max_chars=LONGEST, on_change=_take,
    )  # fmt: skip
    st.caption(_("Kept inside the case. It goes into no reply, letter or memo; write as if the client could see it."))


def _take() -> None:
    state.note(EVIDENCE_NOTE, {"text": st.session_state[FIELD]})
