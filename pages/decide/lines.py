"""Red lines to report: those of the table, each with its question, or one's own."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.quick_start import client_lines, line_effect
from retention.tables import in_languages
from retention.ui import state

NEW = "new_red_line"


def adder(_: Words) -> None:
    """Choose a line that was crossed, or type one; it starts as not confirmed."""
    rows = {row["id"]: row for row in client_lines()}
    names = {key: in_languages(row, "name")[_.language] for key, row in rows.items()}
    taken = {line["line"] for line in state.current()["red_lines"]}
    st.selectbox(
        _("Which line was crossed? Choose, or type your own"),
        [key for key, row in rows.items() if not taken & set(in_languages(row, "name").values())],
        index=None,
        format_func=lambda key: names.get(key, key),
        accept_new_options=True,
        placeholder=_("Threat, harassment, fraud …"),
        key=NEW,
        on_change=_add,
    )


def question_of(name: str, _: Words) -> str | None:
    """What to establish before a line counts as confirmed; None for one's own."""
    for row in client_lines():
        if name in in_languages(row, "name").values():
            return in_languages(row, "question")[_.language]
    return None


def _add() -> None:
    chosen = (st.session_state[NEW] or "").strip()
    if not chosen:
        return
    language = state.words().language
    names = {row["id"]: in_languages(row, "name")[language] for row in client_lines()}
    effect = line_effect(chosen) if chosen in names else "end"
    state.append("red_lines", {"line": names.get(chosen, chosen), "effect": effect, "confirmed": False})
    st.session_state[NEW] = None
