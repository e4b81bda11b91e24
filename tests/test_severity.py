"""Prices of consequences, worked by hand; nothing unknown is taken for zero."""

import pytest

from retention.case import Case
from retention.consequences import consequences
from retention.document import read_case
from retention.faults import InvalidInput
from retention.severity import FORMULAS, band_severity, default_severity, helper_inputs, known_inputs, price


def case_with(**changes) -> Case:
    option = {"stay": 0.5, "outlay": 400}
    return read_case(
        {
            "title": "t",
            "currency": "EUR",
            "horizon_years": 1,
            "discount_rate": 0.1,
            "value": {"annual_margin": [500, 1000, 2000]},
            "options": {"satisfy": option, "compromise": option, "decline": option, "part": {}},
            "risks": [],
        }
        | changes
    )


@pytest.mark.parametrize(
    ("formula", "inputs", "cost"),
    [
        # 12,000 a year, 7 % a star, from 4.5 to (4.5·49 + 1)/50: a drop of 3.5/50 stars, for 3 months
        ("stars", (12_000, 0.07, 4.5, 1, 49, 3), 12_000 * 0.07 * 0.07 / 4),
        ("stars", (12_000, 0.07, 3, 4, 49, 3), 0),
        ("talk", (9, 0.05, 0.1, 2_000), 90),
        ("referrals", (2, 0.25, 1_000, 0.1), 550),
        ("escalation", (100_000, 0.5, 0.02), 1_000),
        ("chargeback", (500, 0.1, 15), 465),
        ("open_invoice", (800, 0.65), 280),
        ("penalty", (1_000, 0.01, 30), 300),
        ("penalty", (1_000, 0.03, 60), 1_000),
        ("complaint", (0, 8, 40, 0.37, 500), 320 + 185),
        ("small_claim", (600, 0.5, 200), 400),
        ("full_trial", (10_000, 0.5, 91_000), 96_000),
        ("hours_rate", (8, 40), 320),
        ("damages", (1_000, 1.5), 500),
        ("days", (8, 320), 2_560),
        ("salary", (30_000, 0.2, 2), 12_000),
        ("payroll", (5_000, 0.05), 250),
        ("not_priced", (0,), 0),
    ],
)
def test_formulas(formula, inputs, cost):
    assert FORMULAS[formula](*inputs) == pytest.approx(cost)


def test_every_formula_is_tested():
    [mark] = test_formulas.pytestmark
    assert {row[0] for row in mark.args[1]} == set(FORMULAS)


def test_hours_are_priced_at_the_rate_of_the_case():
    priced = price(consequences()["staff_hours_lost"], "hours_rate", case_with(hourly_rate=40))
    assert (priced.low, priced.likely, priced.high) == (3 * 40, 8 * 40, 25 * 40)
    assert priced.basis == "assumed"


def test_what_is_given_goes_before_what_is_known():
    priced = price(consequences()["staff_hours_lost"], "hours_rate", case_with(hourly_rate=40), {"hours": 2})
    assert (priced.low, priced.likely, priced.high) == (80, 80, 80)


def test_an_hourly_rate_of_nothing_is_unknown_and_not_zero():
    with pytest.raises(InvalidInput) as raised:
        price(consequences()["staff_hours_lost"], "hours_rate", case_with())
    assert [(fault.path, fault.rule) for fault in raised.value.faults] == [("hourly_rate", "missing")]


def test_all_that_is_missing_is_named_at_once():
    with pytest.raises(InvalidInput) as raised:
        price(consequences()["chargeback"], "chargeback", case_with(), {"share_kept": 1.4})
    found = {fault.path: fault.rule for fault in raised.value.faults}
    assert found == {"amount": "missing", "share_kept": "probability", "rates.USD": "rate_needed"}


def test_foreign_evidence_is_converted_only_at_a_stated_rate():
    chargeback = consequences()["chargeback"]
    given = {"amount": 500, "share_kept": 0.1}
    converted = price(chargeback, "chargeback", case_with(), given, {"USD": 0.5})
    assert (converted.low, converted.high) == (450 + 7.5, 450 + 120)
    assert converted.likely == 450 + 95
    at_home = price(chargeback, "chargeback", case_with(currency="USD"), given)
    assert (at_home.low, at_home.likely, at_home.high) == (450 + 15, 450 + 190, 450 + 240)
    fee = next(wanted for wanted in helper_inputs("chargeback", "chargeback") if wanted.name == "fee")
    assert fee.currency == "USD"
    assert "fee" not in known_inputs(chargeback, "chargeback", case_with(), {})


def test_a_band_is_a_share_of_the_margin_or_of_the_request_where_there_is_none():
    band = band_severity("moderate", case_with())  # 0.2, 0.35, 0.5
    assert (band.low, band.likely, band.high) == (200, 350, 500)
    unprofitable = case_with(value={"annual_margin": -100}, owed=100)
    assert band_severity("severe", unprofitable).likely == 2 * (100 + 400)


def test_the_default_is_priced_where_nothing_is_left_to_ask_and_a_band_elsewhere():
    hours, rate = consequences()["staff_hours_lost"], case_with(hourly_rate=40)
    assert default_severity(hours, rate) == (price(hours, "hours_rate", rate), "hours_rate")
    assert default_severity(hours, case_with()) == (band_severity("minor", case_with()), "")
    assert default_severity(consequences()["client_stress"], case_with())[0].high == 0


def test_a_new_client_is_worth_what_this_one_is():
    # horizon of one year: E[V] = (500 + 4000 + 2000)/6
    known = known_inputs(consequences()["private_negative_talk"], "talk", case_with(), {})
    assert known["client_value"] == pytest.approx((6500 / 6,) * 3)
