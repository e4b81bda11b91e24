"""The check: the draft with its words marked, the findings worst first, and what every answer needs."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import NATIVE_NAMES, Words
from retention.reply.check import MOST_CHARACTERS, check_reply
from retention.reply.marking import marked_html
from retention.reply.result import MISSING, Finding, ReplyCheck
from retention.storage import Deleted, NotFound, Unavailable
from retention.ui import casefile
from retention.ui.text import escaped

DRAFT, CLIENT, EARLIER = "reply_draft", "reply_client", "reply_earlier"
DISMISSED = "reply.dismissed"  # notes by rule and words
MOST_EARLIER = 30
SIGNS = {"error": ":material/error:", "warning": ":material/warning:", "hint": ":material/info:"}


def shown(_: Words) -> None:
    """Draft on the left, findings on the right."""
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        text = st.text_area(
            _("Draft of the reply"),
            max_chars=MOST_CHARACTERS,
            height=240,
            key=DRAFT,
            persist_state="session",
            placeholder=_("Good morning, Mrs Rusu, …"),
        )
        st.button(
            _("Check"), type="primary", key="reply_check", help=_("It is checked too whenever you leave the field.")
        )
        with st.expander(_("What the client wrote, and earlier replies")):
            client = st.text_area(_("The client's message"), height=120, key=CLIENT, persist_state="session")
            earlier = st.text_area(
                _("Earlier replies, a blank line between them"), height=120, key=EARLIER, persist_state="session"
            )
    if not text.strip():
        with right:
            st.caption(_("What breaks a rule is marked here, with why and how to say it better."))
            _rules(_)
        return
    try:
        check = _checked(text, client.strip() or None, (*_blocks(earlier), *_sent_before(text)))
    except InvalidInput as error:
        for fault in error.faults:
            left.error(fault_line(fault, _))
        return
    with left:
        findings = [one for one in check.findings if _key(one, text) not in _dismissed()]
        st.html(_STYLE + marked_html(text, findings))
        _missing(check, _)
        _note_as_sent(text, _)
    with right, st.container(key="reply_findings"):
        _findings(check, findings, text, _)


@st.cache_data(max_entries=200, show_spinner=False)
def _checked(text: str, client: str | None, earlier: tuple[str, ...]) -> ReplyCheck:
    return check_reply(text, None, client, earlier)


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def _sent_before(text: str) -> list[str]:
    """What was noted as written to clients before, and handed over to be read."""
    kept = casefile.kept()
    try:
        drafts = [one.text for one in casefile.storage().replies.drafts(MOST_EARLIER)]
        thread = casefile.storage().messages.of_case(kept.id) if kept else ()
    except Unavailable:
        return []
    ours = [one.note for one in thread if one.side == "us" and one.note]
    return [one for one in (*ours, *drafts) if one != text]


def _findings(check: ReplyCheck, findings: list[Finding], text: str, _: Words) -> None:
    st.caption(_("Language: {language}").format(language=NATIVE_NAMES[check.language]))
    breaking = [one for one in findings if one.breaks]
    if not breaking:
        st.success(_("No rule is broken."), icon=":material/check_circle:")
    if check.likeness is not None and check.likeness >= 1:
        st.caption(_("Likeness to an earlier reply: {share}").format(share=_.percent(check.likeness / 100)))
    for number, one in enumerate(findings):
        with st.container(border=True, key=f"finding_{number}", gap="xsmall"):
            st.markdown(f"{SIGNS[one.severity]} **{one.rule}. {escaped(rule_name(one.rule, _))}**")
            words = text[one.start : one.end]
            if len(words) < len(text.rstrip()):
                st.markdown(f"> {escaped(words)}")
            st.markdown(escaped(one.message))
            st.markdown(f":material/arrow_forward: {escaped(one.suggestion)}")
            with st.popover(_("Dismiss"), key=f"dismiss_{number}"):
                note = st.text_input(_("Why it is fine here"), key=f"dismiss_note_{number}")
                if st.button(_("Dismiss this finding"), key=f"dismiss_go_{number}"):
                    _dismissed()[_key(one, text)] = note
                    st.rerun()
    away = [one for one in check.findings if _key(one, text) in _dismissed()]
    if away:
        with st.expander(_("Dismissed · {count}").format(count=_.number(len(away), 0))):
            for one in away:
                note = _dismissed()[_key(one, text)]
                st.markdown(f"{one.rule}. {escaped(rule_name(one.rule, _))}" + (f" – {escaped(note)}" if note else ""))
            if st.button(_("Show them again"), key="dismissed_back"):
                st.session_state[DISMISSED] = {}
                st.rerun()


def _missing(check: ReplyCheck, _: Words) -> None:
    """What every answer needs, there or missing."""
    names = {
        "regret": _("regret"),
        "what_we_do": _("what we do"),
        "by_when": _("by when"),
        "who_i_am": _("who I am"),
    }
    lines = [
        f":material/{'radio_button_unchecked' if part in check.missing else 'check_circle'}: {names[part]}"
        + (" – *" + _("missing") + "*" if part in check.missing else "")
        for part in MISSING
    ]
    st.markdown("**" + _("What every answer needs") + "**  \n" + "  \n".join(lines))


def _note_as_sent(text: str, _: Words) -> None:
    """Into the thread of the open case, so that it counts as answered and the next reply is held against this one."""
    kept = casefile.kept()
    if kept is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="reply_sent"):
        channel = st.text_input(
            _("Sent by"), max_chars=80, key="reply_channel", placeholder=_("e-mail, telephone, review …"), width=240
        )
        if st.button(_("Note it as sent"), disabled=not channel.strip(), key="reply_note_sent"):
            try:
                casefile.storage().messages.log(kept.id, "us", channel, datetime.now(UTC), text)
            except (InvalidInput, NotFound, Deleted):
                st.warning(_("The case is not there any more; the reply was not noted."))
            except Unavailable:
                st.warning(_("The database does not answer right now. Nothing is lost; try again in a moment."))
            else:
                st.toast(_("Noted in the case: we answered."))


def rule_name(rule: int, _: Words) -> str:
    """One of the five rules in a few words."""
    return {
        1: _("Keep the line open"),
        2: _("No template answers"),
        3: _("Put it right instead of justifying"),
        4: _("Do not pass the blame"),
        5: _("Never blame or doubt the client"),
    }[rule]


def _rules(_: Words) -> None:
    for rule in range(1, 6):
        st.markdown(f"**{rule}.** {escaped(rule_name(rule, _))}")


def _key(finding: Finding, text: str) -> str:
    return f"{finding.rule}:{text[finding.start : finding.end][:200]}"


def _dismissed() -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(DISMISSED, {})
    return found


_STYLE = """<style>
.marked-draft { white-space: pre-wrap; overflow-wrap: anywhere; padding: .8rem 1rem; border-radius: 10px;
  border: 1px solid light-dark(#d9dfe7, #2f3b48); }
.marked-draft mark { background: light-dark(#fdebc8, #5a4313); color: inherit; border-radius: 3px; padding: 0 2px; }
.marked-draft sup { font-weight: 700; margin-left: 2px; }
</style>"""
