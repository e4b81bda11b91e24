"""The form of one question on a phone: large targets, words before numbers, and the fault beside the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.join.place import Place
from retention.case import OPTIONS
from retention.defaults import Word, probability_words, severity_bands
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import Words
from retention.responsibility import SIDES
from retention.severity import band_severity
from retention.terms import option_name
from retention.ui.text import escaped
from retention.workshop.sheet import Question, read_answer
from retention.workshop.words import question_sentence, question_title, side_name

WAYS = ("words", "numbers")


def ask(question: Question, before: Any, place: Place, _: Words) -> Any:
    """Draw the form; the checked answer once it is sent, else None.  before: the answer so far, None for none."""
    st.title(escaped(question_title(question, _)), anchor=False)
    st.write(question_sentence(question, place.case, _))
    key = f"ask_{place.room.id}_{place.step}_{question.key}"
    way = _way(key, _) if question.kind in ("probability", "money") else "words"
    with st.form(f"{key}_{way}", border=False):
        given = _FIELDS[question.kind](question, before, place, f"{key}_{way}", way, _)
        sent = st.form_submit_button(_("Save and go on"), type="primary", width="stretch", key=f"{key}_{way}_send")
    if not sent:
        return None
    if given is None:
        st.error(_("Choose an answer, or skip the question."))
        return None
    try:
        return read_answer(place.case, question, given)
    except InvalidInput as error:
        for fault in error.faults:
            st.error(fault_line(fault, _).removeprefix(f"{fault.path}: "))
        return None


def _way(key: str, _: Words) -> str:
    names = {"words": _("In words"), "numbers": _("In numbers")}
    chosen = st.segmented_control(
        _("How to answer"), WAYS, default="words", format_func=names.__getitem__, key=f"{key}_way",
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    return chosen or "words"


def _probability(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    if way == "words":
        by_key = {word.key: word for word in probability_words()}
        return _choice(
            {name: list(word.triple) for name, word in by_key.items()},
            {name: _worded(word, _.percent, _) for name, word in by_key.items()},
            before, key, _("How likely"),
        )  # fmt: skip
    shown = [round(100 * number, 1) for number in before] if before else [None] * 3
    given = _three(shown, key, 0.0, 100.0, 1.0, "%", _)
    return given and [number / 100 for number in given]


def _money(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    currency = place.case.currency
    if way == "words":
        priced = {band: band_severity(band, place.case) for band in severity_bands()}
        triples = {band: [found.low, found.likely, found.high] for band, found in priced.items()}
        names = {
            band: f"{word.names[_.language]} · {_.money(priced[band].low, currency)} – "
            f"{_.money(priced[band].high, currency)}"
            for band, word in severity_bands().items()
        }
        return _choice(triples, names, before, key, _("How much"))
    return _three(before or [None] * 3, key, 0.0, None, None, currency, _)


def _worded(word: Word, say: Callable[[float], str], _: Words) -> str:
    return f"{word.names[_.language]} · {say(word.triple[0])} – {say(word.triple[2])}"


def _choice(triples: dict[str, Any], names: dict[str, str], before: Any, key: str, label: str) -> Any:
    keys = list(triples)
    index = next((place for place, name in enumerate(keys) if triples[name] == before), None)
    chosen = st.radio(
        label, keys, index=index, format_func=names.__getitem__, key=key, label_visibility="collapsed", width="stretch"
    )
    return triples[chosen] if chosen is not None else None


def _three(
    shown: list[Any], key: str, low: float, high: float | None, step: float | None, unit: str, _: Words
) -> list[float] | None:
    names = (_("at the least ({unit})"), _("most likely ({unit})"), _("at the most ({unit})"))
    given = [
        st.number_input(name.format(unit=unit), low, high, value, step, key=f"{key}_{place}")
        for place, (name, value) in enumerate(zip(names, shown, strict=True))
    ]
    return None if any(number is None for number in given) else [float(number) for number in given]


def _score(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    names = {1: _("not at all"), 2: _("hardly"), 3: _("partly"), 4: _("mostly"), 5: _("fully")}
    index = list(names).index(int(before)) if before in names else None
    return st.radio(
        _("How far"), list(names), index=index, key=key, label_visibility="collapsed", width="stretch",
        format_func=lambda score: f"{score} · {names[score]}",
    )  # fmt: skip


def _shares(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    given = {
        side: st.number_input(
            f"{side_name(side, _)} (%)", 0, 100, int(before[side]) if before else None, 5, key=f"{key}_{side}"
        )
        for side in SIDES
    }
    return None if any(share is None for share in given.values()) else given


def _keep(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    names = {"yes": _("Yes, I would keep them"), "no": _("No, I would part")}
    index = list(names).index(before) if before in names else None
    return st.radio(
        _("Keep"), list(names), index=index, format_func=names.__getitem__, key=key,
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip


def _option(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> Any:
    index = OPTIONS.index(before) if before in OPTIONS else None
    return st.radio(
        _("Option"), OPTIONS, index=index, format_func=lambda option: option_name(option, _), key=key,
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip


_FIELDS = {
    "probability": _probability,
    "money": _money,
    "score": _score,
    "shares": _shares,
    "keep": _keep,
    "option": _option,
}
