"""What the law may demand, asked question by question; it sends to a lawyer and replaces none."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from retention.language import Words
from retention.legal_questions import rows_for
from retention.tables import Row, in_languages, table
from retention.ui import notes, state
from retention.ui.text import bold, escaped

NOTE = "gates"  # the note of the case that holds the answers by question
COUNTRIES = ("", "EU", "MD", "RO", "RU", "UK")


def shown(_: Words) -> None:
    """Where, the next question, and what the answers mean."""
    _place(_)
    rows, answers = rows_for(state.current()["jurisdiction"]), notes.noted(NOTE)
    for row in rows:
        if answers.get(row["id"]) in ("yes", "unsure"):
            _meaning(row, answers[row["id"]], _)
    left = [row for row in rows if row["id"] not in answers]
    if left:
        _question(left[0], len(rows) - len(left) + 1, len(rows), _)
    else:
        st.markdown(_("All questions are answered. They do not replace a lawyer."))
    if answers:
        st.button(_("Start again"), type="tertiary", key="gates_again", on_click=_again)


def summary(answers: Mapping[str, str], _: Words) -> str:
    """What the answers so far come to."""
    marked = [answer for answer in answers.values() if answer in ("yes", "unsure")]
    if not answers:
        return _("not asked yet")
    if not marked:
        return _("nothing found so far")
    return _.ngettext("{count} point to check", "{count} points to check", len(marked)).format(count=len(marked))


def current_summary(_: Words) -> str:
    """The summary of the case on screen."""
    return summary(notes.noted(NOTE), _)


def _place(_: Words) -> None:
    names = {
        "": _("elsewhere, or not said"),
        "EU": _("European Union"),
        "MD": _("Moldova"),
        "RO": _("Romania"),
        "RU": _("Russia"),
        "UK": _("United Kingdom"),
    }
    now = state.current()["jurisdiction"]
    places = COUNTRIES if now in COUNTRIES else (*COUNTRIES, now)
    if st.session_state.get("gates_place") != now:
        st.session_state["gates_place"] = now
    st.selectbox(
        _("Whose law?"), places, format_func=lambda key: names.get(key, key), key="gates_place", on_change=_take_place
    )
    if now and all(row["jurisdiction"] != now for row in table("gates")):
        st.caption(_("Of this country's own rules none is on file; these hold almost everywhere."))


def _question(row: Row, number: int, count: int, _: Words) -> None:
    with st.container(border=True, key="gate_question"):
        st.caption(_("Question {number} of {count}").format(number=number, count=count))
        st.markdown(bold(in_languages(row, "question")[_.language]))
        with st.container(horizontal=True, gap="small"):
            for answer, label in (("no", _("No")), ("yes", _("Yes")), ("unsure", _("Not sure"))):
                st.button(label, key=f"gate_{answer}", on_click=_take, args=(row["id"], answer))


def _meaning(row: Row, answer: str, _: Words) -> None:
    with st.container(border=True, key=f"gate_{row['id']}", gap="xsmall"):
        st.markdown(escaped(in_languages(row, "question")[_.language]))
        st.markdown(f":orange[:material/gavel:] {bold(in_languages(row, 'effect')[_.language])}")
        if row["effect"] == "cannot_exit":
            st.warning(_("Parting may not be open to you: ask a lawyer before you end it."), icon=":material/warning:")
        if row["effect"] == "must_satisfy":
            st.markdown(_("If it is so, declining is not open to you: ask a lawyer, and say what is owed."))
            if answer == "yes" and not state.current()["statutory_duty"]:
                st.button(_("Mark it as a duty by law"), key=f"gate_duty_{row['id']}", on_click=_mark_duty)
            for fault in state.faults_at("owed"):
                if fault.rule == "owed_needed":
                    st.warning(_("Say above what is owed; a duty by law owes something."), icon=":material/error:")
        days = _("Deadline: {days} days. ").format(days=row["deadline_days"]) if row["deadline_days"] else ""
        how = in_languages(row, "checked")[_.language]
        st.caption(escaped(days + _("How this was checked: {how}.").format(how=how)))


def _take(gate: str, answer: str) -> None:
    state.note(NOTE, {gate: answer})


def _take_place() -> None:
    state.edit("jurisdiction", st.session_state["gates_place"])


def _mark_duty() -> None:
    state.edit("statutory_duty", True)


def _again() -> None:
    state.note(NOTE, None)
