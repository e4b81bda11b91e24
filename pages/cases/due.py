"""What the cases ask for by now: promises to keep, reviews to make."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.cases import going
from retention.language import Words
from retention.promises import DUE_LASTS
from retention.storage import Due, SqlStorage
from retention.ui import clock, promised
from retention.ui.text import escaped

AT_ONCE = 5
SHOWN = "due.shown"


def shown(storage: SqlStorage, _: Words) -> None:
    """The list; nothing where nothing is due."""
    found = storage.due(clock.today())
    if not found:
        return
    count = st.session_state.setdefault(SHOWN, AT_ONCE)
    with st.container(key="due", border=True, gap="xsmall"):
        head = _.ngettext("{count} thing is due", "{count} things are due", len(found)).format(count=len(found))
        st.header(escaped(head), anchor=False)
        for entry in found[:count]:
            _entry(storage, entry, _)
        if len(found) > count:
            st.button(_("Show more"), key="more_due", type="tertiary", on_click=_show_more)


def line(entry: Due, _: Words) -> str:
    """What is due, and since when, as Markdown."""
    day = _.date(entry.due_on)
    promise_at = entry.row.promise_at
    if entry.kind == "review":
        said = _("Look back: due since {day}")
        return f":gray[:material/event_repeat:] {escaped(said.format(day=day))}"
    if promise_at is not None and datetime.now(UTC) >= promise_at + DUE_LASTS:
        said = _("Promise overdue since {moment}").format(moment=_.moment(clock.local(promise_at)))
        return f":orange[:material/warning: {escaped(said)}]"
    said = _("Promised for today")
    return f":orange[:material/schedule: {escaped(said)}]"


def _entry(storage: SqlStorage, entry: Due, _: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(gap=None, width="stretch"):
            st.markdown(line(entry, _))
            st.caption(escaped(" · ".join(part for part in (entry.row.title, entry.row.client) if part)))
        key = f"due_{entry.kind}_{entry.row.id}"
        st.button(_("Open"), key=f"{key}_open", on_click=going.open_case, args=(entry.row.id,))
        if entry.kind == "promise":
            st.button(
                _("Promise kept"), key=f"{key}_kept", icon=":material/check:",
                on_click=_keep, args=(storage, entry.row.id),
            )  # fmt: skip
        else:
            st.button(
                _("Review it"), key=f"{key}_review", icon=":material/event_repeat:", type="primary",
                on_click=going.review_case, args=(entry.row.id,),
            )  # fmt: skip


def _keep(storage: SqlStorage, case_id: int) -> None:
    storage.keep_promise(case_id)
    promised.forget()


def _show_more() -> None:
    st.session_state[SHOWN] += 2 * AT_ONCE
