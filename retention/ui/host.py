"""Who may lead a room: its owner here, or whoever has the host's secret."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from retention.ui import access
from retention.ui.room import store
from retention.workshop.codes import read_code
from retention.workshop.records import NoRoom, NotHost, Room

ROOM, SECRET = "room", "host"  # parameters of the address


@dataclass(frozen=True)
class Hosted:
    """A room with the secret that leads it, None where the owner leads it without."""

    room: Room
    secret: str | None


def hosted_room() -> Hosted | None:
    """The room of the address, where this visitor may lead it; else None.  Raises Unavailable."""
    code = read_code(st.query_params.get(ROOM, ""))
    if code is None:
        return None
    secret = st.query_params.get(SECRET)
    try:
        if access.session_is_owner():
            return Hosted(store().find(code), secret)
        return Hosted(store().hosted(code, secret), secret) if secret else None
    except (NoRoom, NotHost):
        return None


def base_address() -> str:
    """The address of this server as the visitor's browser has it, without path."""
    url = st.context.url or "http://localhost:8501"
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}"


def join_link(room: Room) -> str:
    """The link that brings a phone into the room."""
    return f"{base_address()}/join?{ROOM}={room.code}"
