"""Behaviour cards: all nineteen, all four parts, in three languages; about conduct, never about the person."""

import re

import pytest

from retention.behaviours import (
    GROUPS,
    behaviour,
    behaviours,
    group_name,
    is_behaviour,
    matching,
    often_met,
    state_of,
)
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
        assert all((card.name, card.likely_cause, card.worst, card.best, card.try_saying, card.avoid_saying)), card.id
        assert citations(card.source, words(language)), card.id
        assert how_sure(card.evidence, words(language)), card.id
    assert len({card.name for card in cards}) == len(cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_tells_anybody_to_calm_down_or_judges_the_person(language):
    for card in behaviours(language):
        for text in (card.name, card.likely_cause, card.worst, card.best, card.try_saying, card.avoid_saying):
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_cards_and_a_name(language):
    groups = [card.group for card in behaviours(language)]
    assert {*groups} == {*GROUPS}
    names = [group_name(group, words(language)) for group in GROUPS]
    assert len({*names}) == len(GROUPS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_say_and_what_never_to_say_differ(language):
    said = [text for card in behaviours(language) for text in (card.try_saying, card.avoid_saying)]
    assert len({*said}) == len(said)


def test_the_search_finds_every_word_in_any_case_and_without_accents():
    def found(query, language):
        return [card.id for card in matching(behaviours(language), query)]

    assert found("SHOUTS", "en") == ["b02"]
    assert "b10" in found("law", "en")
    assert found("law shouts", "en") == []
    assert found("  ", "en") == [card.id for card in behaviours("en")]
    assert found("tipa", "ro")[0] == found("țipă", "ro")[0] == "b02"
    assert found("кричит", "ru")[0] == "b02"
    assert found("ещё", "ru") == found("еще", "ru") != []


@pytest.mark.parametrize(("emotion", "state"), [(5, "carried_away"), (2.5, "carried_away"), (2, ""), (0, ""), (-2, ""),
                                                (-2.5, "holding_in"), (-5, "holding_in")])  # fmt: skip
def test_only_outside_the_healthy_middle_something_is_often_met(emotion, state):
    assert state_of(emotion) == state
    met = often_met(emotion, "en")
    assert bool(met) == bool(state)
    assert all(card.state == state for card in met)


def test_who_is_carried_away_may_shout_and_who_holds_it_in_may_go_silent():
    assert "b02" in [card.id for card in often_met(4, "ru")]
    assert "b06" in [card.id for card in often_met(-4, "ro")]


def test_a_card_from_an_address_is_known_or_not():
    assert is_behaviour("b19")
    for other in ("b20", "", None, 3, ["b01"]):
        assert not is_behaviour(other)
