"""The exit plan: what is checked comes before what is said, and every step has an owner, a day and a proof."""

from datetime import date

import pytest

from retention.exit_steps import BASES, exit_plan, needed, never_say, to_say
from retention.language import LANGUAGES
from retention.parting_dates import parting_dates


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_is_whole(language):
    plan = exit_plan(language)
    assert [step.order for step in plan] == list(range(1, 20))
    for step in plan:
        assert all((step.title, step.text, step.owner, step.proof, step.source)), step.id
        assert step.day_offset >= 0
        assert step.counted_from in BASES
    for sentences in (to_say(language), never_say(language)):
        assert [one.order for one in sentences] == list(range(1, len(sentences) + 1))
        assert all(one.text and one.title and not one.proof for one in sentences)


def test_the_languages_agree_in_everything_but_words():
    plans = [
        [(s.id, s.phase, s.counted_from, s.day_offset, s.required, s.source) for s in exit_plan(language)]
        for language in LANGUAGES
    ]
    assert plans[0] == plans[1] == plans[2]


def test_the_law_is_checked_first_and_nothing_is_sent_within_a_day_of_deciding():
    plan = {step.id: step for step in exit_plan("en")}
    assert exit_plan("en")[0].id == "x01"
    assert all(step.counted_from == "notice" for step in plan.values() if step.phase == "message")
    assert all(one.counted_from == "notice" for one in to_say("en"))
    for red_line in (False, True):
        dates = parting_dates(date(2026, 2, 26), red_line)
        due = {step.id: step.due(dates) for step in plan.values() if needed(step, red_line)}
        cool = due.get("x04", dates.decision)
        assert all(due[step.id] > cool for step in plan.values() if step.phase == "message" and step.id in due)
        assert max(due["x05"], due["x06"]) < due["x11"]


def test_days_count_from_what_they_belong_to():
    plan = {step.id: step for step in exit_plan("en")}
    dates = parting_dates(date(2026, 2, 26))  # a Thursday
    assert plan["x01"].due(dates) == dates.decision
    assert plan["x11"].due(dates) == date(2026, 3, 12)  # 14 days on, February has 28
    assert plan["x15"].due(dates) == date(2026, 4, 13)  # 30 days on is a Saturday, 11 April
    assert plan["x12"].due(dates) == date(2026, 4, 6)  # a week before
    assert plan["x18"].due(dates) == date(2026, 6, 12)  # 60 days on: 17 left in April, 31, and 12


def test_what_is_needed_depends_on_the_case():
    plan = {step.id: step for step in exit_plan("en")}
    assert needed(plan["x01"])
    assert needed(plan["x03"])
    assert not needed(plan["x03"], red_line=True)
    assert not needed(plan["x13"])
    assert not needed(plan["x17"])
    assert needed(plan["x17"], staff_harmed=True)
    tip_off = next(one for one in never_say("en") if one.id == "n07")
    assert not needed(tip_off)
    assert needed(tip_off, suspicion=True)


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        exit_plan("de")
