"""Folding keeps every offset; sentences cover the text; stems do not depend on diacritics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.reply.text import LONGEST_SENTENCE, fold, sentences, words


@given(st.text(max_size=300))
def test_folding_keeps_the_length_and_is_stable(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(alphabet="ab.!? \n…", max_size=900))
def test_sentences_are_in_order_and_hold_every_letter(text):
    found = sentences(text)
    assert all(0 <= s.start < s.end <= len(text) and s.end - s.start <= LONGEST_SENTENCE for s in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "").replace("\n", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dear Mr. Ion, order no. 12 is late.", ["Dear Mr. Ion, order no. 12 is late."]),
        ("Write to a.b@c.ro. Thanks", ["Write to a.b@c.ro.", "Thanks"]),
        ("Приедем в 15.30. Ждите", ["Приедем в 15.30.", "Ждите"]),
        ("Bună ziua\nRevenim", ["Bună ziua", "Revenim"]),
        ("", []),
    ],
)
def test_where_sentences_end(text, expected):
    assert [text[s.start : s.end] for s in sentences(fold(text))] == expected


def test_romanian_stems_are_the_same_with_and_without_diacritics():
    with_marks, without = "Îmi pare rău că așteptați coletul", "Imi pare rau ca asteptati coletul"
    assert [w.stem for w in words(fold(with_marks), "ro")] == [w.stem for w in words(fold(without), "ro")]


def test_russian_stems_are_the_same_with_and_without_two_dots():
    assert [w.stem for w in words(fold("Вернём"), "ru")] == [w.stem for w in words(fold("Вернем"), "ru")]
