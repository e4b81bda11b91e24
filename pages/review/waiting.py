"""The closed cases that wait for their review."""

from __future__ import annotations

import streamlit as st

from pages.cases.going import REVIEWED
from retention.language import Words
from retention.storage import CaseRow, SqlStorage
from retention.ui import clock
from retention.ui.text import bold, escaped

AT_ONCE = 10


def shown(storage: SqlStorage, _: Words) -> None:
    """Those that are due, then those that were closed last; where there is none, what will stand here."""
    due = [entry.row for entry in storage.due(clock.today()) if entry.kind == "review"]
    known = {row.id for row in due}
    later = [row for row in storage.search(status="closed", limit=AT_ONCE).rows if row.id not in known]
    if not due and not later:
        with st.container(border=True):
            st.markdown(bold(_("No decision waits for its review.")))
            st.markdown(escaped(_("A closed decision comes back here on its review date: did the client stay, what "
                                  "happened, what did it cost?")))  # fmt: skip
            st.page_link("pages/cases/page.py", label=_("Choose a case to close"), icon=":material/arrow_forward:")
        return
    _list(_("Due now"), due[:AT_ONCE], _)
    _list(_("Closed, to be reviewed later"), later, _)


def _list(title: str, rows: list[CaseRow], _: Words) -> None:
    if not rows:
        return
    st.header(title, anchor=False)
    for row in rows:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            with st.container(gap=None, width="stretch"):
                st.markdown(bold(row.title))
                facts = [row.client, _("review on {day}").format(day=_.date(row.review_on)) if row.review_on else ""]
                st.caption(escaped(" · ".join(fact for fact in facts if fact)))
            st.button(
                _("Review it"), key=f"review_{row.id}", icon=":material/event_repeat:", on_click=_choose, args=(row.id,)
            )


def _choose(case_id: int) -> None:
    st.session_state[REVIEWED] = case_id
