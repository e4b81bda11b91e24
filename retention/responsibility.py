"""Who is responsible, in shares that sum to 100, and how likely a risk must be to be worth avoiding."""

from __future__ import annotations

from dataclasses import dataclass

from retention.case import OPTIONS, Case
from retention.faults import Fault, InvalidInput, shown
from retention.inputs import inputs_of
from retention.net_value import expectation

SIDES = ("company", "partner", "chance", "client")  # the order to ask in: the client's share last, as what is left
ROUNDING = 0.101  # percent; thirds may be typed as 33.3


@dataclass(frozen=True)
class Shares:
    """Shares of responsibility in percent, each 0–100, all four together 100.

    Raises InvalidInput otherwise, naming everything that is wrong.
    """

    company: float
    partner: float
    chance: float
    client: float

    def __post_init__(self) -> None:
        faults = share_faults(self.company, self.partner, self.chance, self.client)
        if faults:
            raise InvalidInput(*faults)

    @property
    def answered_for(self) -> float:
        """What the company answers for towards the client, in percent: its own share and that of its partners.

        To the client the company is one; whom it took on is its own matter.  This is `company_responsibility`, which
        sizes an offer.  It never lowers what is owed by law or contract.
        """
        return min(100.0, self.company + self.partner)


def client_share(company: float, partner: float, chance: float) -> float:
    """What is left for the client when all others have their share, in percent; negative where too much is given."""
    return 100 - company - partner - chance


def share_faults(company: float, partner: float, chance: float, client: float) -> tuple[Fault, ...]:
    """Shares outside 0–100, or the sum if that is not 100."""
    given = dict(zip(SIDES, (company, partner, chance, client), strict=True))
    faults = [
        Fault(f"responsibility.{side}", shown(share), "range", {"low": 0, "high": 100})
        for side, share in given.items()
        if not 0 <= share <= 100
    ]
    total = sum(given.values())
    if not faults and not abs(total - 100) <= ROUNDING:
        faults.append(Fault("responsibility", None, "shares_sum", {"total": total}))
    return tuple(faults)


def break_even_probability(case: Case, risk: int, option: str = "satisfy", other: str = "decline") -> float | None:
    """The probability of a risk at which two options tie, everything else at its mean; exact.

    risk: its place in the case.  None where no probability of [0, 1] makes them tie, or where every one does.
    """
    inputs = inputs_of(case)
    expected = expectation(inputs)
    row = inputs.names.index(f"risks.{risk}.probability")
    first, second = OPTIONS.index(option), OPTIONS.index(other)
    lead = expected.net_values[first] - expected.net_values[second]
    gain = expected.slopes[row, first] - expected.slopes[row, second]
    if gain == 0:
        return None
    at = float(inputs.mean[row] - lead / gain)
    return at if 0 <= at <= 1 else None
