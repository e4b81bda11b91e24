"""The verdict on a phone: the room's, one's own beside it, the votes, and who moved between the rounds."""

from collections.abc import Iterator

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.case import OPTIONS, Case
from retention.language import Words
from retention.terms import option_name, quoted_option, verdict_name
from retention.ui.drawing import Card, draw_cards
from retention.ui.room import moves, results
from retention.ui.text import bold, escaped
from retention.workshop.drawing import NARROW, choice_svg
from retention.workshop.outcome import Outcome
from retention.workshop.records import Room
from retention.workshop.strips import moved_words, shifts_svg

MOST_SHIFTS = 6


def show(place: Place, _: Words) -> None:
    st.title(_("The verdict"), anchor=False)
    last = "round2" if results(place.room, "round2") is not None else "round1"
    found = results(place.room, last)
    if found is None:
        st.write(_("Nobody has answered, so there is no verdict of the room."))
        return
    decision = found.outcome.decision
    with st.container(border=True, key="room_verdict"):
        st.caption(_("The room's estimate comes to"))
        st.markdown(
            f"#### {escaped(verdict_name(decision.verdict, _))} – {escaped(option_name(decision.recommended, _))}"
        )
    own = found.outcome.own.get(place.me.id)
    if own is not None:
        with st.container(border=True, key="own_verdict"):
            st.caption(_("Your own estimates come to"))
            st.markdown(bold(f"{verdict_name(own.verdict, _)} – {option_name(own.recommended, _)}"))
            if own.voted_option and own.voted_option != own.recommended:
                st.write(
                    _("You would {option}: your figures and your choice differ. Which of them do you trust?").format(
                        option=quoted_option(own.voted_option, _)
                    )
                )
    draw_cards([*votes(found.outcome, NARROW, _), *moved(place.room, place.case, NARROW, _)], "verdict_pictures")
    facts.within_reach(place, _)


def votes(outcome: Outcome, width: float, _: Words) -> Iterator[Card]:
    """How the room voted, and how many own estimates come to each option."""
    names = {option: option_name(option, _) for option in OPTIONS}
    for title, counts in (
        (_("What the room would do"), outcome.option_votes),
        (_("What each one's own figures say"), outcome.recommended),
    ):
        if counts:
            words = "; ".join(f"{names[option]}: {count}" for option, count in counts.items())
            yield Card(title, choice_svg(names, counts, words, width=width))


def moved(room: Room, case: Case, width: float, _: Words) -> Iterator[Card]:
    """Round 2 against round 1, where anyone moved: the questions that matter most to the verdict first."""
    shifted = [shift for shift in moves(room) if shift.moved]
    if shifted:
        read = _("The bars span the middle half of the room, first round above, second below; the line is the median.")
        svg = shifts_svg(shifted[:MOST_SHIFTS], case, _, width)
        yield Card(_("Second round against the first"), svg, f"{moved_words(shifted, _)} {read}")
