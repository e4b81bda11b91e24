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
from retention.history import joined, restored
from retention.language import LANGUAGES, Words, language_of
from retention.language import words as words_of
from retention.storage import CaseRecord, Headline, Unavailable
from retention.ui import casefile, notes
from retention.working import Working

LANGUAGE = "lang"  # its name in the address
CHOSEN = "language.chosen"  # the language chosen by the visitor or the address, absent while neither has
WORKING = "case.working"
EXAMPLE = "case.example"  # the example it was opened from, None for a case of one's own
TOLD_IN = "case.told_in"  # the language that the example's texts are in
STEPS = "case.steps"  # step of each money field, fixed while the case is open
PENDING = "case.pending"  # why the case changed, while the change is on screen and not kept yet
HORIZON_NOTE = "horizon"  # the years for which the probabilities were judged, where those ahead are others
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
        if casefile.asked_for() is not None and not casefile.unreached():
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
    if not _put_on_screen(working.opened(case), example):
        return
    if example is None:
        casefile.create(_document(), reason, _headline())
    else:
        casefile.forget()


def open_kept(case_id: int | None) -> bool:
    """Put a case on screen as it is kept; False where there is no such case, or the database does not give it."""
    try:
        record = None if case_id is None else casefile.load(case_id)
        return record is not None and show_kept(record)
    except Unavailable:
        if WORKING in st.session_state:
            casefile.tell("not_opened")
        elif case_id is not None:
            casefile.miss(case_id)
        return False


def show_kept(record: CaseRecord) -> bool:
    """Put a case on screen that storage has just given; whether what is there could be left."""
    before = casefile.earlier(record.id, record.version)
    if not _put_on_screen(working.reopened(case_part(record.document), before), None):
        return False
    casefile.adopt(record)
    return True


def restore(number: int) -> None:
    """Bring an earlier version of the case on screen back, as its next version."""
    keep_change()
    found = casefile.kept()
    if found is None:
        return
    document = case_part(casefile.storage().load_version(found.id, number).document)
    st.session_state[STEPS] = {}
    notes.note(HORIZON_NOTE, None)
    _change(working.reopened(document, casefile.earlier(found.id, number)), restored(number))


def keep_change() -> None:
    """Keep the last change, where that has not been done: a verdict does not wait for storage.

    While the database does not answer nothing is tried, so that nobody who types has to wait for it; see `try_again`.
    """
    reason = st.session_state.get(PENDING)
    if casefile.is_out_of_reach():
        return
    if reason is not None and casefile.keep(_document(), reason, _headline()):
        del st.session_state[PENDING]
    casefile.keep_notes()


def is_pending() -> bool:
    """Whether a change is on screen and not kept yet."""
    return st.session_state.get(PENDING) is not None or bool(notes.unsaved() and casefile.kept())


def try_again() -> bool:
    """Keep everything that could not be kept while the database did not answer; whether that worked."""
    if not casefile.answers():
        return False
    casefile.settle()
    if casefile.kept() is None:
        keep()
    else:
        keep_change()
    return not casefile.is_out_of_reach()


def keep() -> None:
    """Keep what is on screen now; an example becomes a case of one's own."""
    if st.session_state[EXAMPLE] is not None:
        _make_own()
    keep_change()
    if casefile.kept() is None:
        casefile.keep(_document(), "created", _headline())


def note(name: str, changes: dict[str, Any] | None) -> None:
    """Note something beside the case on screen; an example becomes a case of one's own with it."""
    notes.note(name, changes)
    if st.session_state[EXAMPLE] is not None:
        _make_own()


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


def open_document(document: dict[str, Any]) -> None:
    """Put the case of a file on screen: the one that is kept where it is equal, else a new one of a name of its own.

    Raises InvalidInput and leaves everything as it was.
    """
    case = read_case(document)
    kept = casefile.twin(case)
    if kept is not None and open_kept(kept):
        casefile.tell("was_there")
        return
    title = casefile.free_title(case.title, words())
    open_case(case.model_copy(update={"title": title}), reason="file")
    if title != case.title:
        casefile.tell("own_copy")


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
    if st.session_state[EXAMPLE] is not None:
        before = current()["title"]
        _make_own()
        if found["title"] == before != current()["title"]:
            found = working.edited(found, "title", current()["title"])
    keep_change()
    st.session_state[WORKING] = found
    st.session_state[PENDING] = joined(st.session_state.get(PENDING), reason)


def _make_own() -> None:
    """Make a case of one's own out of the example on screen, under a title that no other case has."""
    title = current()["title"]
    own = casefile.free_title(title, words())
    if own != title:
        st.session_state[WORKING] = working.edited(current(), "title", own)
    st.session_state[EXAMPLE] = None
    if casefile.create(_document(), "example", _headline()):
        casefile.tell("own_case" if own == title else "own_copy")


def _put_on_screen(found: Working, example: str | None) -> bool:
    """Put another case in place of the one on screen; not where changes to that one would be lost."""
    if WORKING in st.session_state:
        if casefile.is_out_of_reach() and not try_again():
            casefile.tell("not_left")
            return False
        keep_change()
        if casefile.trouble():
            if not casefile.create_beside(_document(), _headline()):
                casefile.tell("not_left")
                return False
            casefile.tell("copied")  # what was never saved is not to vanish with the case that takes its place
    st.session_state.pop(PENDING, None)
    notes.start_anew()
    st.session_state[WORKING] = found
    st.session_state[EXAMPLE] = example
    st.session_state[TOLD_IN] = words().language
    st.session_state[STEPS] = {}
    st.session_state.pop(WATCHED, None)
    return True


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
