"""The second case of one name is numbered, in the reader's language."""

import pytest

from retention.language import LANGUAGES, words
from retention.titles import LONGEST, free_title

EN = words("en")


@pytest.mark.parametrize(
    "title, taken, expected",
    [
        ("Kitchen", (), "Kitchen"),
        ("Kitchen", ("Kitchen",), "Kitchen (copy 2)"),
        ("Kitchen", ("Kitchen", "Kitchen (copy 2)"), "Kitchen (copy 3)"),
        ("Kitchen (copy 2)", ("Kitchen", "Kitchen (copy 2)"), "Kitchen (copy 3)"),
        ("Kitchen", ("Kitchen (copy 2)",), "Kitchen"),
        ("Late  kitchen", ("Late kitchen",), "Late  kitchen (copy 2)"),
    ],
)
def test_a_taken_title_gets_the_first_free_number(title, taken, expected):
    assert free_title(title, taken, EN) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_copies_of_copies_never_pile_up_and_never_meet(language):
    _, taken = words(language), ["Ż" * 1000]
    for _copy in range(5):
        taken.append(free_title(taken[-1], taken, _))
    assert len(set(taken)) == len(taken)
    assert all(len(title) < LONGEST + 20 for title in taken[1:])
