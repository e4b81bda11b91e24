"""A practice beside a case: what the body says, what has changed, and what is kept of it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.calm import (
    BOTH,
    CAPTURED,
    MIDDLE,
    PROPOSED,
    SIGNS,
    SUPPRESSED,
    Pause,
    advice,
    by_moment,
    change_sentence,
    kept,
    lines,
    pole,
    pole_of_body,
    proposed,
    sign_name,
    takes_the_pause,
    written,
)
from retention.content import canonical_json, patched
from retention.language import LANGUAGES, words
from retention.practices import practice, practices

AT = datetime(2026, 11, 22, 19, 45, tzinfo=timezone(timedelta(hours=2)))
PAUSE = Pause("p01", 4.0, 1.5, 120, False, AT)
STATES = st.integers(-10, 10).map(lambda half: half / 2)
PAUSES = st.builds(
    Pause,
    practice=st.sampled_from([one.id for one in practices("en")]),
    before=STATES,
    after=STATES,
    seconds=st.integers(0, 300),
    skipped=st.booleans(),
    at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)


@pytest.mark.parametrize(("state", "expected"), [(5, CAPTURED), (2.5, CAPTURED), (2, MIDDLE), (-2, MIDDLE),
                                                 (-2.5, SUPPRESSED)])  # fmt: skip
def test_the_middle_reaches_to_two_on_either_side(state, expected):
    assert pole(state) == expected


def test_the_body_speaks_for_the_pole_of_most_signs():
    assert pole_of_body(()) == MIDDLE
    assert pole_of_body(("heart", "jaw", "numb")) == CAPTURED
    assert pole_of_body(("heart", "smile", "numb")) == SUPPRESSED
    assert pole_of_body(("heart", "numb")) == BOTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_differs_by_pole_and_believes_the_body(language):
    _ = words(language)
    said = [advice(state, signs, _) for state, signs in ((4, ()), (-4, ()), (0, ()), (0, ("heart",)))]
    assert len({*said}) == 4
    assert advice(0, ("numb",), _) == said[3]
    assert advice(4, ("numb",), _) == said[0]  # the judgement stands where it is no claim of calm


def test_each_pole_has_its_practices():
    known = {one.id for one in practices("en")}
    assert all({*ids} <= known for ids in PROPOSED.values())
    assert proposed(4, ()) == PROPOSED[CAPTURED]
    assert proposed(-4, ()) == PROPOSED[SUPPRESSED]
    assert proposed(0, ("numb", "smile")) == PROPOSED[SUPPRESSED]
    assert practice(proposed(4, ())[0], "en").moment == "when anger rises"
    assert practice(proposed(-4, ())[0], "en").moment == "when feelings are pushed down"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_practice_stands_under_one_moment(language):
    ids = [id for found in by_moment(language).values() for id in found]
    assert sorted(ids) == sorted(one.id for one in practices(language))
    assert len(ids) == 11


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_has_a_name_of_its_own(language):
    assert len({sign_name(sign, words(language)) for sign in SIGNS}) == len(SIGNS)


def test_the_change_is_told_and_nothing_is_promised():
    _ = words("en")
    assert change_sentence(4, 1, _) == "From +4 to +1: you are back in the healthy middle."
    assert change_sentence(5, 3.5, _) == "From +5 to +3.5: nearer to the middle."
    assert change_sentence(-3, -4, _).startswith("From −3 to −4: further from the middle.")
    assert change_sentence(3, 3, _).startswith("From +3 to +3: the same.")
    assert change_sentence(0, 0, _).startswith("From 0 to 0: the same.")


@given(st.lists(PAUSES, unique_by=lambda pause: pause.at, max_size=4))
def test_what_is_written_is_read_back_in_the_order_of_time(pauses):
    note: dict[str, Any] = {}
    for pause in pauses:
        note = patched(note, written(pause))
    canonical_json(note)
    assert kept(note) == tuple(sorted(pauses, key=lambda pause: pause.at))


@pytest.mark.parametrize("broken", [
    {"x": 1}, {AT.isoformat(): None}, {AT.isoformat(): {"practice": "p01"}},
    {"yesterday": written(PAUSE)[AT.isoformat()]},
    {AT.isoformat(): {**written(PAUSE)[AT.isoformat()], "after": 7}},
    {AT.isoformat(): {**written(PAUSE)[AT.isoformat()], "practice": "p99"}},
    {"2026-11-22T19:45:00": written(PAUSE)[AT.isoformat()]},
])  # fmt: skip
def test_what_is_no_practice_is_left_out(broken):
    assert kept(broken) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_memo_has_both_states_the_length_and_the_moment(language):
    _ = words(language)
    [(name, text)] = lines([PAUSE], _)
    assert name
    for part in (practice("p01", language).name, "+4", "+" + _.number(1.5), "120", _.moment(AT)):
        assert part in text


def test_only_a_practice_done_to_its_end_is_the_pause_that_closing_asks_for():
    assert takes_the_pause(PAUSE)
    assert not takes_the_pause(Pause("p01", 4.0, 1.5, 3, True, AT))
