"""What I take home: my own notes, what I had guessed, and my memo as a file."""

import streamlit as st

from pages.join import receipt
from pages.join.place import Place
from retention.language import Words
from retention.memo_cells import style_of
from retention.ui import clock
from retention.workshop.export import own_memo

LONGEST = 2000


def show(place: Place, _: Words) -> None:
    st.title(_("What I take home"))
    with st.form(f"home_{place.room.id}", border=False):
        note = st.text_area(
            _("One thing that I will do differently"),
            value=str(place.content("home").get("note", "")),
            max_chars=LONGEST,
            height=120,
            key=f"home_note_{place.room.id}",
        )
        sent = st.form_submit_button(_("Keep"), type="primary", width="stretch", key="home_send")
    if sent and receipt.send(place, {"note": note.strip()}):
        st.rerun()
    receipt.show(place, _)
    if guess := place.content("glass").get("guess"):
        with st.container(border=True, key="home_guess"):
            st.subheader(_("What I had guessed"), anchor=False)
            st.text(str(guess))
            st.caption(_("Only you see this."))
    st.download_button(
        _("Download my memo"),
        data=lambda: own_memo(place.case, place.room, place.answered, _, style_of(_.language), clock.today()),
        file_name=f"retention-{place.room.code}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        key="home_memo",
    )
