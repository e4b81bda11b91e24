"""The verdict: a sentence, how sure, three reasons, three figures."""

from __future__ import annotations

import html

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.decide import caveats
from retention.case import Case
from retention.decision import Decision
from retention.explain import confidence_level, confidence_sentence, headline, reasons
from retention.language import Words
from retention.terms import confidence_word, provisional_reason, quoted_option, verdict_name, warning_sentence
from retention.ui import state
from retention.ui.text import bold, escaped

NOTHING = "–"
SIGNS = {  # colour and sign of each verdict, never one without the other
    "our_client": ("primary", ":material/handshake:"),
    "new_terms": ("primary", ":material/contract_edit:"),
    "too_dear": ("orange", ":material/price_change:"),
    "not_our_client": ("violet", ":material/waving_hand:"),
}


def shown(case: Case, decision: Decision, is_behind: bool) -> DeltaGenerator:
    """The verdict on a case; returns the place for what turned it, which takes longer than all the rest.

    is_behind: where an input on screen is not valid and its last value is used.
    """
    _ = state.words()
    with st.container(key="verdict_head", gap="xsmall"):
        _headline(decision, _)
        word = confidence_word(confidence_level(decision), _)
        st.progress(decision.confidence, text=f"{bold(word)} · {escaped(confidence_sentence(decision, _))}")
    with st.container(key="verdict_body", gap="small"):
        turned = st.container()
        _cautions(decision, is_behind, _)
        with st.container(key="verdict_reasons", gap="xsmall"):
            for sentence in _sentences(case, decision, _):
                st.text(sentence)  # drawn faster than Markdown, and a client's name is safe in it
        _figures(case, decision, _)
        caveats.explained(case, decision, _)
    return turned


def _headline(decision: Decision, _: Words) -> None:
    colour, sign = SIGNS[decision.verdict]
    whole, name = headline(decision, _), verdict_name(decision.verdict, _)
    st.header(f":{colour}[{escaped(name)}]{escaped(whole.removeprefix(name))}", anchor=False, icon=sign)


def _cautions(decision: Decision, is_behind: bool, _: Words) -> None:
    lines = [_("Provisional. {reason}").format(reason=provisional_reason(key, _)) for key in decision.provisional]
    lines += [warning_sentence(key, _) for key in dict.fromkeys(warned.code for warned in decision.warnings)]
    if is_behind:
        lines.append(_("One of the figures is not valid; the verdict uses its last valid value."))
    for line in lines:
        st.markdown(f":orange[:material/warning:] {escaped(line)}")


def _sentences(case: Case, decision: Decision, _: Words) -> list[str]:
    return [*reasons(case, decision, _), *([_as_good(decision, _)] if len(decision.as_good) > 1 else [])]


def _as_good(decision: Decision, _: Words) -> str:
    names = ", ".join(quoted_option(option, _) for option in decision.as_good)
    return _("Within two hours of work they are equally good: {options}. Take the simplest and kindest.").format(
        options=names
    )


def _figures(case: Case, decision: Decision, _: Words) -> None:
    granted = decision.options["satisfy"].break_even_outlay
    asked = _.money(case.options["satisfy"].outlay.likely, case.currency)
    gap, assumed = decision.value_gap, decision.assumed_share
    st.html(
        "<dl>"
        + _figure(_("Worth keeping by"), NOTHING if gap is None else _.money(gap, case.currency))
        + _figure(
            _("The request is worth at most"),
            _("nothing") if granted is None else _.money(granted, case.currency),
            _("asked: {money}").format(money=asked),
        )
        + _figure(_("Rests on assumptions"), NOTHING if assumed is None else _.percent(assumed))
        + "</dl>"
    )


def _figure(name: str, value: str, note: str = "") -> str:
    """One figure of a description list; one element for three figures is drawn faster than nine."""
    noted = f"<dd>{html.escape(note)}</dd>" if note else ""
    return f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>{noted}</div>"
