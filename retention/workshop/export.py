"""What is taken away from a room as CSV: everything of it, the room's memo, and each participant's own.

What was private stays so: a guess and a note are in their writer's memo alone, of the check-in only the counts go out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from retention.case import Case
from retention.decision import evaluate
from retention.language import Words
from retention.memo import BYTE_ORDER_MARK, memo_bytes
from retention.memo_cells import STYLES, Cell, StyleName, csv_text
from retention.terms import option_name, verdict_line, verdict_name
from retention.workshop.codes import shown_code
from retention.workshop.outcome import Outcome
from retention.workshop.picture import pictures
from retention.workshop.records import Answer, Participant, Room, WallQuestion
from retention.workshop.sheet import questions_of, with_answers
from retention.workshop.steps import ROUNDS
from retention.workshop.words import answer_text, question_title, step_name

COLUMNS = (
    "kind",
    "step",
    "participant",
    "nickname",
    "key",
    "question",
    "low",
    "likely",
    "high",
    "answer",
    "votes",
    "at",
)
STATE_STEPS = ("checkin", "exercise")


def room_csv(
    case: Case,
    room: Room,
    people: Sequence[Participant],
    answers: Mapping[str, Sequence[Answer]],
    wall: Sequence[WallQuestion],
    outcomes: Mapping[str, Outcome],
    _: Words,
    style: StyleName,
    nicknames: bool,
) -> bytes:
    """Everything of a room: each answer of each round, the question wall, and every verdict.

    answers: by step, only those that count.  outcomes: by round.  nicknames: whether they go out; people are numbered
    anyway, in the order in which they came in.
    """
    numbers = {person.id: place for place, person in enumerate(people, start=1)}
    names = {person.id: person.nickname if nicknames and not person.hidden else "" for person in people}
    rows: list[tuple[Cell, ...]] = [COLUMNS]
    for step in ROUNDS:
        for answer in answers.get(step, ()):
            who = (float(numbers[answer.participant_id]), names[answer.participant_id])
            rows += _answer_rows(case, step, who, answer, _)
    for step in STATE_STEPS:
        rows += _state_rows(step, answers.get(step, ()))
    for question in wall:
        asked = question.asked_at.isoformat(timespec="seconds")
        rows.append(
            (
                "question",
                question.state,
                None,
                "",
                "",
                question.text,
                None,
                None,
                None,
                "",
                float(question.votes),
                asked,
            )
        )
    for step, outcome in outcomes.items():
        rows += _verdict_rows(step, outcome, numbers, names, _)
    return BYTE_ORDER_MARK + csv_text(rows, STYLES[style]).encode()


def own_memo(case: Case, room: Room, answered: Mapping[str, Answer], _: Words, style: StyleName, day: date) -> bytes:
    """A participant's own memo: the decision on their own estimates of the last round that they answered."""
    step = next((step for step in reversed(ROUNDS) if step in answered), None)
    own = with_answers(case, answered[step].content) if step else case
    notes = [(_("Room"), f"{shown_code(room.code)} · {room.opened_at.date().isoformat()}")]
    notes += [
        (
            _("My answer: {question}").format(question=question_title(question, _)),
            answer_text(question, answered[step].content[question.key], case, _),
        )
        for question in questions_of(case)
        if step and question.key in answered[step].content and question.kind in ("shares", "keep", "option")
    ]
    private = (
        ("glass", "guess", _("What I had guessed")),
        ("home", "seen", _("What I see now")),
        ("home", "note", _("What I will do differently")),
    )
    notes += [
        (name, str(answered[step].content[key]))
        for step, key, name in private
        if step in answered and answered[step].content.get(key)
    ]
    for step, name in (("checkin", _("My state at the start")), ("exercise", _("My state at the end"))):
        if step in answered and "state" in answered[step].content:
            notes.append((name, _.number(float(answered[step].content["state"]), 0)))
    return memo_bytes(own, evaluate(own), _, style, day, notes)


def room_memo(
    case: Case,
    room: Room,
    sheets: Mapping[int, Mapping[str, Any]],
    outcome: Outcome,
    _: Words,
    style: StyleName,
    day: date,
) -> bytes:
    """The room's memo: the decision on its own estimate, with the votes and how far apart it was."""
    notes = [
        (_("Room"), f"{shown_code(room.code)} · {room.title} · {room.opened_at.date().isoformat()}"),
        (_("People who answered"), _.number(len(sheets), 0)),
    ]
    notes += [(_("Votes for {option}").format(option=option_name(option, _)), _.number(count, 0))
              for option, count in outcome.option_votes.items()]  # fmt: skip
    notes += [(_("Own figures come to: {verdict}").format(verdict=verdict_name(verdict, _)), _.number(count, 0))
              for verdict, count in outcome.verdicts.items()]  # fmt: skip
    for picture in pictures(case, outcome.decision, sheets.values())[:5]:
        title = _("Far apart: {question}").format(question=question_title(picture.question, _))
        notes.append((title, _.percent(picture.spread)))
    return memo_bytes(outcome.case, outcome.decision, _, style, day, notes)


def _answer_rows(case: Case, step: str, who: tuple[float, str], answer: Answer, _: Words) -> Iterator[tuple[Cell, ...]]:
    at = answer.saved_at.isoformat(timespec="seconds")
    for question in questions_of(case):
        if question.key not in answer.content:
            continue
        given = answer.content[question.key]
        triple = tuple(given) if question.kind in ("probability", "money") else (None, None, None)
        told = "" if question.kind in ("probability", "money") else answer_text(question, given, case, _)
        yield ("answer", step, *who, question.key, question_title(question, _), *triple, told, None, at)


def _state_rows(step: str, answers: Sequence[Answer]) -> Iterator[tuple[Cell, ...]]:
    counts = Counter(int(answer.content["state"]) for answer in answers if "state" in answer.content)
    for state, count in sorted(counts.items()):
        yield ("state", step, None, "", "state", "", None, None, None, float(state), float(count), "")


def _verdict_rows(
    step: str, outcome: Outcome, numbers: Mapping[int, int], names: Mapping[int, str], _: Words
) -> Iterator[tuple[Cell, ...]]:
    room = outcome.decision
    told = verdict_line(room.verdict, room.recommended, _)
    yield ("room_verdict", step, None, "", room.verdict, step_name(step, _), None, None, None, told, None, "")
    for participant, own in outcome.own.items():
        who = (float(numbers[participant]), names[participant])
        told = verdict_line(own.verdict, own.recommended, _)
        yield ("own_verdict", step, *who, own.verdict, step_name(step, _), None, own.value_gap, None, told, None, "")
