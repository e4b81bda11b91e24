"""What the room sees at this step, and what only its host sees before."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.ui.drawing import draw
from retention.ui.host import Hosted
from retention.ui.room import case_of, checkin_picture, results, store
from retention.ui.text import escaped
from retention.workshop.drawing import picture_svg, picture_words, states_svg
from retention.workshop.records import Pulse
from retention.workshop.words import question_titles


def show(hosted: Hosted, pulse: Pulse, _: Words) -> None:
    room = hosted.room
    answered = _("{answered} of {people} answered").format(
        answered=_.number(pulse.answered, 0), people=_.number(pulse.people, 0)
    )
    st.header(answered, anchor=False)
    if room.step == "checkin":
        draw(states_svg(checkin_picture(room), _), "host_states")
    if room.step not in ("reveal", "discussion", "verdict"):
        return
    found = results(room, "round2") if room.step == "verdict" else results(room, "round1")
    if found is None:
        st.caption(_("Nobody has answered this round."))
        return
    case = case_of(room, _.language)
    keys = [picture.question.key for picture in found.pictures]
    titles = question_titles(case, _)
    chosen = st.selectbox(
        _("On the projector and on every phone"),
        [None, *keys],
        index=keys.index(room.reveal) + 1 if room.reveal in keys else 0,
        format_func=lambda key: _("where the disagreement matters most") if key is None else titles[key],
        key=f"host_reveal_{room.revision}",
    )
    if chosen != room.reveal:
        store().show(room.id, chosen)
        st.rerun()
    for picture in found.pictures:
        if chosen in (None, picture.question.key):
            st.markdown(f"**{escaped(titles[picture.question.key])}**")
            draw(picture_svg(picture, case, _), f"host_drawn_{picture.question.key}")
            st.caption(escaped(picture_words(picture, case, _)))
