"""The bars that stand under one another: where they begin and end, and what is said beside them."""

import re

import pytest

from retention.language import words
from retention.workshop.drawing import NARROW, WIDE
from retention.workshop.outcome import Shift
from retention.workshop.sheet import Question
from retention.workshop.strips import moved_words, shift_words, shifts_svg
from tests.small_case import case_of, small

CASE, EN = case_of(small()), words("en")
STAY = Question("options.satisfy.stay", "probability", "satisfy")
CLOSER = Shift(STAY, 5, 2, (0.2, 0.5, 0.8), (0.4, 0.5, 0.6))
FURTHER = Shift(STAY, 5, 1, (0.4, 0.5, 0.6), (0.2, 0.5, 0.8))
SAME = Shift(STAY, 5, 4, (0.25, 0.5, 0.75), (0.25, 0.375, 0.75))
CHOICE = Shift(Question("option", "option"), 5, 3, None, None)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_bar_reaches_from_quartile_to_quartile(width):
    svg = shifts_svg([CLOSER], CASE, EN, width)
    bars = {
        style: (float(x), float(wide))
        for x, wide, style in re.findall(r'x="([\d.]+)" y="\d+" width="([\d.]+)" height="15" rx="4" class="(\w+)"', svg)
    }
    left, whole = bars["track"]
    for style, low, high in (("before", 0.2, 0.8), ("after", 0.4, 0.6)):
        assert bars[style] == pytest.approx((left + low * whole, (high - low) * whole), abs=0.06)


def test_it_is_told_who_moved_and_whether_the_room_came_closer():
    assert shift_words(CLOSER, EN) == "2 of 5 moved · closer together"
    assert shift_words(FURTHER, EN) == "1 of 5 moved · further apart"
    assert shift_words(SAME, EN) == "4 of 5 moved · as far apart as before"
    assert shift_words(CHOICE, EN) == "3 of 5 moved"
    assert "on 3 questions; on 1 the" in moved_words([CLOSER, FURTHER, CHOICE], EN)


def test_names_in_a_picture_are_text():
    title = 'A <script>"&\' ' + "x" * 200
    svg = shifts_svg([Shift(Question("fit.0.score", "score", title), 1, 1, (1, 2, 3), (1, 2, 3))], _named(title), EN)
    assert "<script" not in svg


def _named(title: str):
    return case_of(small(fit=[{"criterion": title, "score": 3, "weight": 1}]))
