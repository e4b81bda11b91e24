"""A case as a brief: the few words that stand for a section of its inputs while that section is closed."""

from __future__ import annotations

from retention.case import CATEGORIES, RETAINING, Case, Option
from retention.decision import Decision
from retention.explain import flip_and_now
from retention.language import Words
from retention.responsibility import break_even_probability
from retention.terms import emotion_name, segment_name


def asked(case: Case, _: Words) -> str:
    """What granting the request takes."""
    return _cost(case.options["satisfy"], case, _)


def stay(case: Case, _: Words) -> str:
    """How likely the client stays under each option that keeps them."""
    percents = [_.percent(getattr(case.options, option).stay.likely) for option in RETAINING]
    return _("{granted} if granted, {compromise} with a compromise, {declined} if declined").format(
        granted=percents[0], compromise=percents[1], declined=percents[2]
    )


def risks(case: Case, _: Words) -> str:
    """How many risks there are, and their expected cost if the dispute is left unresolved."""
    if not case.risks:
        return _("nothing named")
    sentence = _.ngettext("{count} risk, {money} at stake", "{count} risks, {money} at stake", len(case.risks))
    return sentence.format(count=len(case.risks), money=_.about(at_stake(case), case.currency))


def worth_avoiding(case: Case, decision: Decision, index: int, _: Words) -> str:
    """How likely a risk must be for granting to beat declining; "" where nothing of the kind can be said.

    index: of the risk, in the case.
    """
    remaining = [case.options[option].remaining_risk for option in ("satisfy", "decline")]
    if index >= len(case.risks) or not all(decision.options[option].allowed for option in ("satisfy", "decline")):
        return ""
    granted, declined = (left[case.risks[index].category].mean for left in remaining)
    at = break_even_probability(case, index) if granted < declined else None
    if at is None:
        return ""
    percent, _now = flip_and_now(case, f"risks.{index}.probability", at, _)
    return _("All else as it is, granting the request beats declining it from a probability of {percent} up.").format(
        percent=percent
    )


def risk_left(case: Case, _: Words) -> str:
    """How much of that cost the two ends of the scale leave."""
    granted, declined = share_left(case, "satisfy"), share_left(case, "decline")
    if granted is None or declined is None:
        return _("nothing at stake")
    return _("granting leaves {granted}, declining {declined}").format(
        granted=_.percent(granted), declined=_.percent(declined)
    )


def worth(case: Case, decision: Decision, _: Words) -> str:
    """What the relationship brings over the years that the company looks ahead."""
    sentence = _.ngettext("{money} over {count} year", "{money} over {count} years", case.horizon_years)
    return sentence.format(money=_.about(decision.relationship_value, case.currency), count=case.horizon_years)


def responsibility(case: Case, _: Words) -> str:
    """Whose responsibility it is, and what is owed."""
    share = case.company_responsibility
    ours = _("not judged") if share is None else _("{percent} ours").format(percent=_.percent(share / 100))
    owed = (
        _("{money} owed").format(money=_.money(case.owed.mean, case.currency)) if case.owed.mean else _("nothing owed")
    )
    count = len(case.red_lines)
    if not count:
        return f"{ours}, {owed}"
    return f"{ours}, {owed}, " + _.ngettext("{count} red line", "{count} red lines", count).format(count=count)


def needs(case: Case, decision: Decision, _: Words) -> str:
    """How many interests the client has, and how far granting and the compromise meet them."""
    granted, offered = (decision.options[option].client_interest for option in ("satisfy", "compromise"))
    if granted is None or offered is None:
        return _("not asked yet")
    sentence = _.ngettext(
        "{count} interest; granting meets {granted}, a compromise {offered}",
        "{count} interests; granting meets {granted}, a compromise {offered}",
        len(case.interests),
    )
    return sentence.format(
        count=len(case.interests), granted=_.percent(granted / 100), offered=_.percent(offered / 100)
    )


def offer(case: Case, _: Words) -> str:
    """What the compromise costs now."""
    return _("the compromise now: {cost}").format(cost=_cost(case.options["compromise"], case, _))


def fit(decision: Decision, _: Words) -> str:
    """How far this is our kind of client."""
    if decision.fit is None:
        return _("not judged yet")
    return _("fit {fit} of 100").format(fit=_.number(decision.fit, 0))


def opinion(case: Case, decision: Decision, _: Words) -> str:
    """What satisfaction and loyalty say, each by itself and together."""
    if decision.loyalty_segment is not None:
        return segment_name(decision.loyalty_segment, _)
    if case.satisfaction is None and case.loyalty is None:
        return _("not judged yet")
    return _("one of two judged")


def widening(case: Case, _: Words) -> str:
    """Whether assumed ranges are stretched."""
    if case.widening == 1:
        return _("ranges as stated")
    return _("assumed ranges {factor} times as wide").format(factor=_.number(case.widening))


def feelings(case: Case, _: Words) -> str:
    """How both feel."""
    return _("you: {manager}, client: {client}").format(
        manager=emotion_name(case.emotion.manager, _), client=emotion_name(case.emotion.client, _)
    )


def at_stake(case: Case) -> float:
    """Σ E[p]·E[S]: what the risks cost on average if the dispute is left unresolved, in money."""
    return sum(risk.probability.mean * risk.severity.mean for risk in case.risks)


def share_left(case: Case, option: str) -> float | None:
    """The part of what is at stake that an option leaves; None where nothing is at stake."""
    whole = at_stake(case)
    if whole <= 0:
        return None
    remaining = case.options[option].remaining_risk
    left = sum(r.probability.mean * remaining[r.category].mean * r.severity.mean for r in case.risks)
    return left / whole


def categories_at_stake(case: Case) -> tuple[str, ...]:
    """The categories that have a risk, in their order."""
    return tuple(category for category in CATEGORIES if any(r.category == category for r in case.risks))


def _cost(option: Option, case: Case, _: Words) -> str:
    money = _.money(option.outlay.likely, case.currency)
    if not option.hours.likely:
        return money
    return _("{money}, {hours} h").format(money=money, hours=_.number(option.hours.likely, 1))
