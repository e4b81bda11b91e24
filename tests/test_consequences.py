"""The named consequences and the ways to price them are whole: defaults, formulas and three languages."""

import inspect
import re

import pytest

from retention.case import CATEGORIES
from retention.consequences import baseline, consequence_named, consequences, consequences_of
from retention.defaults import CONSEQUENCE, defaults, severity_bands
from retention.severity import FORMULAS, helper_inputs
from retention.tables import table

CYRILLIC = re.compile("[А-Яа-яЁё]")
TRANSLATED = {
    "consequences": ("name", "explanation"),
    "severity_inputs": ("name",),
    "remedies": ("name", "sentence"),
}


def test_every_default_probability_is_a_consequence_that_can_be_ticked():
    keys = {row.parameter.removeprefix(CONSEQUENCE) for row in defaults() if row.parameter.startswith(CONSEQUENCE)}
    assert set(consequences()) == keys


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_offers_some_in_the_category_of_their_default(category):
    assert consequences_of(category)
    for consequence in consequences_of(category):
        assert consequence.probability_rows[-1].category == category
        low, likely, high = consequence.probability
        assert 0 <= low <= likely <= high <= 1


def test_a_conditional_probability_is_the_product_of_its_means():
    rows = [baseline(f"p_consequence:{key}").triple for key in ("court_claim", "statutory_damages")]
    rows.append(baseline("severity:court_claim:p_lose").triple)
    means = [(low + 4 * likely + high) / 6 for low, likely, high in rows]
    low, likely, high = consequences()["statutory_damages"].probability
    assert (low + 4 * likely + high) / 6 == pytest.approx(means[0] * means[1] * means[2])
    assert likely == pytest.approx(0.03 * 0.5 * 0.2)


def test_what_has_a_price_has_a_band_and_every_helper_a_formula_with_just_its_inputs():
    for consequence in consequences().values():
        assert consequence.helpers
        assert consequence.band in severity_bands() or consequence.helpers == ("not_priced",)
        for helper in consequence.helpers:
            wanted = [given.name for given in helper_inputs(consequence.key, helper)]
            assert wanted == list(inspect.signature(FORMULAS[helper]).parameters), (consequence.key, helper)


def test_every_part_of_a_price_in_the_defaults_is_used():
    used = {row["default"] for row in table("severity_inputs")}
    used |= {part for row in table("consequences") for part in row["probability"].split(";")}
    parts = {row.parameter for row in defaults() if row.parameter.startswith("severity:")}
    assert parts <= used


def test_rows_belong_to_a_consequence_that_has_the_helper():
    for row in table("severity_inputs"):
        assert row["helper"] in consequences()[row["consequence"]].helpers


def test_a_risk_is_recognised_by_its_name_in_any_language():
    for consequence in consequences().values():
        for name in consequence.names.values():
            assert consequence_named(name, consequence.category) == consequence
    assert consequence_named("Something of our own", "legal") is None


@pytest.mark.parametrize("name", TRANSLATED)
def test_texts_stand_in_three_languages_and_end_alike(name):
    for row in table(name):
        for stem in TRANSLATED[name]:
            english, russian, romanian = (row[f"{stem}_{language}"] for language in ("en", "ru", "ro"))
            assert english
            assert romanian
            assert CYRILLIC.search(russian), row
            assert not CYRILLIC.search(english + romanian), row
            assert not set("şţŞŢ") & set(romanian), row  # the look-alikes of ș and ț are Turkish
            assert len({text[-1] in ".?!…" for text in (english, russian, romanian)}) == 1, row
            assert len({text.count("…") for text in (english, russian, romanian)}) == 1, row


@pytest.mark.parametrize("language", ["en", "ru", "ro"])
def test_no_two_consequences_or_remedies_are_called_the_same(language):
    for name in ("consequences", "remedies"):
        names = [row[f"name_{language}"] for row in table(name)]
        assert len(names) == len(set(names))
