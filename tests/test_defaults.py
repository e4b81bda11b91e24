"""Defaults: a new case stands on them, and a figure that is one says where it comes from."""

import pytest

from retention.case import CATEGORIES, OPTIONS, RETAINING
from retention.defaults import (
    CONSEQUENCE,
    RETENTION,
    default_of,
    defaults,
    probability_words,
    severity_bands,
    sources,
    trades,
)


def row(parameter: str, option: str = "baseline", category: str = "") -> tuple[float, float, float]:
    return next(
        d.triple for d in defaults() if (d.parameter, d.option) == (parameter, option) and category in ("", d.category)
    )


@pytest.mark.parametrize("trade", trades())
def test_how_many_stay_each_year_is_recognised_for_each_trade(trade):
    assert default_of("value.annual_retention", row(RETENTION + trade)) is not None


def test_what_stands_in_the_table_is_recognised_at_its_place():
    for option in OPTIONS:
        places = {f"remaining_risk.{c}": row("remaining_risk", option, c) for c in CATEGORIES}
        places["precedent_claims"] = row("precedent_claims", option)
        if option in RETAINING:
            places["stay"] = row("stay", option)
        for place, triple in places.items():
            found = default_of(f"options.{option}.{place}", triple)
            assert found is not None, (option, place)
            assert all(found.notes[language] for language in ("en", "ru", "ro"))


def test_a_changed_figure_is_no_default_any_more():
    low, likely, high = row("stay", "satisfy")
    assert default_of("options.satisfy.stay", (low, likely, high)) is not None
    assert default_of("options.satisfy.stay", (low, likely, high - 0.01)) is None
    assert default_of("options.satisfy.outlay", (low, likely, high)) is None
    assert default_of("value.annual_margin", (low, likely, high)) is None


def test_a_probability_is_looked_for_among_the_risks_of_its_category():
    chance = row(CONSEQUENCE + "court_claim")
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
