"""Days on which people work: dates that are suggested fall on them."""

from __future__ import annotations

from datetime import date, timedelta

FRIDAY = 4


def working_day(day: date, before: bool = False) -> date:
    """`day` itself from Monday to Friday, otherwise the next working day.

    before: the working day before it instead, where later is worse for the client.  Public holidays are not known.
    """
    past = day.weekday() - FRIDAY  # 1 on a Saturday, 2 on a Sunday
    if past <= 0:
        return day
    return day - timedelta(days=past) if before else day + timedelta(days=3 - past)
