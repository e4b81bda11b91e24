"""What the reviews say, in words and as tables; the figures come from `retention.calibration`."""

from __future__ import annotations

import math

from retention.calibration import Calibration, TooEarly
from retention.language import Words

Table = dict[str, list[str]]


def too_early(found: TooEarly, _: Words) -> str:
    """How many reviews there are and how many it takes."""
    line = _.ngettext(
        "It is too early to learn from {count} review; {needed} are needed before anything is said.",
        "It is too early to learn from {count} reviews; {needed} are needed before anything is said.",
        found.reviews,
    )
    return line.format(count=found.reviews, needed=found.needed)


def probabilities_sentence(found: Calibration, _: Words) -> str:
    """How good the stated probabilities were, against always stating how often things happen."""
    if found.brier is None or found.base_brier is None:
        return _("No probability can be judged yet.")
    if found.brier < found.base_brier:
        line = _("The stated probabilities told more than the average alone: Brier score {score}, against {base}.")
    else:
        line = _("The stated probabilities told no more than the average would have: Brier score {score}, against "
                 "{base}.")  # fmt: skip
    return line.format(score=_.number(found.brier, 3), base=_.number(found.base_brier, 3))


def ranges_sentence(found: Calibration, _: Words) -> str:
    """How often the truth lay within what was stated, and what widening would have put that right."""
    if found.coverage is None:
        return _("No range can be judged yet.")
    held = _("The truth lay within {share} of the {count} guessed ranges.").format(
        share=_.percent(found.coverage), count=found.ranges
    )
    return f"{held} {_widening(found, _)}"


def _widening(found: Calibration, _: Words) -> str:
    right = found.widening_right
    if right is None:
        return ""
    if math.isinf(right):
        return _("No widening would have held nine in ten of them: some ranges had no width at all.")
    if right <= 1:
        return _("They were wide enough.")
    return _("Ranges {factor} times as wide would have held nine in ten.").format(factor=_.number(right, 1))


def reliability_table(found: Calibration, _: Words) -> Table:
    """The figures of the reliability diagram, a row for each group of forecasts."""
    bins = found.bins
    return {
        _("Stated between"): [f"{_.percent(one.low)} – {_.percent(one.high)}" for one in bins],
        _("Forecasts"): [_.number(one.count, 0) for one in bins],
        _("Stated on average"): [_.percent(one.stated) for one in bins],
        _("Happened"): [_.percent(one.happened) for one in bins],
    }


def values_table(found: Calibration, _: Words) -> Table:
    """Expected against actual net value, a row for each currency."""
    values = found.values
    return {
        _("Currency"): [one.currency for one in values],
        _("Cases known whole"): [_.number(one.cases, 0) for one in values],
        _("Expected"): [_.money(one.expected, one.currency) for one in values],
        _("Came out"): [_.money(one.actual, one.currency) for one in values],
        _("Difference"): [_.money(one.actual - one.expected, one.currency) for one in values],
    }
