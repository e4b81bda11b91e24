"""Messages and promises of the case on screen: who wrote last, what was promised, and the next of both."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.cases import going
from pages.promises import acting, adding, messages
from retention import channels
from retention.language import Words
from retention.promise_words import span, standing_name
from retention.promises import Promise, in_order, standing
from retention.threads import Message, Waiting, waiting
from retention.ui import casefile, clock, promised
from retention.ui.text import bold, escaped

SETTLED_SHOWN = 3
SIGNS = {"overdue": ":orange[:material/warning: {}]", "kept": ":blue[:material/check: {}]"}
OTHER_SIGN = ":gray[:material/schedule: {}]"


def summary(_: Words) -> str:
    """Who waits for what, in a line."""
    found = _noted()
    if found is None:
        return _("the database does not answer")
    written, promises = found
    parts = []
    waits = _waits(written)
    if waits is not None:
        parts.append(_("the client waits for {time}").format(time=span(waits.waited(datetime.now(UTC)), _)))
    elif written:
        parts.append(_("we answered last"))
    pending = [promise for promise in promises if promise.is_pending]
    if pending:
        first, now = in_order(pending)[0], datetime.now(UTC)
        moment = _.moment(clock.local(first.due_at))
        said = _("promise overdue since {moment}") if standing(first, now) == "overdue" else _("promised by {moment}")
        parts.append(said.format(moment=moment))
    return " · ".join(parts) or _("nothing noted")


def shown(_: Words) -> None:
    """The promises with what can be done, the messages, and fields for the next one."""
    going.go_on()
    found = _noted()
    if found is None:
        st.markdown(_("The database does not answer."))
        return
    written, promises = found
    storage = casefile.storage()
    for promise in [one for one in in_order(promises) if one.is_pending]:
        with st.container(border=True, key=f"case_promise_{promise.id}", gap="xsmall"):
            _promise(promise, _)
            acting.shown(storage, promise, _)
    for promise in [one for one in in_order(promises) if not one.is_pending][:SETTLED_SHOWN]:
        _promise(promise, _)
    if not promises:
        st.caption(
            _("Nothing is promised yet. Closing the decision asks for a promise; the page of promises takes more.")
        )
    st.button(
        _("Note a promise"), key="case_promise_new", icon=":material/add:", type="tertiary", on_click=_promise_more
    )
    messages.standing(storage, written, _)
    messages.listed(storage, written, _)
    if not written:
        st.caption(_("Note who wrote: a case in which the client wrote last stays open until we answer."))
    kept = casefile.kept()
    messages.form(storage, "message.case", kept.id if kept else 0, _)


def _promise_more() -> None:
    """To the register, with this case in its form; an example becomes a case of one's own with its first promise."""
    adding.begin(messages.own_case())
    going.begin("promises")


def _promise(promise: Promise, _: Words) -> None:
    how = standing(promise, datetime.now(UTC))
    moment = _.moment(clock.local(promise.due_at if promise.is_pending else promise.settled_at or promise.made_at))
    said = SIGNS.get(how, OTHER_SIGN).format(escaped(f"{standing_name(how, _)} · {moment}"))
    st.markdown(f"{bold(promise.what)}  \n{said}")


def _waits(written: tuple[Message, ...]) -> Waiting | None:
    return waiting(written, lambda name: channels.TARGET_HOURS)


def _noted() -> tuple[tuple[Message, ...], tuple[Promise, ...]] | None:
    kept = casefile.kept()
    if kept is None:
        return (), ()
    return None if casefile.is_out_of_reach() else promised.of_case(kept.id)
