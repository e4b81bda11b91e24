"""One's own answers: in the session and in one's own browser, in no database."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import streamlit as st

from retention.own_way import STYLES, situations

KEY = "own_way_kept"
ANSWERS = "own_way.answers"  # situation → style, "" for passed over
ASKED = "own_way.asked"  # whether what the browser keeps was asked for
SESSION = "own_way.session"
LONGEST = 2000  # characters of what is given back

_browser = st.components.v2.component(
    "retention.own_way_kept", js=Path(__file__).with_name("kept.js").read_text("utf-8")
)


def answers() -> dict[str, str]:
    """The answers so far, in the order in which they were given."""
    found: dict[str, str] = st.session_state.get(ANSWERS, {})
    return found


def answer(found: dict[str, str]) -> None:
    """Put other answers in their place; none wipes them from the browser too."""
    st.session_state[ANSWERS] = found
    st.session_state[ASKED] = True


def keep() -> None:
    """Have the browser keep them, or ask it for what it keeps."""
    given = answers()
    data = {
        "answers": json.dumps(given) if given else "",
        "restore": not st.session_state.get(ASKED, False),
        "session": st.session_state.setdefault(SESSION, uuid4().hex),
    }
    _browser(key=KEY, data=data, height=1, on_kept_change=_give_back)


def from_text(text: object) -> dict[str, str]:
    """The answers out of what a browser kept; what is no answer to a situation is left out."""
    try:
        said = json.loads(text) if isinstance(text, str) and len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    known = {one.id for one in situations("en")}
    return {key: style for key, style in said.items() if key in known and style in ("", *STYLES)}


def _give_back() -> None:
    if not st.session_state.get(ASKED, False):  # what was answered meanwhile is newer
        answer(from_text(st.session_state[KEY]["kept"]))
