"""A letter to the client, drafted from the case: regret, what we do, by when, who; no excuses, no blame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from retention.case import Case
from retention.language import Words
from retention.owed import Owed
from retention.parting_dates import PartingDates
from retention.working_days import working_day

GAP = "[…]"  # stands for what is not filled in yet, and for nothing that a letter says
DONE_IN, CALL_IN = timedelta(days=3), timedelta(days=7)  # from the decision, a call of a parting from its notice
DAY, DAYS = "d MMMM y", {"ru": "d MMMM y 'года'"}


@dataclass(frozen=True)
class LetterFields:
    """What the case does not know.

    matter: what it is about, in the client's words.  remedy: what the client gets.  done_by: when.  call_on: when the
    client hears from us again.  end_on, handover_by: of a parting.  reach: phone or address that is answered.
    owed: what a parting still pays.
    """

    sender: str
    reach: str
    matter: str
    remedy: str
    done_by: date
    call_on: date
    end_on: date
    handover_by: date
    owed: Owed | None = None


def letter(case: Case, option: str, verdict: str, fields: LetterFields, _: Words) -> str:
    """The draft in the language of `_`, with a blank line between its paragraphs.

    option: what was decided.  verdict: `new_terms` adds the proposal of new terms.  Raises KeyError for no option.
    """
    body = {"satisfy": _granted, "compromise": _offered, "decline": _declined, "part": _parting}[option](fields, _)
    if verdict == "new_terms" and option != "part":
        body.append(
            _(
                "So that it goes better for both of us from here, I would like to write down with you on one page what "
                "each of us does differently. I will call you about it on {date}."
            ).format(date=in_full(fields.call_on, _))
        )
    greeting = _("Hello, {client},").format(client=case.client) if case.client.strip() else _("Hello,")
    return "\n\n".join([greeting, *body, _reached(fields, _), fields.sender.strip() or GAP])


def suggested_days(decided: date, parting: PartingDates | None = None) -> dict[str, date]:
    """The days that a letter names, by their fields, until somebody sets others.  parting: where it is one."""
    if parting is None:
        return {"done_by": working_day(decided + DONE_IN), "call_on": working_day(decided + CALL_IN)}
    call_on = working_day(parting.notice + CALL_IN)
    return {"done_by": parting.payment, "call_on": call_on, "handover_by": parting.handover}


def open_gaps(text: str) -> int:
    """How many gaps a letter still has."""
    return text.count(GAP)


def in_full(day: date, _: Words) -> str:
    """A day as a letter writes it, nothing shortened."""
    return format_date(day, DAYS.get(_.language, DAY), locale=_.locale)


def _granted(fields: LetterFields, _: Words) -> list[str]:
    return [
        _sorry(fields, _),
        _("We do what you ask: {remedy}. You will have it by {date}.").format(
            remedy=_said(fields.remedy), date=in_full(fields.done_by, _)
        ),
        _("I see to it myself. On {date} I will call you to ask whether everything is settled for you.").format(
            date=in_full(fields.call_on, _)
        ),
    ]


def _offered(fields: LetterFields, _: Words) -> list[str]:
    return [
        _sorry(fields, _),
        _("What I can do for you: {remedy}. If you agree, you will have it by {date}.").format(
            remedy=_said(fields.remedy), date=in_full(fields.done_by, _)
        ),
        _("The choice is yours. I will call you on {date} to hear what you think of it.").format(
            date=in_full(fields.call_on, _)
        ),
    ]


def _declined(fields: LetterFields, _: Words) -> list[str]:
    return [
        _sorry(fields, _),
        _("I have thought about your request and will not grant it. What I will do: {remedy}, by {date}.").format(
            remedy=_said(fields.remedy), date=in_full(fields.done_by, _)
        ),
        _("I would be glad to go on working with you. On {date} I will call you to hear what else would help.").format(
            date=in_full(fields.call_on, _)
        ),
    ]


def _parting(fields: LetterFields, _: Words) -> list[str]:
    return [
        _sorry(fields, _),
        _("We have decided to end our work together on {date}.").format(date=in_full(fields.end_on, _)),
        _("What you need and what we do well have moved apart, and you deserve a better fit."),
        _balance(fields, _),
        _(
            "By {date} you get all that belongs to you: documents, files and a copy of your data. I will call you on "
            "{call} to agree how. On request I name others who do this work."
        ).format(date=in_full(fields.handover_by, _), call=in_full(fields.call_on, _)),
        _("If you disagree, write to me or to the authority that protects consumers; I will give you its address."),
    ]


def _balance(fields: LetterFields, _: Words) -> str:
    """What is paid, where something is owed, and the statement."""
    day, owed = in_full(fields.done_by, _), fields.owed
    if owed is None:
        return _("By {date} we send you a statement of everything that is open on either side.").format(date=day)
    if owed.amount is None:
        return _(
            "By {date} we pay what is owed to you and send you a statement of everything that is open on either side."
        ).format(date=day)
    return _(
        "By {date} we pay you what we owe you, {money}, and send you a statement of everything that is open on either "
        "side."
    ).format(date=day, money=owed.money(_))


def _sorry(fields: LetterFields, _: Words) -> str:
    return _("You told us about this: {matter}. I am sorry that it happened to you with us.").format(
        matter=_said(fields.matter)
    )


def _reached(fields: LetterFields, _: Words) -> str:
    return _("You reach me at {reach}.").format(reach=fields.reach.strip() or GAP)


def _said(text: str) -> str:
    """A text of one line without its full stop, so that it goes on within a sentence."""
    return " ".join(text.split()).rstrip(".!…") or GAP
