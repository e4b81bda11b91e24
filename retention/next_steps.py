"""What follows from a decision: dated steps for every option, and what may stop a parting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from retention.case import OPTIONS, Case
from retention.content import NOTES
from retention.exit_steps import exit_plan, needed
from retention.faults import Fault
from retention.language import words
from retention.legal_questions import rows_for
from retention.owed import Owed, owed_by
from retention.parting_dates import parting_dates
from retention.tables import Row, table
from retention.working_days import working_day

GATES, SETTLED = "gates", "settled"  # notes of a case: answers by question, and how what is owed was given
STOPPING = ("cannot_exit", "must_satisfy")  # effects of a legal question that keep a parting from being final
DELAYING = ("deadline", "slow_down", "tell_client", "must_act", "wording")  # to be dealt with on the way

PAYMENTS = ("x08", "d03")  # steps that pay what is owed


@dataclass(frozen=True)
class Step:
    """One dated step, in one language.  proof: what shows that it is done."""

    id: str
    title: str
    text: str
    owner: str
    due: date
    proof: str
    required: bool = True


@dataclass(frozen=True)
class Barrier:
    """A legal question that stands in the way of a parting.

    kind: `forbidden`, it may not be open at all; `owed`, something must be given first; `open`, nobody has answered
    yet; `delay`, to be dealt with on the way.  answer: yes, unsure, or none.
    """

    gate: str
    kind: Literal["forbidden", "owed", "open", "delay"]
    question: str
    effect: str
    answer: str | None

    @property
    def stops(self) -> bool:
        """Whether a parting cannot be final as long as this stands."""
        return self.kind != "delay"


def plan(
    option: str,
    verdict: str,
    decided: date,
    language: str,
    *,
    red_line: bool = False,
    staff_harmed: bool = False,
    suspicion: bool = False,
    owed: Owed | None = None,
    given: Mapping[str, date] | None = None,
) -> tuple[Step, ...]:
    """The steps after a decision for `option`, earliest first; a client worth keeping on new terms gets those too.

    red_line, staff_harmed, suspicion: of a parting, see `exit_steps.needed`.  owed: what is still to be paid.
    given: of a parting, days that are set, see `parting_dates`.  Raises KeyError for no option.
    """
    if option not in OPTIONS:
        raise KeyError(option)
    if option == "part":
        dates = parting_dates(decided, red_line, given)
        steps = [
            Step(one.id, one.title, one.text, one.owner, one.due(dates), one.proof, one.required != "no")
            for one in exit_plan(language)
            if one.required == "no" or needed(one, red_line, staff_harmed, suspicion)
        ]
    else:
        steps = [_step(row, language, decided) for row in _rows(option)]
        if verdict == "new_terms":
            steps += [_step(row, language, decided) for row in _rows("new_terms")]
    return tuple(sorted(_paid(steps, owed, language), key=lambda step: step.due))


def still_owed(case: Case, notes: Mapping[str, Any]) -> Owed | None:
    """What a case with these notes still owes its client; None where nothing is owed."""
    rows, answers = rows_for(case.jurisdiction), notes.get(GATES) or {}
    owing = {found.gate for found in barriers(rows, answers, {}, "en") if found.kind == "owed"}
    left = {found.gate for found in barriers(rows, answers, notes.get(SETTLED) or {}, "en") if found.kind == "owed"}
    return owed_by(case, by_law=bool(left), is_given=bool(owing - left))


def barriers(
    rows: Iterable[Row], answers: Mapping[str, str], settled: Mapping[str, str], language: str
) -> tuple[Barrier, ...]:
    """What the legal questions put in the way of a parting, what stops it first.

    rows: the questions that apply.  answers: yes, no or unsure by question.  settled: by question, how what is owed was
    given; that lifts an `owed` one.
    """
    found = []
    for row in rows:
        answer = answers.get(row["id"])
        stopping = row["effect"] in STOPPING
        if answer == "no" or (answer is None and not stopping):
            continue
        if answer is not None and row["effect"] == "must_satisfy" and settled.get(row["id"], "").strip():
            continue
        kind = _kind(row["effect"], answer)
        if kind is not None:
            text = (row[f"question_{language}"], row[f"effect_{language}"])
            found.append(Barrier(row["id"], kind, *text, answer))
    return tuple(sorted(found, key=lambda barrier: not barrier.stops))


def parting_faults(document: Mapping[str, Any], chosen_option: str) -> tuple[Fault, ...]:
    """Why a case, with its notes, cannot be closed by parting: legal questions that stop it, or have no answer yet.

    document: as stored, with its notes.
    """
    if chosen_option != "part":
        return ()
    notes = document.get(NOTES) or {}
    given = barriers(rows_for(document.get("jurisdiction", "")), notes.get(GATES) or {}, notes.get(SETTLED) or {}, "en")
    path, kinds = "closing.chosen_option", {barrier.kind for barrier in given}
    barred = tuple(
        Fault(path, barrier.gate, "parting_barred", {"gate": barrier.gate})
        for barrier in given
        if barrier.kind in ("forbidden", "owed")
    )
    return barred or ((Fault(path, chosen_option, "parting_unasked"),) if "open" in kinds else ())


def _kind(effect: str, answer: str | None) -> Literal["forbidden", "owed", "open", "delay"] | None:
    if effect in STOPPING:
        if answer is None:
            return "open"
        return "forbidden" if effect == "cannot_exit" else "owed"
    return "delay" if effect in DELAYING else None


@cache
def _rows(plan: str) -> tuple[Row, ...]:
    found = [row for row in table("next_steps") if row["plan"] == plan]
    return tuple(sorted(found, key=lambda row: int(row["order"])))


def _step(row: Row, language: str, decided: date) -> Step:
    return Step(
        id=row["id"],
        title=row[f"title_{language}"],
        text=row[f"do_{language}"],
        owner=row[f"owner_{language}"],
        due=working_day(decided + timedelta(days=int(row["day_offset"])), before=row["weekend"] == "before"),
        proof=row[f"proof_{language}"],
    )


def _paid(steps: Iterable[Step], owed: Owed | None, language: str) -> list[Step]:
    """The steps with the amount that is owed, without those that pay it where nothing is."""
    if owed is None:
        return [step for step in steps if step.id not in PAYMENTS]
    money = owed.money(words(language))
    return [replace(step, title=f"{step.title}: {money}") if money and step.id in PAYMENTS else step for step in steps]
