"""What reviews teach, against numbers worked by hand."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from retention.calibration import (
    Bin,
    Calibration,
    Forecast,
    Reviewed,
    StatedRange,
    TooEarly,
    ValueSum,
    actual_value,
    base_brier,
    brier,
    calibration,
    coverage,
    forecasts_of,
    ranges_of,
    reliability,
    widening_by_coverage,
    widening_right,
)
from retention.closing import Review, RiskOutcome
from retention.document import read_case
from retention.estimate import Amount

# Means: stay 0.5 and 0.2; p·k of the two risks 0.4·0.5 = 0.2 and 0.3·1 = 0.3 under satisfy.
DOCUMENT: dict[str, Any] = {
    "title": "Round numbers", "currency": "EUR", "horizon_years": 1, "discount_rate": 0, "hourly_rate": 10,
    "value": {"annual_margin": 1000}, "owed": 50,
    "options": {
        "satisfy": {"stay": [0.2, 0.5, 0.8], "outlay": [100, 200, 400], "hours": [2, 4, 6], "precedent_claims": 0.5,
                    "remaining_risk": {"reputational": [0.3, 0.5, 0.7]}},
        "compromise": {"stay": 0.2, "outlay": 80}, "decline": {"stay": 0.1},
        "part": {"outlay": {"low": 10, "likely": 20, "high": 30, "basis": "known"}},
    },
    "risks": [
        {"name": "Review", "category": "reputational", "probability": [0.2, 0.4, 0.6], "severity": [0, 100, 300]},
        {"name": "Claim", "category": "legal", "probability": 0.3, "severity": 500},
    ],
}
REVIEW = Review(
    date(2027, 1, 1), stayed=True, risks=(RiskOutcome(0, True, 350.0), RiskOutcome(1, False)), paid=150, hours=7
)


def reviewed(chosen: str = "satisfy", review: Review = REVIEW, **changes: Any) -> Reviewed:
    return Reviewed(read_case({**DOCUMENT, **changes}), chosen, 120.0, 1000.0, review)


def stated(low: float, likely: float, high: float, truth: float) -> StatedRange:
    return StatedRange("outlay", Amount(low=low, likely=likely, high=high), truth)


def test_forecasts_are_those_of_the_chosen_option():
    stay, review, claim = forecasts_of(reviewed())
    assert [(one.kind, one.happened) for one in (stay, review, claim)] == [
        ("stay", True), ("risk", True), ("risk", False)]
    assert [one.probability for one in (stay, review, claim)] == pytest.approx([0.5, 0.4 * 0.5, 0.3])


def test_forecasts_leave_out_what_is_not_known_and_who_was_to_go():
    assert forecasts_of(reviewed(review=replace(REVIEW, stayed=None, risks=(RiskOutcome(0, None),)))) == []
    assert [forecast.kind for forecast in forecasts_of(reviewed("part"))] == ["risk", "risk"]


def test_widening_does_not_move_what_was_stated():
    assert forecasts_of(reviewed(widening=3)) == forecasts_of(reviewed())
    assert [one.estimate for one in ranges_of(reviewed(widening=3))] == [one.estimate for one in ranges_of(reviewed())]


def test_brier_score():
    forecasts = [Forecast("risk", 0.9, True), Forecast("risk", 0.3, False), Forecast("stay", 0.6, False)]
    assert brier(forecasts) == pytest.approx((0.1**2 + 0.3**2 + 0.6**2) / 3)
    assert base_brier(forecasts) == pytest.approx(1 / 3 * 2 / 3)
    assert brier([Forecast("risk", 0.5, happened) for happened in (True, False)]) == 0.25
    assert brier([]) is base_brier([]) is None


def test_reliability_bins():
    forecasts = [Forecast("risk", p, h) for p, h in ((0, False), (0.25, True), (0.2, False), (0.75, False), (1, True))]
    assert reliability(forecasts) == (
        Bin(0.0, 0.2, 1, 0.0, 0.0),
        Bin(0.2, 0.4, 2, 0.225, 0.5),
        Bin(0.6, 0.8, 1, 0.75, 0.0),
        Bin(0.8, 1.0, 1, 1.0, 1.0),
    )


def test_ranges_are_the_guessed_ones_whose_truth_is_known():
    found = [(one.quantity, one.truth, one.held) for one in ranges_of(reviewed())]
    assert found == [("outlay", 150, True), ("hours", 7, False), ("severity", 350.0, False)]
    assert [one.quantity for one in ranges_of(reviewed(review=replace(REVIEW, paid=None, risks=())))] == ["hours"]
    assert [one.quantity for one in ranges_of(reviewed("compromise"))] == ["severity"]  # a certain outlay, no hours
    assert [one.quantity for one in ranges_of(reviewed("part"))] == ["severity"]  # an outlay known from a contract


@pytest.mark.parametrize("one, factor", [
    (stated(100, 200, 400, 200), 0),
    (stated(100, 200, 400, 100), 1),
    (stated(100, 200, 400, 50), 1.5),
    (stated(100, 200, 400, 300), 0.5),
    (stated(100, 200, 400, 800), 3),
    (stated(100, 200, 200, 201), math.inf),
    (stated(200, 200, 400, 199), math.inf),
])
def test_the_widening_that_reaches_the_truth(one, factor):
    assert one.widening_needed == pytest.approx(factor)
    assert one.held == (factor <= 1)
    if 1 < factor < math.inf:  # the model's own widening reaches it with this factor and not with less
        enough, less = one.estimate.widened(factor + 1e-9), one.estimate.widened(factor - 1e-3)
        assert enough.low <= one.truth <= enough.high
        assert not less.low <= one.truth <= less.high


def test_the_widening_that_would_have_been_right():
    needs = [0, 0.2, 0.4, 0.5, 0.8, 1, 1.5, 2, 2.5, 4]  # 9 of 10 are held from 2.5 on
    ranges = [stated(0, 100, 200, 100 + 100 * need) for need in needs]
    assert widening_right(ranges) == pytest.approx(2.5)
    assert widening_right(ranges[:9]) == pytest.approx(2.5)  # 0.9·9 = 8.1: all nine are needed
    assert widening_right(ranges[:5]) == 1  # never narrower than stated
    assert widening_right([*ranges[:8], stated(0, 1, 1, 2), stated(0, 1, 1, 2)]) == math.inf
    assert coverage(ranges) == 0.6
    assert coverage([]) is widening_right([]) is None


@pytest.mark.parametrize("share, factor", [(0.5, 2.44), (0.45, 2.75), (0.4, 3.14), (0.8, 1.28), (0.9, 1), (1, 1)])
def test_widening_by_coverage_agrees_with_the_evidence(share, factor):
    assert widening_by_coverage(share) == pytest.approx(factor, abs=0.005)


def test_nothing_held_gives_no_factor():
    assert widening_by_coverage(0) is None


def test_actual_value_is_the_net_value_with_the_outcome_put_in():
    assert actual_value(reviewed()) == pytest.approx(1000 - 50 - (150 + 7 * 10) * 1.5 - 350)
    left = replace(REVIEW, stayed=False)
    assert actual_value(reviewed(review=left)) == pytest.approx(-50 - (150 + 7 * 10) * 1.5 - 350)
    assert actual_value(reviewed("part", review=replace(REVIEW, stayed=None))) == pytest.approx(-50 - 220 - 350)


@pytest.mark.parametrize("changes", [
    {"stayed": None}, {"paid": None}, {"hours": None}, {"risks": ()}, {"risks": (RiskOutcome(0, True, 1.0),)},
    {"risks": (RiskOutcome(0, True), RiskOutcome(1, False))}, {"risks": (RiskOutcome(0, None), RiskOutcome(1, False))},
])
def test_no_actual_value_while_part_of_the_outcome_is_unknown(changes):
    assert actual_value(reviewed(review=replace(REVIEW, **changes))) is None


@pytest.mark.parametrize("count", [0, 9])
def test_below_ten_reviews_it_is_too_early(count):
    assert calibration([reviewed()] * count) == TooEarly(count, 10)


def test_calibration_of_ten_reviews():
    lei = reviewed(currency="MDL")
    result = calibration([reviewed()] * 8 + [lei, reviewed(review=replace(REVIEW, stayed=None))])
    assert isinstance(result, Calibration)
    assert (result.reviews, result.forecasts, result.ranges) == (10, 29, 30)
    assert result.brier == pytest.approx((9 * 0.5**2 + 10 * 0.8**2 + 10 * 0.3**2) / 29)
    assert result.coverage == pytest.approx(1 / 3)
    assert result.widening_right == result.widening_offered == pytest.approx(1.5)  # hours need 3/2, severity 250/200
    actual = 1000 - 50 - 330 - 350
    assert result.values == (ValueSum("EUR", 8, 960.0, 8 * actual), ValueSum("MDL", 1, 120.0, actual))


def test_no_more_widening_is_offered_than_a_case_takes():
    far = replace(REVIEW, paid=5000, hours=90)
    result = calibration([reviewed(review=far)] * 10)
    assert isinstance(result, Calibration)
    assert result.widening_right == pytest.approx(43)  # hours: 86 above the likely 4, of 2 stated
    assert result.widening_offered == 5


def test_reviews_without_anything_known_say_so():
    result = calibration([reviewed(review=Review(date(2027, 1, 1)))] * 10)
    assert isinstance(result, Calibration)
    assert (result.brier, result.coverage, result.widening_right, result.widening_offered) == (None,) * 4
    assert (result.bins, result.values, result.widening_by_coverage) == ((), (), None)
