"""The rooms of this database, newest first, to be led further or looked at."""

import streamlit as st

from retention.language import Words
from retention.ui import clock, host
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.codes import shown_code
from retention.workshop.words import step_name


def show(_: Words) -> None:
    found = store().listed()
    st.header(_("Rooms"), anchor=False)
    if not found:
        st.caption(_("Rooms that you open are listed here, with everything that was answered in them."))
    for row in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"room_{row.id}"):
            people = _.ngettext("one person", "{count} people", row.people).format(count=_.number(row.people, 0))
            state = _("closed") if row.closed_at else step_name(row.step, _)
            opened = _.moment(clock.local(row.opened_at))
            st.markdown(f"**{escaped(row.title)}**  \n{shown_code(row.code)} · {opened} · {people} · {escaped(state)}")
            if st.button(_("Lead"), key=f"room_lead_{row.id}"):
                st.switch_page("pages/host/page.py", query_params={host.ROOM: row.code})
