"""Who is in the room: hide a name, send somebody out, let them back."""

import streamlit as st

from retention.language import Words
from retention.ui.room import store
from retention.ui.text import escaped, isolated
from retention.workshop.records import Room

MOST_SHOWN = 300


def show(room: Room, _: Words) -> None:
    people = store().participants(room.id)
    with st.expander(_("People · {count}").format(count=_.number(len(people), 0)), key="host_people"):
        if not people:
            st.caption(_("Nobody has come in yet. Show the code or the QR code."))
        for number, person in enumerate(people[:MOST_SHOWN], start=1):
            name = person.nickname or _("unnamed")
            marks = [_("watches")] if person.observer else []
            marks += [_("name hidden")] if person.hidden else []
            marks += [_("sent out")] if person.removed_at else []
            with st.container(horizontal=True, vertical_alignment="center", key=f"host_person_{person.id}"):
                told = f" · *{escaped(', '.join(marks))}*" if marks else ""
                st.markdown(f"{number}\\. {isolated(name)}{told}", width="stretch")
                if person.nickname and st.button(
                    _("Show the name") if person.hidden else _("Hide the name"),
                    key=f"host_hide_{person.id}",
                    type="tertiary",
                ):
                    store().hide_name(room.id, person.id, not person.hidden)
                    st.rerun()
                if person.removed_at is None and st.button(_("Send out"), key=f"host_out_{person.id}", type="tertiary"):
                    store().remove(room.id, person.id)
                    st.rerun()
                if person.removed_at and st.button(_("Let back in"), key=f"host_in_{person.id}", type="tertiary"):
                    store().let_back(room.id, person.id)
                    st.rerun()
