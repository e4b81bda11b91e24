"""What can be done with a promise: it was kept; there is no news yet; it is moved; nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from retention.faults import InvalidInput
from retention.language import LANGUAGES, NATIVE_NAMES, Words, words
from retention.promise_words import no_news_sentence
from retention.promises import Promise
from retention.storage import NotFound, Settled, SqlStorage
from retention.ui import clock, faulty, moment, promised, state
from retention.ui.text import escaped

ACTING = "promise.acting"  # (number, what is being done) of the promise whose fields are open
SAYS_IN = "promise.says_in"  # the language of the client


def shown(storage: SqlStorage, promise: Promise, _: Words) -> None:
    """The buttons, and the fields of the one that was pressed."""
    number = promise.id
    with st.container(horizontal=True, gap="small", key=f"promise_ways_{number}"):
        st.button(
            _("Promise kept"), key=f"promise_kept_{number}", icon=":material/check:", type="primary",
            on_click=keep, args=(storage, number),
        )  # fmt: skip
        st.button(
            _("Called, no news"), key=f"promise_called_{number}", icon=":material/call:",
            on_click=_begin, args=(number, "no_news"),
        )  # fmt: skip
        st.button(
            _("Move it"), key=f"promise_move_{number}", icon=":material/event_upcoming:", type="tertiary",
            on_click=_begin, args=(number, "moved"),
        )  # fmt: skip
        st.button(
            _("Nobody waits any more"), key=f"promise_drop_{number}", icon=":material/block:", type="tertiary",
            on_click=_drop, args=(storage, number),
        )  # fmt: skip
    acting = st.session_state.get(ACTING)
    if acting is not None and acting[0] == number:
        with st.container(key="promise_acting"):
            _next_time(storage, promise, acting[1], _)


def _next_time(storage: SqlStorage, promise: Promise, kind: str, _: Words) -> None:
    key = _key(promise.id)
    if kind == "no_news":
        st.markdown(escaped(_("Good that you called. When does the client hear from you again?")))
    else:
        st.markdown(escaped(_("Tell the client before the hour comes. By when is it promised now?")))
    moment.ahead(key, _, _("Next time: which day?"), _("At what hour?"))
    faulty.beside(key, "promise.next_at", _)
    next_at = moment.given(key)
    if kind == "no_news" and next_at is not None:
        _to_say(next_at, _)
    st.text_input(_("What was said, if it matters"), key=f"{key}.note")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Note the call and the next time") if kind == "no_news" else _("Move it"), key="promise_put_off",
            type="primary", on_click=_put_off, args=(storage, promise.id, kind),
        )  # fmt: skip
        st.button(_("Not yet"), key="promise_not_yet", type="tertiary", on_click=_leave)


def _to_say(next_at: datetime, _: Words) -> None:
    """The sentence to say, in the client's language."""
    st.session_state.setdefault(SAYS_IN, _.language)
    language = st.segmented_control(
        _("A sentence to say, in"), LANGUAGES, required=True, key=SAYS_IN, format_func=NATIVE_NAMES.__getitem__
    )
    said = no_news_sentence(next_at, clock.local(datetime.now(clock.zone())), words(language or _.language))
    with st.container(key="promise_sentence"):
        st.code(said, language=None, wrap_lines=True)


def keep(storage: SqlStorage, promise_id: int) -> None:
    """The promise was kept; nothing happens where someone else has said so."""
    _done(lambda: storage.promises.keep(promise_id))


def bring_back(storage: SqlStorage, promise_id: int) -> None:
    """It was not settled after all."""
    _done(lambda: storage.promises.bring_back(promise_id))


def _drop(storage: SqlStorage, promise_id: int) -> None:
    _done(lambda: storage.promises.drop(promise_id))


def _put_off(storage: SqlStorage, promise_id: int, kind: str) -> None:
    key = _key(promise_id)
    note = str(st.session_state.get(f"{key}.note") or "").strip()
    put_off = storage.promises.no_news if kind == "no_news" else storage.promises.move
    try:
        _done(lambda: put_off(promise_id, moment.given(key), note))
    except InvalidInput as invalid:
        faulty.keep(key, invalid.faults)
        return
    faulty.keep(key, ())
    _leave()


def _done(act: Callable[[], Promise]) -> None:
    try:
        act()
    except (Settled, NotFound):
        _ = state.words()
        st.toast(_("This promise was settled meanwhile."), icon=":material/info:")
    promised.forget()


def _begin(promise_id: int, kind: str) -> None:
    key = _key(promise_id)
    st.session_state[ACTING] = (promise_id, kind)
    moment.clear(key)
    faulty.keep(key, ())


def _leave() -> None:
    st.session_state[ACTING] = None


def _key(promise_id: int) -> str:
    return f"promise.{promise_id}.next"
