"""The letter to the client, drafted from the case in the client's language."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from pages.reply.checking import DRAFT
from retention.case import Case
from retention.content import content_hash
from retention.exit_steps import exit_plan
from retention.language import LANGUAGES, NATIVE_NAMES, Words, words
from retention.letter import LetterFields, letter
from retention.ui import casefile, notes, state

NOTE = "letter"  # of the case: what was filled in
DAYS = {"done": 3, "call": 7, "end": 30, "handover": 14}


def shown(case: Case, option: str, verdict: str, decided: date, _: Words) -> None:
    """The fields, then the draft; what is filled in is kept with the case."""
    st.header(_("The letter"), anchor=False)
    noted = notes.noted(NOTE)
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
        state.note(NOTE, {"language": language})
        casefile.keep_notes()


def _fields(case: Case, option: str, decided: date, noted: dict[str, object], _: Words) -> LetterFields:
    def text(key: str, label: str, value: str) -> str:
        said = st.text_input(label, str(noted.get(key, value)), max_chars=500, key=f"letter_{key}")
        _keep(noted, key, said, value)
        return said

    def day(key: str, label: str, days: int) -> date:
        default = decided + timedelta(days=days)
        value = date.fromisoformat(str(noted[key])) if key in noted else default
        given = st.date_input(label, value, format="YYYY-MM-DD", key=f"letter_{key}")
        found = given if isinstance(given, date) else default
        _keep(noted, key, found.isoformat(), default.isoformat())
        return found

    parting = option == "part"
    offsets = {step.id: step.day_offset for step in exit_plan(_.language)}
    return LetterFields(
        sender=text("sender", _("Who signs"), ""),
        reach=text("reach", _("Telephone or address that is answered"), ""),
        matter=text("matter", _("What it is about, in the client's words"), ""),
        remedy=""
        if parting
        else text("remedy", _("What the client gets"), case.request if option == "satisfy" else ""),
        done_by=day("done_by", _("Paid or done by"), DAYS["done"]),
        call_on=day("call_on", _("We call on"), DAYS["call"]),
        end_on=day("end_on", _("The work together ends on"), DAYS["end"]) if parting else decided,
        handover_by=day("handover_by", _("Handed over by"), offsets.get("x12", DAYS["handover"]))
        if parting
        else decided,
    )


def _keep(noted: dict[str, object], key: str, given: str, default: str) -> None:
    before = noted.get(key, default)
    if given != before:
        state.note(NOTE, {key: given or None})
        casefile.keep_notes()
