"""The register: what is overdue, due and ahead, each with what can be done; then what was kept or dropped."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.cases import going
from pages.promises import acting, adding
from retention.calendar_file import calendar_bytes
from retention.language import Words
from retention.promise_words import calendar_entries, event_line, standing_name
from retention.promises import Promise, PromiseEvent, Standing, standing
from retention.storage import SqlStorage
from retention.ui import clock, download, promised
from retention.ui.text import bold, escaped

AT_ONCE = 10
SHOWN = "promises.shown"
SIGNS: dict[Standing, str] = {
    "overdue": ":orange[:material/warning: {}]",
    "due": ":orange[:material/notifications_active: {}]",
    "ahead": ":blue[:material/schedule: {}]",
    "kept": ":blue[:material/check: {}]",
    "dropped": ":gray[:material/block: {}]",
}


def shown(storage: SqlStorage, _: Words) -> None:
    """All of it; an empty register teaches."""
    pending = storage.promises.pending()
    if not pending:
        with st.container(border=True, key="no_promises"):
            st.markdown(bold(_("No client waits for a promise.")))
            taught = _(
                "Whoever promises something names the hour: “I will call you tomorrow by 15:00.” Note it here and it "
                "counts down, falls due, and stands on top of every screen once it is overdue. Without news you call "
                "all the same, and give the next time."
            )
            st.markdown(escaped(taught))
    adding.shown(storage, _, is_open=not pending)
    now = datetime.now(UTC)
    groups: dict[Standing, str] = {
        "overdue": _("Overdue"),
        "due": _("Due now"),
        "ahead": _("Ahead"),
    }
    events = storage.promises.events(promise.id for promise in pending)
    left = st.session_state.setdefault(SHOWN, AT_ONCE)
    for group, title in groups.items():
        found = [promise for promise in pending if standing(promise, now) == group]
        if not found:
            continue
        st.header(escaped(_("{title}: {count}").format(title=title, count=_.number(len(found)))), anchor=False)
        for promise in found[: max(0, left)]:
            _row(storage, promise, group, events.get(promise.id, []), _)
        left -= len(found)
    if left < 0:
        st.button(_("Show more"), key="more_promises", type="tertiary", on_click=_show_more)
    _settled(storage, _)
    if pending:
        download.button(
            _("Take them along in a calendar"), "promises_ics", "promises.ics", "text/calendar",
            lambda: _calendar(storage, pending, _), ":material/event:",
        )  # fmt: skip
        st.caption(_("The file may be opened again after changes: your calendar changes its entries and doubles none."))


def _row(storage: SqlStorage, promise: Promise, group: Standing, events: list[PromiseEvent], _: Words) -> None:
    with st.container(border=True, key=f"promise_{promise.id}", gap="small"):
        what, when = st.columns([3, 2], gap="small", vertical_alignment="top")
        with what.container(gap=None):
            st.markdown(bold(promise.what))
            st.caption(escaped(_facts(storage, promise, _)))
        with when.container(gap=None):
            moment = _.moment(clock.local(promise.due_at))
            st.markdown(SIGNS[group].format(escaped(f"{standing_name(group, _)} · {moment}")))
            promised.countdown(promise, _)
        if len(events) > 1:
            _history(promise, events, _)
        acting.shown(storage, promise, _)
        if promise.case_id is not None:
            st.button(
                _("Open the case"), key=f"promise_case_{promise.id}", type="tertiary", icon=":material/folder_open:",
                on_click=going.open_case, args=(promise.case_id,),
            )  # fmt: skip


def _facts(storage: SqlStorage, promise: Promise, _: Words) -> str:
    owner = _("responsible: {name}").format(name=promise.owner) if promise.owner else ""
    case = ""
    if promise.case_id is not None:
        title = adding.title_of(storage, promise.case_id)
        case = _("case: {title}").format(title=title or _("Without a title"))
    moved = _("moved before") if promise.state == "moved" else ""
    return " · ".join(fact for fact in (promise.to_whom, promise.channel, owner, case, moved) if fact)


def _history(promise: Promise, events: list[PromiseEvent], _: Words) -> None:
    section = st.expander(
        escaped(_("What happened to it")), type="compact", key=f"promise_history_{promise.id}", on_change="rerun"
    )
    if section.open:
        with section:
            for event in events:
                st.text(event_line(event, _, clock.local))


def _settled(storage: SqlStorage, _: Words) -> None:
    section = st.expander(escaped(_("Kept and dropped")), key="promises_settled", on_change="rerun")
    if not section.open:
        return
    with section:
        settled = storage.promises.settled()
        if not settled:
            st.markdown(escaped(_("Nothing yet.")))
        for promise in settled:
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small",
                key=f"settled_{promise.id}",
            ):  # fmt: skip
                with st.container(gap=None, width="stretch"):
                    how = standing(promise, datetime.now(UTC))
                    moment = _.moment(clock.local(promise.settled_at or promise.made_at))
                    st.markdown(SIGNS[how].format(escaped(f"{standing_name(how, _)} · {moment}")))
                    st.caption(escaped(" · ".join(part for part in (promise.what, promise.to_whom) if part)))
                st.button(
                    _("The client still waits"), key=f"promise_back_{promise.id}", icon=":material/undo:",
                    on_click=acting.bring_back, args=(storage, promise.id),
                )  # fmt: skip


def _calendar(storage: SqlStorage, pending: tuple[Promise, ...], _: Words) -> bytes:
    """Those that wait, and those settled lately, which leave the calendar."""
    listed = [*pending, *storage.promises.settled()]
    events = storage.promises.events(promise.id for promise in listed)
    changed = {number: happened[-1].happened_at for number, happened in events.items()}
    return calendar_bytes(calendar_entries(listed, changed, _), _("Promises to clients"))


def _show_more() -> None:
    st.session_state[SHOWN] += 2 * AT_ONCE
