"""Who may lead a room: its owner here, or whoever has the host's secret."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from retention.access import listens_beyond
from retention.language import Words
from retention.serving import address
from retention.ui import access
from retention.ui.room import store
from retention.workshop.codes import read_code
from retention.workshop.records import NoRoom, NotHost, Room

ROOM, SECRET = "room", "host"  # parameters of the address
NETWORK_COMMAND = "streamlit run app.py --server.address 0.0.0.0"


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


def way_in(_: Words) -> None:
    """For a participant who was given the wrong link: the way into the room that it names."""
    code = read_code(st.query_params.get(ROOM, ""))
    query = {ROOM: code} if code else None
    st.page_link("pages/join/page.py", label=_("Join a room"), icon=":material/login:", query_params=query)


def base_address() -> str:
    """The address of this server as the visitor's browser has it, without path."""
    url = st.context.url or "http://localhost:8501"
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}"


def network_address() -> str:
    """The same as phones reach it: a browser on the machine itself may call it by a name that only it understands."""
    base = urlsplit(base_address())
    listens = listens_beyond(config.get_option("server.address"))
    if not listens or not _is_this_machine(base.hostname) or (found := address.network_address()) is None:
        return base_address()
    return f"{base.scheme}://{found}" + (f":{base.port}" if base.port else "")


def reaches_phones() -> bool:
    """Whether the join link leads here from another machine too."""
    return not _is_this_machine(urlsplit(network_address()).hostname)


def join_link(room: Room) -> str:
    """The link that brings a phone into the room."""
    return f"{network_address()}/join?{ROOM}={room.code}"


def _is_this_machine(host: str | None) -> bool:
    return host is None or not listens_beyond(host)
