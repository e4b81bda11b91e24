"""Every assumed figure can say what it rests on, until somebody changes it."""

from typing import Any

import pytest

from retention.case import CATEGORIES
from retention.consequences import consequences_of
from retention.defaults import severity_bands, trades
from retention.inputs import inputs_of
from retention.origin import DefaultSource, default_source
from retention.questions import answered_case
from retention.quick_start import QuickAnswers, case_from

EVERYTHING: dict[str, Any] = {
    category: [consequence.key for consequence in consequences_of(category)] for category in CATEGORIES
}


def quick_case(trade="", language="en", **answers):
    given: dict[str, Any] = {
        "request": "Money back",
        "total": 1000,
        "annual_margin": [800, 1200, 2000],
        "consequences": EVERYTHING,
    }
    return case_from(QuickAnswers(**given | answers), trade, "EUR", language=language, hourly_rate=40)


def source_of(path, case) -> DefaultSource:
    found = default_source(path, case)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", "ru", "ro"])
@pytest.mark.parametrize(
    "answers",
    [{}, {"tenure": "new", "loyalty": 2}, {"tenure": "established", "loyalty": 9, "owed": [0, 100, 500], "hours": 4}],
)
@pytest.mark.parametrize("trade", ["", "hospitality", "construction"])
def test_every_assumed_input_of_a_quick_case_says_what_it_rests_on(language, answers, trade):
    case = quick_case(trade, language, **answers)
    inputs = inputs_of(case)
    for name, basis in zip(inputs.names, inputs.bases, strict=True):
        answered = basis == "known" or name in ("value.annual_margin", "owed", "options.satisfy.outlay")
        source = default_source(name, case)
        assert answered or source is not None, name
        assert source is None or source.how == "judgement" or source.notes or source.findings, name


def test_the_rows_are_the_right_ones():
    case = quick_case("hospitality", tenure="new", loyalty=9)
    stay = source_of("options.decline.stay", case)
    assert stay.how == "adjusted"
    assert [(row.parameter, row.option) for row in stay.rows] == [
        ("stay", "decline"),
        ("stay_adjust_new_client", "any"),
    ]
    assert {source.id for source in stay.sources} >= {"RET-02", "RET-10", "RET-24"}
    retention = source_of("value.annual_retention", case)
    assert (retention.how, retention.rows[0].parameter) == ("adjusted", "annual_retention:hospitality")
    left = source_of("options.satisfy.remaining_risk.legal", case)
    assert (left.how, left.rows[0].option, left.rows[0].category) == ("row", "satisfy", "legal")


@pytest.mark.parametrize("trade", trades())
def test_each_trade_is_recognised(trade):
    assert source_of("value.annual_retention", quick_case(trade)).rows[0].parameter == f"annual_retention:{trade}"


def test_without_a_trade_the_finding_itself_is_named():
    source = source_of("value.annual_retention", quick_case())
    assert [finding.id for finding in source.sources] == ["LOY-10"]


def test_a_band_and_a_priced_severity_are_told_apart():
    case = quick_case()
    names = [risk.name for risk in case.risks]
    band = source_of(f"risks.{names.index('Claim in court')}.severity", case)
    assert (band.how, band.band) == ("band", severity_bands()["serious"])
    priced = source_of(f"risks.{names.index('Working hours lost to upset')}.severity", case)
    assert (priced.how, priced.helper) == ("priced", "hours_rate")
    conditional = source_of(f"risks.{names.index('Fine or multiplied damages in court')}.probability", case)
    assert conditional.how == "product"
    assert conditional.rows[0].parameter == "p_consequence:statutory_damages"


def test_an_answered_or_changed_figure_rests_on_nobody_but_the_manager():
    case = quick_case()
    path = "options.compromise.stay"
    assert default_source(path, answered_case(case, path, [0.35, 0.55, 0.75])) is None
    assert default_source(path, answered_case(case, path, [0.2, 0.3, 0.4], basis="assumed")) is None
    assert source_of("options.compromise.outlay", case).how == "share"


def test_what_is_no_input_is_refused():
    with pytest.raises(KeyError):
        default_source("title", quick_case())
