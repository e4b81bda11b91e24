"""Opening a room: which case is on the table."""

from __future__ import annotations

import streamlit as st

from pages.start.eight import COMMON_CURRENCIES
from retention import examples
from retention.content import case_part
from retention.document import read_case
from retention.faults import InvalidInput
from retention.language import Words
from retention.ui import casefile, host
from retention.ui.room import room_document, store
from retention.workshop.bank import case_document

MOST_CASES = 200
CURRENCY = "workshop_currency"


def show(_: Words) -> None:
    with st.container(border=True, key="workshop_open"):
        st.header(_("Open a room"), anchor=False)
        choices = {f"example:{found.name}": found.title for found in examples.examples(_.language)}
        published = casefile.storage().bank.entries(states=("published",))
        bank = {f"bank:{entry.id}": entry.published.title for entry in published if entry.published is not None}
        own = {f"case:{row.id}": row.title for row in casefile.storage().search(limit=MOST_CASES).rows}
        labels = {key: _("{title} (example)").format(title=title) for key, title in choices.items()} | own
        labels |= {key: _("{title} (case bank)").format(title=title) for key, title in bank.items()}
        chosen = st.selectbox(
            _("The case on the table"), [*own, *bank, *choices], format_func=labels.__getitem__, key="workshop_case"
        )
        st.caption(
            _(
                "Participants see its title at once, its story and request from the empty glass on, and its figures "
                "only in the memo that each takes home."
            )
        )
        currency = st.session_state.get(CURRENCY, COMMON_CURRENCIES[0])
        if chosen and chosen.startswith("bank:"):
            currency = st.selectbox(_("Currency"), COMMON_CURRENCIES, key=CURRENCY)
            st.caption(
                _("A case of the bank has no figures of its own: usual ones stand for them until the room estimates.")
            )
        if st.button(_("Open the room"), type="primary", key="workshop_open_room") and chosen:
            _open(chosen, currency, _)


def _open(chosen: str, currency: str, _: Words) -> None:
    kind, _colon, name = chosen.partition(":")
    example = name if kind == "example" else None
    if kind == "bank":
        entry = casefile.storage().bank.entry(int(name))
        assert entry.published is not None
        document = case_document(entry.published, currency, entry.language)
    elif example:
        document = examples.example_document(example, _.language)
    else:
        document = casefile.storage().load(int(name)).document
    try:
        read_case(case_part(document))
    except InvalidInput:
        st.error(_("This case has figures that are not valid yet. Mend it on Decide, then open the room."))
        return
    # The owner leads it without the secret; one is made anew when the room is led from another machine.
    room, _secret = store().open_room(room_document(document, example, _.language), document["title"], _.language)
    st.switch_page("pages/host/page.py", query_params={host.ROOM: room.code})
