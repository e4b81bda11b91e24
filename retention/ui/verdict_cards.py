"""The votes of a room and how it moved between its rounds, as cards for a phone and for its host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retention.case import OPTIONS, Case
from retention.language import Words
from retention.terms import option_name
from retention.ui.drawing import Card
from retention.ui.room import moves
from retention.workshop.drawing import choice_svg
from retention.workshop.outcome import Outcome
from retention.workshop.records import Room
from retention.workshop.strips import moved_words, shifts_svg

MOST_SHIFTS = 6


def votes(outcome: Outcome, width: float, _: Words) -> Iterator[Card]:
    """How the room voted, and how many own estimates come to each option."""
    for title, counts in (
        (_("What the room would do"), outcome.option_votes),
        (_("What each one's own figures say"), outcome.recommended),
    ):
        if counts:
            yield Card(title, options_svg(counts, width, _))


def options_svg(counts: Mapping[str, int], width: float, _: Words) -> str:
    """How many there are for each option."""
    names = {option: option_name(option, _) for option in OPTIONS}
    words = "; ".join(f"{names[option]}: {count}" for option, count in counts.items())
    return choice_svg(names, counts, words, width=width)


def moved(room: Room, case: Case, width: float, _: Words) -> Iterator[Card]:
    """Round 2 against round 1, where anyone moved: the questions that matter most to the verdict first."""
    shifted = [shift for shift in moves(room) if shift.moved]
    if shifted:
        read = _("The bars span the middle half of the room, first round above, second below; the line is the median.")
        svg = shifts_svg(shifted[:MOST_SHIFTS], case, _, width)
        yield Card(_("Second round against the first"), svg, f"{moved_words(shifted, _)} {read}")
