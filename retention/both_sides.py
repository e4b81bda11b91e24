"""Our side and the client's side by side: interests met, fairness of each offer, satisfaction and loyalty (model 5)."""

from __future__ import annotations

from retention.balance import LOYAL, SATISFIED
from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.explain import client_of
from retention.language import Words, rough
from retention.takeaways import NOTHING, Table
from retention.terms import option_name, quoted_option, segment_name

SEGMENTS = ("hostage", "loyalist", "defector", "mercenary")  # as the four fields are read: top row, then bottom row


# ---- interests


def interests_sentence(case: Case, decision: Decision, _: Words) -> str:
    """What the recommended option does for both sides, and which options nobody should want."""
    best = decision.options[decision.recommended]
    if best.client_interest is None:
        return _("Nobody has noted yet what {client} really needs; until then this is only half the picture.").format(
            client=client_of(case, _)
        )
    sentence = _("“{option}” is worth {money} to us and meets {met} of what the client needs.").format(
        option=option_name(decision.recommended, _),
        money=_.about(best.expected, case.currency),
        met=_.percent(best.client_interest / 100),
    )
    behind = [quoted_option(option, _) for option in OPTIONS if decision.options[option].dominated]
    if not behind:
        return sentence
    return f"{sentence} " + _("Another option is better for both sides than: {options}.").format(
        options=", ".join(behind)
    )


def interests_table(case: Case, decision: Decision, _: Words) -> Table:
    """Both sides of every option."""
    figures = [decision.options[option] for option in OPTIONS]
    return {
        _("Option"): [option_name(option, _) for option in OPTIONS],
        _("Net value to us"): [_.money(f.expected, case.currency) for f in figures],
        _("Needs of the client met"): [
            NOTHING if f.client_interest is None else _.percent(f.client_interest / 100) for f in figures
        ],
        _("Remark"): [mark_of(option, decision, _) or NOTHING for option in OPTIONS],
    }


def mark_of(option: str, decision: Decision, _: Words) -> str:
    """The word beside an option: recommended, not open, dominated, or none."""
    if option == decision.recommended:
        return _("recommended")
    if not decision.options[option].allowed:
        return _("not open")
    return _("worse for both") if decision.options[option].dominated else ""


# ---- fairness


def fairness_sentence(case: Case, decision: Decision, _: Words) -> str:
    """Whether the recommended offer gives what our share of the responsibility asks for."""
    due, given = decision.fairness_due, decision.options[decision.recommended].fairness_given
    if due is None:
        return _(
            "What would be fair is open until our share of the responsibility and the client's loss are both judged."
        )
    due, given = rough(due)[0], rough(given)[0]  # so that the three figures add up as they stand in the sentence
    moneys = {"due": _.about(due, case.currency), "given": _.about(given, case.currency)}
    words = {"option": option_name(decision.recommended, _), **moneys}
    if due == 0:
        sentence = _("None of the loss is our responsibility: nothing is due, and “{option}” gives {given}.")
        return sentence.format(**words)
    if moneys["due"] == moneys["given"]:
        return _("By our share of the responsibility {due} is due; “{option}” gives just that.").format(**words)
    sentence = (
        _("By our share of the responsibility {due} is due; “{option}” gives {given}, that is {gap} less.")
        if given < due
        else _("By our share of the responsibility {due} is due; “{option}” gives {given}, that is {gap} more.")
    )
    return sentence.format(gap=_.about(abs(given - due), case.currency), **words)


def fairness_note(_: Words) -> str:
    """What the comparison is and is not."""
    return _(
        "Due: our share of the responsibility times the client's loss. It sizes an offer and blames nobody; "
        "what the law owes is never reduced by it."
    )


def fairness_table(case: Case, decision: Decision, _: Words) -> Table:
    """Given against due for every option."""
    due = decision.fairness_due
    given = [decision.options[option].fairness_given for option in OPTIONS]
    return {
        _("Option"): [option_name(option, _) for option in OPTIONS],
        _("Given to the client"): [_.money(money, case.currency) for money in given],
        _("Due by our share"): [NOTHING if due is None else _.money(due, case.currency)] * len(OPTIONS),
        _("Difference"): [NOTHING if due is None else _signed(money - due, case, _) for money in given],
    }


# ---- satisfaction and loyalty


def loyalty_sentence(case: Case, decision: Decision, _: Words) -> str:
    """The field that the client stands in and how to read it."""
    if decision.loyalty_segment is None:
        return _(
            "Satisfaction is the impression of this contact, loyalty the opinion grown over time; "
            "give both to see where the client stands."
        )
    return f"{segment_name(decision.loyalty_segment, _)}. {segment_reading(decision.loyalty_segment, _)}"


def segment_reading(segment: str, _: Words) -> str:
    """What follows from a segment."""
    return {
        "loyalist": _("They forgive a fault that is put right; say so, and ask what would have made it easier."),
        "hostage": _("They stay out of habit or for want of another way; put this contact right before a way opens."),
        "mercenary": _("Pleased today and gone for a better price tomorrow; paying more now buys no loyalty."),
        "defector": _("Only an answer beyond what they expect would turn them; judge whether they are worth it."),
    }[segment]


def segment_short(segment: str, _: Words) -> str:
    """One word for a field of the picture."""
    return {
        "loyalist": _("Loyalist"),
        "hostage": _("Hostage"),
        "mercenary": _("Mercenary"),
        "defector": _("Defector"),
    }[segment]


def gauges(case: Case, _: Words) -> tuple[str, str]:
    """Satisfaction and loyalty, each in words of its own; they are never added up."""
    return (
        _("Satisfaction with this contact: {score}").format(score=_gauge(case.satisfaction, 5, _)),
        _("Loyalty over time: {score}").format(score=_gauge(case.loyalty, 10, _)),
    )


def loyalty_table(case: Case, _: Words) -> Table:
    """Both gauges and the line that each must reach."""
    return {
        _("What"): [_("Satisfaction with this contact"), _("Loyalty over time")],
        _("Now"): [_gauge(case.satisfaction, 5, _), _gauge(case.loyalty, 10, _)],
        _("Counts from"): [_gauge(SATISFIED, 5, _), _gauge(LOYAL, 10, _)],
    }


def _gauge(score: float | None, most: int, _: Words) -> str:
    if score is None:
        return _("not given")
    return _("{score} of {most}").format(score=_.number(score, 1), most=most)


def _signed(money: float, case: Case, _: Words) -> str:
    return ("+" if money > 0 else "") + _.money(money, case.currency)
