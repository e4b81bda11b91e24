"""The days of a parting: decision, notice, payment, handover and end, each from the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from retention.working_days import working_day

WARNING = timedelta(days=14)  # between a warning and the notice: time in which the client can change something
SIGNED = timedelta(days=1)  # from the decision: the file is read and signed
COOLING = timedelta(days=2)  # between that and the notice where safety leaves no room for a warning
NOTICE = timedelta(days=30)  # between the notice and the end, at least
HANDOVER = timedelta(days=7)  # before the end
SET = {"payment": "done_by", "handover": "handover_by", "end": "end_on"}  # field of the letter by day that it sets


@dataclass(frozen=True)
class PartingDates:
    """The days from which the steps and the letter of a parting count.

    payment: what is owed is paid and the balance is sent.  handover: the client has what belongs to them.
    """

    decision: date
    notice: date
    payment: date
    handover: date
    end: date

    def step(self, name: str, days: int) -> date:
        """A day so many days after one of these, moved to a working day; the day itself where it was set."""
        base: date = getattr(self, name)
        if days == 0 and name != "decision":
            return base
        return working_day(base + timedelta(days=days))


def parting_dates(decided: date, red_line: bool = False, given: Mapping[str, date] | None = None) -> PartingDates:
    """The days that follow from a decision of that day; those that are suggested are working days.

    red_line: conduct that ends the relationship at once, so that no warning comes first.
    given: `payment`, `handover` or `end` where a contract, a law or the manager sets it; it is kept as it is.
    """
    found = given or {}
    notice = working_day(working_day(decided + SIGNED) + COOLING if red_line else decided + WARNING)
    end = found.get("end", working_day(notice + NOTICE))
    return PartingDates(
        decision=decided,
        notice=notice,
        payment=found.get("payment", notice),
        handover=found.get("handover", max(notice, working_day(end - HANDOVER, before=True))),
        end=end,
    )
