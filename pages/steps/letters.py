"""The letter to the client, drafted from the case in the client's language."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.reply.checking import DRAFT
from pages.steps.following import LETTER_NOTE, condition, days_given
from retention.case import Case
from retention.content import content_hash
from retention.language import LANGUAGES, NATIVE_NAMES, Words, words
from retention.letter import LetterFields, letter, suggested_days
from retention.next_steps import still_owed
from retention.parting_dates import SET, parting_dates
from retention.ui import casefile, notes, state
from retention.ui.moment import day_format


def shown(case: Case, option: str, verdict: str, decided: date, _: Words) -> None:
    """The fields, then the draft; what is filled in is kept with the case."""
    st.header(_("The letter"), anchor=False)
    noted = notes.noted(LETTER_NOTE)
    language = st.selectbox(
        _("The client's language"),
        LANGUAGES,
        index=LANGUAGES.index(str(noted.get("language", _.language))),
        format_func=NATIVE_NAMES.__getitem__,
        key="letter_language",
    )
    draft = st.container()
    kept = casefile.kept()
    # as it was when the page opened: the first field that is filled is not to shut the others away
    is_open = st.session_state.setdefault(f"letter.open.{kept.id if kept else 0}", not noted)
    with st.expander(_("What the letter says"), expanded=is_open):
        fields = _fields(case, option, decided, noted, _)
    text = letter(case, option, verdict, fields, words(language))
    with draft:
        # another draft is another field: what was changed by hand in this one is not to stand in the next
        changed = st.text_area(_("Draft"), text, height=420, key=f"letter_{content_hash({'text': text})[:12]}")
        if option == "part":
            notice = parting_dates(decided, condition("red_line", case)).notice
            st.caption(_("Send it on {date}, once the steps before it are done.").format(date=_.date(notice)))
        st.caption(_("Change what does not sound like you. Nothing is sent from here."))
        if st.button(_("Check it against the five rules"), key="letter_check"):
            st.session_state[DRAFT] = changed
            st.switch_page("pages/reply/page.py")
        st.download_button(
            _("Save the letter"),
            data=changed.encode(),
            file_name="letter.txt",
            mime="text/plain",
            on_click="ignore",
            key="letter_save",
        )
    if noted.get("language", _.language) != language:
        state.note(LETTER_NOTE, {"language": language})
        casefile.keep_notes()


def _fields(case: Case, option: str, decided: date, noted: dict[str, object], _: Words) -> LetterFields:
    def text(key: str, label: str, value: str) -> str:
        field = f"letter_{key}_suggested" if value else f"letter_{key}"  # another suggestion is another field
        said = st.text_input(label, str(noted.get(key, value)), max_chars=500, key=field)
        _keep(noted, key, said, value)
        return said

    def day(key: str, label: str, default: date) -> date:
        value = date.fromisoformat(str(noted[key])) if key in noted else default
        # with another day suggested it is another field: the old suggestion is not to stand in it
        given = st.date_input(label, value, format=day_format(_), key=f"letter_{key}_{default:%Y%m%d}")
        found = given if isinstance(given, date) else default
        if _keep(noted, key, found.isoformat(), default.isoformat()) and parting and key in SET.values():
            st.rerun()  # the steps above follow it
        return found

    parting = option == "part"
    red_line, given_end = condition("red_line", case), {k: v for k, v in days_given().items() if k == "end"}
    usual_end = parting_dates(decided, red_line).end
    # the handover that is suggested follows the end
    usual = suggested_days(decided, parting_dates(decided, red_line, given_end) if parting else None)
    return LetterFields(
        sender=text("sender", _("Who signs"), ""),
        reach=text("reach", _("Telephone or address that is answered"), ""),
        matter=text("matter", _("What it is about, in the client's words"), ""),
        remedy=""
        if parting
        else text("remedy", _("What the client gets"), case.request if option == "satisfy" else ""),
        done_by=day("done_by", _("Paid or done by"), usual["done_by"]),
        call_on=day("call_on", _("We call on"), usual["call_on"]),
        end_on=day("end_on", _("The work together ends on"), usual_end) if parting else decided,
        handover_by=day("handover_by", _("Handed over by"), usual["handover_by"]) if parting else decided,
        owed=still_owed(case, notes.everything()),
    )


def _keep(noted: dict[str, object], key: str, given: str, default: str) -> bool:
    """Note what was given where it has changed, and say whether it has."""
    before = noted.get(key, default)
    if given != before:
        state.note(LETTER_NOTE, {key: given or None})
        casefile.keep_notes()
    return given != before
