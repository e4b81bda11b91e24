"""The case bank and its contest: what is proposed to be masked, the leaderboard and its rules, a case for the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from retention.case import CATEGORIES
from retention.consequences import consequences_of
from retention.estimate import Amount
from retention.language import Words
from retention.quick_start import QuickAnswers, case_from
from retention.workshop.bank_records import BankEntry, CaseText, Homework
from retention.workshop.masking import KINDS, Kind, Masked, Span, masked

# What stands for figures that nobody has told yet, in money of the case: a request of a few hundred, a year's margin of
# about a thousand.  By expert judgement; the room's own estimates take their place.
REQUEST = Amount(low=200, likely=500, high=1000, basis="assumed")
MARGIN = Amount(low=400, likely=1000, high=2500, basis="assumed")

HomeworkState = Literal["missing", "sent", "late", "reviewed"]


@dataclass(frozen=True)
class Place:
    """A place on the leaderboard.  number: entries with as many votes share it, and the next one counts them all."""

    number: int
    entry: BankEntry


def leaderboard(entries: Iterable[BankEntry]) -> tuple[Place, ...]:
    """The published entries by votes, 1-1-3; of those with as many votes the one handed in first stands first."""
    ordered = sorted(
        (entry for entry in entries if entry.state == "published"),
        key=lambda entry: (-entry.votes, entry.submitted_at, entry.id),
    )
    return tuple(Place(1 + sum(other.votes > entry.votes for other in ordered), entry) for entry in ordered)


def rules(_: Words) -> tuple[str, ...]:
    """The rules of the contest, as they are published."""
    return (
        _("Everyone in the room has one vote for each case and may take it back."),
        _("Nobody votes for their own case or for one of their own team."),
        _("Most votes come first. Equally many votes share a place, and the places after it are left out: 1, 1, 3."),
        _("Of cases that share a place, the one handed in first is listed first; that decides nothing else."),
        _("Votes of people who only watch, or were sent out of the room, do not count."),
    )


def proposal(told: CaseText, _: Words) -> dict[str, Masked]:
    """The texts of a case with what tells who somebody is masked, by field.  `_`: of the case's language."""
    return masked(told.as_dict(), mask_labels(_))


def mask_labels(_: Words) -> Mapping[Kind, str]:
    """What stands in brackets where something was masked."""
    return {
        "name": _("name"),
        "phone": _("phone"),
        "email": _("e-mail"),
        "link": _("link"),
        "address": _("address"),
        "number": _("number"),
    }


def kinds_found(spans: Iterable[Span]) -> dict[Kind, int]:
    """How many pieces of each kind were found, those that were."""
    found = [span.kind for span in spans]
    return {kind: found.count(kind) for kind in KINDS if kind in found}


def case_document(text: CaseText, currency: str, language: str) -> dict[str, Any]:
    """A case for the table out of a bank entry: its texts, and the defaults for every figure, all of them assumed.

    One typical consequence of each category is what could happen, so that there is something to estimate.
    """
    typical = {category: (consequences_of(category)[0].key,) for category in CATEGORIES}
    title = " ".join(text.title.split()) or "–"
    answers = QuickAnswers(total=REQUEST, annual_margin=MARGIN, consequences=typical, request=text.request)
    case = case_from(answers, "", currency, language=language, title=title, story=text.story)
    document: dict[str, Any] = case.model_dump(mode="json")
    return document


def disappointed_entrant(_: Words) -> CaseText:
    """The practice case of a contest: its prize pleases some and upsets others."""
    return CaseText(
        title=_("The contest that she did not win"),
        story=_(
            "Our company asked its clients for their stories and promised a prize for the best one; the votes "
            "decide, said the rules. A client of six years sent a story that everybody praised. By one vote it "
            "came second, and the winner turned out to be a cousin of our receptionist. The client wrote under "
            "our announcement that the contest was rigged, that she had spent three evenings on her story, and "
            "that she takes her orders elsewhere. Fifteen people have liked her comment. The count was right, and"
            " nobody here had thought of saying that relatives of employees may not take part."
        ),
        request=_("A first prize of her own, and a public apology for the unfair contest."),
        done=_("Nothing yet: this one is for practice."),
    )


def homework_state(homework: Homework | None, due_at: datetime) -> HomeworkState:
    """How it stands with somebody's homework; what is reviewed stays so, late or not."""
    if homework is None or homework.sent_at is None:
        return "missing"
    if homework.reviewed_at is not None:
        return "reviewed"
    return "late" if is_late(homework, due_at) else "sent"


def is_late(homework: Homework, due_at: datetime) -> bool:
    """Whether it was sent after it was due."""
    return homework.sent_at is not None and homework.sent_at > due_at
