"""The offer builder: what the client needs, within a limit, and the compromise that it makes."""

import math
import re
from typing import Any

import pytest

from retention.defaults import sources
from retention.document import read_case
from retention.offers import (
    compromise_from,
    interest_id,
    interest_weights,
    met_by,
    offer_hours,
    offer_total,
    overall,
    proposed,
    ranked,
    remedies,
)
from retention.tables import table

INTERESTS = [row["id"] for row in table("client_interests")]
COMPENSATION, APOLOGY, CERTAINTY = "i01", "i02", "i05"
STAYS: dict[str, Any] = {"satisfy": [0.5, 0.7, 0.9], "compromise": [0.3, 0.5, 0.7], "decline": [0.1, 0.3, 0.5]}


def case_with(interests=(), stays=STAYS, **changes):
    return read_case(
        {
            "title": "t",
            "currency": "EUR",
            "horizon_years": 1,
            "discount_rate": 0,
            "hourly_rate": 40,
            "value": {"annual_margin": 1000},
            "options": {name: {"stay": stay} for name, stay in stays.items()} | {"part": {}},
            "risks": [],
            "interests": list(interests),
            "client_loss": 1000,
        }
        | changes
    )


def interest(name, weight, **met):
    return {"name": name, "weight": weight, "met": met}


def test_remedies_meet_interests_of_the_table_by_percents_below_or_at_100():
    for remedy in remedies().values():
        assert set(remedy.met) <= set(INTERESTS)
        assert all(0 < percent <= 100 for percent in remedy.met.values())
        low, likely, high = remedy.triple
        assert 0 <= low <= likely <= high
        assert remedy.cost == "hours" or high <= 1
        assert "expert judgement" in remedy.source
        assert set(re.findall(r"\b[A-Z]{3,4}-\d\d\b", remedy.source)) <= set(sources())


@pytest.mark.parametrize("name", INTERESTS)
def test_every_interest_has_a_remedy_of_its_own(name):
    assert any(next(iter(remedy.met)) == name for remedy in remedies().values())


@pytest.mark.parametrize("weights", [{name: 5} for name in INTERESTS] + [{}, {"i01": 0}])
def test_with_a_limit_of_nothing_at_least_three_remain_and_none_takes_money(weights):
    left = ranked(case_with(), weights, money_limit=0)
    assert len(left) >= 3
    assert all(found.remedy.is_free and found.money == 0 for found in left)


def test_certainty_brings_a_promised_date_first_and_it_costs_next_to_nothing():
    best = ranked(case_with(), {CERTAINTY: 5})[0]
    assert best.remedy.names["en"] == "Promised date, kept even without news"
    assert (best.money, best.hours, best.met) == (0, 0.5, 85)
    assert best.effort == pytest.approx(40 * (0.25 + 4 * 0.5 + 1) / 6)


def test_remedies_are_ranked_by_what_they_meet_for_their_effort():
    found = ranked(case_with(), {COMPENSATION: 5, APOLOGY: 5})
    worth = [each.met / each.effort for each in found]
    assert worth == sorted(worth, reverse=True)
    assert found[0].remedy.names["en"] == "Apology by a named person"


def test_without_an_hourly_rate_what_takes_only_time_goes_first():
    found = ranked(case_with(hourly_rate=0), {COMPENSATION: 5, APOLOGY: 5})
    free = [each.remedy.is_free for each in found if each.met > 0]
    assert free == sorted(free, reverse=True)


def test_limits_hold_for_likely_money_and_hours():
    within = ranked(case_with(), {COMPENSATION: 5}, money_limit=400, hours_limit=0.5)
    assert {found.money for found in within} == {0, 100, 300, 400}
    assert max(found.hours for found in within) == 0.5


def test_remedies_together_meet_what_each_leaves_of_the_rest():
    two = [remedies()["m17"], remedies()["m19"]]  # 55 % and 40 % of compensation
    assert met_by(two)[COMPENSATION] == pytest.approx(100 * (1 - 0.45 * 0.6))
    assert met_by([]) == {}
    assert overall({COMPENSATION: 50}, {COMPENSATION: 3, APOLOGY: 1}) == 37.5
    assert overall({COMPENSATION: 50}, {}) == 0


@pytest.mark.parametrize("limit", [0, 100, 450, math.inf])
def test_a_proposed_set_keeps_the_limits_and_each_remedy_adds_something(limit):
    weights = {COMPENSATION: 4, APOLOGY: 3, CERTAINTY: 5}
    chosen = proposed(case_with(), weights, limit, hours_limit=2)
    assert chosen
    assert len({remedy.id for remedy in chosen}) == len(chosen)
    assert offer_total(case_with(), chosen).likely <= limit
    assert offer_hours(chosen).likely <= 2
    without = overall(met_by(chosen[:-1]), weights)
    assert overall(met_by(chosen), weights) >= without + 5


def test_more_money_never_meets_less():
    weights = {COMPENSATION: 5, APOLOGY: 2}
    met = [overall(met_by(proposed(case_with(), weights, limit)), weights) for limit in (0, 150, 350, 1000)]
    assert met == sorted(met)


@pytest.mark.parametrize("name", ["Compensation", "Возмещение", "Despăgubire", "i01"])
def test_an_interest_is_known_by_its_name_in_any_language(name):
    assert interest_id(name) == COMPENSATION
    assert interest_weights(case_with([interest(name, 4), interest("Our own", 2)])) == {COMPENSATION: 4}


def test_the_set_becomes_the_compromise_beyond_what_is_owed():
    chosen = [remedies()["m01"], remedies()["m17"]]  # an apology; 0.3, 0.5, 0.6 of the loss
    case = compromise_from(case_with(owed=100), chosen)
    compromise = case.options.compromise
    assert (compromise.outlay.low, compromise.outlay.likely, compromise.outlay.high) == (200, 400, 500)
    assert (compromise.hours.low, compromise.hours.likely, compromise.hours.high) == (0.25, 0.5, 1)
    assert case.options.satisfy == case_with().options.satisfy


def test_without_the_clients_loss_the_request_stands_for_it():
    asked: dict[str, Any] = {name: {"stay": stay} for name, stay in STAYS.items()} | {"part": {}}
    asked["satisfy"] = {"stay": STAYS["satisfy"], "outlay": 500}
    case = case_with(client_loss=None, owed=100, options=asked)
    assert offer_total(case, [remedies()["m16"]]).likely == 600


def test_the_chance_to_stay_goes_from_declining_towards_granting_as_far_as_interests_are_met():
    case = case_with([interest("Compensation", 1, satisfy=100, decline=10)])
    stay = compromise_from(case, [remedies()["m17"]]).options.compromise.stay  # meets 55 %: half of the way
    assert (stay.low, stay.likely, stay.high) == pytest.approx((0.3, 0.5, 0.7))
    assert stay.basis == "assumed"
    met = compromise_from(case, [remedies()["m17"]]).interests[0].met
    assert (met.satisfy, met.compromise, met.decline) == pytest.approx((100, 55, 10))


def test_a_compromise_never_keeps_the_client_likelier_than_granting_or_less_than_declining():
    case = case_with([interest("Compensation", 1, satisfy=60, decline=50)])
    assert compromise_from(case, [remedies()["m16"]]).options.compromise.stay.likely == 0.7
    assert compromise_from(case, []).options.compromise.stay.likely == 0.3


def test_the_chance_to_stay_is_left_alone_where_it_is_known_or_nothing_supports_a_move():
    chosen = [remedies()["m16"]]
    known = {**STAYS, "compromise": {"low": 0.3, "likely": 0.5, "high": 0.7, "basis": "known"}}
    case = case_with([interest("Compensation", 1, satisfy=100)], known)
    assert compromise_from(case, chosen).options.compromise.stay == case.options.compromise.stay
    for interests in ([], [interest("Compensation", 1)], [interest("Compensation", 0, satisfy=100)]):
        case = case_with(interests)
        assert compromise_from(case, chosen).options.compromise.stay == case.options.compromise.stay


def test_interests_of_the_managers_own_stay_as_judged():
    case = case_with([interest("Our own", 3, satisfy=80, compromise=40)])
    assert compromise_from(case, [remedies()["m16"]]).interests == case.interests
