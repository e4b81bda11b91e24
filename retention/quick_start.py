"""A first verdict from eight answers: the questions as data, and the case that the answers and the defaults make."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from retention.case import CATEGORIES, OPTIONS, RETAINING, Case
from retention.consequences import Consequence, consequences, consequences_of
from retention.defaults import DISCOUNT_RATE, HORIZON_YEARS, RETENTION, Default, Triple, defaults, sources, trades
from retention.document import case_faults, read_case
from retention.estimate import Amount, Estimate
from retention.faults import Fault, InvalidInput, shown
from retention.responsibility import Shares
from retention.severity import default_severity
from retention.tables import Row, table

TENURES = ("new", "established")
# Hours that carrying out an option takes, by expert judgement: a refusal with reasons; an orderly farewell.
HOURS: dict[str, Triple] = {"decline": (0.5, 1, 3), "part": (1, 3, 6)}
ANY_TRADE = "LOY-10"  # the evidence over all trades, where none is chosen
# Lines that bar giving in rather than end the relationship: a demand that must be refused, by law or by decency.
REFUSED_LINES = ("r04", "r08")


@dataclass(frozen=True)
class QuickQuestion:
    """One of the eight: its key, how it is answered, and the paths of the case that it sets."""

    key: str
    kind: str  # cost, money, history, rating, consequences, shares, debt, red_lines
    sets: tuple[str, ...]


QUESTIONS = (
    QuickQuestion("request", "cost", ("request", "options.satisfy.outlay", "options.satisfy.hours")),
    QuickQuestion("margin", "money", ("value.annual_margin",)),
    QuickQuestion(
        "history", "history", ("value.annual_retention", *(f"options.{o}.stay" for o in RETAINING), "loyalty")
    ),
    QuickQuestion("satisfaction", "rating", ("satisfaction",)),
    QuickQuestion("consequences", "consequences", ("risks",)),
    QuickQuestion("responsibility", "shares", ("company_responsibility",)),
    QuickQuestion("owed", "debt", ("owed", "statutory_duty")),
    QuickQuestion("red_lines", "red_lines", ("red_lines",)),
)


@dataclass(frozen=True, kw_only=True)
class QuickAnswers:
    """The eight answers.  Estimates are written as in a case: a number, three numbers, an object, or an Estimate.

    total: what granting the request would give the client altogether, in money, what is owed to them included.
    hours: of staff time to carry it out.
    tenure: `new`, `established`, or None for neither.  loyalty: 0–10.  satisfaction: with this contact, 1–5.
    consequences: keys of what could happen, for every category; an empty selection says "none", a category that is
        not there has not been answered.
    shares: None where responsibility was not judged.
    owed: by law or contract, in money.  statutory_duty: whether it is by law, which bars declining.
    red_lines: ids of lines that the client crossed → whether that is confirmed.
    """

    total: Any
    annual_margin: Any
    consequences: Mapping[str, Collection[str]]
    request: str = ""
    hours: Any = 0
    tenure: str | None = None
    loyalty: float | None = None
    satisfaction: float | None = None
    shares: Shares | None = None
    owed: Any = 0
    statutory_duty: bool = False
    red_lines: Mapping[str, bool] = field(default_factory=dict)


def case_from(answers: QuickAnswers, trade: str, currency: str, *, language: str = "en", **facts: Any) -> Case:
    """The case that the answers make, everything else assumed by the defaults.

    trade: one of `trades()`, or "" for the spread over all.  language: of the names of risks and red lines.
    facts: further keys of the document, such as title, client, hourly_rate, horizon_years.
    Raises InvalidInput with every fault of the answers.
    """
    facts = {"title": answers.request, "trade": trade} | facts
    document = _stated(answers, trade, currency, language) | facts
    faults = (*answer_faults(answers, trade), *case_faults(document))
    if faults:
        raise InvalidInput(*faults)
    stated = read_case(document)
    total, owed = stated.options.satisfy.outlay, stated.owed
    if total.mean < owed.mean:
        limits = {"owed": owed.mean}
        raise InvalidInput(Fault("options.satisfy.outlay", shown(total.mean), "total_below_owed", limits))
    document["options"]["satisfy"]["outlay"] = _written(outlay_beyond(total, owed))
    document["options"]["compromise"]["outlay"] = _default(_triple(compromise_outlay(total, owed)))
    document["options"]["compromise"]["hours"] = _assumed(_triple(stated.options.satisfy.hours))
    ticked = [consequences()[key] for category in CATEGORIES for key in answers.consequences[category]]
    priced = read_case(document)
    document["risks"] = [_risk(consequence, priced, language) for consequence in ticked]
    return read_case(document)


def answer_faults(answers: QuickAnswers, trade: str = "") -> tuple[Fault, ...]:
    """What is wrong with the answers themselves: a category without an answer, a choice that does not exist."""
    faults = []
    for category in CATEGORIES:
        path = f"consequences.{category}"
        if category not in answers.consequences:
            faults.append(Fault(path, None, "category_unanswered"))
            continue
        known = [consequence.key for consequence in consequences_of(category)]
        faults += [_not_a_choice(path, key, known) for key in answers.consequences[category] if key not in known]
    faults += [_not_a_choice("consequences", key, CATEGORIES) for key in answers.consequences if key not in CATEGORIES]
    lines = [row["id"] for row in client_lines()]
    faults += [_not_a_choice("red_lines", key, lines) for key in answers.red_lines if key not in lines]
    if answers.tenure not in (None, *TENURES):
        faults.append(_not_a_choice("tenure", answers.tenure, TENURES))
    if trade not in ("", *trades()):
        faults.append(_not_a_choice("trade", trade, trades()))
    return tuple(faults)


def client_lines() -> tuple[Row, ...]:
    """The red lines that a client can cross; those on the company's own side bar nothing and are not asked here."""
    return tuple(row for row in table("red_lines") if row["side"] == "client")


def line_effect(line: str) -> str:
    """What crossing a line of the client's side does once it is confirmed: `end` or `refuse`."""
    return "refuse" if line in REFUSED_LINES else "end"


def two_digits(triple: Triple) -> Triple:
    """The same with two significant digits: what is only assumed is not known more precisely, and never looks so."""
    low, likely, high = (float(f"{value:.1e}") for value in triple)
    return low, likely, high


# ---- totals and what is owed


def outlay_beyond(total: Estimate, owed: Estimate) -> Amount:
    """What an option pays beyond what is owed, given the total that the client would get; never below 0.

    Part by part, so that the means subtract exactly; the parts are put in order where the debt is the less certain.
    """
    low, likely, high = (max(0.0, a - b) for a, b in zip(_triple(total), _triple(owed), strict=True))
    low, high = min(low, high), max(low, high)
    known = total.basis == owed.basis == "known"
    return Amount(low=low, likely=min(max(likely, low), high), high=high, basis="known" if known else "assumed")


def compromise_outlay(total: Estimate, owed: Estimate) -> Amount:
    """The share of the request at which a compromise starts, beyond what is owed; assumed."""
    shares = compromise_default().triple
    offered = [share * part for share, part in zip(shares, _triple(total), strict=True)]
    return outlay_beyond(Amount(low=offered[0], likely=offered[1], high=offered[2]), owed)


def compromise_default() -> Default:
    """The default behind the outlay of a compromise."""
    return default_row("compensation_share_of_loss", "compromise")


# ---- how likely the client is to stay


def retention_default(trade: str, loyalty: float | None) -> Triple:
    """The chance to stay each further year: the trade's range, its likely value moved by how loyal the client is.

    By expert judgement the likely value goes from halfway to the low end (loyalty 0) to halfway to the high end (10).
    """
    low, likely, high = _trade_range(trade)
    if loyalty is not None:
        towards = high - likely if loyalty > 5 else likely - low
        likely += (loyalty - 5) / 10 * towards
    return low, likely, high


def stay_default(option: str, tenure: str | None, usual_retention: float) -> Triple:
    """The chance that the client stays after a retaining option.

    The default of the option, plus what the tenure adds.  Recovery does not make a client likelier to stay than
    clients of the trade usually are, so where `usual_retention`, the likely one per year, is below the likely value
    after a granted request, all options are scaled by the same factor and keep their order.
    """
    granted = _with_tenure("satisfy", tenure)[1]
    factor = min(1.0, usual_retention / granted)
    low, likely, high = _with_tenure(option, tenure)
    return low * factor, likely * factor, high * factor


def default_row(parameter: str, option: str, category: str = "") -> Default:
    """One row of the defaults.  Raises KeyError."""
    for found in defaults():
        if (found.parameter, found.option) == (parameter, option) and category in ("", found.category):
            return found
    raise KeyError(parameter, option, category)


def _with_tenure(option: str, tenure: str | None) -> Triple:
    stay = default_row("stay", option).triple
    added = default_row(f"stay_adjust_{tenure}_client", "any").triple if tenure else (0.0, 0.0, 0.0)
    low, likely, high = (min(1.0, max(0.0, a + b)) for a, b in zip(stay, added, strict=True))
    return low, likely, high


def _trade_range(trade: str) -> Triple:
    if trade:
        return default_row(RETENTION + trade, "baseline").triple
    over_all = sources()[ANY_TRADE]
    return float(over_all.low), float(over_all.likely), float(over_all.high)


# ---- the document


def _stated(answers: QuickAnswers, trade: str, currency: str, language: str) -> dict[str, Any]:
    """The document of the answers, the total where the outlay of granting will stand; no risks yet."""
    retention = two_digits(retention_default(trade if trade in trades() else "", _number(answers.loyalty)))
    tenure = answers.tenure if answers.tenure in TENURES else None
    options: dict[str, dict[str, Any]] = {option: _option(option) for option in OPTIONS}
    for option in RETAINING:
        options[option]["stay"] = _default(stay_default(option, tenure, retention[1]))
    options["satisfy"] |= {"outlay": _written(answers.total), "hours": _written(answers.hours)}
    return {
        "currency": currency,
        "request": answers.request,
        "horizon_years": HORIZON_YEARS,
        "discount_rate": DISCOUNT_RATE,
        "value": {
            "annual_margin": _written(answers.annual_margin),
            "annual_cost_to_serve": _assumed((0, 0, 0)),
            "annual_retention": _assumed(retention),
            "referral_value": _assumed((0, 0, 0)),
        },
        "owed": _written(answers.owed),
        "statutory_duty": answers.statutory_duty,
        "options": options,
        "risks": [],
        "company_responsibility": answers.shares.answered_for if answers.shares else None,
        "red_lines": [
            {
                "line": row[f"name_{language}"],
                "effect": line_effect(row["id"]),
                "confirmed": answers.red_lines[row["id"]],
            }
            for row in client_lines()
            if row["id"] in answers.red_lines
        ],
        "satisfaction": answers.satisfaction,
        "loyalty": answers.loyalty,
    }


def _option(option: str) -> dict[str, Any]:
    return {
        "outlay": _assumed((0, 0, 0)),
        "hours": _assumed(HOURS.get(option, (0, 0, 0))),
        "precedent_claims": _assumed(default_row("precedent_claims", option).triple),
        "remaining_risk": {
            category: _assumed(default_row("remaining_risk", option, category).triple) for category in CATEGORIES
        },
    }


def _risk(consequence: Consequence, case: Case, language: str) -> dict[str, Any]:
    return {
        "name": consequence.names[language],
        "category": consequence.category,
        "probability": _default(consequence.probability),
        "severity": _default(_triple(default_severity(consequence, case)[0])),
    }


def _not_a_choice(path: str, value: object, choices: Collection[str]) -> Fault:
    return Fault(path, shown(value), "choice", {"choices": ", ".join(choices)})


def _default(triple: Triple) -> dict[str, Any]:
    """What the defaults give, as it is filled in, shown and computed with."""
    return _assumed(two_digits(triple))


def _assumed(triple: Triple) -> dict[str, Any]:
    return {**dict(zip(("low", "likely", "high"), triple, strict=True)), "basis": "assumed"}


def _written(estimate: Any) -> Any:
    """The estimate as it stands in a document."""
    return estimate.model_dump() if isinstance(estimate, Estimate) else estimate


def _triple(estimate: Estimate) -> Triple:
    return estimate.low, estimate.likely, estimate.high


def _number(value: object) -> float | None:
    """The value if it is a loyalty; the fault of another one is the case's to name."""
    return value if isinstance(value, (int, float)) and 0 <= value <= 10 else None
