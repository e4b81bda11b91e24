"""The steps of a room, in their usual order; the trainer leads through them and may skip or repeat any."""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS = (
    "lobby",
    "checkin",  # each one's emotional state, private; the room's picture is anonymous
    "glass",  # each writes a guess before the facts are shown
    "round1",  # estimates, blind
    "reveal",
    "discussion",  # the question wall
    "round2",
    "verdict",  # the room's verdict, and round 2 against round 1
    "exercise",  # breathing
    "home",  # what I take home
)
ROUNDS = ("round1", "round2")
TAKING_ANSWERS = ("checkin", "glass", "round1", "round2", "exercise", "home")
SHIFTS = "shifts"  # on the projector in place of a question: round 2 against round 1
BANK = "bank"  # on the projector in place of a question: the leaderboard of the case bank
# How long each usually takes, in minutes: about an hour together.
MINUTES = {
    "lobby": 3, "checkin": 2, "glass": 4, "round1": 8, "reveal": 10,
    "discussion": 10, "round2": 5, "verdict": 8, "exercise": 4, "home": 4,
}  # fmt: skip
GRACE = timedelta(seconds=2)  # for an answer that is on its way when its step ends
# From this step on the phones show the facts of the case.
FACTS_FROM = "glass"


def after(step: str) -> str | None:
    """The step that usually follows, None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def shows_facts(step: str) -> bool:
    """Whether phones may show the case in this step; in `glass` only once the guess is written."""
    return STEPS.index(step) >= STEPS.index(FACTS_FROM)


def still_counts(step: str, asked_for: str, left_at: datetime | None, now: datetime) -> bool:
    """Whether an answer to `asked_for` counts that arrives now, in a room at `step`.

    left_at: when the room last left the step that it answers, None where it never did.
    """
    return step == asked_for or (left_at is not None and now - left_at <= GRACE)
