"""What the client does: found by its words or by its group, in large buttons."""

from __future__ import annotations

import streamlit as st

from retention.behaviours import GROUPS, Behaviour, behaviours, group_name, is_behaviour, matching, often_met
from retention.language import Words
from retention.terms import emotion_name
from retention.ui import typed
from retention.ui.text import bold, escaped

ADDRESS = "does"  # the parameter of the address
QUERY = "client.query"


def chosen() -> str | None:
    """The id of the card that the address names, None where it names none."""
    found = st.query_params.get(ADDRESS)
    return found if is_behaviour(found) else None


def shown(open_card: str | None, emotion: float | None, _: Words) -> None:
    """The search and the groups.

    emotion: of the client in the case beside, None where there is no case.
    """
    st.header(_("What does the client do?"), anchor=False)
    query = st.text_input(
        _("Search"), key=QUERY, type="search", placeholder=_("shouts, law, review …"), live=typed.PAUSE,
        icon=":material/search:", persist_state="session",
    )  # fmt: skip
    found = matching(behaviours(_.language), query or "")
    with st.container(key="client_choices", gap="small"):
        if not found:
            st.markdown(_("No card has these words. Try one that says what the client does."))
        if not query and emotion is not None and (met := often_met(emotion, _.language)):
            st.caption(escaped(_("Often met in somebody who is {state}, as in your case:").format(
                state=emotion_name(emotion, _))))  # fmt: skip
            _buttons(met, open_card, "met")
        for group in GROUPS:
            cards = [card for card in found if card.group == group]
            if cards:
                st.markdown(bold(group_name(group, _)))
                _buttons(cards, open_card, "all")


def _buttons(cards: list[Behaviour] | tuple[Behaviour, ...], open_card: str | None, place: str) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for card in cards:
            st.button(
                card.name, key=f"client_{place}_{card.id}", on_click=_choose, args=(card.id,),
                type="primary" if card.id == open_card else "secondary",
            )  # fmt: skip


def _choose(id: str) -> None:
    st.query_params[ADDRESS] = id
