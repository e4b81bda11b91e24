"""What stands in the way of a parting, and what to say and what never to say."""

from __future__ import annotations

import streamlit as st

from retention.exit_steps import never_say, to_say
from retention.language import Words
from retention.legal_questions import rows_for
from retention.next_steps import GATES, SETTLED, Barrier, barriers
from retention.ui import casefile, notes, state
from retention.ui.text import bold, escaped


def shown(_: Words) -> None:
    """The barriers first: a parting is not final while one of them stops it."""
    rows = rows_for(state.current()["jurisdiction"])
    found = barriers(rows, notes.noted(GATES), notes.noted(SETTLED), _.language)
    stopping = [barrier for barrier in found if barrier.kind in ("forbidden", "owed")]
    unanswered = [barrier for barrier in found if barrier.kind == "open"]
    if stopping:
        st.error(_("Parting is not final yet: the law may forbid it, or something is owed first. Ask a lawyer."))
    elif unanswered:
        told = _.ngettext(
            "Parting is not final yet: one legal question has no answer.",
            "Parting is not final yet: {count} legal questions have no answer.",
            len(unanswered),
        )
        st.warning(told.format(count=_.number(len(unanswered), 0)))
        _asked(unanswered[0], _)
    else:
        st.success(_("No legal question stands in the way. Parting can go ahead, step by step."))
    for barrier in found:
        if barrier.kind != "open":
            _barrier(barrier, _)
    with st.expander(_("What to say, and what never to say")):
        for one in to_say(_.language):
            st.markdown(f":material/check: **{escaped(one.title)}** – {escaped(one.text)}")
        for one in never_say(_.language):
            st.markdown(f":material/block: **{escaped(one.title)}** – {escaped(one.text)}")


def _asked(barrier: Barrier, _: Words) -> None:
    """The next question that could stop it, to be answered here."""
    with st.container(border=True, key="parting_question", gap="small"):
        st.markdown(bold(barrier.question))
        with st.container(horizontal=True, gap="small"):
            for answer, label in (("no", _("No")), ("yes", _("Yes")), ("unsure", _("Not sure"))):
                st.button(label, key=f"parting_{answer}", on_click=_answer, args=(barrier.gate, answer))
        st.page_link(
            "pages/decide/page.py", label=_("All questions are on Decide, under the law"), icon=":material/gavel:"
        )


def _answer(gate: str, answer: str) -> None:
    state.note(GATES, {gate: answer})
    casefile.keep_notes()


def _barrier(barrier: Barrier, _: Words) -> None:
    with st.container(border=True, key=f"barrier_{barrier.gate}", gap="xsmall"):
        st.markdown(f"**{escaped(barrier.question)}**")
        st.markdown(escaped(barrier.effect))
        if barrier.kind != "owed":
            return
        before = str(notes.noted(SETTLED).get(barrier.gate, ""))
        said = st.text_input(
            _("How it was given, when and by whom"), before, max_chars=500, key=f"settled_{barrier.gate}"
        )
        if said != before:
            state.note(SETTLED, {barrier.gate: said or None})
            casefile.keep_notes()
            st.rerun()
