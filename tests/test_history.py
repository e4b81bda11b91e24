"""Why a version was kept, what was said at closing, what reviews teach, as sentences; and a case kept with faults."""

from datetime import date, datetime

import pytest

from retention import closing_notes, lessons
from retention.calibration import Bin, Calibration, TooEarly, ValueSum
from retention.closing import Closing
from retention.content import changed_paths
from retention.faults import InvalidInput
from retention.history import reason_line, restored
from retention.language import LANGUAGES, Words
from retention.working import reopened
from tests.small_case import case_of, small

WORDS = Words("en")
CASE = case_of(small(risks=[{"name": "Review", "category": "reputational", "probability": 0.1, "severity": 5}]))


@pytest.mark.parametrize("reason, line", [
    ("options.satisfy.stay", "Chance that the client stays if the request is granted"),
    ("options.satisfy.outlay.low, options.satisfy.outlay.high", "Outlay if the request is granted"),
    ("risks.0.severity.likely", "Cost if “Review” happens"),
    ("risks", "What could happen"),
    ("risks.7.severity", "What could happen"),
    ("fit.2.score, emotion.manager, owed", "Our kind of client?, How you both feel and 1 more"),
    ("unheard.of", "unheard.of"),
    (restored(3), "Version 3 brought back"),
    ("example", "Copied from an example"),
    ("closed", "Decision closed"),
])
def test_a_reason_is_told_in_words(reason, line):
    assert reason_line(reason, CASE, WORDS) == line


def test_what_a_change_is_called_has_a_name():
    before, after = small(), small(options__satisfy__stay=0.8)
    reason = ", ".join(changed_paths(before, after))
    assert reason_line(reason, CASE, WORDS) == "Chance that the client stays if the request is granted"


def test_the_notes_of_a_memo_say_what_was_said_and_nothing_else():
    closing = Closing(
        "decline", " Ask first ", date(2026, 12, 24), promise_at=datetime.fromisoformat("2026-12-01T10:00+02:00")
    )
    assert closing_notes.lines(closing, WORDS) == [
        ("Chosen option", "Decline, door open"),
        ("What this case has taught us", "Ask first"),
        ("Promised by", "1 Dec 2026, 10:00"),
        ("Review on", "24 Dec 2026"),
    ]


FOUND = Calibration(
    reviews=10, forecasts=20, brier=0.2, base_brier=0.25, bins=(Bin(0.2, 0.4, 8, 0.3, 0.5),), ranges=6, coverage=0.5,
    widening_right=2.5, widening_offered=2.5, widening_by_coverage=2.4, values=(ValueSum("EUR", 3, 500.0, 350.0),),
)  # fmt: skip


def test_too_early_says_how_many_there_are():
    assert "from 1 review; 10 are needed" in lessons.too_early(TooEarly(1), WORDS)
    assert "from 4 reviews; 10 are needed" in lessons.too_early(TooEarly(4), WORDS)


def test_lessons_are_sentences_with_their_figures():
    assert lessons.probabilities_sentence(FOUND, WORDS).endswith("Brier score 0.2, against 0.25.")
    assert lessons.ranges_sentence(FOUND, WORDS) == (
        "The truth lay within 50% of the 6 guessed ranges. Ranges 2.5 times as wide would have held nine in ten."
    )
    assert lessons.reliability_table(FOUND, WORDS) == {
        "Stated between": ["20% – 40%"], "Forecasts": ["8"], "Stated on average": ["30%"], "Happened": ["50%"]
    }  # fmt: skip
    assert lessons.values_table(FOUND, WORDS)["Difference"] == ["−€150"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_its_words_in_every_language(language):
    words = Words(language)
    for reason in ("risks", "example", "file", "copy", "kept_mine", "duplicated", restored(2)):
        assert reason_line(reason, CASE, words)
    assert lessons.ranges_sentence(FOUND, words)


def test_a_case_kept_with_a_fault_opens_with_it_and_an_earlier_value_behind():
    valid, faulty = small(options__satisfy__outlay=200), small(options__satisfy__outlay=-1)
    working = reopened(faulty, iter([{"title": 3}, valid]))
    assert working["options.satisfy.outlay"] == -1
    assert working.case.options["satisfy"].outlay.likely == 200
    assert working.faults


def test_a_case_that_was_never_valid_does_not_open():
    with pytest.raises(InvalidInput):
        reopened(small(options__satisfy__outlay=-1), [])
