"""Cards to take home: whole, escaped, of a fixed size, and nothing fetched from anywhere."""

import re
from html.parser import HTMLParser

import pytest

from retention.behaviours import behaviours
from retention.language import LANGUAGES, words
from retention.practices import practices
from retention.printed import SIZES, Card, Part, behaviour_card, page, practice_card

FETCHED = re.compile(
    r"\b(src|href|srcset|action|poster|data)\s*=|url\(|@import|<(script|link|img|iframe|object)", re.IGNORECASE
)


class Shape(HTMLParser):
    """The tags of a page as they open and close, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.opened: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def shape(text: str) -> Shape:
    found = Shape()
    found.feed(text)
    assert found.open == []
    return found


def all_cards(language: str) -> list[Card]:
    _ = words(language)
    practised = [practice_card(one, _) for one in practices(language)]
    return practised + [behaviour_card(card, _) for card in behaviours(language)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_has_every_card_in_its_language_and_fetches_nothing(language, size):
    text = page(all_cards(language), size, "Cards", words(language))
    found = shape(text)
    assert found.opened.count("article") == 11 + 19
    assert f'<html lang="{language}">' in text
    assert f"size: {SIZES[size][0]};" in text
    assert not FETCHED.search(text)
    assert "://" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_carries_its_caution(language):
    _ = words(language)
    for one in practices(language):
        card = practice_card(one, _)
        assert one.caution in [part.text for part in card.parts if part.kind == "caution"]
        assert one.steps in [part.text for part in card.parts]
    for found in behaviours(language):
        texts = [part.text for part in behaviour_card(found, _).parts]
        assert [part.kind for part in behaviour_card(found, _).parts].count("caution") == 1
        for text in (found.likely_cause, found.worst, found.best):
            assert text in texts
        for sentence in (found.try_saying, found.avoid_saying):
            assert any(sentence in text for text in texts)


def test_even_slow_breath_is_twelve_breaths_of_five_and_five():
    parts = {part.heading: part.text for part in practice_card(practices("en")[0], words("en")).parts}
    assert parts["One breath"] == "breathe in 5, breathe out 5 seconds; 12 breaths"


def test_words_are_never_markup():
    nasty = "<script>alert(1)</script> \" ' & </style> <b>"
    card = Card(nasty, nasty, (Part(nasty, nasty, "caution"), Part(nasty, nasty, "say")), nasty)
    text = page([card], "A6", nasty, words("en"))
    found = shape(text)
    assert "script" not in found.opened
    assert "".join(found.words).count("alert(1)") == 1 + 7  # the title of the file, and the card
