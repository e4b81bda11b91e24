"""Interests, dominance, fairness, loyalty and warnings, beside the money (model 5)."""

import pytest

from retention.balance import loyalty_segment
from tests.small_case import decided, small


def interest(weight: float, **met: float) -> dict:
    return {"name": "Need", "weight": weight, "met": met}


def interests(document) -> list[float | None]:
    return [figures.client_interest for figures in decided(document).options.values()]


def dominated(document) -> list[bool | None]:
    return [figures.dominated for figures in decided(document).options.values()]


def test_met_interests_are_weighed():
    document = small(interests=[interest(4, satisfy=100, compromise=50), interest(1, compromise=80, part=20)])
    assert interests(document) == pytest.approx([4 * 100 / 5, (4 * 50 + 80) / 5, 0, 20 / 5])


@pytest.mark.parametrize("rows", [[], [interest(0, satisfy=100)]])
def test_without_interests_nothing_is_said(rows):
    assert interests(small(interests=rows)) == [None] * 4
    assert dominated(small(interests=rows)) == [None] * 4


def test_dominated_is_what_another_option_beats_for_both():
    # net values 600, 400, 100, 0
    assert dominated(small(interests=[interest(1, satisfy=50, compromise=100, decline=50)])) == [
        False,
        False,
        True,
        True,
    ]


def test_equal_on_both_sides_is_not_dominated():
    options = {name: {"stay": 0.5} for name in ("satisfy", "compromise")} | {"decline": {"stay": 0}, "part": {}}
    assert dominated(small(options=options, interests=[interest(1)])) == [False, False, True, True]


def test_options_that_are_barred_neither_dominate_nor_are_judged():
    refused = [{"line": "False invoice", "effect": "refuse"}]
    document = small(red_lines=refused, interests=[interest(1, satisfy=100)])
    assert dominated(document) == [None, None, False, True]


# ---- fairness


def test_due_is_our_share_of_the_expected_loss():
    decision = decided(small(company_responsibility=70, client_loss=[500, 900, 1500]))
    assert decision.fairness_due == pytest.approx(0.7 * (500 + 4 * 900 + 1500) / 6)


def test_nothing_is_due_where_none_of_it_is_ours():
    assert decided(small(company_responsibility=0, client_loss=900)).fairness_due == 0


@pytest.mark.parametrize("given", [{"company_responsibility": 70}, {"client_loss": 900}, {}])
def test_due_is_unknown_where_either_is(given):
    assert decided(small(**given)).fairness_due is None


def test_given_is_what_is_owed_and_the_outlay():
    options = decided(small(owed=[0, 10, 50], options__satisfy__outlay=[100, 300, 800])).options
    owed = (0 + 40 + 50) / 6
    assert [figures.fairness_given for figures in options.values()] == pytest.approx(
        [owed + (100 + 1200 + 800) / 6, owed + 100, owed, owed]
    )


# ---- loyalty


@pytest.mark.parametrize(
    "satisfaction, loyalty, segment",
    [
        (4, 7, "loyalist"),
        (3.99, 7, "hostage"),
        (4, 6.99, "mercenary"),
        (3.99, 6.99, "defector"),
        (5, 10, "loyalist"),
        (1, 0, "defector"),
        (None, 7, None),
        (4, None, None),
    ],
)
def test_the_loyalty_segment_at_its_borders(satisfaction, loyalty, segment):
    assert loyalty_segment(satisfaction, loyalty) == segment


def test_satisfaction_and_loyalty_leave_the_money_alone():
    plain, scored = decided(small()), decided(small(satisfaction=1, loyalty=0))
    assert scored.loyalty_segment == "defector"
    assert scored.options == plain.options


# ---- warnings


def warned(document) -> list[tuple[str, str]]:
    return [(warning.code, warning.input) for warning in decided(document).warnings]


def test_a_plausible_case_warns_of_nothing():
    assert warned(small()) == []


def test_giving_more_and_keeping_less_is_doubtful():
    assert warned(small(options__satisfy__stay=0.4)) == [
        ("stays_less", "options.satisfy.stay"),
    ]
    assert ("stays_less", "options.compromise.stay") in warned(small(options__decline__stay=0.6))
    assert warned(small(options__compromise__stay=0.9)) == []  # as likely is not less


@pytest.mark.parametrize("category, expected", [("legal", True), ("financial", False)])
def test_more_risk_left_after_satisfying_is_doubtful_in_a_category_with_a_risk(category, expected):
    document = small(
        risks=[{"name": "Claim", "category": category, "probability": 0.1, "severity": 1}],
        options__satisfy__remaining_risk={"legal": 0.6},
        options__decline__remaining_risk={"legal": 0.5},
    )
    warning = ("risk_left_higher", "options.satisfy.remaining_risk.legal")
    assert warned(document) == ([warning] if expected else [])


def test_a_compromise_dearer_than_the_request_is_doubtful():
    assert warned(small(options__compromise__outlay=301)) == [("compromise_dearer", "options.compromise.outlay")]
    assert warned(small(options__compromise__outlay=300)) == []


def test_keeping_a_client_who_will_probably_leave_is_doubtful():
    unlikely = small(options__satisfy__outlay=900, options__compromise__stay=0.49)
    assert warned(unlikely) == [("keep_unlikely", "options.compromise.stay")]
    assert warned(small(options__satisfy__outlay=900, options__compromise__stay=0.5)) == []


def test_warnings_are_judged_on_the_means_as_computed_with():
    satisfy = {"low": 0.2, "likely": 0.56, "high": 0.6, "basis": "assumed"}  # mean 0.5067 as stated
    document = small(options__satisfy__stay=satisfy, options__compromise={"stay": 0.5, "outlay": 300})
    assert warned(document) == []
    # fivefold on the log-odds scale the long side below goes to nearly 0 and the short one to 0.74: mean 0.497
    assert ("stays_less", "options.satisfy.stay") in warned(document | {"widening": 5})
