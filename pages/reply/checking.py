"""The check: the draft with its words marked, the findings worst first, and what every answer needs."""

from __future__ import annotations

import streamlit as st

from pages.reply import sending
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import NATIVE_NAMES, Words
from retention.letter import open_gaps
from retention.reply.check import MOST_CHARACTERS, check_reply
from retention.reply.marking import marked_html
from retention.reply.result import MISSING, Finding, ReplyCheck
from retention.storage import Unavailable
from retention.ui import casefile
from retention.ui.text import escaped

DRAFT, CLIENT, EARLIER = "reply_draft", "reply_client", "reply_earlier"
DISMISSED = "reply.dismissed"  # notes by rule and words
MOST_EARLIER = 30
SIGNS = {
    "error": ":orange[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "hint": ":gray[:material/info:]",
}
MISSING_SIGN, SAID_SIGN = ":gray[:material/radio_button_unchecked:]", ":blue[:material/check_circle:]"


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
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(_("Check"), type="primary", key="reply_check")
            st.caption(_("It is checked too whenever you leave the field."), width="stretch")
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
        _marked(text, findings, _)
    gaps = open_gaps(text)
    with right:
        if gaps:
            _gaps(gaps, _)
        with st.container(key="reply_findings"):
            _findings(check, findings, text, _)
        _missing(check, _)
        if not gaps:
            sending.shown(text, check.language, _)


def _gaps(count: int, _: Words) -> None:
    said = _.ngettext(
        "{count} gap is still open: fill it before you send.",
        "{count} gaps are still open: fill them before you send.",
        count,
    )
    st.warning(escaped(said.format(count=_.number(count, 0))), icon=":material/edit_note:")


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


def _marked(text: str, findings: list[Finding], _: Words) -> None:
    """The draft once more where words of it are marked."""
    marked = marked_html(text, findings)
    if "<mark>" in marked:
        st.caption(_("Marked with the number of the rule that the words break:"))
        st.html(marked)


def _findings(check: ReplyCheck, findings: list[Finding], text: str, _: Words) -> None:
    breaking = [one for one in findings if one.breaks]
    language = _("Language: {language}").format(language=NATIVE_NAMES[check.language])
    if breaking:
        said = _.ngettext("{count} place to mend", "{count} places to mend, the worst first", len(breaking))
        st.header(escaped(said.format(count=_.number(len(breaking), 0))), anchor=False)
    else:
        st.success(_("No rule is broken."), icon=":material/check_circle:")
    st.caption(language)
    if check.likeness is not None and check.likeness >= 1:
        st.caption(_("Likeness to an earlier reply: {share}").format(share=_.percent(check.likeness / 100)))
    for number, one in enumerate(findings):
        with st.container(border=True, key=f"finding_{number}", gap="xsmall"):
            _finding_head(one, number, text, _)
            words = text[one.start : one.end]
            if len(words) < len(text.rstrip()):
                st.markdown(f"> {escaped(words)}")
            st.markdown(escaped(one.message))
            st.markdown(f":blue[:material/arrow_forward:] {escaped(one.suggestion)}")
    away = [one for one in check.findings if _key(one, text) in _dismissed()]
    if away:
        with st.expander(_("Dismissed · {count}").format(count=_.number(len(away), 0))):
            for one in away:
                note = _dismissed()[_key(one, text)]
                st.markdown(f"{one.rule}. {escaped(rule_name(one.rule, _))}" + (f" – {escaped(note)}" if note else ""))
            if st.button(_("Show them again"), key="dismissed_back"):
                st.session_state[DISMISSED] = {}
                st.rerun()


def _finding_head(one: Finding, number: int, text: str, _: Words) -> None:
    """The rule, and the way to put the finding away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"finding_head_{number}"):
        st.markdown(f"{SIGNS[one.severity]} **{one.rule}. {escaped(rule_name(one.rule, _))}**", width="stretch")
        with st.popover(_("Dismiss"), type="tertiary", key=f"dismiss_{number}"):
            note = st.text_input(_("Why it is fine here"), key=f"dismiss_note_{number}")
            if st.button(_("Dismiss this finding"), key=f"dismiss_go_{number}"):
                _dismissed()[_key(one, text)] = note
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
        f"{MISSING_SIGN if part in check.missing else SAID_SIGN} {names[part]}"
        + (" – *" + _("missing") + "*" if part in check.missing else "")
        for part in MISSING
    ]
    st.markdown("**" + _("What every answer needs") + "**  \n" + "  \n".join(lines))


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
