"""What is taken away from a room: complete, safe to open in a spreadsheet, and silent about what was private."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from retention.language import words
from retention.memo_cells import StyleName
from retention.memo_reader import read_memo
from retention.workshop.export import COLUMNS, own_memo, room_csv, room_memo
from retention.workshop.outcome import outcome_of
from retention.workshop.records import Answer, Participant, Room, WallQuestion
from tests.small_case import case_of, small

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
RISK = {"name": "Bad review", "category": "reputational", "probability": [0.1, 0.2, 0.3], "severity": [10, 20, 30]}
DOCUMENT = small(risks=[RISK])
CASE = case_of(DOCUMENT)
ROOM = Room(1, "ABCDEF", "Small", DOCUMENT, "en", "home", 9, None, {}, False, None, NOW, NOW, None)
PEOPLE = [
    Participant(11, 1, "=cmd|'/c calc'!A1", "en", False, False, NOW, None),
    Participant(12, 1, "Ben", "ru", False, True, NOW, None),
]
SHEETS = {
    11: {"risks.0.probability": [0.5, 0.6, 0.7], "keep": "yes", "option": "satisfy"},
    12: {"risks.0.probability": [0.1, 0.1, 0.1], "keep": "no"},
}


def answer(who: int, step: str, content: dict) -> Answer:
    return Answer(who, step, content, True, True, NOW)


ANSWERS = {
    "checkin": [answer(11, "checkin", {"state": 4}), answer(12, "checkin", {"state": 4})],
    "glass": [answer(11, "glass", {"guess": "SECRET GUESS"})],
    "round1": [answer(who, "round1", sheet) for who, sheet in SHEETS.items()],
    "home": [answer(11, "home", {"note": "SECRET NOTE"})],
}
WALL = [WallQuestion(1, "+why?", "parked", NOW, 3, False, False)]


def exported(nicknames: bool, language: str = "en", style: StyleName = "comma") -> tuple[str, list[dict[str, str]]]:
    outcomes = {"round1": outcome_of(CASE, SHEETS)}
    data = room_csv(CASE, ROOM, PEOPLE, ANSWERS, WALL, outcomes, words(language), style, nicknames)
    text = data.decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text), delimiter="," if style == "comma" else ";"))


def test_every_answer_question_and_verdict_is_there():
    _text, rows = exported(nicknames=True)
    assert tuple(rows[0]) == COLUMNS
    kinds = Counter(row["kind"] for row in rows)
    assert kinds == {"answer": 5, "question": 1, "state": 1, "room_verdict": 1, "own_verdict": 2}
    first = next(row for row in rows if row["key"] == "risks.0.probability")
    assert (first["participant"], first["low"], first["likely"], first["high"]) == ("1", "0.5", "0.6", "0.7")
    assert next(row for row in rows if row["kind"] == "question")["votes"] == "3"


def test_of_the_check_in_only_the_counts_go_out():
    _text, rows = exported(nicknames=True)
    (state,) = (row for row in rows if row["kind"] == "state")
    assert (state["participant"], state["nickname"], state["answer"], state["votes"]) == ("", "", "4", "2")


def test_what_was_private_stays_private():
    text, _rows = exported(nicknames=True)
    assert "SECRET" not in text
    memo = room_memo(CASE, ROOM, SHEETS, outcome_of(CASE, SHEETS), words("en"), "comma", date(2026, 11, 22)).decode()
    assert "SECRET" not in memo
    assert "Ben" not in memo


def test_names_go_out_only_if_asked_and_hidden_ones_never():
    named, _rows = exported(nicknames=True)
    unnamed, _rows = exported(nicknames=False)
    assert "calc" in named
    assert "calc" not in unnamed
    assert "Ben" not in named  # the trainer has hidden it


def test_nothing_in_the_file_is_a_formula():
    for cell in (cell for row in csv.reader(io.StringIO(exported(nicknames=True)[0])) for cell in row):
        assert not cell.startswith(("=", "+", "@"))


@pytest.mark.parametrize("language, style", [("en", "comma"), ("ru", "semicolon"), ("ro", "semicolon")])
def test_ones_own_memo_reads_back_as_a_case_with_ones_own_estimates(language, style):
    mine = {step: found[0] for step, found in ANSWERS.items()}
    data = own_memo(CASE, ROOM, mine, words(language), style, date(2026, 11, 22))
    assert "SECRET GUESS" in data.decode()
    assert "SECRET NOTE" in data.decode()
    case = case_of(read_memo(data).document)
    assert (case.risks[0].probability.low, case.risks[0].probability.high) == (0.5, 0.7)


def test_a_memo_without_answers_is_that_of_the_case():
    data = own_memo(CASE, ROOM, {}, words("en"), "comma", date(2026, 11, 22))
    assert "Bad review" in data.decode()
