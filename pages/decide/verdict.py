"""The verdict: a sentence, how sure, three reasons, three figures."""

from __future__ import annotations

import html

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.decide import caveats, places
from retention.case import Case
from retention.decision import Decision
from retention.explain import about, confidence_level, confidence_sentence, headline, option_sentence, reasons
from retention.language import Words
from retention.terms import confidence_word, provisional_reason, quoted_option, verdict_name, warning_sentence
from retention.ui import state
from retention.ui.text import bold, escaped

NOTHING = "–"
WAYS_SHOWN = 3  # to inputs, for each caution
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
        st.progress(decision.confidence, text=how_sure(decision, _))
        sure = option_sentence(decision, _)
        if sure:
            st.caption(escaped(sure))
    with st.container(key="verdict_body", gap="small"):
        turned = st.container()
        _cautions(case, decision, is_behind, _)
        with st.container(key="verdict_reasons", gap="xsmall"):
            for sentence in _sentences(case, decision, _):
                st.text(sentence)  # drawn faster than Markdown, and a client's name is safe in it
        _figures(case, decision, _)
        caveats.explained(case, decision, _)
    return turned


def how_sure(decision: Decision, _: Words) -> str:
    """What the confidence is about, its word and its percentage, as Markdown."""
    asked, said, level = _("Keep or part?"), escaped(confidence_sentence(decision, _)), confidence_level(decision)
    if level:
        said = f"{bold(confidence_word(level, _))} · {said}"
    return f"{escaped(asked)} {said}"


def _headline(decision: Decision, _: Words) -> None:
    colour, sign = SIGNS[decision.verdict]
    whole, name = headline(decision, _), verdict_name(decision.verdict, _)
    st.header(f":{colour}[{escaped(name)}]{escaped(whole.removeprefix(name))}", anchor=False, icon=sign)


def _cautions(case: Case, decision: Decision, is_behind: bool, _: Words) -> None:
    """What speaks against relying on it, each with the way to the input that it is about."""
    for reason in decision.provisional:
        sentence = _("Provisional. {reason}").format(reason=provisional_reason(reason, _))
        _caution(sentence, [places.PROVISIONAL[reason]], case, _, is_state=reason == "manager_state")
    for code, paths in places.cautious_paths(decision).items():
        _caution(warning_sentence(code, _), paths, case, _)
    if is_behind:
        wrong = list(dict.fromkeys(fault.path for fault in state.current().faults))
        _caution(_("One of the figures is not valid; the verdict uses its last valid value."), wrong, case, _)


def _caution(sentence: str, paths: list[str], case: Case, _: Words, is_state: bool = False) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        st.markdown(f":orange[:material/warning:] {escaped(sentence)}", width="content")
        for path in paths[:WAYS_SHOWN]:
            places.way_to(path, case, path, _)
        if is_state:
            st.page_link("pages/calm/page.py", label=_("Do a short practice"), icon=":material/self_improvement:")


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
        + _figure(_("Worth keeping by"), NOTHING if gap is None else about(gap, case, _))
        + _figure(
            _("The request is worth at most"),
            _("nothing") if granted is None else about(granted, case, _),
            _asked(asked, case, _),
        )
        + _figure(
            _("Rests on assumptions"),
            NOTHING if assumed is None else _.percent(assumed),
            _("hangs on no single fact") if assumed is None else "",
        )
        + "</dl>"
    )


def _asked(money: str, case: Case, _: Words) -> str:
    """What is asked for; the case counts it beyond what is owed anyway."""
    if case.owed.mean > 0:
        owed = _.money(case.owed.likely, case.currency)
        return _("asked: {money}, and {owed} owed anyway").format(money=money, owed=owed)
    return _("asked: {money}").format(money=money)


def _figure(name: str, value: str, note: str = "") -> str:
    """One figure of a description list; one element for three figures is drawn faster than nine."""
    noted = f"<dd>{html.escape(note)}</dd>" if note else ""
    return f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>{noted}</div>"
