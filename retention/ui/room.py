"""What the pages of a room share: its case in the visitor's language, and what its rounds came to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from retention import examples
from retention.case import Case
from retention.content import NOTES, case_part
from retention.document import read_case
from retention.language import Words
from retention.storage.rooms import RoomStore
from retention.ui import casefile
from retention.workshop.drawing import picture_svg, picture_words
from retention.workshop.outcome import Outcome, OwnVerdict, Shift, outcome_of, own_verdict, shifts
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


def phone_pulse(room: Room) -> Pulse:
    """What a phone follows of its room's pulse; the counts reach it as events, without a look into the database."""
    if room.step == "discussion":
        return pulse_of(room)
    over = room.is_over(datetime.now(UTC))
    return Pulse(room.id, room.revision, room.step, room.ends_at, over, people=0, answered=0, wall=0)


def room_document(case_document: dict[str, Any], example: str | None, language: str) -> dict[str, Any]:
    """The document of a new room: the case, and where it is an example, which one."""
    notes = {EXAMPLE: example, TOLD_IN: language}
    return {**case_part(case_document), NOTES: notes} if example else case_part(case_document)


def case_of(room: Room, language: str) -> Case:
    """The case on the table, which stays as it was opened; an example is told in the visitor's language."""
    return _case(code=room.code, language=language, _room=room)


# What is kept is asked for by name: by place Streamlit works out the signature anew for every argument.
@st.cache_resource(max_entries=100, show_spinner=False)
def _case(code: str, language: str, _room: Room) -> Case:
    room = _room
    notes = room.document.get(NOTES) or {}
    document = case_part(room.document)
    if example := notes.get(EXAMPLE):
        document = examples.retold(document, example, notes[TOLD_IN], language)
    return read_case(document)


def results(room: Room, step: str) -> Results | None:
    """What round `step` came to, None where nobody answered.

    Computed once for everyone who looks, and once more when no answer can be on its way any longer.
    """
    return _results(code=room.code, revision=room.revision, step=step, window=_window(room, step), _room=room)


def moves(room: Room) -> tuple[Shift, ...]:
    """How the room moved from round 1 to round 2, what matters most first; nothing where there was only one."""
    first, second = results(room, "round1"), results(room, "round2")
    if first is None or second is None:
        return ()
    windows = (_window(room, "round1"), _window(room, "round2"))
    return _moves(
        code=room.code, revision=room.revision, windows=windows, _room=room, _first=first, _second=second
    )  # fmt: skip


def _window(room: Room, step: str) -> float:
    """Which results are the newest: 0 once no answer counts any more, until then another number every two seconds."""
    left, now = room.closed_steps.get(step), datetime.now(UTC)
    is_over = room.step != step if left is None else now - left > GRACE
    return 0.0 if is_over else now.timestamp() // 2


def drawn(room: Room, picture: Picture, own: float | str | None, width: float, _: Words) -> tuple[str, str]:
    """A question's picture as SVG and in words, made once for all who gave the same answer."""
    seen = hash((tuple(picture.values), tuple(picture.counts.items())))
    return _drawn(
        code=room.code, question=picture.question.key, seen=seen, own=own, width=width, language=_.language,
        _room=room, _picture=picture, _words=_,
    )  # fmt: skip


@st.cache_resource(max_entries=500, show_spinner=False)
def _drawn(
    code: str, question: str, seen: int, own: float | str | None, width: float, language: str,
    _room: Room, _picture: Picture, _words: Words,
) -> tuple[str, str]:  # fmt: skip
    case = case_of(_room, language)
    return picture_svg(_picture, case, _words, own, width), picture_words(_picture, case, _words)


# What is kept is frozen and shared: a copy for each of 300 phones would cost seconds.  A code is one room's for ever,
# in any database; the revision grows when someone is removed.
@st.cache_resource(max_entries=100, show_spinner=False)
def _moves(
    code: str, revision: int, windows: tuple[float, float], _room: Room, _first: Results, _second: Results
) -> tuple[Shift, ...]:
    order = {picture.question.key: place for place, picture in enumerate(_first.pictures)}
    found = shifts(case_of(_room, _room.language), _first.sheets, _second.sheets)
    return tuple(sorted(found, key=lambda shift: order[shift.question.key]))


def judged(room: Room, case: Case, sheet: Mapping[str, Any]) -> OwnVerdict:
    """`own_verdict`, worked out when an answer arrives: at the verdict hundreds of phones would wait for it."""
    return _judged(code=room.code, answers=json.dumps(sheet, sort_keys=True), _case=case, _sheet=sheet)


@st.cache_resource(max_entries=10_000, show_spinner=False)
def _judged(code: str, answers: str, _case: Case, _sheet: Mapping[str, Any]) -> OwnVerdict:
    return own_verdict(_case, _sheet)


@st.cache_resource(max_entries=100, show_spinner=False)
def _results(code: str, revision: int, step: str, window: float, _room: Room) -> Results | None:
    rooms, room_id, language = store(), _room.id, _room.language
    sheets: dict[int, dict[str, Any]] = {a.participant_id: dict(a.content) for a in rooms.answers(room_id, step)}
    sheets = {who: sheet for who, sheet in sheets.items() if sheet}
    if not sheets:
        return None
    case = case_of(_room, language)
    outcome = outcome_of(case, sheets, partial(judged, _room))
    return Results(sheets, outcome, pictures(case, outcome.decision, sheets.values()))


def checkin_picture(room: Room) -> Mapping[int, int]:
    """How many are at each emotional state, −5 to +5, and nothing of who."""
    counts = dict.fromkeys(range(-5, 6), 0)
    for answer in store().answers(room.id, "checkin"):
        counts[int(answer.content["state"])] += 1
    return counts
