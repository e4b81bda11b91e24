"""Eight answers make a whole case; what they leave out is assumed by the defaults."""

import dataclasses
from typing import Any

import pytest

from retention.case import CATEGORIES, RETAINING
from retention.decision import evaluate
from retention.document import case_document, read_case
from retention.estimate import Amount
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.inputs import inputs_of
from retention.language import words
from retention.quick_start import (
    QUESTIONS,
    QuickAnswers,
    case_from,
    client_lines,
    compromise_outlay,
    outlay_beyond,
    retention_default,
    stay_default,
)
from retention.responsibility import Shares
from retention.working import value_at, written_out

NONE = dict.fromkeys(CATEGORIES, ())
TICKED = NONE | {"reputational": ("negative_public_review",), "legal": ("court_claim", "lawyer_letter")}


def answers(**changes):
    given: dict[str, Any] = {
        "request": "Money back for the kitchen",
        "total": 1000,
        "annual_margin": [800, 1200, 2000],
        "consequences": TICKED,
    }
    return QuickAnswers(**given | changes)


def amount(low, likely, high):
    return Amount(low=low, likely=likely, high=high)


def parts(estimate):
    return estimate.low, estimate.likely, estimate.high


def faults_of(*arguments, **facts):
    with pytest.raises(InvalidInput) as raised:
        case_from(*arguments, **facts)
    for fault in raised.value.faults:
        assert fault_line(fault, words("en"))
    return {(fault.path, fault.rule) for fault in raised.value.faults}


def test_there_are_eight_questions_and_they_set_places_of_the_case():
    document = written_out(case_from(answers(), "", "EUR"))
    assert len(QUESTIONS) == len({question.key for question in QUESTIONS}) == 8
    for question in QUESTIONS:
        for path in question.sets:
            value_at(document, path)


def test_the_answers_stand_in_the_case_and_read_back():
    case = case_from(
        answers(
            hours=[2, 4, 8], owed=300, statutory_duty=True, satisfaction=2, loyalty=8, shares=Shares(60, 10, 10, 20)
        ),
        "construction",
        "EUR",
        client="A. Client",
        hourly_rate=40,
    )
    assert (case.title, case.client, case.hourly_rate) == ("Money back for the kitchen", "A. Client", 40)
    assert (case.satisfaction, case.loyalty, case.company_responsibility) == (2, 8, 70)
    assert parts(case.options.satisfy.outlay) == (700, 700, 700)
    assert case.options.satisfy.outlay.basis == "known"
    assert parts(case.options.compromise.outlay) == (0, 200, 300)  # 0.3, 0.5, 0.6 of 1000, less 300
    assert [(risk.name, risk.category) for risk in case.risks] == [
        ("Negative public review", "reputational"),
        ("Claim in court", "legal"),
        ("Letter from a lawyer", "legal"),
    ]
    assert read_case(case_document(case)) == case
    assert evaluate(case, 256).options["decline"].allowed is False


def test_whatever_was_not_answered_is_assumed():
    case = case_from(answers(hours=3), "", "EUR")
    known = {name for name, basis in zip(inputs_of(case).names, inputs_of(case).bases, strict=True) if basis == "known"}
    assert known == {"owed", "options.satisfy.outlay", "options.satisfy.hours"}


def test_a_category_without_an_answer_is_a_fault_and_none_is_an_answer():
    skipped = {category: chosen for category, chosen in TICKED.items() if category != "legal"}
    assert faults_of(answers(consequences=skipped), "", "EUR") == {("consequences.legal", "category_unanswered")}
    assert case_from(answers(consequences=NONE), "", "EUR").risks == ()


def test_all_faults_are_named_at_once():
    bad = answers(
        total=-5,
        loyalty=11,
        tenure="ancient",
        red_lines={"r99": True},
        consequences={**NONE, "financial": ("court_claim",), "moral": ()},
    )
    assert faults_of(bad, "space travel", "EURO") == {
        ("options.satisfy.outlay", "amount"),
        ("loyalty", "range"),
        ("tenure", "choice"),
        ("trade", "choice"),
        ("red_lines", "choice"),
        ("consequences.financial", "choice"),
        ("consequences", "choice"),
        ("currency", "currency"),
    }


def test_no_request_and_no_title_is_said():
    assert faults_of(answers(request=""), "", "EUR") == {("title", "empty_text")}


def test_a_total_below_what_is_owed_is_refused():
    assert faults_of(answers(total=200, owed=300), "", "EUR") == {("options.satisfy.outlay", "total_below_owed")}


def test_a_duty_by_law_needs_something_owed():
    assert faults_of(answers(statutory_duty=True), "", "EUR") == {("owed", "owed_needed")}


def test_what_is_owed_is_subtracted_from_the_total_so_that_the_means_subtract():
    assert parts(outlay_beyond(amount(900, 1000, 1300), amount(100, 100, 100))) == (800, 900, 1200)
    assert parts(outlay_beyond(amount(1000, 1000, 1000), amount(0, 200, 400))) == (600, 800, 1000)
    assert parts(outlay_beyond(amount(0, 100, 500), amount(50, 50, 50))) == (0, 50, 450)
    assert parts(compromise_outlay(amount(1000, 1000, 1000), amount(0, 0, 0))) == (300, 500, 600)


@pytest.mark.parametrize(("loyalty", "likely"), [(None, 0.8), (5, 0.8), (10, 0.84), (0, 0.75), (7.5, 0.82)])
def test_loyalty_moves_the_trades_likely_retention_at_most_halfway_to_an_end(loyalty, likely):
    assert retention_default("construction", loyalty) == pytest.approx((0.7, likely, 0.88))


def test_without_a_trade_the_spread_over_all_of_them_stands():
    assert retention_default("", None) == (0.55, 0.75, 0.84)


def test_tenure_is_added_to_the_chance_to_stay():
    assert stay_default("decline", "new", 1) == pytest.approx((0, 0.23, 0.57))
    assert stay_default("decline", "established", 1) == pytest.approx((0.19, 0.38, 0.72))
    assert stay_default("satisfy", "established", 1) == pytest.approx((0.54, 0.8, 1))


def test_nobody_is_likelier_to_stay_than_the_trade_usually_keeps():
    factor = 0.55 / 0.75  # hospitality's likely retention against the default after a granted request
    assert stay_default("satisfy", None, 0.55) == pytest.approx((0.54 * factor, 0.55, 0.9 * factor))
    assert stay_default("decline", None, 0.55) == pytest.approx((0.19 * factor, 0.33 * factor, 0.57 * factor))


@pytest.mark.parametrize("tenure", [None, "new", "established"])
@pytest.mark.parametrize("usual", [0.3, 0.55, 0.75, 0.84])
def test_more_given_never_keeps_the_client_less_likely(tenure, usual):
    stays = [stay_default(option, tenure, usual) for option in RETAINING]
    for more, less in zip(stays[:-1], stays[1:], strict=True):
        assert all(a >= b for a, b in zip(more, less, strict=True))


def test_a_crossed_line_ends_it_or_bars_giving_in_and_only_when_confirmed():
    def allowed(lines):
        decision = evaluate(case_from(answers(red_lines=lines), "", "EUR"), 256)
        return [name for name, option in decision.options.items() if option.allowed], decision.provisional

    assert allowed({"r01": True})[0] == ["part"]
    assert allowed({"r08": True})[0] == ["decline", "part"]
    options, provisional = allowed({"r01": False})
    assert len(options) == 4
    assert "red_line_unconfirmed" in provisional


def test_lines_on_the_companys_own_side_are_not_asked_here():
    assert {row["side"] for row in client_lines()} == {"client"}


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "Публичный негативный отзыв"), ("ro", "Recenzie publică negativă")]
)
def test_risks_are_named_in_the_language_of_the_manager(language, name):
    assert case_from(answers(), "", "EUR", language=language).risks[0].name == name


def test_answers_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        answers().total = 5


def test_what_is_assumed_is_filled_in_with_two_significant_digits():
    case = case_from(answers(total=1234.56, annual_margin=3333.33, hours=1.25, loyalty=7), "construction", "EUR")
    answered = {"options.satisfy.outlay", "options.satisfy.hours", "options.compromise.hours", "value.annual_margin"}
    for name in set(inputs_of(case).names) - answered:
        written = value_at(written_out(case), name)
        for part in ("low", "likely", "high"):
            assert written[part] == float(f"{written[part]:.2g}"), name
    assert case.options.satisfy.outlay.likely == 1234.56  # what was said stays as it was said
    assert case.options.compromise.outlay.likely == 620  # half of 1234.56
