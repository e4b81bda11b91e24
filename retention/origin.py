"""Which default stands behind an assumed input of a case, and what was done to it on the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from retention.case import Case, Risk
from retention.consequences import Consequence, consequence_named
from retention.defaults import RETENTION, Default, Source, Texts, Triple, Word, defaults, severity_bands, sources
from retention.estimate import Estimate
from retention.faults import InvalidInput
from retention.inputs import stated
from retention.quick_start import (
    ANY_TRADE,
    HOURS,
    TENURES,
    compromise_default,
    compromise_outlay,
    default_row,
    stay_default,
    two_digits,
)
from retention.severity import helper_inputs, price

CLOSE = 1e-9


@dataclass(frozen=True)
class DefaultSource:
    """What an assumed figure rests on.

    how: `row`, the figure of the row; `adjusted`, the rows moved by tenure, loyalty or what the trade usually keeps;
        `product`, the rows multiplied; `share`, the row times what the client asks for; `priced`, the rows put into
        the formula `helper`; `band`, a band of severity times the margin per year; `judgement`, ours alone.
    rows: of the defaults, the first one first to be named.
    """

    how: str
    rows: tuple[Default, ...] = ()
    band: Word | None = None
    helper: str = ""
    findings: tuple[Source, ...] = ()  # of the evidence, where no row of the defaults lies between

    @property
    def sources(self) -> tuple[Source, ...]:
        """The findings behind it, each once."""
        found = [*self.findings, *(source for row in self.rows for source in row.sources)]
        return tuple(dict.fromkeys(found))

    @property
    def notes(self) -> tuple[Texts, ...]:
        """What to know about it, each by language."""
        return (*(row.notes for row in self.rows), *((self.band.notes,) if self.band else ()))


def default_source(path: str, case: Case) -> DefaultSource | None:
    """What stands behind an assumed input; None where it is known, or is not (any more) what the defaults give.

    Raises KeyError for a path that is no input of the case.
    """
    estimate = stated(case, path)
    if estimate.basis == "known":
        return None
    figure = _triple(estimate)
    for triple, source in _candidates(path, case):
        if _same(triple, figure) or _same(two_digits(triple), figure):  # as it is, or as the quick start fills it in
            return source
    return None


def _candidates(path: str, case: Case) -> Iterator[tuple[Triple, DefaultSource]]:
    keys = path.split(".")
    if path == "value.annual_retention":
        yield from _retention_candidates(case.value.annual_retention)
    elif keys[0] == "risks":
        risk = case.risks[int(keys[1])]
        yield from _probability_candidates(risk) if keys[2] == "probability" else _severity_candidates(risk, case)
    elif keys[0] == "options":
        yield from _option_candidates(keys, case)
    yield (0.0, 0.0, 0.0), DefaultSource("judgement")


def _option_candidates(keys: list[str], case: Case) -> Iterator[tuple[Triple, DefaultSource]]:
    option, key = keys[1], keys[2]
    if key in ("remaining_risk", "precedent_claims"):
        row = default_row(key, option, keys[3] if len(keys) > 3 else "")
        yield row.triple, DefaultSource("row", (row,))
    elif key == "stay":
        yield from _stay_candidates(option, case)
    elif key == "hours":
        granted = case.options.satisfy.hours
        for triple in (HOURS.get(option), _triple(granted) if option == "compromise" else None):
            if triple is not None:
                yield triple, DefaultSource("judgement")
    elif option == "compromise":
        row = compromise_default()
        for total in _totals(case):
            yield _triple(compromise_outlay(total, case.owed)), DefaultSource("share", (row,))


def _stay_candidates(option: str, case: Case) -> Iterator[tuple[Triple, DefaultSource]]:
    row = default_row("stay", option)
    yield row.triple, DefaultSource("row", (row,))
    for tenure in (None, *TENURES):
        added = (default_row(f"stay_adjust_{tenure}_client", "any"),) if tenure else ()
        yield stay_default(option, tenure, case.value.annual_retention.likely), DefaultSource("adjusted", (row, *added))


def _retention_candidates(found: Estimate) -> Iterator[tuple[Triple, DefaultSource]]:
    """The trade whose range this is; how loyal the client is moves only the likely value."""
    over_all = sources()[ANY_TRADE]
    rows = [row for row in defaults() if row.parameter.startswith(RETENTION)]
    ranges = [(row.triple, (row,), ()) for row in rows]
    unmoved = (float(over_all.low), float(over_all.likely), float(over_all.high))
    for triple, behind, findings in (*ranges, (unmoved, (), (over_all,))):
        yield triple, DefaultSource("row", behind, findings=findings)
        yield (triple[0], found.likely, triple[2]), DefaultSource("adjusted", behind, findings=findings)


def _probability_candidates(risk: Risk) -> Iterator[tuple[Triple, DefaultSource]]:
    consequence = consequence_named(risk.name, risk.category)
    if consequence is not None:
        how = "row" if len(consequence.probability_rows) == 1 else "product"
        yield consequence.probability, DefaultSource(how, consequence.probability_rows[::-1])


def _severity_candidates(risk: Risk, case: Case) -> Iterator[tuple[Triple, DefaultSource]]:
    consequence = consequence_named(risk.name, risk.category)
    if consequence is not None:
        yield from _priced_candidates(consequence, case)
    severity = _triple(risk.severity)
    for band in severity_bands().values():
        if _is_multiple(severity, band.triple):
            yield severity, DefaultSource("band", band=band)


def _is_multiple(rounded: Triple, shares: Triple) -> bool:
    """Whether one amount, the margin of the time when the band was filled in, gives all three parts as rounded."""
    least, most = 0.0, math.inf
    for part, share in zip(rounded, shares, strict=True):
        if part <= 0 or share <= 0:
            if part != share:
                return False
            continue
        half = 0.5 * 10.0 ** (math.floor(math.log10(part)) - 1)
        least, most = max(least, (part - half) / share), min(most, (part + half) / share)
    return 0 < least <= most * (1 + CLOSE)


def _priced_candidates(consequence: Consequence, case: Case) -> Iterator[tuple[Triple, DefaultSource]]:
    for helper in consequence.helpers:
        try:
            priced = price(consequence, helper, case)
        except InvalidInput:  # something is left to ask
            continue
        rows = tuple(wanted.default for wanted in helper_inputs(consequence.key, helper) if wanted.default)
        yield _triple(priced), DefaultSource("priced", rows, helper=helper)


def _totals(case: Case) -> Iterator[Estimate]:
    """What granting the request may have been said to give the client altogether, what is owed included.

    Where the debt is the less certain of the two, subtracting it turned low and high round.
    """
    owed, beyond = _triple(case.owed), _triple(case.options.satisfy.outlay)
    for debt in (owed, owed[::-1]):
        low, likely, high = (a + b for a, b in zip(debt, beyond, strict=True))
        if low <= likely <= high:
            yield Estimate(low=low, likely=likely, high=high)


def _triple(estimate: Estimate) -> Triple:
    return estimate.low, estimate.likely, estimate.high


def _same(first: Triple, second: Triple) -> bool:
    return all(math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE) for a, b in zip(first, second, strict=True))
