"""Behaviour cards: all nineteen, all four parts, in three languages; about conduct, never about the person."""

import re

import pytest

from retention.behaviours import behaviour, behaviours
from retention.citations import citations, how_sure
from retention.language import LANGUAGES, words

# Telling somebody how to feel, in each language.
CALM_DOWN = re.compile(r"calm (down|yourself)|relax|успоко|не нервнича|calma|lini(ș|s)ti|relaxați-vă", re.IGNORECASE)
# Words that judge a person instead of naming what they do.
LABELS = re.compile(
    r"\b(liar|difficult|hysteric\w*|idiot|aggressor|crazy|victim|rude person|лжец|врун\w*|истери\w*|псих\w*|хам\w*"
    r"|скандалист\w*|жертва|mincinos\w*|isteric\w*|nebun\w*|scandalagi\w*|nesimțit\w*|victimă)\b",
    re.IGNORECASE,
)
PERHAPS = {"en": "Perhaps", "ru": "Возможно", "ro": "Poate"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_nineteen_whole_cards(language):
    cards = behaviours(language)
    assert [card.id for card in cards] == [f"b{number:02}" for number in range(1, 20)]
    for card in cards:
        assert all((card.name, card.likely_cause, card.worst, card.best, card.try_saying)), card.id
        assert citations(card.source, words(language)), card.id
        assert how_sure(card.evidence, words(language)), card.id
    assert len({card.name for card in cards}) == len(cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_tells_anybody_to_calm_down_or_judges_the_person(language):
    for card in behaviours(language):
        for text in (card.name, card.likely_cause, card.worst, card.best, card.try_saying):
            assert not CALM_DOWN.search(text), text
            assert not LABELS.search(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cause_is_a_guess(language):
    assert all(card.likely_cause.startswith(PERHAPS[language]) for card in behaviours(language))


@pytest.mark.parametrize(("language", "fear"), [("en", "fear"), ("ru", "страх"), ("ro", "teama|frică")])
def test_under_arrogance_shouting_and_displayed_expertise_lies_fear(language, fear):
    for name in ("b01", "b02", "b03"):
        assert re.search(fear, behaviour(name, language).likely_cause), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_shouts_hears_the_problem_and_a_time(language):
    assert re.search(r"\d\d:\d\d", behaviour("b02", language).try_saying)


def test_an_unknown_card_or_language_is_refused():
    with pytest.raises(KeyError):
        behaviour("b99", "en")
    with pytest.raises(KeyError):
        behaviours("de")
