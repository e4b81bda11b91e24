"""Defaults: a new case stands on them, and a figure that is one says where it comes from."""

import pytest

from retention.case import CATEGORIES, OPTIONS, RETAINING
from retention.decision import evaluate
from retention.defaults import (
    CONSEQUENCE,
    RETENTION,
    STARTING_RISKS,
    default_of,
    defaults,
    new_case_document,
    probability_words,
    severity_bands,
    sources,
    trades,
)
from retention.document import read_case
from retention.estimate import Estimate


def new_case(trade="retail", margin=1200.0):
    names = {key: f"Risk {key}" for key in STARTING_RISKS}
    return read_case(
        new_case_document("Late kitchen", "A. Client", "EUR", trade, "a shop", margin, "A discount", 500.0, names)
    )


def triple(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.low, estimate.likely, estimate.high


@pytest.mark.parametrize("trade", trades())
def test_a_new_case_takes_how_many_stay_each_year_from_its_trade(trade):
    found = default_of("value.annual_retention", triple(new_case(trade).value.annual_retention))
    assert found is not None
    assert found.triple == next(d.triple for d in defaults() if d.parameter == RETENTION + trade)


def test_what_a_new_case_takes_from_defaults_is_assumed_and_says_so():
    case = new_case()
    for option in OPTIONS:
        estimates = {f"remaining_risk.{c}": case.options[option].remaining_risk[c] for c in CATEGORIES}
        estimates["precedent_claims"] = case.options[option].precedent_claims
        if option in RETAINING:
            estimates["stay"] = getattr(case.options, option).stay
        for key, estimate in estimates.items():
            found = default_of(f"options.{option}.{key}", triple(estimate))
            assert estimate.basis == "assumed"
            assert found is not None, (option, key)
            assert found.note
    for index, risk in enumerate(case.risks):
        assert default_of(f"risks.{index}.probability", triple(risk.probability), risk.category) is not None


def test_a_new_case_has_a_risk_of_every_category_and_a_verdict():
    case = new_case()
    assert [risk.category for risk in case.risks] == list(CATEGORIES)
    assert evaluate(case).provisional == ("fit_not_judged",)


def test_the_range_of_the_margin_lies_about_what_was_said_even_below_zero():
    margin = new_case(margin=-400.0).value.annual_margin
    assert triple(margin) == (-500.0, -400.0, -300.0)


def test_a_compromise_costs_part_of_the_request():
    case = new_case()
    assert triple(case.options["compromise"].outlay) == (150.0, 250.0, 350.0)
    assert triple(case.options["satisfy"].outlay) == (500.0, 500.0, 500.0)


def test_a_changed_figure_is_no_default_any_more():
    low, likely, high = triple(new_case().options.satisfy.stay)
    assert default_of("options.satisfy.stay", (low, likely, high)) is not None
    assert default_of("options.satisfy.stay", (low, likely, high - 0.01)) is None
    assert default_of("options.satisfy.outlay", (low, likely, high)) is None
    assert default_of("value.annual_margin", (low, likely, high)) is None


def test_a_probability_is_looked_for_among_the_risks_of_its_category():
    chance = next(d.triple for d in defaults() if d.parameter == CONSEQUENCE + "court_claim")
    assert default_of("risks.0.probability", chance, "legal") is not None
    assert default_of("risks.0.probability", chance, "emotional") is None


def test_every_source_cited_is_in_the_evidence():
    for default in defaults():
        assert all(sources()[source.id] is source for source in default.sources)
        assert default.is_judgement == (not default.sources)


def test_words_and_bands_are_ranges_in_three_languages():
    for word in (*probability_words(), *severity_bands().values()):
        assert list(word.triple) == sorted(word.triple)
        assert all(word.names[language] for language in ("en", "ru", "ro"))
