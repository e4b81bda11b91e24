"""The closing exercise: each on their own phone, at the same pace, and how one is afterwards."""

import streamlit as st

from pages.join import receipt
from pages.join.place import Place
from retention.language import Words
from retention.practices import practice
from retention.terms import emotion_name
from retention.ui.pacer import pace
from retention.ui.text import escaped

BREATHING = "p01"  # five seconds in, five out, two minutes


def show(place: Place, _: Words) -> None:
    exercise = practice(BREATHING, _.language)
    st.title(_("Closing exercise"))
    st.subheader(escaped(exercise.name), anchor=False)
    st.write(escaped(exercise.steps))
    pace(exercise, _, key=f"room_breath_{place.room.id}")
    st.caption(escaped(exercise.caution))
    before = place.content("exercise").get("state")
    with st.form(f"exercise_{place.room.id}", border=False):
        state = st.select_slider(
            _("My state now, from pushed down to taken over"),
            options=range(-5, 6),
            value=int(str(before or 0)),
            format_func=lambda value: f"{value:+d} · {emotion_name(value, _)}",
            key=f"exercise_state_{place.room.id}",
        )
        if st.form_submit_button(_("Send"), width="stretch", key="exercise_send"):
            receipt.send(place, {"state": int(state)})
    receipt.show(place, _)
