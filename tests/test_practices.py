"""Practices: timings that come out in whole breaths, cautions and steps in three languages."""

import pytest

from retention.citations import citations, how_sure
from retention.language import LANGUAGES, words
from retention.practices import practice, practices

BREATHING = [one.id for one in practices("en") if one.phases]


def test_five_in_and_five_out_for_two_minutes_are_twelve_breaths():
    even = practice("p01", "en")
    assert [(phase.name, phase.seconds) for phase in even.phases] == [("in", 5), ("out", 5)]
    assert even.seconds == 120
    assert even.breaths == 120 / (5 + 5) == 12


@pytest.mark.parametrize("name", BREATHING)
def test_breathing_ends_with_a_whole_breath(name):
    found = practice(name, "en")
    assert found.breaths * sum(phase.seconds for phase in found.phases) == found.seconds
    assert found.breaths >= 1


def test_what_is_not_breathing_has_no_phases():
    scan = practice("p05", "en")
    assert (scan.phases, scan.breaths, scan.breath_seconds) == ((), 0, 0)
    assert scan.seconds == 7 * 20 + 10  # seven parts of the body, and a breath


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_practice_is_whole(language):
    for one in practices(language):
        assert all((one.moment, one.name, one.steps, one.caution, one.finding)), one.id
        assert one.seconds > 0
        assert citations(one.source, words(language))
        assert how_sure(one.evidence, words(language))


def test_the_languages_agree_in_the_timings():
    timings = [[(one.id, one.seconds, one.phases) for one in practices(language)] for language in LANGUAGES]
    assert timings[0] == timings[1] == timings[2]


def test_the_seconds_of_a_breath_are_said_in_its_steps():
    for language in LANGUAGES:
        for name in BREATHING:
            found = practice(name, language)
            for phase in found.phases:
                assert str(phase.seconds) in found.steps, (language, name, phase)


def test_an_unknown_practice_or_language_is_refused():
    with pytest.raises(KeyError):
        practice("p99", "en")
    with pytest.raises(KeyError):
        practices("de")
