"""Parting gracefully, step by step: what to do by when and how it is proved, what to say and what not to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from retention.parting_dates import PartingDates
from retention.tables import Row, table

KINDS = ("step", "say", "avoid")
PHASES = ("before", "money", "message", "handover", "data", "inside", "after")
BASES = ("decision", "notice", "payment", "handover", "end")
REQUIRED = ("yes", "no", "unless_red_line", "if_harmed", "if_suspicion")


@dataclass(frozen=True)
class ExitStep:
    """One row of the plan, in one language.

    kind: `step` to carry out; `say`, a sentence to follow; `avoid`, a sentence never to say.
    order: within its kind, from 1.  day_offset: days from the day that `counted_from` names, see `PartingDates`.
    text: what to do; for `say` and `avoid` the sentence, its names, dates and sums examples.
    required: `yes`, `no`; `unless_red_line`, dropped where safety is at stake; `if_harmed`, where staff were hurt;
        `if_suspicion`, where a crime is suspected.
    proof: what shows that it is done; "" for sentences.  source: see `citations.citations`.
    """

    id: str
    kind: str
    order: int
    phase: str
    title: str
    text: str
    owner: str
    counted_from: str
    day_offset: int
    required: str
    proof: str
    source: str

    def due(self, dates: PartingDates) -> date:
        """The day by which it is to be done in a parting of these dates."""
        return dates.step(self.counted_from, self.day_offset)


@cache
def exit_plan(language: str) -> tuple[ExitStep, ...]:
    """The steps to carry out, in their order.  Raises KeyError for a language that the table lacks."""
    return _of_kind("step", language)


def to_say(language: str) -> tuple[ExitStep, ...]:
    """Sentences for the talk and the letter."""
    return _of_kind("say", language)


def never_say(language: str) -> tuple[ExitStep, ...]:
    """Sentences that do harm, to know them by."""
    return _of_kind("avoid", language)


def needed(step: ExitStep, red_line: bool = False, staff_harmed: bool = False, suspicion: bool = False) -> bool:
    """Whether a row is required in a case.

    red_line: conduct that ends the relationship at once.  suspicion: of a crime that was or may be reported.
    """
    return {
        "yes": True,
        "no": False,
        "unless_red_line": not red_line,
        "if_harmed": staff_harmed,
        "if_suspicion": suspicion,
    }[step.required]


def _of_kind(kind: str, language: str) -> tuple[ExitStep, ...]:
    found = [_step(row, language) for row in table("exit_plan") if row["kind"] == kind]
    return tuple(sorted(found, key=lambda step: step.order))


def _step(row: Row, language: str) -> ExitStep:
    for column, allowed in (("kind", KINDS), ("phase", PHASES), ("required", REQUIRED), ("counted_from", BASES)):
        if row[column] not in allowed:
            raise ValueError(f"{row['id']}: {column} is {row[column]!r}")
    return ExitStep(
        id=row["id"],
        kind=row["kind"],
        order=int(row["order"]),
        phase=row["phase"],
        title=row[f"title_{language}"],
        text=row[f"do_{language}"],
        owner=row[f"owner_{language}"],
        counted_from=row["counted_from"],
        day_offset=int(row["day_offset"]),
        required=row["required"],
        proof=row[f"proof_{language}"],
        source=row["source"],
    )
