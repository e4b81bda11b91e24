"""Where the case stands: its value gap, with what the estimates leave open, against its fit (model 5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.explain import client_of
from retention.inputs import RETENTION, inputs_of
from retention.language import Words
from retention.net_value import annuity, parts_of
from retention.takeaways import NOTHING, Table
from retention.terms import verdict_name

DRAWS = 4096
ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Standing:
    """The point of the map; money and percent."""

    gap: float  # E[NV(keep)] − E[NV(part)]
    low: float  # 5 % of belief
    high: float
    fit: float | None  # 0 to 100, None where nobody has judged it


def standing(case: Case, decision: Decision) -> Standing | None:
    """Where the case stands; None where no way to keep the client is open, so that there is no gap."""
    if decision.value_gap is None or decision.keep is None:
        return None
    low, high = np.quantile(_gaps(case, decision.keep, decision.seed), ENDS)
    return Standing(decision.value_gap, float(low), float(high), decision.fit)


def standing_sentence(case: Case, decision: Decision, place: Standing | None, _: Words) -> str:
    """The field that the case stands in."""
    name = verdict_name(decision.verdict, _)
    if place is None:
        return _("{verdict}: no way to keep {client} is open, so there is nothing to weigh.").format(
            verdict=name, client=client_of(case, _)
        )
    words = {
        "verdict": name,
        "low": _.about(place.low, case.currency),
        "high": _.about(place.high, case.currency),
        "fit": "" if place.fit is None else _.number(place.fit, 0),
        "needed": _.number(case.fit_threshold, 0),
    }
    if place.fit is None:
        sentence = _(
            "{verdict}: nine times in ten keeping is worth between {low} and {high} more than parting; "
            "nobody has judged the fit yet."
        )
        return sentence.format(**words)
    sentence = _(
        "{verdict}: nine times in ten keeping is worth between {low} and {high} more than parting, "
        "at a fit of {fit} where {needed} is needed."
    )
    return sentence.format(**words)


def standing_note(decision: Decision, place: Standing | None, _: Words) -> str:
    """Why the verdict may differ from the field of the point."""
    if decision.forgone_value is not None:
        return _("A confirmed red line ends the relationship, wherever the case stands.")
    if place is not None and place.gap >= 0 >= decision.relationship_value:
        return _("The relationship itself brings no money, so it does not count as ours by value.")
    if place is not None and place.fit is None:
        return _("Until the fit is judged it counts as ours; the point stands at the line.")
    return ""


def standing_table(case: Case, decision: Decision, place: Standing | None, _: Words) -> Table:
    """The figures of the point."""
    gap = NOTHING if place is None else _.money(place.gap, case.currency)
    ends = NOTHING if place is None else f"{_.money(place.low, case.currency)} … {_.money(place.high, case.currency)}"
    return {
        _("What"): [
            _("Worth keeping by"),
            _("Nine times in ten between"),
            _("Value of the relationship"),
            _("Fit"),
            _("Fit needed"),
        ],
        _("Now"): [
            gap,
            ends,
            _.money(decision.relationship_value, case.currency),
            _("not judged yet") if decision.fit is None else _.number(decision.fit, 0),
            _.number(case.fit_threshold, 0),
        ],
    }


def _gaps(case: Case, keep: str, seed: int) -> np.ndarray:
    """Draws of NV(keep) − NV(part) from belief, shape (DRAWS,)."""
    inputs = inputs_of(case)
    rng = np.random.default_rng(seed)
    x = np.repeat(inputs.mean[:, None], DRAWS, axis=1)
    rows = inputs.uncertain
    alpha = inputs.alpha[rows, None]
    x[rows] = inputs.low[rows, None] + inputs.width[rows, None] * rng.beta(alpha, 6 - alpha, (len(rows), DRAWS))
    net_values = parts_of(inputs, x, annuity(inputs, x[RETENTION])).net_values
    return np.asarray(net_values[OPTIONS.index(keep)] - net_values[OPTIONS.index("part")])
