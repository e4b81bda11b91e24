"""The case on screen as it is kept: its number and version, saving as one works, and what happens when that fails.

An example is nobody's case and is never kept; the first change makes a case of one's own out of it.  What is kept is
the document as it stands on screen, faults and all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from retention import titles
from retention.case import Case
from retention.content import NOTES, case_part, with_notes
from retention.document import read_case
from retention.faults import InvalidInput
from retention.language import Words
from retention.storage import (
    CaseRecord,
    Conflict,
    Deleted,
    Headline,
    NotFound,
    SqlStorage,
    Unavailable,
    database_url,
    open_storage,
)
from retention.titles import base_title
from retention.ui import notes

KEPT = "file.kept"  # Kept; None while an example or an unsaved case is on screen
TROUBLE = "file.trouble"  # Trouble; None while saving works
NEWS = "file.news"  # key of something to tell once
HEAD_IS_OLD = "file.head_is_old"  # the head of the page was drawn before the last change
ADDRESS = "case"  # the parameter of the address
WIDENING = "widening"  # the key of the setting
PATIENCE_SECONDS = 4.0  # how long a change waits for the database before the visitor is told
UNREACHED = "file.unreached"  # number of the case that the address names while the database does not answer
COMPARED_CHARACTERS = 60  # of a title, to find those that begin alike
EARLIER_VERSIONS = 50  # looked through for a valid one, where a case is kept with faults


@dataclass(frozen=True)
class Kept:
    """The case on screen as storage last had it."""

    id: int
    version: int
    status: str
    saved_at: datetime


@dataclass(frozen=True)
class Trouble:
    """Why the last change is not kept: conflict, deleted or unavailable; `stored` is the case as storage has it."""

    kind: str
    stored: CaseRecord | None = None


def storage() -> SqlStorage:
    """The storage of this process.  Raises Unavailable."""
    return _storage(database_url())


@st.cache_resource(show_spinner=False)
def _storage(url: str) -> SqlStorage:
    return open_storage(url, PATIENCE_SECONDS)


def kept() -> Kept | None:
    """The case on screen as storage has it, None while it is an example."""
    found: Kept | None = st.session_state.get(KEPT)
    return found


def trouble() -> Trouble | None:
    """What keeps the case on screen from being saved."""
    found: Trouble | None = st.session_state.get(TROUBLE)
    return found


def forget() -> None:
    """What is on screen now is nobody's case."""
    st.session_state[KEPT] = st.session_state[TROUBLE] = None
    _redraw_head()


def adopt(record: CaseRecord) -> None:
    """What is on screen now is this case."""
    row = record.row
    notes.take_over(record.document.get(NOTES))
    st.session_state[KEPT] = Kept(row.id, row.version, row.status, row.updated_at)
    st.session_state[TROUBLE] = st.session_state[UNREACHED] = None
    _redraw_head()


def create(document: dict[str, Any], reason: str, headline: Headline | None) -> bool:
    """Keep what is on screen as a new case; whether that worked."""
    try:
        record = storage().create(with_notes(document, notes.everything()), reason, headline)
    except Unavailable:
        st.session_state[KEPT] = None
        meet(Trouble("unavailable"))
        return False
    notes.saved()
    adopt(record)
    return True


def create_beside(document: dict[str, Any], headline: Headline | None) -> bool:
    """Keep a document that could not be saved as a case of its own; whether that worked."""
    try:
        storage().create(with_notes(document, notes.everything()), "copy", headline)
    except Unavailable:
        return False
    return True


def settle() -> None:
    """The visitor has decided what to do about the trouble."""
    st.session_state[TROUBLE] = None
    _redraw_head()


def keep(document: dict[str, Any], reason: str, headline: Headline | None) -> bool:
    """Keep the next version of the case on screen; where that fails, `trouble` tells why and nothing is overwritten.

    False where the database did not answer, so that it is to be tried again.
    """
    found = kept()
    if found is None:
        return create(document, reason, headline)
    if (present := trouble()) and present.kind != "unavailable":
        return True  # the visitor first says which version is to stay
    try:
        version = storage().save(found.id, case_part(document), found.version, reason, headline)
    except Conflict as conflict:
        meet(Trouble("conflict", conflict.stored))
    except Deleted as deleted:
        meet(Trouble("deleted", deleted.stored))
    except NotFound:
        return create(document, "copy", headline)
    except Unavailable:
        meet(Trouble("unavailable"))
        return False
    else:
        _saved(found, version)
    return True


def keep_notes() -> None:
    """Keep what was noted since the last time; where that fails, it stays for the next time."""
    found, patches = kept(), notes.unsaved()
    if found is None or not patches or trouble():
        return
    try:
        storage().note(found.id, *patches)
    except Deleted as deleted:
        meet(Trouble("deleted", deleted.stored))
    except NotFound:
        return  # the next change makes a case of it again, notes and all
    except Unavailable:
        meet(Trouble("unavailable"))
    else:
        notes.saved()
        st.session_state[KEPT] = replace(found, saved_at=datetime.now(UTC))


def answers() -> bool:
    """Whether the database takes a write at this moment."""
    try:
        return storage().answers()
    except Unavailable:
        return False


def is_out_of_reach() -> bool:
    """Whether changes wait for the database to answer again."""
    present = trouble()
    return present is not None and present.kind == "unavailable"


def keep_over(stored: CaseRecord, document: dict[str, Any], headline: Headline | None) -> None:
    """Keep what is on screen after the version that someone else saved, which stays in the history."""
    adopt(stored)
    keep(document, "kept_mine", headline)


def load(case_id: int) -> CaseRecord | None:
    """A case as it is kept; None where there is none or it was deleted.  Raises Unavailable."""
    try:
        record = storage().load(case_id)
    except NotFound:
        return None
    return None if record.row.shelf == "deleted" else record


def earlier(case_id: int, version: int) -> Iterator[dict[str, Any]]:
    """What the case was before a version, newest first."""
    for number in range(version - 1, max(0, version - 1 - EARLIER_VERSIONS), -1):
        yield case_part(storage().load_version(case_id, number).document)


def free_title(title: str, _: Words) -> str:
    """The title, numbered where another case has it already."""
    try:
        taken = storage().titles(base_title(title, _)[:COMPARED_CHARACTERS])
    except Unavailable:
        return title
    return titles.free_title(title, taken, _)


def twin(case: Case) -> int | None:
    """The number of a case that is kept and equal to this one, None where there is none."""
    try:
        found = storage().same_title(case.title)
    except Unavailable:
        return None
    return next((record.id for record in found if _is_equal(record, case)), None)


def _is_equal(record: CaseRecord, case: Case) -> bool:
    try:
        return read_case(case_part(record.document)) == case
    except InvalidInput:
        return False


def default_widening() -> float:
    """The factor by which new cases widen what is only assumed."""
    try:
        found = storage().setting(WIDENING)
    except Unavailable:
        return 1.0
    return float(found) if isinstance(found, (int, float)) else 1.0


def set_default_widening(factor: float) -> None:
    """Widen what is only assumed in new cases by this factor.  Raises Unavailable."""
    storage().set_setting(WIDENING, factor)


def follow_status(case_id: int) -> None:
    """The case was closed or taken up again elsewhere; where it is the one on screen, its head is to say so."""
    found = kept()
    if found is None or found.id != case_id:
        return
    with suppress(NotFound, Unavailable):
        status = storage().load(case_id).row.status
        if status != found.status:
            st.session_state[KEPT] = replace(found, status=status)
            _redraw_head()


def asked_for() -> int | None:
    """The number of the case that the address names."""
    named = str(st.query_params.get(ADDRESS, ""))
    return int(named) if named.isdecimal() and named.isascii() and len(named) < 10 else None


def unreached() -> int | None:
    """The number of the case that the address names and the database, which does not answer, could not give."""
    found: int | None = st.session_state.get(UNREACHED)
    return found


def miss(case_id: int) -> None:
    """The database did not give this case; it stays in the address."""
    st.session_state[UNREACHED] = case_id


def show_in_address() -> None:
    """Let the address name the case on screen, so that a reload or a link finds it again."""
    found = kept()
    if found is None:
        if ADDRESS in st.query_params and not unreached():
            del st.query_params[ADDRESS]
    elif st.query_params.get(ADDRESS) != str(found.id):
        st.query_params[ADDRESS] = str(found.id)


def tell(news: str) -> None:
    """Have the next page say something once."""
    st.session_state[NEWS] = news


def news() -> str | None:
    """What is to be told now."""
    found: str | None = st.session_state.pop(NEWS, None)
    return found


def head_is_old() -> bool:
    """Whether the head of the page has to be drawn again."""
    return bool(st.session_state.get(HEAD_IS_OLD))


def head_is_drawn() -> None:
    """The head of the page shows what is so."""
    st.session_state[HEAD_IS_OLD] = False


def _saved(before: Kept, version: int) -> None:
    if version == before.version and trouble() is None:
        return
    st.session_state[KEPT] = Kept(before.id, version, "draft", datetime.now(UTC))
    if before.status != "draft" or trouble():
        _redraw_head()
    st.session_state[TROUBLE] = None


def meet(found: Trouble) -> None:
    """Something keeps the case on screen from being saved; the visitor is told."""
    if trouble() != found:
        st.session_state[TROUBLE] = found
        _redraw_head()


def _redraw_head() -> None:
    st.session_state[HEAD_IS_OLD] = True
