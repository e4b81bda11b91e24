"""The form of one question on a phone: large targets, words before numbers, and the fault beside the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.join.place import Place
from retention.case import OPTIONS
from retention.defaults import Word, probability_words, severity_bands
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.responsibility import SIDES
from retention.severity import band_severity
from retention.terms import option_name
from retention.ui.text import escaped
from retention.workshop.sheet import Question, read_answer
from retention.workshop.words import question_sentence, question_title, side_name

WAYS = ("words", "numbers")
PARTS = ("low", "likely", "high")  # of an estimate
BOUNDED = (*PARTS, *SIDES)  # fields of a number, whose fault stands beside them

PROBLEM = "join.problem_of"  # the form that was sent last and not taken, and why: None where it was empty


def ask(question: Question, before: Any, place: Place, keep: Callable[[Any], None], _: Words) -> None:
    """Draw the form.  before: the answer so far, None for none.

    keep: is given the checked answer before the next run draws anything, so that one run does for both.
    """
    st.title(escaped(question_title(question, _)), anchor=False)
    st.write(question_sentence(question, place.case, _))
    key = f"ask_{place.room.id}_{place.step}_{question.key}"
    has_ways = question.kind in ("probability", "money")
    way = _way(key, _was_in_numbers(question, before, place), _) if has_ways else "words"
    form = f"{key}_{way}"
    with st.form(form, border=False):
        _FIELDS[question.kind](question, before, place, form, way, _)
        st.form_submit_button(
            _("Save and go on"), type="primary", width="stretch", key=f"{form}_send",
            on_click=_take, args=(question, place, form, way, keep),
        )  # fmt: skip
    sent, problem = st.session_state.get(PROBLEM, ("", None))
    if sent != form:
        return
    if problem is None:
        st.error(_("Choose an answer, or skip the question."))
        return
    for fault in problem.faults:
        if _part(fault) not in BOUNDED:  # else it stands beside its field
            st.error(fault_line(replace(fault, path=""), _))


def _part(fault: Fault) -> str:
    """The field of a form that a fault is about."""
    return fault.path.rpartition(".")[2]


def _fault_beside(form: str, part: str, typed: Any, is_percent: bool, _: Words) -> None:
    """What is allowed in a field, where the number that was sent from it is outside.

    The bounds are not given to the field itself: Streamlit would refuse a number in English and not send it here.
    """
    sent, problem = st.session_state.get(PROBLEM, ("", None))
    if sent != form or problem is None:
        return
    for fault in problem.faults:
        if _part(fault) != part:
            continue
        value = _.number(typed, 6) if isinstance(typed, (int, float)) else fault.value
        if is_percent:
            told = Fault("", f"{value}{_.percent_sign}", "range", {"low": _.percent(0), "high": _.percent(1)})
        else:
            told = replace(fault, path="", value=value)
        st.error(fault_line(told, _))


def _take(question: Question, place: Place, form: str, way: str, keep: Callable[[Any], None]) -> None:
    """The form was sent: keep what it holds, or note why not."""
    given = _given(question, place, form, way)
    st.session_state[PROBLEM] = (form, None)
    if given is None:
        return
    try:
        answer = read_answer(place.case, question, given)
    except InvalidInput as error:
        st.session_state[PROBLEM] = (form, error)
        return
    st.session_state[PROBLEM] = ("", None)
    keep(answer)


def _given(question: Question, place: Place, form: str, way: str) -> Any:
    """What the fields of a form hold, None where one of them is empty."""
    state = st.session_state
    if question.kind in ("probability", "money"):
        if way == "words":
            triples = _worded_probabilities() if question.kind == "probability" else _worded_money(place)
            return triples.get(str(state.get(form)))
        numbers = [number for part in range(3) if (number := state.get(f"{form}_{part}")) is not None]
        if len(numbers) < 3:
            return None
        given: list[Any] = numbers
        return [number / 100 for number in given] if question.kind == "probability" else given
    if question.kind == "shares":
        shares = {side: state.get(f"{form}_{side}") for side in SIDES}
        return None if any(share is None for share in shares.values()) else shares
    return state.get(form)


def _worded_probabilities() -> dict[str, list[float]]:
    return {word.key: list(word.triple) for word in probability_words()}


def _worded_money(place: Place) -> dict[str, list[float]]:
    priced = {band: band_severity(band, place.case) for band in severity_bands()}
    return {band: [found.low, found.likely, found.high] for band, found in priced.items()}


def _was_in_numbers(question: Question, before: Any, place: Place) -> bool:
    """Whether an answer is one that no words stand for."""
    if before is None:
        return False
    triples = _worded_probabilities() if question.kind == "probability" else _worded_money(place)
    return before not in triples.values()


def _way(key: str, in_numbers: bool, _: Words) -> str:
    names = {"words": _("In words"), "numbers": _("In numbers")}
    chosen = st.segmented_control(
        _("How to answer"), WAYS, default=WAYS[in_numbers], format_func=names.__getitem__, key=f"{key}_way",
        label_visibility="collapsed", persist_state="session", width="stretch",
    )  # fmt: skip
    return chosen or "words"


def _probability(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    if way == "words":
        names = {word.key: _worded(word, _.percent, _) for word in probability_words()}
        _choice(_worded_probabilities(), names, before, key, _("How likely"))
        return
    shown = [round(100 * number, 1) for number in before] if before else [None] * 3
    _three(shown, key, 1.0, "%", _)


def _money(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    currency = place.case.currency
    if way == "words":
        triples = _worded_money(place)
        names = {
            band: f"{word.names[_.language]} · {_.money(triples[band][0], currency)} – "
            f"{_.money(triples[band][2], currency)}"
            for band, word in severity_bands().items()
        }
        _choice(triples, names, before, key, _("How much"))
        return
    _three(before or [None] * 3, key, None, currency, _)


def _worded(word: Word, say: Callable[[float], str], _: Words) -> str:
    return f"{word.names[_.language]} · {say(word.triple[0])} – {say(word.triple[2])}"


def _choice(triples: dict[str, list[float]], names: dict[str, str], before: Any, key: str, label: str) -> None:
    keys = list(triples)
    index = next((place for place, name in enumerate(keys) if triples[name] == before), None)
    st.radio(
        label, keys, index=index, format_func=names.__getitem__, key=key, label_visibility="collapsed", width="stretch"
    )


def _three(shown: list[Any], key: str, step: float | None, unit: str, _: Words) -> None:
    names = (_("at the least ({unit})"), _("most likely ({unit})"), _("at the most ({unit})"))
    for part, (name, value) in enumerate(zip(names, shown, strict=True)):
        typed = st.number_input(
            name.format(unit=unit), value=value, step=step, key=f"{key}_{part}", placeholder=" "
        )  # fmt: skip
        _fault_beside(key, PARTS[part], typed, unit == "%", _)


def _score(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    names = {1: _("not at all"), 2: _("hardly"), 3: _("partly"), 4: _("mostly"), 5: _("fully")}
    index = list(names).index(int(before)) if before in names else None
    st.radio(
        _("How far"), list(names), index=index, key=key, label_visibility="collapsed", width="stretch",
        format_func=lambda score: f"{score} · {names[score]}",
    )  # fmt: skip


def _shares(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    for side in SIDES:
        typed = st.number_input(
            f"{side_name(side, _)} (%)", value=int(before[side]) if before else None, step=5, key=f"{key}_{side}",
            placeholder=" ",
        )  # fmt: skip
        _fault_beside(key, side, typed, True, _)


def _keep(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    names = {"yes": _("Yes, I would keep them"), "no": _("No, I would part")}
    index = list(names).index(before) if before in names else None
    st.radio(
        _("Keep"), list(names), index=index, format_func=names.__getitem__, key=key,
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip


def _option(question: Question, before: Any, place: Place, key: str, way: str, _: Words) -> None:
    index = OPTIONS.index(before) if before in OPTIONS else None
    st.radio(
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
