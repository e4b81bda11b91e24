"""The verdict on a phone: the room's, one's own beside it, the votes, and who moved between the rounds."""

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.terms import option_name, verdict_name
from retention.ui.drawing import draw
from retention.ui.room import moves, results
from retention.ui.text import bold
from retention.workshop.drawing import choice_svg
from retention.workshop.outcome import Outcome


def show(place: Place, _: Words) -> None:
    st.title(_("The verdict"))
    last = "round2" if results(place.room, "round2") is not None else "round1"
    found = results(place.room, last)
    if found is None:
        st.write(_("Nobody has answered, so there is no verdict of the room."))
        return
    decision = found.outcome.decision
    with st.container(border=True, key="room_verdict"):
        st.caption(_("The room's estimate comes to"))
        st.subheader(f"{verdict_name(decision.verdict, _)} – {option_name(decision.recommended, _)}", anchor=False)
    own = found.outcome.own.get(place.me.id)
    if own is not None:
        with st.container(border=True, key="own_verdict"):
            st.caption(_("Your own estimates come to"))
            st.markdown(bold(f"{verdict_name(own.verdict, _)} – {option_name(own.recommended, _)}"))
            if own.voted_option and own.voted_option != own.recommended:
                st.write(
                    _("You would {option}: your figures and your choice differ. Which of them do you trust?").format(
                        option=f"“{option_name(own.voted_option, _)}”"
                    )
                )
    votes(found.outcome, _)
    shifted = [shift for shift in moves(place.room) if shift.moved]
    closer = sum(shift.shrank is True for shift in shifted)
    if shifted:
        moved = _("Between the rounds people moved on {changed} questions; on {closer} the room came closer together.")
        st.markdown(moved.format(changed=len(shifted), closer=closer))
    facts.within_reach(place, _)


def votes(outcome: Outcome, _: Words) -> None:
    """How the room voted, and how many own estimates come to each option."""
    names = {option: option_name(option, _) for option in ("satisfy", "compromise", "decline", "part")}
    for title, counts in (
        (_("What the room would do"), outcome.option_votes),
        (_("What each one's own figures say"), outcome.recommended),
    ):
        if counts:
            st.markdown(bold(title))
            words = "; ".join(f"{names[option]}: {count}" for option, count in counts.items())
            draw(choice_svg(names, counts, words), f"votes_{title}")
