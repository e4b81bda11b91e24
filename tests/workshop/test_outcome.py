"""How far apart a room is, what it decides together, and who moved; figures worked by hand."""

import json
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.decision import evaluate
from retention.workshop.outcome import outcome_of, own_verdict, shifts
from retention.workshop.picture import most_frequent, pictures, quartiles, room_answers
from retention.workshop.sheet import with_answers
from tests.small_case import case_of, small

# Net values 600, 400, 100, 0 with stay 0.9, 0.5, 0.1; see small_case.
CASE = case_of(small())
STAY = "options.satisfy.stay"


def sheet(stay: float, keep: str = "yes", option: str = "satisfy") -> dict:
    return {STAY: [stay, stay, stay], "keep": keep, "option": option}


def test_quartiles_are_those_of_the_textbook():
    assert quartiles([1, 2, 3, 4, 5]) == (2, 3, 4)
    assert quartiles([7]) == (7, 7, 7)
    assert quartiles([1, 2, 3, 4]) == (1.75, 2.5, 3.25)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_quartiles_agree_with_the_standard_library(values):
    ours = quartiles(values)
    theirs = statistics.quantiles(values, n=4, method="inclusive")
    assert ours == pytest.approx(tuple(theirs), rel=1e-9, abs=1e-6)


def test_the_rooms_estimate_is_the_median_of_each_bound():
    answers = [{STAY: [0.1, 0.2, 0.3]}, {STAY: [0.0, 0.5, 0.9]}, {STAY: [0.2, 0.3, 1.0]}]
    assert room_answers(CASE, answers)[STAY] == [0.1, 0.3, 0.9]


def test_shares_of_the_room_sum_to_a_hundred():
    one = {"company": 100, "partner": 0, "chance": 0, "client": 0}
    two = {"company": 20, "partner": 20, "chance": 20, "client": 40}
    three = {"company": 10, "partner": 30, "chance": 20, "client": 40}
    found = room_answers(CASE, [{"responsibility": answer} for answer in (one, two, three)])["responsibility"]
    # medians 20, 20, 20, 40, which already make a hundred
    assert found == {"company": 20, "partner": 20, "chance": 20, "client": 40}
    sides = ("company", "partner", "chance", "client")
    apart = [{"responsibility": dict.fromkeys(sides, 0) | {side: 100}} for side in sides]
    assert room_answers(CASE, apart)["responsibility"] == dict.fromkeys(sides, 25)


def test_a_tie_of_choices_is_none():
    assert most_frequent(["yes", "no", "yes"]) == "yes"
    assert most_frequent(["yes", "no"]) is None
    assert most_frequent([]) is None
    assert "keep" not in room_answers(CASE, [{"keep": "yes"}, {"keep": "no"}])


def test_a_participants_own_verdict_is_that_of_the_engine():
    # At 0.6 satisfying is worth 0.6·1000 − 300 = 300, less than the compromise's 400.
    own = own_verdict(CASE, sheet(0.6, keep="no", option="part"))
    assert (own.verdict, own.recommended, own.value_gap) == ("our_client", "compromise", 400)
    assert (own.voted_keep, own.voted_option) == ("no", "part")


@given(st.floats(0, 1))
def test_own_verdicts_agree_with_evaluate(stay):
    own = own_verdict(CASE, sheet(stay))
    whole = evaluate(with_answers(CASE, sheet(stay)), draws=64)
    assert (own.verdict, own.recommended, own.value_gap) == (whole.verdict, whole.recommended, whole.value_gap)


def test_the_room_its_votes_and_each_ones_figures_stand_side_by_side():
    sheets = {1: sheet(0.9), 2: sheet(0.6, option="part", keep="no"), 3: sheet(0.65)}
    found = outcome_of(CASE, sheets)
    # The median 0.65 makes 350 against 400.
    assert found.decision.recommended == "compromise"
    assert found.recommended == {"compromise": 2, "satisfy": 1}
    assert found.option_votes == {"satisfy": 2, "part": 1}
    assert found.keep_votes == {"yes": 2, "no": 1}
    assert found.verdicts == {"our_client": 3}


def test_verdicts_worked_out_before_are_taken_as_they_are():
    sheets = {1: sheet(0.9), 2: sheet(0.6, option="part", keep="no"), 3: sheet(0.9)}
    known = {json.dumps(answers): own_verdict(CASE, answers) for answers in sheets.values()}
    found = outcome_of(CASE, sheets, lambda _case, answers: known[json.dumps(answers)])
    assert found == outcome_of(CASE, sheets)


def test_disagreement_that_matters_to_the_verdict_comes_first():
    wide = {"options.decline.stay": [0.0, 0.05, 0.1]}
    sheets = [
        {STAY: [0.5, 0.6, 0.9], "options.compromise.stay": [0.5, 0.5, 0.5], **wide},
        {STAY: [0.5, 0.8, 0.9], "options.compromise.stay": [0.5, 0.5, 0.5], **wide},
    ]
    decision = evaluate(with_answers(CASE, room_answers(CASE, sheets)))
    found = pictures(CASE, decision, sheets)
    assert found[0].question.key == STAY
    assert found[0].spread == pytest.approx(0.1)  # quartiles 0.65 and 0.75 of a scale from 0 to 1
    worth = {row.input: row.value for row in decision.evppi}[STAY]
    assert worth > 0
    assert found[0].matters == pytest.approx(0.1 * worth)
    by_key = {picture.question.key: picture for picture in found}
    assert by_key["options.compromise.stay"].spread == 0


def test_the_spread_of_a_choice_is_the_share_that_chose_otherwise():
    votes = [{"keep": vote} for vote in ("yes", "yes", "yes", "no")]
    found = pictures(CASE, evaluate(CASE, draws=64), votes)
    assert (found[0].counts, found[0].spread) == ({"yes": 3, "no": 1}, 0.25)


def test_a_shift_counts_those_who_answered_both_times():
    before = {1: sheet(0.2), 2: sheet(0.4), 3: sheet(0.8), 4: sheet(0.1)}
    after = {1: sheet(0.4), 2: sheet(0.4), 3: sheet(0.5, option="part"), 5: sheet(0.9)}
    found = {shift.question.key: shift for shift in shifts(CASE, before, after)}
    stay = found[STAY]
    assert (stay.both, stay.moved) == (3, 2)
    # quartiles of 0.2, 0.4, 0.8 are 0.3 and 0.6; of 0.4, 0.4, 0.5 they are 0.4 and 0.45
    assert stay.before == pytest.approx((0.3, 0.4, 0.6))
    assert stay.after == pytest.approx((0.4, 0.4, 0.45))
    assert stay.apart == pytest.approx((0.3, 0.05))
    assert stay.shrank is True
    assert (found["option"].moved, found["option"].shrank) == (1, None)
    assert found["keep"].moved == 0
