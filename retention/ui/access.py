"""Who is looking: the owner of what is saved here, or someone who was asked to join a room."""

from __future__ import annotations

import streamlit as st
from streamlit import runtime

from retention.access import PERSON_COOKIE, is_owner, is_this_machine, new_token
from retention.storage import Unavailable, database_url
from retention.storage.owner import owner_key
from retention.ui import casefile

ME = "me"  # the token's name in the session and, where the browser takes no cookie, in the address


def session_is_owner() -> bool:
    """Whether this visitor may see the saved cases and open rooms."""
    peer = st.context.ip_address
    # As dictionaries: where a page runs without a server, as in a test, there is no request and nothing in them.
    headers, cookies = dict(st.context.headers), dict(st.context.cookies)
    if not headers and _is_served():
        return False  # the line was cut during this run: nothing tells any more who it is for, and they may come back
    return is_owner(peer if isinstance(peer, str) else None, headers, cookies, _owner_key(database_url()))


def session_is_here() -> bool:
    """Whether the visitor sits at the machine that serves the page."""
    peer = st.context.ip_address
    return is_this_machine(peer if isinstance(peer, str) else None, dict(st.context.headers))


def person() -> str:
    """The token of this browser: of its cookie, or of the address where it takes no cookies."""
    token = dict(st.context.cookies).get(PERSON_COOKIE) or st.session_state.get(ME) or st.query_params.get(ME)
    if not token:
        token = new_token()
    st.session_state[ME] = token  # for a run whose line is cut while an answer is on its way
    if not has_cookie() and dict(st.context.headers):
        st.query_params[ME] = token  # a reload is to find its way back
    return str(token)


def has_cookie() -> bool:
    """Whether the browser keeps its token itself."""
    return PERSON_COOKIE in dict(st.context.cookies)


def _is_served() -> bool:
    """Whether a server runs this page, not a test of it."""
    return runtime.exists() and type(runtime.get_instance()) is runtime.Runtime


def _owner_key(url: str) -> str | None:
    try:
        return _known_key(url)
    except Unavailable:
        return None


@st.cache_resource(show_spinner=False, max_entries=20)
def _known_key(url: str) -> str:
    return owner_key(casefile.storage())
