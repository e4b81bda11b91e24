"""Every read and write of the session: the language, the case that is open, and its cached decision."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from retention import examples, working
from retention.case import Case
from retention.decision import Decision, evaluate
from retention.document import case_document, read_case
from retention.faults import Fault
from retention.language import LANGUAGES, Words, language_of
from retention.language import words as words_of
from retention.working import Working

LANGUAGE = "lang"  # key of the switch, and so its name in the address
WORKING = "case.working"
EXAMPLE = "case.example"  # the example it was opened from, None for a case of one's own
TOLD_IN = "case.told_in"  # the language that the example's texts are in
STEPS = "case.steps"  # step of each money field, fixed while the case is open


def words() -> Words:
    """The visitor's language: chosen, else their browser's, else English."""
    chosen = st.session_state.get(LANGUAGE)
    return words_of(chosen if chosen in LANGUAGES else language_of(st.context.locale))


def is_dark() -> bool:
    """Whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


def current() -> Working:
    """The case on screen; a first visit finds an example open, its texts in the visitor's language."""
    if WORKING not in st.session_state:
        open_example(examples.FIRST)
    _follow_language()
    found: Working = st.session_state[WORKING]
    return found


def open_case(case: Case, example: str | None = None) -> None:
    """Put another case on screen."""
    st.session_state[WORKING] = working.opened(case)
    st.session_state[EXAMPLE] = example
    st.session_state[TOLD_IN] = words().language
    st.session_state[STEPS] = {}


def open_example(name: str) -> None:
    """Put an example on screen, told in the visitor's language."""
    open_case(read_case(examples.example_document(name, words().language)), name)


def open_document(document: dict[str, Any]) -> None:
    """Put the case of a document on screen.  Raises InvalidInput and leaves everything as it was."""
    open_case(read_case(document))


def edit(path: str, value: Any) -> None:
    """Change one value of the case on screen."""
    st.session_state[WORKING] = working.edited(current(), path, value)


def move_likely(path: str, likely: float | None) -> None:
    """Change the likely value of an estimate; a bound that it passes goes along."""
    st.session_state[WORKING] = working.likely_moved(current(), path, likely)


def append(path: str, entry: dict[str, Any]) -> None:
    """Add an entry to a list of the case on screen."""
    st.session_state[WORKING] = working.appended(current(), path, entry)


def remove(path: str, index: int) -> None:
    """Take an entry out of a list of the case on screen."""
    st.session_state[WORKING] = working.removed(current(), path, index)


def faults_at(path: str) -> tuple[Fault, ...]:
    """What is wrong with a value on screen."""
    return working.faults_at(current(), path)


def steps() -> dict[str, float]:
    """Step by path, as long as the case is open: a field whose step changes would lose its focus."""
    found: dict[str, float] = st.session_state.setdefault(STEPS, {})
    return found


def evaluated(case: Case) -> Decision:
    """The decision on a case; the same case is computed once."""
    return _evaluated(json.dumps(case_document(case)))


@st.cache_data(max_entries=500, show_spinner=False)
def _evaluated(document: str) -> Decision:
    return evaluate(read_case(json.loads(document)))


def _follow_language() -> None:
    """Tell an open example in the language chosen since."""
    example, before, now = st.session_state[EXAMPLE], st.session_state[TOLD_IN], words().language
    if example is None or before == now:
        return
    found: Working = st.session_state[WORKING]
    st.session_state[WORKING] = working.replaced(found, examples.retold(found.document, example, before, now))
    st.session_state[TOLD_IN] = now
