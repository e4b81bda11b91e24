"""What the page remembers while it is open: the practice chosen, the one that has ended, and the states around it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from retention.calm import Pause
from retention.ui import casefile, clock, state

CHOSEN = "calm.chosen"  # id of a practice
ENDED = "calm.ended"  # what is known of a practice before the state after it is
KEPT = "calm.kept"  # number of the case that the last one was kept with


def before_key() -> str:
    """The key of the state before; another case has one of its own, which starts from what the case says."""
    found = casefile.kept()
    key = f"calm.before.{found.id if found else 0}"
    if key not in st.session_state:
        working = st.session_state.get(state.WORKING)
        st.session_state[key] = float(working.case.emotion.manager) if working else 0.0
    return key


def chosen(otherwise: str) -> str:
    """The id of the practice on screen."""
    found: str = st.session_state.setdefault(CHOSEN, otherwise)
    return found


def choose(practice: str) -> None:
    """Another practice; what came of the one before is let go."""
    if st.session_state.get(CHOSEN) != practice:
        st.session_state[CHOSEN] = practice
        forget()


def has_ended(practice: str, seconds: int, skipped: bool) -> None:
    """A practice has just ended, in the state that was judged before it."""
    before = float(st.session_state.get(before_key(), 0.0))
    st.session_state[ENDED] = {
        "practice": practice, "before": before, "seconds": seconds, "skipped": skipped,
        "at": datetime.now(clock.zone()).replace(microsecond=0),
    }  # fmt: skip
    st.session_state[KEPT] = None


def ended() -> dict[str, Any] | None:
    """What is known of the practice that has ended."""
    found: dict[str, Any] | None = st.session_state.get(ENDED)
    return found


def pause(after: float) -> Pause | None:
    """The practice that has ended, with the state after it."""
    found = ended()
    return Pause(after=after, **found) if found else None


def forget() -> None:
    """What came of the last practice is not needed any more."""
    st.session_state[ENDED] = None
    st.session_state[KEPT] = None


def was_kept() -> bool:
    """Whether the last one was kept with the case on screen."""
    found = casefile.kept()
    return found is not None and st.session_state.get(KEPT) == found.id


def is_kept() -> None:
    """The last one is kept with the case on screen."""
    found = casefile.kept()
    st.session_state[KEPT] = found.id if found else None
