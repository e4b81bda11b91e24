"""What is typed reaches the server: while it is typed, and after the server was away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from retention.language import Words

PAUSE = "700ms"  # after which a line of text is handed over; commit_typed.js has the same for text areas

_commit_typed = st.components.v2.component(
    "retention.commit_typed", js=Path(__file__).with_name("commit_typed.js").read_text("utf-8")
)

_connection = st.components.v2.component(
    "retention.connection", js=Path(__file__).with_name("connection.js").read_text("utf-8")
)


def commit_typed(within: str) -> None:
    """Have the text areas in the container of this key hand over what is typed after a pause."""
    _commit_typed(key="commit_typed", data={"within": f".st-key-{within}"}, height=1)


def hand_over_later(_: Words) -> None:
    """Say so while the server is away, and have what was typed meanwhile handed over when it is back."""
    away = _("The connection is lost. What you typed stays here and is saved as soon as it is back.")
    _connection(key="connection", data={"away": away}, height=1)
