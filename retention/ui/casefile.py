"""The case on screen as it is kept: its number and version, saving as one works, and what happens when that fails.

An example is nobody's case and is never kept; the first change makes a case of one's own out of it.  What is kept is
the document as it stands on screen, faults and all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from retention.content import NOTES, case_part
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

KEPT = "file.kept"  # Kept; None while an example or an unsaved case is on screen
TROUBLE = "file.trouble"  # Trouble; None while saving works
NEWS = "file.news"  # key of something to tell once
HEAD_IS_OLD = "file.head_is_old"  # the head of the page was drawn before the last change
ADDRESS = "case"  # the parameter of the address
WIDENING = "widening"  # the key of the setting
EARLIER_VERSIONS = 50  # looked through for a valid one, where a case is kept with faults


@dataclass(frozen=True)
class Kept:
    """The case on screen as storage last had it.  notes: what the document holds beside the case."""

    id: int
    version: int
    status: str
    saved_at: datetime
    notes: dict[str, Any] | None = None


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
    return open_storage(url)


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
    notes = record.document.get(NOTES)
    st.session_state[KEPT] = Kept(row.id, row.version, row.status, row.updated_at, notes)
    st.session_state[TROUBLE] = None
    _redraw_head()


def create(document: dict[str, Any], reason: str, headline: Headline | None) -> bool:
    """Keep what is on screen as a new case; whether that worked."""
    try:
        adopt(storage().create(document, reason, headline))
    except Unavailable:
        st.session_state[KEPT] = None
        meet(Trouble("unavailable"))
        return False
    return True


def create_beside(document: dict[str, Any], headline: Headline | None) -> bool:
    """Keep a document that could not be saved as a case of its own; whether that worked."""
    try:
        storage().create(document, "copy", headline)
    except Unavailable:
        return False
    return True


def settle() -> None:
    """The visitor has decided what to do about the trouble."""
    st.session_state[TROUBLE] = None
    _redraw_head()


def keep(document: dict[str, Any], reason: str, headline: Headline | None) -> None:
    """Keep the next version of the case on screen; where that fails, `trouble` tells why and nothing is overwritten."""
    found = kept()
    if found is None:
        create(document, reason, headline)
        return
    if (present := trouble()) and present.kind != "unavailable":
        return  # the visitor first says which version is to stay
    try:
        version = storage().save(found.id, with_notes(document), found.version, reason, headline)
    except Conflict as conflict:
        meet(Trouble("conflict", conflict.stored))
    except Deleted as deleted:
        meet(Trouble("deleted", deleted.stored))
    except NotFound:
        create(document, "copy", headline)
    except Unavailable:
        meet(Trouble("unavailable"))
    else:
        _saved(found, version)


def keep_over(stored: CaseRecord, document: dict[str, Any], headline: Headline | None) -> None:
    """Keep what is on screen after the version that someone else saved, which stays in the history."""
    adopt(stored)
    keep(document, "kept_mine", headline)


def with_notes(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it is kept, with what belongs to the case and is no input."""
    found = kept()
    return document if found is None or found.notes is None else {**document, NOTES: found.notes}


def load(case_id: int) -> CaseRecord | None:
    """A case as it is kept; None where there is none, or it was deleted, or storage does not answer."""
    try:
        record = storage().load(case_id)
    except (NotFound, Unavailable):
        return None
    return None if record.row.shelf == "deleted" else record


def earlier(case_id: int, version: int) -> Iterator[dict[str, Any]]:
    """What the case was before a version, newest first."""
    for number in range(version - 1, max(0, version - 1 - EARLIER_VERSIONS), -1):
        yield case_part(storage().load_version(case_id, number).document)


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


def asked_for() -> int | None:
    """The number of the case that the address names."""
    named = str(st.query_params.get(ADDRESS, ""))
    return int(named) if named.isdecimal() and named.isascii() and len(named) < 10 else None


def show_in_address() -> None:
    """Let the address name the case on screen, so that a reload or a link finds it again."""
    found = kept()
    if found is None:
        if ADDRESS in st.query_params:
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
    st.session_state[KEPT] = Kept(before.id, version, "draft", datetime.now(UTC), before.notes)
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
