"""What was typed so far, kept in the visitor's own browser tab so that a reload loses nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from pages.start.answers import ABOUT, EXACT, NONE, PREFIX, Typed
from pages.start.eight import LARGEST, currencies
from retention.case import CATEGORIES
from retention.consequences import consequences_of
from retention.defaults import trades
from retention.quick_start import QUESTIONS, client_lines
from retention.responsibility import SIDES
from retention.ui.frame import DRAFT_IS_USED

KEY = "start_draft"
STEP = "start_step"  # place of the question on screen, from 0
ASKED = "start_asked"  # whether what the browser keeps was asked for
SESSION = "start_session"
LONGEST = 100_000  # characters of a text that are given back

_browser = st.components.v2.component(
    "retention.start_draft", js=(Path(__file__).parent / "draft.js").read_text("utf-8")
)


def kept(typed: Typed) -> None:
    """Keep what was typed in the browser, or ask for what it keeps."""
    said = as_text(typed)
    if said:
        typed[ASKED] = True
    data = {
        "draft": said,
        "restore": not typed.get(ASKED, False),
        "session": typed.setdefault(SESSION, uuid4().hex),
        "step": QUESTIONS[typed.get(STEP, 0)].key,
    }
    typed[DRAFT_IS_USED] = False
    _browser(key=KEY, data=data, height=1, on_kept_change=_give_back)


def as_text(typed: Typed) -> str:
    """All answers as one text, "" where there are none."""
    said = {name: typed.get(PREFIX + name) for name in _fields()}
    if all(value in (None, "", [], False) for name, value in said.items() if not name.endswith(("_how", "currency"))):
        return ""
    given = {name: value for name, value in said.items() if value is not None}
    return json.dumps({"step": typed.get(STEP, 0), **given}, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """The session's keys and values out of such a text; what no field of the page could hold is left out."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    fits = _fields()
    found = {PREFIX + name: value for name, value in said.items() if name in fits and fits[name](value)}
    step = said.get("step")
    return found | ({STEP: step} if type(step) is int and 0 <= step < len(QUESTIONS) else {})


def _give_back() -> None:
    is_fresh = not as_text(st.session_state)
    st.session_state[ASKED] = True
    for key, value in from_text(st.session_state[KEY]["kept"] or "").items():
        if is_fresh or st.session_state.get(key) in (None, "", []):  # what was typed meanwhile is newer
            st.session_state[key] = value


def _fields() -> dict[str, Callable[[Any], bool]]:
    """Each field of the page and whether a value fits it."""
    lines = [row["id"] for row in client_lines()]
    return {
        **dict.fromkeys(("request", "client"), lambda value: isinstance(value, str) and len(value) <= LONGEST),
        **dict.fromkeys(("total", "hours", "rate", "owed"), lambda value: _is_number(value, 0, LARGEST)),
        **{f"share.{side}": lambda value: _is_number(value, 0, 100) for side in SIDES},
        "margin": lambda value: _is_number(value, -LARGEST, LARGEST),
        **dict.fromkeys(("total_how", "margin_how"), lambda value: value in (ABOUT, EXACT)),
        "trade": lambda value: value in ("", *trades()),
        "currency": lambda value: value in currencies(),
        "tenure": lambda value: value in ("new", "between", "established"),
        "loyalty": lambda value: type(value) is int and 0 <= value <= 10,
        "satisfaction": lambda value: type(value) is int and 1 <= value <= 5,
        **{f"may.{category}": _several(category) for category in CATEGORIES},
        "lines": lambda value: isinstance(value, list) and all(line in (NONE, *lines) for line in value),
        **dict.fromkeys(("by_law", *(f"line.{line}" for line in lines)), lambda value: isinstance(value, bool)),
    }


def _several(category: str) -> Callable[[Any], bool]:
    choices = (NONE, *(found.key for found in consequences_of(category)))
    return lambda value: isinstance(value, list) and all(key in choices for key in value)


def _is_number(value: Any, low: float, high: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high
