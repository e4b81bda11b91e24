"""The case bank on a phone: hand in a case, read the published ones, vote.

The form stands in a place of its own under every step and is never taken away once it was opened; what is typed in it
is kept as a draft whenever a field is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from random import Random

import streamlit as st

from pages.join.place import Place
from retention.language import Words
from retention.ui.bank import field_name, state_name, store
from retention.ui.text import escaped, summarised
from retention.workshop.bank_records import FIELDS, LONGEST, LONGEST_TEAM, CaseText, PublishedCase, TooMany
from retention.workshop.records import NotIn, Removed, RoomOver

OPENED = "join.bank"  # whether the bank was opened on this phone
NEWS = "join.bank_news"  # what came of handing in: sent, empty, many, over
OFFERED_IN = ("lobby", "discussion", "verdict", "exercise", "home")
TEAM = "team"
START = "join.bank_start"  # place of the first published case on screen
PER_PAGE = 10  # published cases: hundreds of phones draw them anew when another one is published


def show(place: Place, _: Words) -> None:
    """A button at the foot of the page, and the bank once it was pressed."""
    if not st.session_state.get(OPENED):
        if place.step in OFFERED_IN:
            st.button(_("Case bank"), key="bank_open", type="tertiary", on_click=_open)
        return
    with st.expander(_("Case bank"), expanded=True, key="join_bank"):
        if not place.me.observer:
            told = _(
                "Tell a case of your own: the trainer takes out names before anyone else sees it, then the room votes."
            )
            st.write(told)
            _form(place, _)
            _own(place, _)
        _published(place, _)


def _open() -> None:
    st.session_state[OPENED] = True


def _form(place: Place, _: Words) -> None:
    _seed(place)
    helps = {"story": _("What they bought, what went wrong, what was said."), "done": _("And what came of it.")}
    for field in FIELDS:
        key, label = _key(field), field_name(field, _)
        if field == "title":
            st.text_input(label, max_chars=LONGEST[field], key=key, on_change=_keep, args=(place,))
        else:
            height = 140 if field == "story" else 80
            st.text_area(label, max_chars=LONGEST[field], height=height, key=key, help=helps.get(field),
                         on_change=_keep, args=(place,))  # fmt: skip
    st.text_input(
        _("Team, if you hand it in together"), max_chars=LONGEST_TEAM, key=_key(TEAM), on_change=_keep, args=(place,)
    )
    st.button(_("Hand in"), type="primary", width="stretch", key="bank_send", on_click=_send, args=(place,))
    _news(_)


def _seed(place: Place) -> None:
    """What was being written before a reload."""
    if _key("title") in st.session_state:
        return
    draft = next((entry for entry in store().own(place.me.id) if entry.state == "draft"), None)
    texts = {**draft.told.as_dict(), TEAM: draft.team} if draft else dict.fromkeys((*FIELDS, TEAM), "")
    for field, text in texts.items():
        st.session_state[_key(field)] = text


def _key(field: str) -> str:
    return f"bank_{field}"


def _typed() -> tuple[CaseText, str]:
    told = CaseText(**{field: st.session_state.get(_key(field)) or "" for field in FIELDS})
    return told, st.session_state.get(_key(TEAM)) or ""


def _keep(place: Place) -> None:
    told, team = _typed()
    st.session_state[NEWS] = None
    with suppress(NotIn, Removed, RoomOver):  # told when it is handed in
        store().keep_draft(place.me.id, told, team, place.me.language)


def _send(place: Place) -> None:
    told, team = _typed()
    try:
        store().submit(place.me.id, told, team, place.me.language)
    except TooMany:
        st.session_state[NEWS] = "many"
    except ValueError:
        st.session_state[NEWS] = "empty"
    except (NotIn, Removed, RoomOver):
        st.session_state[NEWS] = "over"
    else:
        st.session_state[NEWS] = "sent"
        for field in FIELDS:
            st.session_state[_key(field)] = ""


def _news(_: Words) -> None:
    news = st.session_state.get(NEWS)
    if news == "sent":
        st.success(_("Handed in. The trainer looks through it before the others see it."))
    elif news == "empty":
        st.error(_("A case needs a title and what happened."))
    elif news == "many":
        st.error(_("You have handed in as many cases as one person can."))
    elif news == "over":
        st.warning(_("The room takes no more cases."))


def _own(place: Place, _: Words) -> None:
    mine = [entry for entry in store().own(place.me.id) if entry.state != "draft"]
    if mine:
        st.caption(_("What you have handed in"))
    for entry in mine:
        with st.expander(summarised(entry.told.title, state_name(entry.state, _)), key=f"bank_own_{entry.id}"):
            _texts(entry.told, _)


def _published(place: Place, _: Words) -> None:
    cases = store().published(place.room.id, place.me.id)
    if not cases:
        st.caption(_("Published cases will stand here, to be read and voted for."))
        return
    st.caption(_("Cases of the room, in another order for everyone."))
    if not place.me.observer:
        st.caption(_("You have one vote for each."))
    ordered = shuffled(cases, place.me.id)
    start = st.session_state.get(START, 0)
    start = start if start < len(ordered) else 0
    for case in ordered[start : start + PER_PAGE]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"bank_case_{case.id}"):
            with st.expander(escaped(case.text.title), key=f"bank_read_{case.id}"):
                if case.team:
                    st.caption(escaped(case.team))
                _texts(case.text, _)
            _vote_button(case, place, _)
    if len(ordered) > PER_PAGE:
        with st.container(horizontal=True, vertical_alignment="center"):
            following = start + PER_PAGE if start + PER_PAGE < len(ordered) else 0
            st.button(_("More cases"), key="bank_more", on_click=_turn, args=(following,))
            shown = _("{first} to {last} of {count}").format(
                first=_.number(start + 1, 0),
                last=_.number(min(start + PER_PAGE, len(ordered)), 0),
                count=_.number(len(ordered), 0),
            )
            st.caption(shown)


def shuffled(cases: Sequence[PublishedCase], participant_id: int) -> list[PublishedCase]:
    """The cases in an order of this participant's own, so that no case is the first for everyone.

    A case that comes later leaves the others in their order.
    """
    return sorted(cases, key=lambda case: (Random(f"{case.id}/{participant_id}").random(), case.id))


def _turn(start: int) -> None:
    st.session_state[START] = start


def _vote_button(case: PublishedCase, place: Place, _: Words) -> None:
    st.button(
        _("✓ My vote") if case.voted else _("Vote"),
        key=f"bank_vote_{case.id}",
        type="primary" if case.voted else "secondary",
        help=_("Your own case, or your team's") if case.own else _("Take your vote back") if case.voted else None,
        disabled=case.own or place.me.observer,
        on_click=_vote,
        args=(place, case),
    )


def _vote(place: Place, case: PublishedCase) -> None:
    with suppress(NotIn, Removed, RoomOver, ValueError):  # withdrawn meanwhile, or over: the page shows how it is
        store().vote(place.me.id, case.id, not case.voted)


def _texts(text: CaseText, _: Words) -> None:
    for field, told in text.as_dict().items():
        if told and field != "title":
            st.caption(field_name(field, _))
            st.text(told)
