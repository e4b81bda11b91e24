"""The check-in: how I am, from suppressed to captured, with the healthy middle between."""

import streamlit as st

from pages.join import receipt
from pages.join.place import Place
from retention.language import Words
from retention.terms import emotion_name
from retention.ui.drawing import draw
from retention.verdict import HEALTHY_STATE
from retention.workshop.drawing import NARROW, states_svg
from retention.workshop.words import state_text


def show(place: Place, _: Words) -> None:
    st.title(_("How are you right now?"), anchor=False)
    st.write(
        _(
            "Emotions can take over, and they can be pushed down; both cloud a decision. "
            "Between them is the healthy middle."
        )
    )
    before = place.content("checkin").get("state", 0)
    with st.form(f"checkin_{place.room.id}", border=False):
        key = f"checkin_state_{place.room.id}"
        st.select_slider(
            _("My state, from pushed down to taken over"),
            options=range(-5, 6),
            value=int(str(before)),
            format_func=lambda value: f"{state_text(value, _)} · {emotion_name(value, _)}",
            key=key,
        )
        st.caption(
            _("The healthy middle is from {low} to {high}.").format(
                low=state_text(-HEALTHY_STATE, _), high=state_text(HEALTHY_STATE, _)
            )
        )
        st.form_submit_button(
            _("Send"), type="primary", width="stretch", key="checkin_send", on_click=send_state, args=(place, key)
        )
    receipt.show(place, _)
    if "state" in place.content("checkin"):
        _where_one_stands(int(str(place.content("checkin")["state"])), _)
    st.caption(_("Only you see your own answer. The room sees how many are where, without names."))


def send_state(place: Place, key: str) -> None:
    """Keep what the slider with this key says."""
    receipt.send(place, {"state": int(st.session_state[key])})


def _where_one_stands(state: int, _: Words) -> None:
    """One's own state on the scale, beside the healthy middle."""
    draw(states_svg(dict.fromkeys(range(-5, 6), 0), _, state, NARROW), "checkin_drawn")
    if abs(state) <= HEALTHY_STATE:
        told = _("▲ is where you are: in the healthy middle.")
    elif state > 0:
        told = _("▲ is where you are: above the healthy middle. Slow down before you decide.")
    else:
        told = _("▲ is where you are: below the healthy middle. Notice what you feel before you decide.")
    st.caption(told)
