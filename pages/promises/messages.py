"""Noting that the client wrote or that we answered, and what was noted before; on its own or beside a case."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from pages.promises import adding
from retention import channels
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.promise_words import span
from retention.storage import Deleted, NotFound, SqlStorage
from retention.threads import SIDES, FirstAnswer, Message, Waiting, first_answers, in_order, waiting
from retention.ui import casefile, clock, faulty, moment, promised, state
from retention.ui.text import escaped

SIDE_SIGNS = {"client": ":material/call_received:", "us": ":material/call_made:"}
LAST_SHOWN = 8


def side_name(side: str, _: Words) -> str:
    """Who wrote."""
    return {"client": _("The client wrote"), "us": _("We answered")}[side]


def form(storage: SqlStorage, key: str, case_id: int | None, _: Words) -> None:
    """Fields for one message; case_id: None where the case is to be chosen, 0 where it is not kept yet."""
    side = st.segmented_control(
        _("What happened?"), SIDES, default="client", required=True, key=f"{key}.side",
        format_func=lambda side: side_name(side, _),
    )  # fmt: skip
    if case_id is None:
        adding.case_field(storage, f"{key}.case", _("In which case?"), _)
        faulty.beside(key, "message.case", _)
    adding.channel_field(storage, f"{key}.channel", _("On which channel?"), _)
    faulty.beside(key, "message.channel", _)
    moment.past(key, _, _("Which day?"), _("At what hour?"))
    faulty.beside(key, "message.written_at", _)
    st.text_input(_("What about, if it matters"), key=f"{key}.note")
    st.button(
        _("Note the message"), key=f"{key}.add", type="primary", icon=":material/add:",
        on_click=_log, args=(storage, key, case_id, side or "client"),
    )  # fmt: skip


def listed(storage: SqlStorage, found: tuple[Message, ...], _: Words) -> None:
    """The last messages of a case, the newest on top."""
    for message in in_order(found)[::-1][:LAST_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"message_{message.id}"):
            when = _.moment(clock.local(message.written_at))
            facts = " · ".join(
                part for part in (side_name(message.side, _), message.channel, when, message.note) if part
            )
            st.markdown(f"{SIDE_SIGNS[message.side]} {escaped(facts)}", width="stretch")
            st.button(
                _("Remove"), key=f"message_remove_{message.id}", type="tertiary", icon=":material/delete:",
                help=_("Remove this message"), on_click=_remove, args=(storage, message.id),
            )  # fmt: skip


def targets(storage: SqlStorage) -> tuple[channels.Channel, ...]:
    """The channels, for their targets."""
    return channels.read(storage.setting(channels.SETTING))


def waiting_line(found: Waiting, now: datetime, _: Words) -> str:
    """Since when a client waits and how that stands to the target, as Markdown."""
    target = _.number(found.target_hours)
    if found.is_breach(now):
        said = _("Unanswered for {time}; the target is {hours} h").format(time=span(found.waited(now), _), hours=target)
        return f":red[:material/error: {escaped(said)}]"
    said = _("Waiting for {time}; the target is {hours} h").format(time=span(found.waited(now), _), hours=target)
    return f":orange[:material/schedule: {escaped(said)}]"


def first_answer_line(found: FirstAnswer, now: datetime, _: Words) -> str:
    """How long the first answer on a channel took, as Markdown."""
    facts = {"channel": found.channel, "time": span(found.took(now), _), "hours": _.number(found.target_hours)}
    if found.answered_at is None:
        said = _("{channel}: no first answer for {time}; the target is {hours} h").format(**facts)
    else:
        said = _("{channel}: first answer after {time}; the target is {hours} h").format(**facts)
    return f":red[:material/error: {escaped(said)}]" if found.is_breach(now) else f":gray[{escaped(said)}]"


def standing(storage: SqlStorage, found: tuple[Message, ...], _: Words) -> None:
    """Whether the client of a case waits, and how fast the first answers were."""
    known, now = targets(storage), datetime.now(UTC)
    waits = waiting(found, lambda name: channels.target_hours(known, name))
    if waits is not None:
        st.markdown(waiting_line(waits, now, _))
    for answer in first_answers(found, lambda name: channels.target_hours(known, name)):
        if waits is None or answer.answered_at is not None:
            st.markdown(first_answer_line(answer, now, _))


def _log(storage: SqlStorage, key: str, case_id: int | None, side: str) -> None:
    if case_id == 0:
        case_id = own_case()
    chosen = st.session_state.get(f"{key}.case") if case_id is None else case_id
    if chosen is None:
        faulty.keep(key, [Fault("message.case", None, "case_needed")])
        return
    channel = str(st.session_state.get(f"{key}.channel") or "")
    note = str(st.session_state.get(f"{key}.note") or "").strip()
    try:
        before = storage.load(chosen).row.status
        storage.messages.log(chosen, "client" if side == "client" else "us", channel, moment.given(key), note)
    except InvalidInput as invalid:
        faulty.keep(key, invalid.faults)
        return
    except (NotFound, Deleted):
        faulty.keep(key, [Fault("message.case", None, "case_gone")])
        return
    faulty.keep(key, ())
    st.session_state[f"{key}.note"] = ""
    moment.clear(key)
    promised.forget()
    if storage.load(chosen).row.status != before:
        _ = state.words()
        st.toast(_("The client has written again: the case is taken up again."), icon=":material/lock_open:")
        casefile.follow_status(chosen)


def own_case() -> int | None:
    """The number of the case on screen; an example becomes a case of one's own with its first message."""
    if casefile.kept() is None:
        state.keep()
    found = casefile.kept()
    return found.id if found else None


def _remove(storage: SqlStorage, message_id: int) -> None:
    with suppress(NotFound):  # someone else has removed it
        storage.messages.remove(message_id)
    promised.forget()
