"""The promises on every page of the owner: what is overdue stands on top, and a page runs again when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from retention.language import Words
from retention.promise_words import overdue_line
from retention.promises import Promise, next_change, standing
from retention.storage import Unavailable, database_url
from retention.threads import Message
from retention.ui import casefile, clock
from retention.ui.text import escaped

HERE = Path(__file__).parent
PAGE = "pages/promises/page.py"
SECONDS = 3.0  # for which the answer of the database is good, so that quick reruns do not ask again
AHEAD = timedelta(hours=12)  # a page that is open for longer has run meanwhile
MOST = 100

_watch = st.components.v2.component("retention.promise_watch", js=(HERE / "promised.js").read_text("utf-8"))

HTML = '<span data-countdown role="timer" aria-live="off"></span>'
CSS = """[data-countdown] { font: 600 .95rem var(--st-font); font-variant-numeric: tabular-nums;
  color: var(--st-text-color); }"""
_countdown = st.components.v2.component(
    "retention.countdown", html=HTML, css=CSS, js=(HERE / "countdown.js").read_text("utf-8")
)


def on_top(_: Words) -> None:
    """What is overdue, with the way there; nothing where nothing is, and an unseen sign that it is time to look again.

    Not for the pages of a room: what is shown there is not for its owner alone.
    """
    if casefile.is_out_of_reach():
        return
    waiting, now = _waiting(), datetime.now(UTC)
    overdue = [promise for promise in waiting if standing(promise, now) == "overdue"]
    if overdue:
        with st.container(
            key="overdue", border=True, horizontal=True, vertical_alignment="center",
            horizontal_alignment="distribute", gap="small",
        ):  # fmt: skip
            said = overdue_line(len(overdue), overdue[0], _, clock.local)
            st.markdown(f":orange[:material/warning:] **{escaped(said)}**", width="stretch")
            st.page_link(PAGE, label=_("To the promises"), icon=":material/arrow_forward:", width="content")
    _look_again(waiting, now)


def _look_again(promises: Iterable[Promise], now: datetime) -> None:
    """Have the page run again at the moment when one of the promises falls due or becomes overdue."""
    change = next_change(promises, now)
    if change is not None:
        wait = (change - now).total_seconds()
        _watch(key="promise_watch", data={"at": change.timestamp(), "wait": wait}, height=1, on_came_change=forget)


def countdown(promise: Promise, _: Words) -> None:
    """The time left until a promise is due, or since it was, from second to second."""
    words = {
        "ahead": _("{time} left"),
        "due": _("due now"),
        "overdue": _("overdue by {time}"),
    }
    left = (promise.due_at - datetime.now(UTC)).total_seconds()
    data = {"left": left, "at": promise.due_at.timestamp(), "words": words, "language": _.language}
    _countdown(key=f"countdown_{promise.id}", data=data)


def of_case(case_id: int) -> tuple[tuple[Message, ...], tuple[Promise, ...]] | None:
    """The messages and the promises of a case; None where the database does not answer, which stays so for a moment."""
    return _of_case(database_url(), case_id)


def forget() -> None:
    """Ask the database again: promises or messages were changed."""
    _asked.clear()
    _of_case.clear()


def _waiting() -> tuple[Promise, ...]:
    return _asked(database_url())


@st.cache_resource(ttl=SECONDS, max_entries=20, show_spinner=False)
def _asked(database: str) -> tuple[Promise, ...]:
    """The promises that are overdue or fall due soon; one quick look, as an index finds them."""
    try:
        return casefile.storage().promises.due_by(datetime.now(UTC) + AHEAD, MOST)
    except Unavailable:
        return ()


@st.cache_resource(ttl=SECONDS, max_entries=100, show_spinner=False)
def _of_case(database: str, case_id: int) -> tuple[tuple[Message, ...], tuple[Promise, ...]] | None:
    try:
        storage = casefile.storage()
        return storage.messages.of_case(case_id), storage.promises.of_case(case_id)
    except Unavailable:
        return None
