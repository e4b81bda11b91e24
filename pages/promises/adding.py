"""Noting a promise: what, to whom, by when, on which channel, who is responsible, and for which case."""

from __future__ import annotations

import streamlit as st

from retention import channels
from retention.faults import InvalidInput
from retention.language import Words
from retention.storage import CaseRow, NotFound, SqlStorage
from retention.ui import casefile, faulty, moment, promised
from retention.ui.text import escaped

KEY = "promise.new"
VIEW = "promises.view"  # which part of the page is shown
OPEN = "promise_add"  # key of the section, and so whether it is open
TEXTS = ("what", "to_whom", "owner")
CHOICES = ("channel", "case")
CASES_LISTED = 50


def begin(case_id: int | None, what: str = "", to_whom: str = "", channel: str = "") -> None:
    """Open the form for a case, before its page is drawn; what is known of the promise stands in it."""
    st.session_state[VIEW] = "register"
    st.session_state[OPEN] = True
    st.session_state[f"{KEY}.case"] = case_id
    for name, known in (("what", what), ("to_whom", to_whom), ("channel", channel)):
        if known:
            st.session_state[f"{KEY}.{name}"] = known


def shown(storage: SqlStorage, _: Words, is_open: bool) -> None:
    """The form in a section of its own."""
    section = st.expander(escaped(_("Note a promise")), is_open, key=OPEN, on_change="rerun", icon=":material/add:")
    if section.open:
        with section:
            _form(storage, _)


def _form(storage: SqlStorage, _: Words) -> None:
    st.text_input(_("What was promised?"), key=f"{KEY}.what", placeholder=_("a call with the date of the delivery"))
    faulty.beside(KEY, "promise.what", _)
    moment.ahead(KEY, _, _("By which day?"), _("By what hour?"))
    faulty.beside(KEY, "promise.due_at", _)
    whom, channel = st.columns(2, gap="small")
    whom.text_input(_("To whom?"), key=f"{KEY}.to_whom")
    with channel:
        channel_field(storage, f"{KEY}.channel", _("On which channel?"), _)
    owner, case = st.columns(2, gap="small")
    owner.text_input(_("Who is responsible?"), key=f"{KEY}.owner")
    with case:
        case_field(storage, f"{KEY}.case", _("For which case?"), _)
    st.button(_("Note it"), key="promise_note", type="primary", icon=":material/add:", on_click=_add, args=(storage,))


def channel_field(storage: SqlStorage, key: str, label: str, _: Words) -> None:
    """A channel, one of those known or another one."""
    known = [channel.name for channel in channels.read(storage.setting(channels.SETTING))]
    usual = [*known, *storage.messages.channels(), *([] if known else usual_names(_))]
    st.selectbox(
        label, list(dict.fromkeys(usual)), index=None, key=key, accept_new_options=True,
        placeholder=_("choose one or type another"),
    )  # fmt: skip


def usual_names(_: Words) -> list[str]:
    """The channels that most companies have."""
    return [_("phone"), _("e-mail"), _("live chat"), _("form on the website"), _("social networks"), _("review sites")]


def case_field(storage: SqlStorage, key: str, label: str, _: Words) -> None:
    """A case, the one on screen and those changed last; or none."""
    rows = {row.id: row for row in storage.search(limit=CASES_LISTED).rows}
    on_screen = casefile.kept()
    if on_screen and on_screen.id not in rows:
        rows[on_screen.id] = storage.load(on_screen.id).row
    st.selectbox(
        label, list(rows), index=None, key=key, placeholder=_.pgettext("case", "none"),
        format_func=lambda number: _called(rows[number], _) if number in rows else "",
    )  # fmt: skip


def _called(row: CaseRow, _: Words) -> str:
    return " · ".join(part for part in (row.title or _("Without a title"), row.client) if part)


def title_of(storage: SqlStorage, case_id: int) -> str:
    """The title of a case, empty where it has none."""
    try:
        return storage.load(case_id).row.title
    except NotFound:
        return ""


def _add(storage: SqlStorage) -> None:
    said = {name: str(st.session_state.get(f"{KEY}.{name}") or "").strip() for name in (*TEXTS, "channel")}
    case_id = st.session_state.get(f"{KEY}.case")
    try:
        storage.promises.add(said["what"], moment.given(KEY), said["to_whom"], said["channel"], said["owner"], case_id)
    except InvalidInput as invalid:
        faulty.keep(KEY, invalid.faults)
        return
    promised.forget()
    faulty.keep(KEY, ())
    moment.clear(KEY)
    for name in ("what", "to_whom"):  # channel, case and who is responsible are often the same the next time
        st.session_state[f"{KEY}.{name}"] = ""
    st.session_state[f"{KEY}.case"] = None
    st.session_state[OPEN] = False
