"""The exit plan: what is checked comes before what is said, and every step has an owner, a day and a proof."""

from datetime import date

import pytest

from retention.exit_steps import exit_plan, needed, never_say, to_say
from retention.language import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_is_whole(language):
    plan = exit_plan(language)
    assert [step.order for step in plan] == list(range(1, 20))
    for step in plan:
        assert all((step.title, step.text, step.owner, step.proof, step.source)), step.id
        assert step.day_offset >= 0
    for sentences in (to_say(language), never_say(language)):
        assert [one.order for one in sentences] == list(range(1, len(sentences) + 1))
        assert all(one.text and one.title and not one.proof for one in sentences)


def test_the_languages_agree_in_everything_but_words():
    plans = [[(s.id, s.phase, s.day_offset, s.required, s.source) for s in exit_plan(lang)] for lang in LANGUAGES]
    assert plans[0] == plans[1] == plans[2]


def test_the_law_is_checked_first_and_nothing_is_sent_within_a_day_of_deciding():
    plan = {step.id: step for step in exit_plan("en")}
    assert exit_plan("en")[0].id == "x01"
    cool = plan["x04"].day_offset
    for step in plan.values():
        if step.phase == "message":
            assert step.day_offset > cool
    assert all(one.day_offset > cool for one in to_say("en"))
    assert max(plan["x05"].day_offset, plan["x06"].day_offset) < plan["x11"].day_offset


def test_days_count_from_the_decision():
    plan = {step.id: step for step in exit_plan("en")}
    assert plan["x01"].due(date(2026, 2, 26)) == date(2026, 2, 26)
    assert plan["x11"].due(date(2026, 2, 26)) == date(2026, 3, 1)  # three days on, February has 28
    assert plan["x18"].due(date(2026, 1, 1)) == date(2026, 4, 1)  # 30 days left in January, 28 and 31, and one


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
