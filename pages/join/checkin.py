"""The check-in: how I am, from suppressed to captured, with the healthy middle between."""

import streamlit as st

from pages.join import receipt
from pages.join.place import Place
from retention.language import Words
from retention.terms import emotion_name
from retention.verdict import HEALTHY_STATE


def show(place: Place, _: Words) -> None:
    st.title(_("How are you right now?"))
    st.write(
        _(
            "Emotions can take over, and they can be pushed down; both cloud a decision. "
            "Between them is the healthy middle."
        )
    )
    before = place.content("checkin").get("state", 0)
    with st.form(f"checkin_{place.room.id}", border=False):
        state = st.select_slider(
            _("My state, from pushed down to taken over"),
            options=range(-5, 6),
            value=int(str(before)),
            format_func=lambda value: f"{value:+d} · {emotion_name(value, _)}",
            key=f"checkin_state_{place.room.id}",
        )
        st.caption(
            _("The healthy middle is from {low} to {high}.").format(
                low=_.number(-HEALTHY_STATE, 0), high=_.number(HEALTHY_STATE, 0)
            )
        )
        if st.form_submit_button(_("Send"), type="primary", width="stretch", key="checkin_send"):
            receipt.send(place, {"state": int(state)})
    receipt.show(place, _)
    st.caption(_("Only you see your own answer. The room sees how many are where, without names."))
