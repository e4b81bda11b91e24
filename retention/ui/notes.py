"""What is noted beside the case on screen and is no input: answers about the law, shares, a closing half written.

Notes are changed at once here and kept with the next change, or by `casefile.keep_notes`.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from retention.content import patched

NOTED = "notes.noted"
UNSAVED = "notes.unsaved"  # patches in their order


def noted(name: str) -> dict[str, Any]:
    """What is noted under a name, empty where nothing is."""
    found = everything().get(name)
    return found if isinstance(found, dict) else {}


def note(name: str, changes: dict[str, Any] | None) -> None:
    """Change what is noted under a name; a key that gets None goes, and all of it where `changes` is None."""
    patch = {name: changes}
    st.session_state[NOTED] = patched(everything(), patch)
    st.session_state[UNSAVED] = (*unsaved(), patch)


def everything() -> dict[str, Any]:
    """All notes of the case on screen."""
    found: dict[str, Any] = st.session_state.get(NOTED, {})
    return found


def unsaved() -> tuple[dict[str, Any], ...]:
    """The changes that are not kept yet."""
    found: tuple[dict[str, Any], ...] = st.session_state.get(UNSAVED, ())
    return found


def saved() -> None:
    """All changes are kept."""
    st.session_state[UNSAVED] = ()


def take_over(stored: Any) -> None:
    """The notes as storage has them, and on top what is not kept yet."""
    notes = stored if isinstance(stored, dict) else {}
    for patch in unsaved():
        notes = patched(notes, patch)
    st.session_state[NOTED] = notes


def start_anew() -> None:
    """Another case comes on screen; it has no notes yet."""
    st.session_state[NOTED] = {}
    saved()
