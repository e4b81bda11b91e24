"""Practices: timings that come out in whole breaths, cautions and steps in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.citations import citations, how_sure
from retention.language import LANGUAGES, words
from retention.practices import Phase, practice, practices

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


@pytest.mark.parametrize("name", BREATHING)
@given(data=st.data())
def test_every_moment_has_a_breath_and_a_phase_until_it_is_over(name, data):
    found = practice(name, "en")
    elapsed = data.draw(st.floats(0, found.seconds, exclude_max=True))
    moment = found.phase_at(elapsed)
    assert moment is not None
    breath, phase, left = moment
    assert 1 <= breath <= found.breaths
    assert phase in found.phases
    assert 0 < left <= phase.seconds


def test_the_phases_follow_each_other():
    box = practice("p04", "en")
    moments = [box.phase_at(second) for second in range(18)]
    names = [moment[1].name for moment in moments if moment is not None]
    assert names == ["in"] * 4 + ["hold_in"] * 4 + ["out"] * 4 + ["hold_out"] * 4 + ["in"] * 2
    assert moments[16] == (2, Phase("in", 4), 4)
    assert box.phase_at(5.5) == (1, Phase("hold_in", 4), 2.5)
    assert box.phase_at(box.seconds) is None
    assert box.phase_at(-1) is None


def test_what_is_not_breathing_has_no_phases():
    scan = practice("p05", "en")
    assert (scan.phases, scan.breaths, scan.breath_seconds, scan.phase_at(3)) == ((), 0, 0, None)
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
