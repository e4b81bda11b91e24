"""What is shown beside the money and never mixed into it: interests, fairness, loyalty, warnings (model 5)."""

from __future__ import annotations

from dataclasses import dataclass

from retention.case import CATEGORIES, OPTIONS, RETAINING, Case
from retention.estimate import Array
from retention.inputs import OUTLAY, OWED, REMAINING, STAY, Inputs

SATISFIED, LOYAL = 4.0, 7.0  # from these scores; segments after Jones and Sasser 1995
UNLIKELY = 0.5


@dataclass(frozen=True)
class Warned:
    """A doubtful input, by the path of the input; it stops nothing."""

    code: str
    input: str


def client_interests(case: Case) -> list[float | None]:
    """Σ weight·met/Σ weight per option, 0 to 100; None without interests or weight."""
    weight = sum(interest.weight for interest in case.interests)
    if weight == 0:
        return [None] * len(OPTIONS)
    return [sum(i.weight * i.met[option] for i in case.interests) / weight for option in OPTIONS]


def dominated(
    net_values: Array, interests: list[float | None], allowed: tuple[int, ...], tolerance: float
) -> list[bool | None]:
    """Whether another allowed option is at least as good on both scales and better on one; per option."""

    def beats(other: int, option: int) -> bool:
        money = net_values[other] - net_values[option]
        met = (interests[other] or 0.0) - (interests[option] or 0.0)
        return bool(money >= -tolerance and met >= 0 and (money > tolerance or met > 0))

    return [
        None
        if option not in allowed or interests[option] is None
        else any(beats(other, option) for other in allowed if other != option)
        for option in range(len(OPTIONS))
    ]


def fairness_due(case: Case) -> float | None:
    """The company's share of the client's loss, in money; None where either is not given."""
    if case.company_responsibility is None or case.client_loss is None:
        return None
    return case.company_responsibility / 100 * case.client_loss.widened(case.widening).mean


def fairness_given(inputs: Inputs) -> list[float]:
    """What each option gives the client: E[w + o], in money."""
    return [float(inputs.mean[OWED] + inputs.mean[row]) for row in OUTLAY]


def loyalty_segment(satisfaction: float | None, loyalty: float | None) -> str | None:
    """loyalist, hostage, mercenary or defector; None where either score is missing."""
    if satisfaction is None or loyalty is None:
        return None
    if loyalty >= LOYAL:
        return "loyalist" if satisfaction >= SATISFIED else "hostage"
    return "mercenary" if satisfaction >= SATISFIED else "defector"


def warnings_of(inputs: Inputs, keep: int | None) -> tuple[Warned, ...]:
    """Inputs that contradict each other or the decision, judged on the means as computed with."""
    mean = inputs.mean
    stay = [mean[row] for row in STAY]
    found = [
        Warned("stays_less", f"options.{RETAINING[option]}.stay")
        for option in (0, 1)
        if any(stay[option] < less for less in stay[option + 1 :])
    ]
    decline = OPTIONS.index("decline")
    for index, category in enumerate(CATEGORIES):
        if index in inputs.categories and mean[REMAINING[0] + index] > mean[REMAINING[decline] + index]:
            found.append(Warned("risk_left_higher", f"options.satisfy.remaining_risk.{category}"))
    if mean[OUTLAY[1]] > mean[OUTLAY[0]]:
        found.append(Warned("compromise_dearer", "options.compromise.outlay"))
    if keep is not None and stay[keep] < UNLIKELY:
        found.append(Warned("keep_unlikely", f"options.{RETAINING[keep]}.stay"))
    return tuple(found)
