"""What a case owes its client by law or contract, as a plan and a letter name it."""

from __future__ import annotations

from dataclasses import dataclass

from retention.case import Case
from retention.language import Words


@dataclass(frozen=True)
class Owed:
    """Something is owed.  amount: money of `currency`; None where nobody knows it to the cent."""

    amount: float | None
    currency: str

    def money(self, _: Words) -> str:
        """The amount in words; "" where it is not known."""
        return "" if self.amount is None else _.money(self.amount, self.currency)


def owed_by(case: Case, by_law: bool, is_given: bool) -> Owed | None:
    """What is still to be given; None where nothing is.

    by_law: an answer about the law says that something is owed first.  is_given: such a debt was settled already.
    An estimate is no amount to name: only a certain one is.
    """
    if is_given and not by_law:
        return None
    if case.owed.mean <= 0:
        return Owed(None, case.currency) if by_law else None
    return Owed(case.owed.likely if case.owed.low == case.owed.high else None, case.currency)
