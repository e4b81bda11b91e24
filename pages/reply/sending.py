"""A reply that is sent: kept with the case on screen, and what it promises goes into the register."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.cases import going
from pages.promises import adding, messages
from retention.language import Words
from retention.reply_dates import dated_sentences
from retention.storage import Deleted, NotFound, SqlStorage, Unavailable
from retention.threads import message_faults
from retention.ui import casefile, faulty, promised, state
from retention.ui.beside import case_beside
from retention.ui.text import bold, escaped

SENT = "reply.sent"  # (case, text, channel) of what was noted last
CHANNEL = "reply_channel"
KEY = "reply.sending"


def shown(text: str, language: str, _: Words) -> None:
    """Fields to note it with the case on screen, or what it promises once that is done.

    language: of the text.
    """
    working, kept = case_beside(), casefile.kept()
    if working is None:
        st.caption(_("With a case on screen, a reply that was sent is kept there with what it promises."))
        return
    sent = st.session_state.get(SENT)
    with st.container(border=True, key="reply_sent", gap="small"):
        try:
            if kept is not None and sent is not None and sent[:2] == (kept.id, text):
                _promises(kept.id, text, language, sent[2], _)
            else:
                _fields(casefile.storage(), working["title"], text, _)
        except Unavailable:
            st.warning(_("The database does not answer right now. Nothing is lost; try again in a moment."))


def _fields(storage: SqlStorage, title: str, text: str, _: Words) -> None:
    st.header(_("Sent?"), anchor=False)
    said = _("It is kept with the case “{title}” and counts as our answer.")
    st.caption(escaped(said.format(title=title or _("Without a title"))))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=260):
            adding.channel_field(storage, CHANNEL, _("Sent by"), _)
        st.button(_("Note it as sent"), key="reply_note_sent", icon=":material/send:", on_click=_sent, args=(text,))
    faulty.beside(KEY, "message.channel", _)


def _sent(text: str) -> None:
    _, channel = state.words(), str(st.session_state.get(CHANNEL) or "")
    now = datetime.now(UTC)
    faults = message_faults(channel, now, now)
    faulty.keep(KEY, faults)
    if faults:
        return
    case_id = messages.own_case()  # an example becomes a case of one's own
    try:
        if case_id is None:
            raise Unavailable
        casefile.storage().messages.log(case_id, "us", channel, now, text)
    except (NotFound, Deleted):
        st.toast(_("The case is not there any more; the reply was not noted."), icon=":material/error:")
    except Unavailable:
        st.toast(
            _("The database does not answer right now. Nothing is lost; try again in a moment."),
            icon=":material/cloud_off:",
        )
    else:
        st.session_state[SENT] = (case_id, text, channel)
        promised.forget()


def _promises(case_id: int, text: str, language: str, channel: str, _: Words) -> None:
    """What it says by which day, each a step away from the register."""
    said = _("Sent ({channel}) and kept with the case.").format(channel=channel)
    st.markdown(f":blue[:material/check_circle:] {bold(said)}")
    found = dated_sentences(text, language)
    if found:
        st.markdown(escaped(_("The client now counts on this. Note what is to be done, and it counts down.")))
    for number, sentence in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"reply_dated_{number}"):
            st.markdown(escaped(sentence), width="stretch")
            st.button(
                _("Note the promise"), key=f"reply_promise_note_{number}", icon=":material/add:",
                on_click=_note, args=(case_id, sentence, channel),
            )  # fmt: skip
    if not found:
        st.markdown(escaped(_("It names no day and no hour. Whatever was promised besides can be noted.")))
        st.button(
            _("Note a promise"), key="reply_promise_new", icon=":material/add:",
            on_click=_note, args=(case_id, "", channel),
        )  # fmt: skip


def _note(case_id: int, what: str, channel: str) -> None:
    """To the register, its form filled in."""
    adding.begin(case_id, what=what, to_whom=str(state.current()["client"] or ""), channel=channel)
    going.begin("promises")
