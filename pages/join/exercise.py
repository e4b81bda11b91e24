"""The closing exercise: each on their own phone, at the same pace, and how one is afterwards."""

import streamlit as st

from pages.join import receipt
from pages.join.checkin import send_state
from pages.join.place import Place
from retention.language import Words
from retention.practices import practice
from retention.terms import emotion_name
from retention.ui.pacer import pace
from retention.ui.text import bold, escaped
from retention.verdict import HEALTHY_STATE
from retention.workshop.words import state_text

BREATHING = "p01"  # five seconds in, five out, two minutes


def show(place: Place, _: Words) -> None:
    exercise = practice(BREATHING, _.language)
    st.title(_("Closing exercise"), anchor=False)
    st.markdown(f"{bold(exercise.name)}  \n{escaped(exercise.steps)}")
    pace(exercise, _, key=f"room_breath_{place.room.id}")
    st.caption(escaped(exercise.caution))
    before = place.content("exercise").get("state")
    with st.form(f"exercise_{place.room.id}", border=False):
        key = f"exercise_state_{place.room.id}"
        st.select_slider(
            _("My state now, from pushed down to taken over"),
            options=range(-5, 6),
            value=int(str(before or 0)),
            format_func=lambda value: f"{state_text(value, _)} · {emotion_name(value, _)}",
            key=key,
        )
        st.form_submit_button(_("Send"), width="stretch", key="exercise_send", on_click=send_state, args=(place, key))
    receipt.show(place, _)
    at_first = place.content("checkin").get("state")
    if before is not None and at_first is not None:
        change = _("At the start {before}, now {after}; the healthy middle is from {low} to {high}.")
        st.write(
            change.format(
                before=state_text(int(str(at_first)), _),
                after=state_text(int(str(before)), _),
                low=state_text(-HEALTHY_STATE, _),
                high=state_text(HEALTHY_STATE, _),
            )
        )
