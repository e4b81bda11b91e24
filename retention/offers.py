"""The offer builder: from what the client really needs to a set of remedies, and from the set to a compromise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from retention.case import Case, Interest
from retention.defaults import Triple
from retention.document import read_case
from retention.estimate import Amount, Estimate
from retention.quick_start import outlay_beyond
from retention.tables import Row, in_languages, table
from retention.working import written_out

WORTH_ADDING = 5.0  # percentage points of the client's interests that a further remedy must meet


@dataclass(frozen=True)
class Remedy:
    """One thing to offer.

    met: interest id → percent that this remedy alone meets.
    cost: what `triple` counts: `money`, as a share of the client's loss, or `hours` of our time.
    basic: one of the few that fit every case and are proposed even where they meet none of the chosen interests.
    """

    id: str
    met: dict[str, float]
    cost: str
    triple: Triple
    basic: bool
    names: dict[str, str]  # by language
    sentences: dict[str, str]  # to say to the client, with gaps to fill
    source: str
    notes: dict[str, str]

    @property
    def is_free(self) -> bool:
        """Whether it takes no money, only time."""
        return self.cost == "hours"


@dataclass(frozen=True)
class Ranked:
    """A remedy with what it is worth in this case.

    met: percent of the client's weighted interests.  money: likely, paid to the client.  hours: likely, of our time.
    effort: money and hours at the hourly rate, on average, in money.
    """

    remedy: Remedy
    met: float
    money: float
    hours: float
    effort: float


@cache
def remedies() -> dict[str, Remedy]:
    """All remedies by id, in the order of their table."""
    return {row["id"]: _remedy(row) for row in table("remedies")}


def interest_id(name: str) -> str | None:
    """The id of an interest called so in any of our languages (or by its id); None for one of the manager's own."""
    for row in table("client_interests"):
        if name in (row["id"], *in_languages(row, "name").values()):
            return row["id"]
    return None


def interest_weights(case: Case) -> dict[str, float]:
    """Weight of each of the case's interests that the table knows, by id."""
    found = {interest_id(interest.name): interest.weight for interest in case.interests}
    return {name: weight for name, weight in found.items() if name is not None}


def ranked(
    case: Case, weights: Mapping[str, float], money_limit: float = math.inf, hours_limit: float = math.inf
) -> tuple[Ranked, ...]:
    """The remedies within the limits that meet something of what the client needs, and the basic ones; best first.

    weights: interest id → 0–5.  A remedy is within a limit if its likely cost is.
    Order: what is met per money of effort; what costs nothing, first; among equals what meets more.
    """
    found = [_ranked(remedy, case, weights) for remedy in remedies().values()]
    within = [r for r in found if r.money <= money_limit and r.hours <= hours_limit and (r.met > 0 or r.remedy.basic)]
    return tuple(sorted(within, key=_rank))


def proposed(
    case: Case, weights: Mapping[str, float], money_limit: float = math.inf, hours_limit: float = math.inf
) -> tuple[Remedy, ...]:
    """A set to start from: one remedy after another, each time the one that adds most per effort within the limits."""
    chosen: list[Remedy] = []
    money, hours = money_limit, hours_limit
    while True:
        met = overall(met_by(chosen), weights)
        left = [r for r in ranked(case, weights, money, hours) if r.remedy not in chosen]
        gains = [(overall(met_by([*chosen, r.remedy]), weights) - met, r) for r in left]
        gains = [(gain, r) for gain, r in gains if gain >= WORTH_ADDING]
        if not gains:
            return tuple(chosen)
        best = max(gains, key=lambda pair: (_per_effort(pair[0], pair[1].effort), pair[0]))[1]
        chosen.append(best.remedy)
        money, hours = money - best.money, hours - best.hours


def met_by(chosen: Iterable[Remedy]) -> dict[str, float]:
    """Interest id → percent that the remedies meet together: each meets its part of what the others have left."""
    left: dict[str, float] = {}
    for remedy in chosen:
        for interest, percent in remedy.met.items():
            left[interest] = left.get(interest, 1.0) * (1 - percent / 100)
    return {interest: 100 * (1 - share) for interest, share in left.items()}


def overall(met: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Σ weight·met/Σ weight in percent; 0 without weights."""
    total = sum(weights.values())
    return sum(weight * met.get(name, 0.0) for name, weight in weights.items()) / total if total > 0 else 0.0


def offer_total(case: Case, chosen: Iterable[Remedy]) -> Amount:
    """What the client would get in money altogether; assumed."""
    loss = loss_to_make_good(case)
    low, likely, high = _triple(_sum(remedy.triple for remedy in chosen if remedy.cost == "money"))
    return Amount(low=low * loss, likely=likely * loss, high=high * loss, basis="assumed")


def offer_hours(chosen: Iterable[Remedy]) -> Amount:
    """What carrying it out takes of our time; assumed."""
    return _sum(remedy.triple for remedy in chosen if remedy.cost == "hours")


def compromise_from(case: Case, chosen: Iterable[Remedy]) -> Case:
    """The case with the chosen remedies as its compromise.

    Outlay: what the remedies pay beyond what is owed.  Hours: theirs.  Interests that the table knows: met as far as
    the remedies meet them; the manager's own stay as they are.  `stay`: see `stay_after`.
    """
    chosen = tuple(chosen)
    document = written_out(case)
    compromise = document["options"]["compromise"]
    compromise["outlay"] = written_out(outlay_beyond(offer_total(case, chosen), case.owed))
    compromise["hours"] = written_out(offer_hours(chosen))
    met = met_by(chosen)
    for written, interest in zip(document["interests"], case.interests, strict=True):
        known = interest_id(interest.name)
        if known is not None:
            written["met"]["compromise"] = met.get(known, 0.0)
    compromise["stay"] = stay_after(case, document["interests"])
    return read_case(document)


def stay_after(case: Case, interests: Iterable[Mapping[str, Any]]) -> Any:
    """The chance to stay after the compromise, written out.

    The default of a compromise is interpolated between refusing and granting, and where in between is expert
    judgement.  The judgement here: as far as the offer meets more of what the client needs than declining does, on the
    way to what granting meets.  It is left as it is where it is known, where nothing is weighed, or where granting is
    not said to meet more than declining.
    """
    now = case.options.compromise.stay
    share = met_share(Interest.model_validate(interest) for interest in interests)
    if now.basis == "known" or share is None:
        return written_out(now)
    least, most = case.options.decline.stay, case.options.satisfy.stay
    low, likely, high = (a + share * (b - a) for a, b in zip(_triple(least), _triple(most), strict=True))
    return {"low": low, "likely": likely, "high": high, "basis": "assumed"}


def met_share(interests: Iterable[Interest]) -> float | None:
    """How far on the way from declining (0) to granting (1) the compromise meets the weighted interests."""
    weighed = [(interest.weight, interest.met) for interest in interests]
    declined = sum(weight * met.decline for weight, met in weighed)
    granted = sum(weight * met.satisfy for weight, met in weighed)
    offered = sum(weight * met.compromise for weight, met in weighed)
    if granted <= declined:
        return None
    return min(1.0, max(0.0, (offered - declined) / (granted - declined)))


def loss_to_make_good(case: Case) -> float:
    """The client's loss on average, in money; where nobody has given it, what the request would give them."""
    if case.client_loss is not None:
        return case.client_loss.mean
    return case.owed.mean + case.options.satisfy.outlay.mean


def _remedy(row: Row) -> Remedy:
    also = dict(part.split(":") for part in row["also"].split(";") if part)
    return Remedy(
        id=row["id"],
        met={row["interest"]: float(row["met"])} | {name: float(percent) for name, percent in also.items()},
        cost=row["cost"],
        triple=(float(row["low"]), float(row["likely"]), float(row["high"])),
        basic=row["always"] == "yes",
        names=in_languages(row, "name"),
        sentences=in_languages(row, "sentence"),
        source=row["source"],
        notes=in_languages(row, "note"),
    )


def _ranked(remedy: Remedy, case: Case, weights: Mapping[str, float]) -> Ranked:
    scale = loss_to_make_good(case) if remedy.cost == "money" else 1.0
    low, likely, high = (part * scale for part in remedy.triple)
    mean = (low + 4 * likely + high) / 6
    return Ranked(
        remedy=remedy,
        met=overall(remedy.met, weights),
        money=0.0 if remedy.is_free else likely,
        hours=likely if remedy.is_free else 0.0,
        effort=mean * case.hourly_rate if remedy.is_free else mean,
    )


def _rank(found: Ranked) -> tuple[float, float, float]:
    return -_per_effort(found.met, found.effort), -found.met, found.hours


def _per_effort(met: float, effort: float) -> float:
    if met <= 0:
        return 0.0
    return met / effort if effort > 0 else math.inf


def _sum(triples: Iterable[Triple]) -> Amount:
    low, likely, high = (math.fsum(part) for part in zip((0.0, 0.0, 0.0), *triples, strict=True))
    return Amount(low=low, likely=likely, high=high, basis="assumed")


def _triple(estimate: Estimate) -> Triple:
    return estimate.low, estimate.likely, estimate.high
