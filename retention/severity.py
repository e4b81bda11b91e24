"""What a consequence would cost: formulas that the evidence gives, on three-point inputs, and bands for the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from retention.case import Case
from retention.consequences import Consequence, baseline
from retention.defaults import Default, Triple, severity_bands
from retention.document import read_case
from retention.estimate import Amount
from retention.faults import Fault, InvalidInput
from retention.inputs import inputs_of
from retention.net_value import expectation
from retention.spread import spread
from retention.tables import Row, in_languages, table
from retention.working import value_at, written_out

WORKING_DAY = 8  # hours
SHARE_UNITS = ("share", "probability")


# ---- the formulas; each takes and returns plain numbers and is a sum of products of its inputs, but for two


def stars(
    yearly_margin: float,
    effect_per_star: float,
    mean_rating: float,
    new_rating: float,
    review_count: float,
    months: float,
) -> float:
    """Margin lost while one bad review pulls the mean rating down; the drop is (mean − new)/(reviews + 1)."""
    drop = max(0.0, mean_rating - new_rating) / (review_count + 1)
    return yearly_margin * effect_per_star * drop * months / 12


def talk(people_told: float, share_in_market: float, drop: float, client_value: float) -> float:
    """Clients who never come because of what they were told, times their value."""
    return people_told * share_in_market * drop * client_value


def referrals(referrals: float, share_buying: float, client_value: float, premium: float) -> float:
    """A year's recommended clients, times their value."""
    return referrals * share_buying * client_value * (1 + premium)


def escalation(yearly_margin: float, p_lasting: float, share: float) -> float:
    """The share of a year's margin that is lost if the harm lasts."""
    return p_lasting * share * yearly_margin


def chargeback(amount: float, share_kept: float, fee: float) -> float:
    """The amount that the bank takes back for good, and what each case costs."""
    return amount * (1 - share_kept) + fee


def open_invoice(amount: float, share_recovered: float) -> float:
    """What is never paid."""
    return amount * (1 - share_recovered)


def penalty(price: float, rate_per_day: float, days: float) -> float:
    """A penalty per day, at most the price."""
    return price * min(1.0, rate_per_day * days)


def complaint(case_fee: float, hours: float, hourly_rate: float, p_lose: float, award: float) -> float:
    """The fee, the hours to answer, and the award if the complaint is upheld."""
    return case_fee + hours * hourly_rate + p_lose * award


def small_claim(award: float, p_lose: float, costs: float) -> float:
    """The award and the court's costs, both borne by the side that loses."""
    return p_lose * (award + costs)


def full_trial(award: float, p_lose: float, costs: float) -> float:
    """One's own costs in any case, and the award if the case is lost."""
    return costs + p_lose * award


def hours_rate(hours: float, hourly_rate: float) -> float:
    """Time, priced."""
    return hours * hourly_rate


def damages(claim: float, multiplier: float) -> float:
    """What the court adds to the claim itself, which is counted elsewhere."""
    return claim * (multiplier - 1)


def days(days: float, daily_cost: float) -> float:
    """Days away, priced."""
    return days * daily_cost


def salary(annual_salary: float, share: float, people: float) -> float:
    """Replacing people, per person a share of a year's salary."""
    return annual_salary * share * people


def payroll(payroll: float, share: float) -> float:
    """The part of the pay for which less work is done."""
    return payroll * share


def not_priced(weight: float) -> float:
    """A matter of conscience: whatever weight in money it is given, which is none."""
    return weight


FORMULAS: dict[str, Callable[..., float]] = {
    formula.__name__: formula
    for formula in (
        stars,
        talk,
        referrals,
        escalation,
        chargeback,
        open_invoice,
        penalty,
        complaint,
        small_claim,
        full_trial,
        hours_rate,
        damages,
        days,
        salary,
        payroll,
        not_priced,
    )
}


# ---- their inputs


@dataclass(frozen=True)
class HelperInput:
    """One input of a formula as it applies to one consequence."""

    name: str
    unit: str  # money, share, probability, hours, days, months, people, stars, count, multiple
    names: dict[str, str]  # by language
    default: Default | None  # of the evidence
    currency: str  # of the evidence's money, "" where it is the case's own
    stands_for: str  # "case:…" for a figure of the case, a plain number, or ""


@cache
def helper_inputs(consequence: str, helper: str) -> tuple[HelperInput, ...]:
    """What the formula needs to know, in the order to ask it."""
    rows = table("severity_inputs")
    return tuple(_helper_input(row) for row in rows if (row["consequence"], row["helper"]) == (consequence, helper))


def known_inputs(consequence: Consequence, helper: str, case: Case, rates: Mapping[str, float]) -> dict[str, Triple]:
    """The inputs that need not be asked: defaults of the evidence and figures of the case.

    rates: what one unit of a foreign currency is worth in the case's.  Evidence in a currency without a rate is left
    out, as is a figure of the case that nobody has given: unknown is not zero.
    """
    found = {given.name: _known(given, case, rates) for given in helper_inputs(consequence.key, helper)}
    return {name: known for name, known in found.items() if known is not None}


def price(
    consequence: Consequence,
    helper: str,
    case: Case,
    given: Mapping[str, Any] | None = None,
    rates: Mapping[str, float] | None = None,
) -> Amount:
    """The severity of a consequence in the case's currency, assumed.

    given: inputs by name, written as in a case; they go before what is known.
    Raises InvalidInput naming every input that is missing or wrong, and every currency whose rate is needed.
    """
    given, rates = given or {}, rates or {}
    known = known_inputs(consequence, helper, case, rates)
    triples: dict[str, Triple] = {}
    faults: list[Fault] = []
    for wanted in helper_inputs(consequence.key, helper):
        if wanted.name in given:
            try:
                triples[wanted.name] = _given(wanted, given[wanted.name], case)
            except InvalidInput as invalid:
                faults += invalid.faults
        elif wanted.name in known:
            triples[wanted.name] = known[wanted.name]
        elif wanted.currency:
            faults.append(Fault(f"rates.{wanted.currency}", None, "rate_needed", {"currency": wanted.currency}))
        else:
            faults.append(Fault(wanted.name, None, "missing"))
    if faults:
        raise InvalidInput(*faults)
    return as_amount(spread(FORMULAS[helper], triples))


def as_amount(triple: Triple) -> Amount:
    """An assumed amount of money."""
    low, likely, high = triple
    return Amount(low=low, likely=likely, high=high, basis="assumed")


# ---- defaults where the manager says nothing


def band_severity(band: str, case: Case) -> Amount:
    """A band of severity in money: shares of the client's annual margin, of the request where there is none."""
    margin = case.value.annual_margin.likely
    scale = margin if margin > 0 else case.owed.likely + case.options.satisfy.outlay.likely
    low, likely, high = severity_bands()[band].triple
    return as_amount((low * scale, likely * scale, high * scale))


def default_severity(consequence: Consequence, case: Case) -> tuple[Amount, str]:
    """What to assume, and the helper that priced it: the first formula with nothing left to ask, else a band ("")."""
    for helper in consequence.helpers:
        try:
            return price(consequence, helper, case), helper
        except InvalidInput:
            continue
    return band_severity(consequence.band, case), ""


def _helper_input(row: Row) -> HelperInput:
    default = baseline(row["default"]) if row["default"].startswith("severity:") else None
    unit = default.unit.split()[0] if default else ""
    return HelperInput(
        name=row["input"],
        unit=row["unit"],
        names=in_languages(row, "name"),
        default=default,
        currency=unit if row["unit"] == "money" and unit.isupper() else "",
        stands_for="" if default else row["default"],
    )


def _known(wanted: HelperInput, case: Case, rates: Mapping[str, float]) -> Triple | None:
    if wanted.default is not None:
        rate = 1.0 if wanted.currency in ("", case.currency) else rates.get(wanted.currency)
        low, likely, high = wanted.default.triple
        return None if rate is None else (low * rate, likely * rate, high * rate)
    figure = _figure(wanted.stands_for, case)
    return (figure, figure, figure) if figure > 0 else None


def _figure(stands_for: str, case: Case) -> float:
    if stands_for == "case:hourly_rate":
        return case.hourly_rate
    if stands_for == "case:daily_cost":
        return case.hourly_rate * WORKING_DAY
    if stands_for == "case:relationship_value":
        return expectation(inputs_of(case)).relationship_value
    return float(stands_for) if stands_for else 0.0


def _given(wanted: HelperInput, written: Any, case: Case) -> Triple:
    """Reads an input as the case would read one of its kind; its faults are named by the input."""
    key = "stay" if wanted.unit in SHARE_UNITS else "hours"
    place = f"options.satisfy.{key}"
    document = written_out(case)
    value_at(document, "options.satisfy")[key] = written
    try:
        read = value_at(written_out(read_case(document)), place)
    except InvalidInput as invalid:
        raise InvalidInput(
            *(replace(fault, path=wanted.name + fault.path.removeprefix(place)) for fault in invalid.faults)
        ) from None
    return read["low"], read["likely"], read["high"]
