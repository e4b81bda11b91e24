"""The rooms of this database, newest first, to be led further or looked at."""

from contextlib import suppress

import streamlit as st

from retention.language import Words
from retention.ui import clock, host
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.codes import shown_code
from retention.workshop.records import NoRoom, RoomRow
from retention.workshop.words import step_name


def show(_: Words) -> None:
    found = store().listed()
    st.header(_("Rooms"), anchor=False)
    if not found:
        st.caption(_("Rooms that you open are listed here, with everything that was answered in them."))
    for row in found:
        with st.container(
            border=True,
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
            key=f"room_{row.id}",
        ):
            people = _.ngettext("one person", "{count} people", row.people).format(count=_.number(row.people, 0))
            state = _("closed") if row.closed_at else step_name(row.step, _)
            opened = _.moment(clock.local(row.opened_at))
            st.markdown(f"**{escaped(row.title)}**  \n{shown_code(row.code)} · {opened} · {people} · {escaped(state)}")
            with st.container(horizontal=True, width="content"):
                if st.button(_("Lead"), key=f"room_lead_{row.id}"):
                    st.switch_page("pages/host/page.py", query_params={host.ROOM: row.code})
                with st.popover(_("Delete"), key=f"room_delete_{row.id}"):
                    _delete(row, _)


def _delete(row: RoomRow, _: Words) -> None:
    st.write(
        _(
            "Everything of this room goes: people, answers, questions, cases handed in, homework. It cannot be brought "
            "back; download what you want to keep first."
        )
    )
    if st.button(_("Delete for good"), type="primary", key=f"room_gone_{row.id}"):
        with suppress(NoRoom):  # it went in another tab
            store().delete_room(row.id)
        st.rerun()
