"""The verdict on a phone: the room's, one's own beside it, the votes, and who moved between the rounds."""

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.terms import quoted_option, verdict_line
from retention.ui.drawing import draw_cards
from retention.ui.room import results
from retention.ui.text import bold, escaped
from retention.ui.verdict_cards import moved, votes
from retention.workshop.drawing import NARROW


def show(place: Place, _: Words) -> None:
    st.title(_("The verdict"), anchor=False)
    found = results(place.room, "round2") or results(place.room, "round1")
    if found is None:
        st.write(_("Nobody has answered, so there is no verdict of the room."))
        return
    decision = found.outcome.decision
    with st.container(border=True, key="room_verdict"):
        st.caption(_("The room's estimate comes to"))
        st.markdown(f"#### {escaped(verdict_line(decision.verdict, decision.recommended, _))}")
    own = found.outcome.own.get(place.me.id)
    if own is not None:
        with st.container(border=True, key="own_verdict"):
            st.caption(_("Your own estimates come to"))
            st.markdown(bold(verdict_line(own.verdict, own.recommended, _)))
            if own.voted_option and own.voted_option != own.recommended:
                st.write(
                    _("You would {option}: your figures and your choice differ. Which of them do you trust?").format(
                        option=quoted_option(own.voted_option, _)
                    )
                )
    if not found.outcome.voted:
        st.caption(_("Nobody has voted."))
    draw_cards([*votes(found.outcome, NARROW, _), *moved(place.room, place.case, NARROW, _)], "verdict_pictures")
    facts.within_reach(place, _)
