"""The case bank of this database, for its owner: every room's cases and those without a room."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.ui import bank, host
from retention.ui.room import room_document
from retention.ui.room import store as rooms
from retention.ui.text import bold, escaped
from retention.workshop.bank import case_document, disappointed_entrant
from retention.workshop.codes import shown_code
from retention.workshop.records import RoomRow

SCOPE = "owner"  # of the keys on this page
WHOLE_BANK = 0


def show(_: Words) -> None:
    """The bank of all rooms or of one, its contest, and the ways in and out."""
    listed = rooms().listed()
    room_id = _room(listed, _)
    entries = bank.store().entries(room_id)
    if entries:
        bank.show(entries, SCOPE, _)
    else:
        _empty(_)
    with st.expander(_("Import and export"), expanded=not entries, key="workshop_bank_files"):
        bank.take_in(room_id, SCOPE, _)
        if room_id is None:
            st.caption(_("To have a room see and vote for the cases of a file, choose the room above first."))
        if entries:
            bank.export(lambda: bank.store().entries(room_id), "case-bank", _)
    with st.expander(_("The contest"), expanded=bool(entries), key="workshop_contest"):
        bank.board(entries, _)
        _practice(_)


def _room(listed: tuple[RoomRow, ...], _: Words) -> int | None:
    names = {WHOLE_BANK: _("the whole bank")}
    names |= {row.id: f"{row.title} · {shown_code(row.code)}" for row in listed}
    chosen = st.selectbox(_("Show the cases of"), list(names), format_func=names.__getitem__, key="workshop_bank_room")
    return None if chosen == WHOLE_BANK else chosen


def _empty(_: Words) -> None:
    with st.container(border=True, key="workshop_bank_empty"):
        st.markdown(bold(_("Cases of your own people will stand here.")))
        st.markdown(escaped(_(
            "In a room everyone can hand in a case from the foot of the phone's page: what happened, what the client "
            "asked for, what was done. Names, phone numbers, addresses and the like are found and masked; you look "
            "through each case before you publish it, and the room votes. A CSV file with a heading row brings in what "
            "you have collected elsewhere."
        )))  # fmt: skip


def _practice(_: Words) -> None:
    with st.container(border=True, key="workshop_practice"):
        text = disappointed_entrant(_)
        st.markdown(bold(_("A contest pleases some and upsets others.")))
        st.markdown(escaped(_("Before the prizes are given, practise on someone whom they disappoint:")))
        st.markdown(bold(text.title))
        st.text(text.story)
        if st.button(_("Open a room with this case"), key="workshop_practise"):
            document = case_document(text, "EUR", _.language)
            room, _secret = rooms().open_room(room_document(document, None, _.language), text.title, _.language)
            st.switch_page("pages/host/page.py", query_params={host.ROOM: room.code})
