"""Fields that show parts of the case on screen and write them back; the case is the truth, a field a view of it.

A field is named by its path in the case.  What it shows is taken from the working copy on every run; what a person
enters goes there in a callback, so that the verdict can be drawn before the fields are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from retention.case import CATEGORIES
from retention.estimate import LARGEST
from retention.fault_words import fault_line
from retention.faults import Fault
from retention.language import Words
from retention.terms import unit_name
from retention.ui import state
from retention.ui.says_who import says_who
from retention.ui.text import bold, escaped
from retention.working import PARTS

PERCENT = 100.0
SIDES = (2, 5, 2)  # widths of low, slider, high
STEPS = {"hours": 1.0, "count": 0.1}


def estimate(path: str, label: str, unit: str, *, signed: bool = False, heads: bool = False) -> None:
    """Low, likely and high of an amount in one row; `unit` is one of terms.UNITS.

    heads: with the words for the three above them, as the first of several has.
    """
    _ = state.words()
    with st.container(gap="xxsmall"):
        _head(path, _("{name}, {unit}").format(name=label, unit=unit_name(unit, state.current()["currency"], _)))
        if heads:
            _heads(st.columns(3, gap="xsmall", wrap=False), _)
        lowest = -LARGEST if signed else 0.0
        for column, part in zip(st.columns(3, gap="xsmall", wrap=False), PARTS, strict=True):
            with column:
                _number(f"{path}.{part}", _part_label(label, part, _), lowest, LARGEST, _step(path, unit))
        faults(path)


def probability(path: str, label: str, category: str = "", *, heads: bool = False) -> None:
    """Low and high of a probability or a share, the likely value on a slider between them, in per cent.

    category: of the risk whose probability it is.
    """
    _ = state.words()
    with st.container(gap="xxsmall"):
        _head(path, _("{name}, {unit}").format(name=label, unit="%"), category)
        if heads:
            _heads(st.columns(SIDES, gap="small", wrap=False), _)
        low, likely, high = st.columns(SIDES, gap="small", wrap=False, vertical_alignment="center")
        with low:
            _number(f"{path}.low", _part_label(label, "low", _), 0.0, PERCENT, 1.0, PERCENT)
        with likely:
            _slider(f"{path}.likely", label, 0.0, PERCENT, 1.0, _take_likely, (path,), PERCENT, _percents(_))
        with high:
            _number(f"{path}.high", _part_label(label, "high", _), 0.0, PERCENT, 1.0, PERCENT)
        faults(path)


def number(path: str, label: str, lowest: float, highest: float, step: float) -> None:
    """A number that is not uncertain."""
    _number(path, label, lowest, highest, step, shown=True)
    faults(path)


def whole(path: str, label: str, lowest: int, highest: int) -> None:
    """A whole number."""
    st.number_input(label, lowest, highest, value=None, step=1, key=_seeded(path), on_change=_take, args=(path,))
    faults(path)


def share(path: str, label: str) -> None:
    """A share that is not uncertain, in per cent."""
    _number(path, label, 0.0, PERCENT, 1.0, PERCENT, shown=True)
    faults(path)


def scale(path: str, label: str, lowest: float, highest: float, step: float, help: str | None = None) -> None:
    """A judgement on a scale."""
    _slider(path, label, lowest, highest, step, _take, (path,), shown=True, help=help)
    faults(path)


def text(path: str, label: str) -> None:
    """A line of text."""
    st.text_input(label, key=_seeded(path), on_change=_take, args=(path,))
    faults(path)


def choice(path: str, label: str, codes: Sequence[str], name: Callable[[str], str]) -> None:
    """One of several codes, each shown by its name."""
    st.selectbox(label, codes, format_func=name, key=_seeded(path), on_change=_take, args=(path,))
    faults(path)


def toggle(path: str, label: str, help: str | None = None) -> None:
    """Yes or no."""
    st.toggle(label, key=_seeded(path), on_change=_take, args=(path,), help=help)


def faults(path: str) -> None:
    """What is wrong with a field, below it."""
    found = state.faults_at(path)
    if found:
        _ = state.words()
        kept = _("The verdict still uses the last valid value.")
        sentences = [*(_fault_sentence(fault, _) for fault in found), kept]
        st.warning(" ".join(escaped(sentence) for sentence in sentences), icon=":material/error:")


def category_of(index: int) -> str:
    """The category of a risk on screen."""
    category = state.current()[f"risks.{index}.category"]
    return category if category in CATEGORIES else ""


def _head(path: str, label: str, category: str = "") -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(bold(label), width="stretch")
        says_who(path, category)


def _heads(columns: Sequence[DeltaGenerator], _: Words) -> None:
    for column, head in zip(columns, (_("Low"), _("Likely"), _("High")), strict=True):
        column.caption(head)


def _number(
    path: str,
    label: str,
    lowest: float,
    highest: float,
    step: float,
    factor: float = 1.0,
    shown: bool = False,
) -> None:
    st.number_input(
        label,
        lowest,
        highest,
        value=None,
        step=step,
        format="%g",
        key=_seeded(path, factor),
        label_visibility="visible" if shown else "collapsed",
        on_change=_take,
        args=(path, factor),
    )


def _slider(
    path: str,
    label: str,
    lowest: float,
    highest: float,
    step: float,
    taken: Callable[..., None],
    arguments: tuple[Any, ...],
    factor: float = 1.0,
    format: str = "%g",
    shown: bool = False,
    help: str | None = None,
) -> None:
    st.slider(
        label,
        lowest,
        highest,
        step=step,
        format=format,
        key=_seeded(path, factor, lowest),
        help=help,
        label_visibility="visible" if shown else "collapsed",
        on_change=taken,
        args=arguments,
    )


def _percents(_: Words) -> str:
    """The format of a slider in per cent, as `Words.percent` writes it."""
    return "%g" + _.percent_sign.replace("%", "%%")


def _seeded(path: str, factor: float = 1.0, where_none: float | None = None) -> str:
    """The key of a field, its widget set to what the case says."""
    value = _shown(state.current()[path], factor)
    if path not in st.session_state or st.session_state[path] != value:
        st.session_state[path] = where_none if value is None else value
    return path


def _take(path: str, factor: float = 1.0) -> None:
    entered = st.session_state[path]
    if entered != _shown(state.current()[path], factor):  # else the unrounded value would be lost
        state.edit(path, _entered(entered, factor))


def _take_likely(path: str) -> None:
    state.move_likely(path, _entered(st.session_state[f"{path}.likely"], PERCENT))


def _shown(value: Any, factor: float) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return round(value * factor, 6)


def _entered(value: Any, factor: float) -> Any:
    return round(value / factor, 12) if isinstance(value, float) else value


def _step(path: str, unit: str) -> float:
    """A step that fits the size of a money field: a hundredth to a tenth of it, and the same while the case is open."""
    if unit in STEPS:
        return STEPS[unit]
    if path not in state.steps():
        size = max((abs(value) for part in PARTS if (value := state.current()[f"{path}.{part}"])), default=0)
        state.steps()[path] = max(10.0 ** (math.floor(math.log10(size)) - 1), 1.0) if size > 0 else 10.0
    return state.steps()[path]


def _part_label(label: str, part: str, _: Words) -> str:
    return {
        "low": _("{name}, low"),
        "likely": _("{name}, likely"),
        "high": _("{name}, high"),
    }[part].format(name=label)


def _fault_sentence(fault: Fault, _: Words) -> str:
    if fault.rule == "order":
        return _("Not in order: low must not exceed likely, nor likely high.")
    if fault.rule == "number":
        return _("Give a number.")
    sentence = fault_line(replace(fault, path=""), _)
    return sentence[:1].upper() + sentence[1:]
