"""What the keys of the core are called on screen, in memos and in messages; each function takes `_`, a language."""

from __future__ import annotations

from collections.abc import Callable

from retention.case import Case
from retention.language import Words
from retention.verdict import HEALTHY_STATE

FINEST = 4  # digits more than usual that a value is given to tell it from another one
UNITS = ("money", "money_per_year", "hours", "count", "probability", "share")


def verdict_name(verdict: str, _: Words) -> str:
    """our_client, new_terms, too_dear, not_our_client."""
    return {
        "our_client": _("Our client"),
        "new_terms": _("Worth keeping, on new terms"),
        "too_dear": _("Ours, but not at this price"),
        "not_our_client": _("Not our client"),
    }[verdict]


def option_name(option: str, _: Words) -> str:
    """What the company does, as an infinitive: satisfy, compromise, decline, part."""
    return {
        "satisfy": _("Grant the request"),
        "compromise": _("Offer a compromise"),
        "decline": _("Decline, door open"),
        "part": _("Part gracefully"),
    }[option]


def verdict_line(verdict: str, recommended: str, _: Words) -> str:
    """Whose client it is and what to do, in one line."""
    option = option_name(recommended, _)
    return f"{verdict_name(verdict, _)} — {option[:1].lower()}{option[1:]}"


def quoted_option(option: str, _: Words) -> str:
    """An option's name in the language's own quotation marks."""
    return _("“{option}”").format(option=option_name(option, _))


def option_after(option: str, _: Words) -> str:
    """The condition under which an input holds."""
    return {
        "satisfy": _("if the request is granted"),
        "compromise": _("if we offer a compromise"),
        "decline": _("if we decline"),
        "part": _("if we part"),
    }[option]


def category_name(category: str, _: Words) -> str:
    """reputational, financial, legal, emotional; also the other two components of net value."""
    return {
        "reputational": _("reputational"),
        "financial": _("financial"),
        "legal": _("legal"),
        "emotional": _("emotional"),
    }[category]


def component_name(component: str, _: Words) -> str:
    """A part of an option's net value."""
    return {
        "client_value": _("Value of the client who stays"),
        "cost": _("Cost of the option"),
        "reputational": _("Reputational risk"),
        "financial": _("Financial risk"),
        "legal": _("Legal risk"),
        "emotional": _("Emotional risk"),
    }[component]


def confidence_word(key: str, _: Words) -> str:
    """clear, leaning, too_close."""
    return {"clear": _("Clear"), "leaning": _("Leaning"), "too_close": _("Too close to call")}[key]


def basis_name(basis: str, _: Words) -> str:
    """known or assumed."""
    return {"known": _("known"), "assumed": _("assumed")}[basis]


def effect_name(effect: str, _: Words) -> str:
    """What a red line bars."""
    return {"end": _("ends the relationship"), "refuse": _("bars granting and compromise")}[effect]


def segment_name(segment: str, _: Words) -> str:
    """Loyalty segment."""
    return {
        "loyalist": _("Loyalist: satisfied and loyal"),
        "hostage": _("Hostage: stays although not satisfied"),
        "mercenary": _("Mercenary: satisfied but not loyal"),
        "defector": _("Defector: neither satisfied nor loyal"),
    }[segment]


def provisional_reason(reason: str, _: Words) -> str:
    """Why a verdict does not stand yet."""
    return {
        "manager_state": _("You are far from calm: do a short practice first, then decide."),
        "fit_not_judged": _("Nobody has judged yet whether this is our kind of client."),
        "red_line_unconfirmed": _("A red line is reported but not confirmed: establish the facts first."),
    }[reason]


def warning_sentence(code: str, _: Words) -> str:
    """An input that contradicts others."""
    return {
        "stays_less": _("An option that gives more is said to keep the client less likely than one that gives less."),
        "risk_left_higher": _("More of a risk is said to be left after granting the request than after declining."),
        "compromise_dearer": _("The compromise costs more than granting the request."),
        "keep_unlikely": _("Even under the best way to keep the client, they are more likely to leave than to stay."),
    }[code]


def input_name(path: str, case: Case, _: Words) -> str:
    """The name of an input in words, from its path in the case."""
    keys = path.split(".")
    if keys[0] == "options":
        name = _option_input_name(keys[2], _)
        if keys[2] == "remaining_risk":
            name = _("{category} risk left").format(category=category_name(keys[3], _).capitalize())
        return _("{input} {after_option}").format(input=name, after_option=option_after(keys[1], _))
    if keys[0] == "risks":
        risk = case.risks[int(keys[1])].name
        if keys[2] == "probability":
            return _("Probability of “{risk}”").format(risk=risk)
        return _("Cost if “{risk}” happens").format(risk=risk)
    return {
        "value.annual_margin": _("Margin per year"),
        "value.annual_cost_to_serve": _("Extra effort per year"),
        "value.annual_retention": _("Chance to stay each further year"),
        "value.referral_value": _("Value of recommendations"),
        "owed": _("Owed by law or contract"),
    }[path]


def _option_input_name(key: str, _: Words) -> str:
    return {
        "stay": _("Chance that the client stays"),
        "outlay": _("Outlay"),
        "hours": _("Hours of our time"),
        "precedent_claims": _("Further claims invited"),
        "remaining_risk": "",
    }[key]


def group_name(group: str, case: Case, _: Words) -> str:
    """The name of a group of inputs."""
    keys = group.split(".")
    if keys[0] == "risks":
        return _("Everything about “{risk}”").format(risk=case.risks[int(keys[1])].name)
    if group == "options.*.stay":
        return _("Chances that the client stays, under all options")
    if group == "options.*.remaining_risk":
        return _("Risks left, under all options")
    if keys[0] == "options":
        return _("Everything about the option “{option}”").format(option=option_name(keys[1], _))
    return _("Everything about the client's value")


def input_unit(path: str) -> str:
    """The unit of an input, one of UNITS."""
    last = path.rsplit(".", 1)[-1]
    if ".remaining_risk." in path:
        return "share"
    return {
        "annual_margin": "money_per_year",
        "annual_cost_to_serve": "money_per_year",
        "annual_retention": "probability",
        "stay": "probability",
        "probability": "probability",
        "hours": "hours",
        "precedent_claims": "count",
    }.get(last, "money")


def unit_name(unit: str, currency: str, _: Words) -> str:
    """The unit in words, money with its currency."""
    return {
        "money": currency,
        "money_per_year": _("{currency} per year").format(currency=currency),
        "hours": _("hours"),
        "count": _("claims"),
        "probability": _("probability"),
        "share": _("share left"),
    }[unit]


def input_value(path: str, value: float, case: Case, _: Words, finer: int = 0, computed: bool = False) -> str:
    """A value of an input as people say it.

    finer: how many digits more than usual.  computed: for a sentence on what nobody has typed, see `Words.about`.
    """
    unit = input_unit(path)
    if unit in ("probability", "share"):
        return _.percent(value, finer + (1 if value < 0.1 and round(value, 3) * 100 % 1 else 0))
    if unit == "hours":
        return _("{hours} h").format(hours=_.number(value, 1 + finer))
    if unit == "count":
        return _.number(value, 2 + finer)
    if finer:
        return _.to_the_cent(value, case.currency)
    return _.about(value, case.currency) if computed else _.money(value, case.currency)


def told_apart(write: Callable[[int], tuple[str, ...]]) -> tuple[str, ...]:
    """Several values with as few digits as tell the first one from all others; as usual where FINEST more do not.

    write: the values in words with so many digits more than usual.
    """
    for finer in range(FINEST + 1):
        texts = write(finer)
        if texts[0] not in texts[1:]:
            return texts
    return write(0)


def trade_name(trade: str, _: Words) -> str:
    """A trade that has a default of its own."""
    return {
        "professional_services": _("professional services"),
        "insurance": _("insurance"),
        "it_services": _("IT services"),
        "construction": _("construction"),
        "telecom_or_financial": _("telecom or finance"),
        "healthcare": _("healthcare"),
        "consumer_services": _("consumer services"),
        "retail": _("retail"),
        "hospitality": _("hotels and restaurants"),
    }[trade]


def emotion_name(state: float, _: Words) -> str:
    """An emotional state from −5 to +5; healthy within ±2."""
    if state > HEALTHY_STATE:
        return _("carried away")
    return _("holding it in") if state < -HEALTHY_STATE else _("calm")
