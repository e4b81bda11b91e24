"""What the pages of a room share: its case in the visitor's language, and what its rounds came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from retention import examples
from retention.case import Case
from retention.content import NOTES, case_part
from retention.document import read_case
from retention.storage.rooms import RoomStore
from retention.ui import casefile
from retention.workshop.outcome import Outcome, Shift, outcome_of, shifts
from retention.workshop.picture import Picture, pictures
from retention.workshop.records import Pulse, Room
from retention.workshop.steps import GRACE

EXAMPLE = "example"  # a note of the room's document: the example that its case is, and
TOLD_IN = "told_in"  # the language in which it was opened


@dataclass(frozen=True)
class Results:
    """What a round came to, for everyone to see once it is revealed.

    sheets: each participant's answers, by participant.
    """

    sheets: dict[int, dict[str, Any]]
    outcome: Outcome
    pictures: tuple[Picture, ...]


def store() -> RoomStore:
    """The rooms of this server's storage.  Raises Unavailable."""
    return casefile.storage().rooms


def pulse_of(room: Room) -> Pulse:
    """The pulse of the room now."""
    return store().pulses([room.id])[room.id]


def room_document(case_document: dict[str, Any], example: str | None, language: str) -> dict[str, Any]:
    """The document of a new room: the case, and where it is an example, which one."""
    notes = {EXAMPLE: example, TOLD_IN: language}
    return {**case_part(case_document), NOTES: notes} if example else case_part(case_document)


def case_of(room: Room, language: str) -> Case:
    """The case on the table; an example is told in the visitor's language."""
    notes = room.document.get(NOTES) or {}
    document = case_part(room.document)
    if example := notes.get(EXAMPLE):
        document = examples.retold(document, example, notes[TOLD_IN], language)
    return read_case(document)


def results(room: Room, step: str) -> Results | None:
    """What round `step` came to, None where nobody answered.

    Computed once for everyone who looks, and once more when no answer can be on its way any longer.
    """
    left = room.closed_steps.get(step)
    now = datetime.now(UTC)
    settled = left is not None and now - left > GRACE
    window = 0.0 if settled else now.timestamp() // 2  # while it runs, only its host looks
    return _results(room.id, room.language, step, str(left), window)


def moves(room: Room) -> tuple[Shift, ...]:
    """How the room moved from round 1 to round 2, nothing where there was only one."""
    first, second = results(room, "round1"), results(room, "round2")
    if first is None or second is None:
        return ()
    return shifts(case_of(room, room.language), first.sheets, second.sheets)


@st.cache_data(max_entries=100, show_spinner=False)
def _results(room_id: int, language: str, step: str, left: str, window: float) -> Results | None:
    rooms = store()
    sheets: dict[int, dict[str, Any]] = {a.participant_id: dict(a.content) for a in rooms.answers(room_id, step)}
    sheets = {who: sheet for who, sheet in sheets.items() if sheet}
    if not sheets:
        return None
    case = case_of(rooms.room(room_id), language)
    outcome = outcome_of(case, sheets)
    return Results(sheets, outcome, pictures(case, outcome.decision, sheets.values()))


def checkin_picture(room: Room) -> Mapping[int, int]:
    """How many are at each emotional state, −5 to +5, and nothing of who."""
    counts = dict.fromkeys(range(-5, 6), 0)
    for answer in store().answers(room.id, "checkin"):
        counts[int(answer.content["state"])] += 1
    return counts
