"""The leaderboard of the case bank on the projector."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.ui import bank
from retention.ui.text import escaped
from retention.workshop.bank import leaderboard, rules
from retention.workshop.records import Room

MOST = 10  # places that are readable from the back row


def show(room: Room, _: Words) -> None:
    """The first places, and the rules that decide a tie."""
    st.title(_("Case bank: the leaderboard"), anchor=False)
    places = leaderboard(bank.store().entries(room.id, ("published",)))
    if not places:
        st.header(_("No case is published yet."), anchor=False)
    for place in places[:MOST]:
        votes = _.ngettext("one vote", "{count} votes", place.entry.votes).format(count=_.number(place.entry.votes, 0))
        assert place.entry.published is not None
        team = f" · {escaped(place.entry.team)}" if place.entry.team else ""
        st.subheader(f"{place.number}\\. {escaped(place.entry.published.title)}{team} · {votes}", anchor=False)
    st.caption(" ".join(escaped(rule) for rule in rules(_)[2:4]))
