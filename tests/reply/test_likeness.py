"""Likeness in per cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.reply.likeness import likeness, most_alike

TEXTS = st.text(alphabet="abcd ", max_size=60)


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_a_per_cent(first, second):
    assert likeness(first, second) == pytest.approx(likeness(second, first))
    assert 0 <= likeness(first, second) <= 100


@given(st.text(alphabet="abcd", min_size=1, max_size=60))
def test_a_text_is_all_like_itself(text):
    assert likeness(text, text) == pytest.approx(100)
    assert likeness(text, f" {text.upper()}\n") == pytest.approx(100)


def test_worked_by_hand():
    # runs of "abcdef": abcde, bcdef; of "abcdex": abcde, bcdex; one of two in common
    assert likeness("abcdef", "abcdex") == pytest.approx(50)
    # "aaaaaaa" has aaaaa three times: 3·1 / (3·1)
    assert likeness("aaaaaaa", "aaaaa") == pytest.approx(100)
    assert likeness("abcde", "fghij") == 0
    assert likeness("", "abc") == 0


def test_the_nearest_counts():
    assert most_alike("abcdef", ["zzzzzz", "abcdex"]) == pytest.approx(50)
    assert most_alike("abcdef", []) is None
    assert most_alike("abcdef", [" "]) is None
