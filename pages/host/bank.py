"""The room's case bank and its tasks for home, as its host sees them."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.ui import assignments, bank
from retention.ui.room import store
from retention.ui.text import bold
from retention.workshop.bank_records import BankEntry
from retention.workshop.records import Room
from retention.workshop.steps import BANK

SCOPE = "host"  # of the keys on this page


def show(room: Room, _: Words) -> None:
    """Review and publish; the leaderboard, here and on the projector; the tasks for home.

    What is folded up is not drawn: a bank may be long, and the host's page runs whenever somebody answers.
    """
    entries = bank.store().entries(room.id)
    cases = st.expander(_("Case bank"), key="host_bank", on_change="rerun")
    if cases.open:
        with cases:
            _bank(room, entries, _)
    if waiting := sum(entry.state == "submitted" for entry in entries):
        told = _.ngettext("One case waits for your review.", "{count} cases wait for your review.", waiting)
        st.caption(told.format(count=_.number(waiting, 0)))
    tasks = st.expander(_("For home"), key="host_assignments", on_change="rerun")
    if tasks.open:
        with tasks:
            assignments.show(room.id, _)


def _bank(room: Room, entries: tuple[BankEntry, ...], _: Words) -> None:
    if entries:
        bank.show(entries, SCOPE, _)
        st.markdown(bold(_("Leaderboard")))
        bank.board(entries, _)
        _on_projector(room, _)
    else:
        st.caption(
            _(
                "Participants hand in cases of their own at the foot of their page. They come here first: you look "
                "through them, take out what tells who it was, and publish them for the vote."
            )
        )
    with st.popover(_("Cases from a file")):
        bank.take_in(room.id, SCOPE, _)
    if entries:
        bank.export(lambda: bank.store().entries(room.id), f"cases-{room.code}", _)


def _on_projector(room: Room, _: Words) -> None:
    shown = room.reveal == BANK
    label = _("Take the leaderboard off the projector") if shown else _("Show the leaderboard on the projector")
    if st.button(label, key="host_board"):
        store().show(room.id, None if shown else BANK)
        st.rerun()
