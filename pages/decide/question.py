"""The next best question: one at a time, what knowing the answer is worth, and how the answer moved the verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from retention.asking import (
    PERCENT,
    effect_sentence,
    enough_sentence,
    group_sentence,
    is_percent,
    question_sentence,
    word_label,
    words_for,
)
from retention.case import Case
from retention.decision import Decision
from retention.defaults import Triple
from retention.estimate import LARGEST
from retention.explain import about
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.questions import Effect, Enough, Question, answered_case, effect, next_question
from retention.terms import input_unit, unit_name
from retention.ui import casefile, notes, state
from retention.ui.text import bold, escaped
from retention.working import PARTS

PROGRESS = "question.progress"
NOTE = "questions"  # the note of the case that outlives the session
ANSWER = "ask"  # prefix of the fields' keys


@dataclass(frozen=True)
class Progress:
    """How far the asking has come in one case.

    answered, skipped: paths that are not asked again.
    last: the path answered last, what stood there before, and what the answer did.
    faults: of the answer that was refused.
    """

    answered: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    stopped: bool = False
    last: tuple[str, dict[str, Any], Effect] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def done(self) -> tuple[str, ...]:
        """All that is not asked again."""
        return (*self.answered, *self.skipped)


def shown(case: Case, decision: Decision) -> None:
    """The card above the inputs: the question, or why there is none."""
    _, progress = state.words(), _progress()
    found = Enough("stopped") if progress.stopped else next_question(case, decision, progress.done)
    with st.container(key="next_question", border=True, gap="small"):
        if progress.last is not None:
            _moved(progress.last[2], decision, _)
        if isinstance(found, Enough):
            _enough(found.reason, bool(progress.skipped), _)
        else:
            _question(found, case, progress, _)


def _question(found: Question, case: Case, progress: Progress, _: Words) -> None:
    worth = _("knowing it is worth up to {money}").format(money=about(found.worth, case, _))
    said = _("Next best question")
    st.caption(f"{bold(said)} · {escaped(worth)}")
    st.markdown(bold(question_sentence(found.input, case, _)))
    if found.group is not None:
        st.caption(escaped(group_sentence(found.group, case, _)))
    _words(found.input, case, _)
    _numbers(found.input, _)
    for fault in progress.faults:
        line = fault_line(replace(fault, path=""), _)
        st.warning(escaped(line[:1].upper() + line[1:]), icon=":material/error:")
    with st.container(horizontal=True, gap="small"):
        st.button(_("Skip"), key="ask_skip", on_click=_skip, args=(found.input,))
        st.button(_("That is clear enough"), type="tertiary", key="ask_stop", on_click=_stop, args=(True,))


def _words(path: str, case: Case, _: Words) -> None:
    words = {word.key: word for word in words_for(path)}
    if words:
        st.pills(
            _("In a word"), tuple(words), format_func=lambda key: word_label(words[key], _),
            key=f"{ANSWER}.word.{path}", on_change=_take_word, args=(path,),
        )  # fmt: skip


def _numbers(path: str, _: Words) -> None:
    unit = "%" if is_percent(path) else unit_name(input_unit(path), state.current()["currency"], _)
    heads = {
        "low": _("Low, {unit}"),
        "likely": _("Likely, {unit}"),
        "high": _("High, {unit}"),
    }
    factor, largest = (PERCENT, PERCENT) if is_percent(path) else (1.0, LARGEST)
    lowest = -LARGEST if path == "value.annual_margin" else 0.0
    with st.form(f"{ANSWER}.form.{path}", border=False, enter_to_submit=True):
        columns = st.columns(3, gap="xsmall", wrap=False)
        for column, part in zip(columns, PARTS, strict=True):
            key, now = f"{ANSWER}.{path}.{part}", state.current()[f"{path}.{part}"]
            seeded = f"{key}.from"  # what the field was filled from; an input changed elsewhere fills it anew
            if isinstance(now, (int, float)) and (key not in st.session_state or st.session_state.get(seeded) != now):
                st.session_state[key] = round(now * factor, 4)
                st.session_state[seeded] = now
            column.number_input(
                heads[part].format(unit=unit), lowest, largest, value=None, step=1.0, format="%g", key=key
            )
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.checkbox(_("I know it, from records or a contract"), key=f"{ANSWER}.{path}.known")
            st.form_submit_button(_("Answer"), type="primary", on_click=_take_numbers, args=(path,))


def _moved(found: Effect, decision: Decision, _: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ask_moved"):
        st.markdown(f":primary[:material/moving:] {escaped(effect_sentence(found, decision, _))}", width="stretch")
        st.button(_("Undo"), type="tertiary", key="ask_undo", on_click=_undo)


def _enough(reason: str, is_skipped: bool, _: Words) -> None:
    sign = ":orange[:material/warning:]" if reason == "red_line" else ":primary[:material/check_circle:]"
    st.markdown(f"{sign} {escaped(enough_sentence(reason, _))}")
    if reason == "stopped":
        st.button(_("Ask on"), type="tertiary", key="ask_on", on_click=_stop, args=(False,))
    elif is_skipped:
        st.button(_("Ask again what was skipped"), type="tertiary", key="ask_again", on_click=_ask_again)


# ---- answers


def _take_word(path: str) -> None:
    chosen = st.session_state[f"{ANSWER}.word.{path}"]
    word = next((word for word in words_for(path) if word.key == chosen), None)
    if word is not None:
        _answer(path, word.triple, "assumed")


def _take_numbers(path: str) -> None:
    typed = [st.session_state[f"{ANSWER}.{path}.{part}"] for part in PARTS]
    if None in typed:
        _keep(replace(_progress(), faults=(Fault(path, None, "missing"),)))
        return
    factor = PERCENT if is_percent(path) else 1.0
    low, likely, high = (round(value / factor, 12) for value in typed)
    basis = "known" if st.session_state[f"{ANSWER}.{path}.known"] else "assumed"
    _answer(path, (low, likely, high), basis)


def _answer(path: str, triple: Triple, basis: str) -> None:
    """Write an answer into the case and remember what it did; a wrong one is refused and told."""
    case, progress = state.current().case, _progress()
    written = {**dict(zip(PARTS, triple, strict=True)), "basis": basis}
    try:
        answered_case(case, path, written, basis)
    except InvalidInput as invalid:
        _keep(replace(progress, faults=invalid.faults))
        return
    before, stood = state.evaluated(case), dict(state.current()[path])
    state.edit(path, written)
    moved = effect(before, state.evaluated(state.current().case))
    _keep(Progress((*progress.answered, path), progress.skipped, last=(path, stood, moved)))
    _forget_fields(path)


def _skip(path: str) -> None:
    progress = _progress()
    _keep(replace(progress, skipped=(*progress.skipped, path), last=None, faults=()))
    _forget_fields(path)


def _stop(is_stopped: bool) -> None:
    _keep(replace(_progress(), stopped=is_stopped, faults=()))


def _undo() -> None:
    progress = _progress()
    if progress.last is not None:
        path, stood, _unused = progress.last
        state.edit(path, stood)
        _keep(Progress(tuple(name for name in progress.answered if name != path), progress.skipped))
        _forget_fields(path)


def _ask_again() -> None:
    _keep(replace(_progress(), skipped=(), last=None))


# ---- what the session remembers of it


def _progress() -> Progress:
    found: Progress | None = st.session_state.get(PROGRESS, {}).get(_case_key())
    return _noted() if found is None else found


def _keep(progress: Progress) -> None:
    st.session_state[PROGRESS] = {**st.session_state.get(PROGRESS, {}), _case_key(): progress}
    if casefile.kept() is not None:
        noted = {"answered": list(progress.answered), "skipped": list(progress.skipped), "stopped": progress.stopped}
        notes.note(NOTE, noted)


def _noted() -> Progress:
    """How far the asking came in another session."""
    noted = notes.noted(NOTE)
    answered, skipped = (
        tuple(path for path in noted.get(name) or () if isinstance(path, str)) for name in ("answered", "skipped")
    )
    return Progress(answered, skipped, noted.get("stopped") is True)


def _case_key() -> str:
    kept = casefile.kept()
    return f"example {st.session_state.get(state.EXAMPLE)}" if kept is None else f"case {kept.id}"


def _forget_fields(path: str) -> None:
    for key in (*(f"{ANSWER}.{path}.{part}" for part in PARTS), f"{ANSWER}.{path}.known", f"{ANSWER}.word.{path}"):
        st.session_state.pop(key, None)
