"""What a case has, leaf by leaf, as rows of a memo: the kind of its cell, its name, its unit (model 3, 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

from retention.case import CATEGORIES, OPTIONS, Case
from retention.language import LANGUAGES, Words, words
from retention.terms import basis_name, category_name, effect_name, input_name, input_unit, option_name, unit_name

Kind = Literal["text", "number", "whole", "estimate", "yes_or_no", "category", "effect"]

PREFIX = "case."  # of the keys of the rows that are read back
LISTS = ("risks", "fit", "interests", "red_lines")
OPTIONAL = ("company_responsibility", "client_loss", "satisfaction", "loyalty")  # an empty cell is "not given"

FIELDS: dict[str, Kind] = {  # every leaf of a case; * stands for a place in a list
    **dict.fromkeys(("title", "client", "request", "story", "trade", "channel", "received_at", "jurisdiction"), "text"),
    "currency": "text",
    "horizon_years": "whole",
    "discount_rate": "number",
    "hourly_rate": "number",
    "value.annual_margin": "estimate",
    "value.annual_cost_to_serve": "estimate",
    "value.annual_retention": "estimate",
    "value.referral_value": "estimate",
    "owed": "estimate",
    **{
        f"options.{option}.{part}": "estimate"
        for option in OPTIONS
        for part in ("stay", "outlay", "hours", "precedent_claims", *(f"remaining_risk.{c}" for c in CATEGORIES))
        if (option, part) != ("part", "stay")
    },
    "risks.*.name": "text",
    "risks.*.category": "category",
    "risks.*.probability": "estimate",
    "risks.*.severity": "estimate",
    "fit.*.criterion": "text",
    "fit.*.weight": "number",
    "fit.*.score": "number",
    "fit_threshold": "number",
    "interests.*.name": "text",
    "interests.*.weight": "number",
    **{f"interests.*.met.{option}": "number" for option in OPTIONS},
    "company_responsibility": "number",
    "client_loss": "estimate",
    "statutory_duty": "yes_or_no",
    "red_lines.*.line": "text",
    "red_lines.*.effect": "effect",
    "red_lines.*.confirmed": "yes_or_no",
    "satisfaction": "number",
    "loyalty": "number",
    "emotion.manager": "number",
    "emotion.client": "number",
    "widening": "number",
    "seed": "whole",
}


def kind_of(path: str) -> Kind | None:
    """The kind of the leaf at a path such as `risks.0.name`; None where a case has none there."""
    return FIELDS.get(re.sub(r"\.(0|[1-9][0-9]{0,5})(?=\.)", ".*", path))


def field_name(path: str, case: Case, _: Words) -> str:
    """What the leaf at `path` is called."""
    if kind_of(path) == "estimate" and path != "client_loss":
        return input_name(path, case, _)
    first, *rest = path.split(".")
    if first in LISTS and rest:
        return _list_field_name(first, int(rest[0]) + 1, rest[1:], _)
    return {
        "title": _("Case"),
        "client": _("Client"),
        "request": _("What the client asks for"),
        "story": _("What happened"),
        "trade": _("Trade"),
        "channel": _("Channel"),
        "received_at": _("Received on"),
        "jurisdiction": _("Jurisdiction"),
        "currency": _("Currency"),
        "horizon_years": _("Years to look ahead"),
        "discount_rate": _("Discount rate"),
        "hourly_rate": _("Cost of an hour of our time"),
        "risks": _("What could happen"),
        "fit": _("Criteria of our kind of client"),
        "fit_threshold": _("Fit needed"),
        "interests": _("What the client really needs"),
        "company_responsibility": _("Our share of the responsibility"),
        "client_loss": _("Loss of the client"),
        "statutory_duty": _("The law obliges us"),
        "red_lines": _("Red lines crossed"),
        "satisfaction": _("Satisfaction with this contact"),
        "loyalty": _("Loyalty: would they stay and recommend us"),
        "emotion.manager": _("State of the manager"),
        "emotion.client": _("State of the client"),
        "widening": _("Factor by which assumed ranges are widened"),
        "seed": _("Seed of the random numbers"),
    }[path]


def _list_field_name(name: str, number: int, keys: list[str], _: Words) -> str:
    key = keys[0]
    if key == "met":
        met = _("Need {number}: met by “{option}”")
        return met.format(number=number, option=option_name(keys[1], _))
    return {
        "risks.name": _("Risk {number}"),
        "risks.category": _("Risk {number}: category"),
        "fit.criterion": _("Criterion {number}"),
        "fit.weight": _("Criterion {number}: weight"),
        "fit.score": _("Criterion {number}: score"),
        "interests.name": _("Need {number}"),
        "interests.weight": _("Need {number}: weight"),
        "red_lines.line": _("Red line {number}"),
        "red_lines.effect": _("Red line {number}: effect"),
        "red_lines.confirmed": _("Red line {number}: confirmed"),
    }[f"{name}.{key}"].format(number=number)


def field_unit(path: str, case: Case, _: Words) -> str | None:
    """The unit of the leaf at `path`, None for words."""
    if kind_of(path) == "estimate":
        return unit_name(input_unit(path), case.currency, _)
    if path.startswith("interests.") and ".met." in path:
        return "%"
    scales = {"weight": _("from 0 to 5"), "score": _("from 1 to 5")}
    return scales.get(path.split(".")[-1]) or {
        "horizon_years": _("years"),
        "discount_rate": _("per year"),
        "hourly_rate": _("{currency} per hour").format(currency=case.currency),
        "fit_threshold": _("of 100"),
        "company_responsibility": "%",
        "satisfaction": _("from 1 to 5"),
        "loyalty": _("from 0 to 10"),
        "emotion.manager": _("from −5 to 5"),
        "emotion.client": _("from −5 to 5"),
        "widening": _("from 1 to 5"),
    }.get(path)


# ---- choices: written in the memo's language, read back from any


def yes_or_no(key: str, _: Words) -> str:
    """The answer `yes` or `no` in words."""
    return {"yes": _("yes"), "no": _("no")}[key]


def nothing(key: str, _: Words) -> str:
    """What stands for an empty list."""
    return {"none": _("none")}[key]


CHOICES: dict[str, tuple[Iterable[str], Callable[[str, Words], str]]] = {
    "basis": (("known", "assumed"), basis_name),
    "category": (CATEGORIES, category_name),
    "effect": (("end", "refuse"), effect_name),
    "yes_or_no": (("yes", "no"), yes_or_no),
    "none": (("none",), nothing),
}
SPREADSHEET_BOOLEANS = {  # as Excel writes a cell in which somebody typed one
    **dict.fromkeys(("true", "истина", "adevărat"), "yes"),
    **dict.fromkeys(("false", "ложь", "fals"), "no"),
}


@lru_cache(maxsize=256)
def choice_key(kind: str, text: str) -> str | None:
    """The key of a choice for the word in a cell, in any of the languages; None for no such word."""
    keys, name = CHOICES[kind]
    said = text.strip().casefold()
    if said in keys:
        return said
    if kind == "yes_or_no" and said in SPREADSHEET_BOOLEANS:
        return SPREADSHEET_BOOLEANS[said]
    for language in LANGUAGES:  # a catalogue is loaded only when the languages before it do not know the word
        for key in keys:
            if name(key, words(language)).casefold() == said:
                return key
    return None
