"""The question wall as the host sees it: park, answer, hide."""

import streamlit as st

from retention.language import Words
from retention.ui.room import store
from retention.ui.text import escaped
from retention.workshop.records import QUESTION_STATES, Room


def show(room: Room, _: Words) -> None:
    questions = store().wall(room.id, hidden=True)
    names = {"open": _("open"), "parked": _("parked"), "answered": _("answered"), "hidden": _("hidden")}
    title = _("Question wall · {count}").format(count=_.number(len(questions), 0))
    now = room.step == "discussion"  # another key, or the section would stay as closed as it was
    with st.expander(title, expanded=now, key="host_wall_now" if now else "host_wall"):
        if not questions:
            st.caption(_("Questions that participants ask in the discussion come here."))
        for question in questions:
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center",
                key=f"host_asked_{question.id}",
            ):  # fmt: skip
                st.markdown(f"**▲ {question.votes}** {escaped(question.text)}")
                # one touch, and no list that closes when the next vote comes in
                chosen = st.segmented_control(
                    _("State"),
                    QUESTION_STATES,
                    default=question.state,
                    required=True,
                    format_func=names.__getitem__,
                    key=f"host_question_{question.id}_{question.state}",
                    label_visibility="collapsed",
                )
                if chosen != question.state:
                    store().set_question(room.id, question.id, chosen)
                    st.rerun()
