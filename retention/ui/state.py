"""Every read and write of the session: the language, the case that is open, and its cached decision."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from retention import examples, working
from retention.case import Case
from retention.content import case_part
from retention.decision import Decision, evaluate
from retention.document import case_document, read_case
from retention.faults import Fault
from retention.history import restored
from retention.language import LANGUAGES, Words, language_of
from retention.language import words as words_of
from retention.storage import CaseRecord, Headline
from retention.ui import casefile
from retention.working import Working

LANGUAGE = "lang"  # its name in the address
CHOSEN = "language.chosen"  # the language chosen by the visitor or the address, absent while neither has
WORKING = "case.working"
EXAMPLE = "case.example"  # the example it was opened from, None for a case of one's own
TOLD_IN = "case.told_in"  # the language that the example's texts are in
STEPS = "case.steps"  # step of each money field, fixed while the case is open
PENDING = "case.pending"  # why the case changed, while the change is on screen and not kept yet
WATCHED = "case.watched"  # the case before its last change, to tell what turned the verdict


def words() -> Words:
    """The visitor's language: chosen here or in the address, else their browser's, else English."""
    return words_of(st.session_state.get(CHOSEN) or language_of(st.context.locale))


def choose_language(language: str) -> None:
    """Speak another language from now on, and say so in the address."""
    st.session_state[CHOSEN] = language
    st.query_params[LANGUAGE] = language


def follow_address() -> None:
    """Speak the language of the address; where a link to another page has dropped it, put it back."""
    asked = st.query_params.get(LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[CHOSEN] = asked
    elif CHOSEN in st.session_state:
        st.query_params[LANGUAGE] = st.session_state[CHOSEN]


def is_dark() -> bool:
    """Whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


def current() -> Working:
    """The case on screen; a first visit finds an example open, its texts in the visitor's language."""
    if WORKING not in st.session_state and not open_kept(casefile.asked_for()):
        if casefile.asked_for() is not None:
            casefile.tell("not_found")
        open_example(examples.FIRST)
    _follow_language()
    found: Working = st.session_state[WORKING]
    return found


def open_case(case: Case, example: str | None = None, reason: str = "created") -> None:
    """Put another case on screen and keep it, unless it is an example.

    reason: a code of `retention.history`.
    """
    if example is None and reason == "created" and case.widening == 1:
        case = case.model_copy(update={"widening": casefile.default_widening()})
    _put_on_screen(working.opened(case), example)
    if example is None:
        casefile.create(_document(), reason, _headline())
    else:
        casefile.forget()


def open_kept(case_id: int | None) -> bool:
    """Put a case on screen as it is kept; False where there is no such case."""
    record = None if case_id is None else casefile.load(case_id)
    if record is None:
        return False
    show_kept(record)
    return True


def show_kept(record: CaseRecord) -> None:
    """Put a case on screen that storage has just given."""
    before = casefile.earlier(record.id, record.version)
    _put_on_screen(working.reopened(case_part(record.document), before), None)
    casefile.adopt(record)


def restore(number: int) -> None:
    """Bring an earlier version of the case on screen back, as its next version."""
    keep_change()
    found = casefile.kept()
    if found is None:
        return
    document = case_part(casefile.storage().load_version(found.id, number).document)
    st.session_state[STEPS] = {}
    _change(working.reopened(document, casefile.earlier(found.id, number)), restored(number))


def keep_change() -> None:
    """Keep the last change, where that has not been done: a verdict does not wait for storage."""
    reason = st.session_state.pop(PENDING, None)
    if reason is not None:
        casefile.keep(_document(), reason, _headline())


def keep() -> None:
    """Keep what is on screen now; an example becomes a case of one's own."""
    keep_change()
    reason = "created" if st.session_state[EXAMPLE] is None else "example"
    if reason == "example":
        casefile.tell("own_case")
    st.session_state[EXAMPLE] = None
    casefile.keep(_document(), reason, _headline())


def keep_over(stored: CaseRecord) -> None:
    """Keep what is on screen after the version that someone else saved."""
    keep_change()
    casefile.keep_over(stored, _document(), _headline())


def keep_as_copy(title: str) -> None:
    """Keep what is on screen as another case, under another title."""
    keep_change()
    st.session_state[WORKING] = working.edited(current(), "title", title)
    casefile.create(_document(), "copy", _headline())


def open_example(name: str) -> None:
    """Put an example on screen, told in the visitor's language."""
    open_case(read_case(examples.example_document(name, words().language)), name)


def open_document(document: dict[str, Any], reason: str = "created") -> None:
    """Put the case of a document on screen.  Raises InvalidInput and leaves everything as it was."""
    open_case(read_case(document), reason=reason)


def edit(path: str, value: Any) -> None:
    """Change one value of the case on screen."""
    _change(working.edited(current(), path, value), path)


def move_likely(path: str, likely: float | None) -> None:
    """Change the likely value of an estimate; a bound that it passes goes along."""
    _change(working.likely_moved(current(), path, likely), path)


def append(path: str, entry: dict[str, Any]) -> None:
    """Add an entry to a list of the case on screen."""
    _change(working.appended(current(), path, entry), path)


def remove(path: str, index: int) -> None:
    """Take an entry out of a list of the case on screen."""
    _change(working.removed(current(), path, index), path)


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


def _change(found: Working, reason: str) -> None:
    """Put the next state of the case on screen, to be kept soon; a changed example becomes a case of one's own."""
    keep_change()
    example = st.session_state[EXAMPLE]
    if example is not None and casefile.create(_document(), "example", _headline()):
        casefile.tell("own_case")
    st.session_state[EXAMPLE] = None
    st.session_state[WORKING] = found
    st.session_state[PENDING] = reason


def _put_on_screen(found: Working, example: str | None) -> None:
    keep_change()
    if casefile.trouble() and casefile.create_beside(_document(), _headline()):
        casefile.tell("copied")  # what was never saved is not to vanish with the case that takes its place
    st.session_state[WORKING] = found
    st.session_state[EXAMPLE] = example
    st.session_state[TOLD_IN] = words().language
    st.session_state[STEPS] = {}
    st.session_state.pop(WATCHED, None)


def _document() -> dict[str, Any]:
    found: Working = st.session_state[WORKING]
    return found.document


def _headline() -> Headline | None:
    """What the list shows of the case on screen, None while one of its figures is not valid."""
    found: Working = st.session_state[WORKING]
    return None if found.faults else Headline.of(evaluated(found.case))


def _follow_language() -> None:
    """Tell an open example in the language chosen since."""
    example, before, now = st.session_state[EXAMPLE], st.session_state[TOLD_IN], words().language
    if example is None or before == now:
        return
    found: Working = st.session_state[WORKING]
    st.session_state[WORKING] = working.replaced(found, examples.retold(found.document, example, before, now))
    st.session_state[TOLD_IN] = now
