"""The exact part of the decision model worked a second time, slowly and obviously (model 2 to 5).

It shares no code with `retention`: it reads the plain case document, finds means and values of information by
numeric integration over the beta densities, and flip values and break-even outlays by bracketing a root.
`exact(document)` returns the unsimulated figures under the names they have in the output of `evaluate`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.stats import beta as beta_distribution

OPTIONS = ("satisfy", "compromise", "decline", "part")
RETAINING = OPTIONS[:3]
CATEGORIES = ("reputational", "financial", "legal", "emotional")
RETENTION = "value.annual_retention"
FARTHEST = 1e15  # how far the search for a flip value goes where the domain has no end

Point = dict[str, Any]  # input name (and "annuity") → a number or an array of draws


@dataclass(frozen=True)
class Input:
    """A widened three-point estimate under its path in the case."""

    name: str
    low: float
    likely: float
    high: float
    basis: str

    @property
    def certain(self) -> bool:
        return self.low == self.high

    @property
    def shapes(self) -> tuple[float, float]:
        """The two parameters of the beta distribution."""
        alpha = 1 + 4 * (self.likely - self.low) / (self.high - self.low)
        return alpha, 6 - alpha

    @cached_property
    def mean(self) -> float:
        return self.likely if self.certain else expectation(self, lambda x: x)


def is_probability(name: str) -> bool:
    return name.endswith((".annual_retention", ".stay", ".probability"))


def domain(name: str) -> tuple[float, float]:
    if is_probability(name) or ".remaining_risk." in name:
        return 0.0, 1.0
    return (-math.inf if name == "value.annual_margin" else 0.0), math.inf


def widened(name: str, raw: Any, factor: float) -> Input:
    """`raw` as it stands in a document (a number, a list or an object), stretched where it is assumed."""
    if isinstance(raw, (int, float)):
        return Input(name, raw, raw, raw, "known")
    low, likely, high = (raw[part] for part in ("low", "likely", "high")) if isinstance(raw, dict) else raw
    basis = raw.get("basis", "assumed") if isinstance(raw, dict) else "assumed"
    if basis == "known" or factor == 1 or low == high:
        return Input(name, low, likely, high, basis)

    def stretched(bound: float) -> float:
        if is_probability(name) and 0 < likely < 1:
            if bound in (0, 1):
                return bound
            log_odds = math.log(likely / (1 - likely))
            wide = log_odds + factor * (math.log(bound / (1 - bound)) - log_odds)
            return math.exp(wide) / (1 + math.exp(wide)) if wide < 0 else 1 / (1 + math.exp(-wide))
        least, most = domain(name)
        return min(max(likely + factor * (bound - likely), least), most)

    # A side without width has none after stretching either, whatever the logarithms round to.
    return Input(name, low if low == likely else stretched(low), likely,
                 high if high == likely else stretched(high), basis)


# --- integration: the double exponential rule, which no power singularity at the ends can spoil ---

_STEPS = np.linspace(-3.6, 3.6, 145)
_UPPER = 1 / (1 + np.exp(np.pi * np.sinh(_STEPS)))  # distance of the node from 1, exact near 1
_LOWER = _UPPER[::-1]
_WEIGHT = np.cosh(_STEPS) * _LOWER * _UPPER


def expectation(x: Input, function: Callable[[Any], Any], splits: Iterable[float] = ()) -> float:
    """E[function(x)]; `splits` are the points of the beta variable, in [0, 1], where there is a kink."""
    edges = np.array([0.0, *sorted(splits), 1.0])[:, None]
    width = edges[1:] - edges[:-1]
    share = (edges[:-1] + width * _LOWER).ravel()
    rest = (1 - edges[1:] + width * _UPPER).ravel()
    alpha, beta = x.shapes
    density = (width * _WEIGHT).ravel() * share ** (alpha - 1) * rest ** (beta - 1)
    return float((density * function(x.low + (x.high - x.low) * share)).sum() / density.sum())


# --- the formulas of model 4 ---


class Reading:
    """A document read: its inputs in order, its settings, its net values at any point of the inputs."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.years = document["horizon_years"]
        self.discount = 1 / (1 + document["discount_rate"])
        self.hourly_rate = document.get("hourly_rate", 0)
        self.widening = document.get("widening", 1)
        self.categories = [risk["category"] for risk in document["risks"]]
        self.inputs = {x.name: x for x in self._inputs()}
        self.uncertain = [x for x in self.inputs.values() if not x.certain]

    def _inputs(self) -> Iterable[Input]:
        document, value = self.document, self.document["value"]
        stated = {
            "value.annual_margin": value["annual_margin"],
            "value.annual_cost_to_serve": value.get("annual_cost_to_serve", 0),
            "value.annual_retention": value.get("annual_retention", 1),
            "value.referral_value": value.get("referral_value", 0),
            "owed": document.get("owed", 0),
        }
        for name in OPTIONS:
            option = document["options"][name]
            if name != "part":
                stated[f"options.{name}.stay"] = option["stay"]
            for key in ("outlay", "hours", "precedent_claims"):
                stated[f"options.{name}.{key}"] = option.get(key, 0)
            for category in CATEGORIES:
                left = option.get("remaining_risk", {}).get(category, 1)
                stated[f"options.{name}.remaining_risk.{category}"] = left
        for number, risk in enumerate(document["risks"]):
            for key in ("probability", "severity"):
                stated[f"risks.{number}.{key}"] = risk[key]
        return (widened(name, raw, self.widening) for name, raw in stated.items())

    def annuity(self, retention: Any) -> Any:
        total: Any = 0.0
        for _ in range(self.years):
            total = 1 + retention * self.discount * total
        return total

    @cached_property
    def means(self) -> Point:
        """Every input at its mean, and the annuity at its own."""
        retention = self.inputs[RETENTION]
        annuity = (self.annuity(retention.likely) if retention.certain
                   else expectation(retention, self.annuity))
        return {name: x.mean for name, x in self.inputs.items()} | {"annuity": annuity}

    def moved(self, name: str, x: Any) -> Point:
        """One input (a number or an array) elsewhere, all else at its mean."""
        return self.means | {name: x} | ({"annuity": self.annuity(x)} if name == RETENTION else {})

    def relationship_value(self, point: Point) -> Any:
        margin = point["value.annual_margin"] - point["value.annual_cost_to_serve"]
        return margin * point["annuity"] + point["value.referral_value"]

    def cost(self, point: Point, option: str) -> Any:
        """C(a) without what is owed, which is paid under every option alike."""
        outlay, hours, claims = (point[f"options.{option}.{key}"]
                                 for key in ("outlay", "hours", "precedent_claims"))
        return (outlay + hours * self.hourly_rate) * (1 + claims)

    def unresolved(self, point: Point) -> list[Any]:
        """p·S of each risk."""
        return [point[f"risks.{i}.probability"] * point[f"risks.{i}.severity"]
                for i in range(len(self.categories))]

    def net_values(self, point: Point) -> list[Any]:
        """NV(a) of the four options."""
        value, unresolved = self.relationship_value(point), self.unresolved(point)
        return [
            point.get(f"options.{option}.stay", 0.0) * value - point["owed"] - self.cost(point, option)
            - sum(point[f"options.{option}.remaining_risk.{category}"] * loss
                  for category, loss in zip(self.categories, unresolved, strict=True))
            for option in OPTIONS
        ]

    def advantages(self, point: Point, options: Iterable[str], over: str) -> list[Any]:
        """NV(b) − NV(over) of each option, term by term first: what both share cancels exactly."""
        value, unresolved = self.relationship_value(point), self.unresolved(point)
        stay, base_cost = point.get(f"options.{over}.stay", 0.0), self.cost(point, over)
        return [
            (point.get(f"options.{option}.stay", 0.0) - stay) * value - (self.cost(point, option) - base_cost)
            - sum((point[f"options.{option}.remaining_risk.{category}"]
                   - point[f"options.{over}.remaining_risk.{category}"]) * loss
                  for category, loss in zip(self.categories, unresolved, strict=True))
            for option in options
        ]

    def components(self, point: Point) -> dict[str, dict[str, float]]:
        """Option → client value, cost and the loss of each category of risk."""
        value, unresolved = self.relationship_value(point), self.unresolved(point)
        table: dict[str, dict[str, float]] = {}
        for option in OPTIONS:
            table[option] = dict.fromkeys(CATEGORIES, 0.0) | {
                "client_value": point.get(f"options.{option}.stay", 0.0) * value,
                "cost": -(point["owed"] + self.cost(point, option)),
            }
            for category, loss in zip(self.categories, unresolved, strict=True):
                table[option][category] -= point[f"options.{option}.remaining_risk.{category}"] * loss
        return table

    def scale_at(self, point: Point) -> float:
        """The largest sum of absolute components, against which a tie and a rounding error are measured."""
        return max(sum(map(abs, parts.values())) for parts in self.components(point).values())

    @cached_property
    def scale(self) -> float:
        return self.scale_at(self.means)

    @cached_property
    def expected(self) -> dict[str, float]:
        return dict(zip(OPTIONS, self.net_values(self.means), strict=True))

    def best(self, options: Iterable[str]) -> str:
        """The option of the highest expected net value; a tie goes to the first in order."""
        options = list(options)
        highest = max(self.expected[option] for option in options)
        return next(o for o in options if self.expected[o] >= highest - 1e-12 * self.scale)

    @property
    def allowed_but_for_end(self) -> list[str]:
        refused = any(line["effect"] == "refuse" and line["confirmed"] for line in self.red_lines)
        barred = {"satisfy", "compromise"} if refused else set()
        if self.document.get("statutory_duty", False):
            barred |= {"decline"}
        return [option for option in OPTIONS if option not in barred]

    @property
    def red_lines(self) -> list[dict[str, Any]]:
        lines = self.document.get("red_lines", [])
        return [{"effect": "end", "confirmed": True} | ({"line": line} if isinstance(line, str) else line)
                for line in lines]

    @property
    def ended(self) -> bool:
        return any(line["effect"] == "end" and line["confirmed"] for line in self.red_lines)

    @cached_property
    def allowed(self) -> list[str]:
        return ["part"] if self.ended else self.allowed_but_for_end

    @cached_property
    def recommended(self) -> str:
        return self.best(self.allowed)

    @cached_property
    def others(self) -> list[str]:
        return [option for option in self.allowed if option != self.recommended]

    @cached_property
    def keep(self) -> str | None:
        retaining = [option for option in self.allowed_but_for_end if option in RETAINING]
        return self.best(retaining) if retaining else None


# --- value of information, flip values, tornado (model 4) ---


def leads(case: Reading, name: str, x: Any) -> Any:
    """By how much the best other option leads the recommended one with one input at x; below 0 if none."""
    advantages = case.advantages(case.moved(name, x), case.others, case.recommended)
    return np.max(np.broadcast_arrays(*advantages), axis=0)


def evppi(case: Reading, x: Input) -> float:
    """E[max NV | x] − max E[NV] by integration, split wherever two options cross within the range."""
    if not case.others or max(leads(case, x.name, x.low), leads(case, x.name, x.high)) <= 0:
        return 0.0

    def difference(share: float, one: str, other: str) -> float:
        at = case.moved(x.name, x.low + (x.high - x.low) * share)
        return float(case.advantages(at, [one], other)[0])

    splits = [brentq(difference, 0, 1, args=pair, xtol=1e-15)
              for pair in combinations(case.allowed, 2) if difference(0, *pair) * difference(1, *pair) < 0]
    return expectation(x, lambda value: np.maximum(leads(case, x.name, value), 0), splits)


def cannot_change(case: Reading, x: Input) -> bool:
    """Whether the recommended option stays clearly ahead over the whole range, the EVPPI then exactly 0."""
    ends = (x.low, x.high)
    return not case.others or max(float(leads(case, x.name, end)) for end in ends) < -1e-9 * case.scale


def flip(case: Reading, name: str) -> dict[str, Any] | None:
    """The flip value nearest to the mean, looked for on both sides of it, and the option beyond it."""
    if name == RETENTION and case.years == 1:
        return None
    least, most = domain(name)
    mean = start = case.means[name]
    if name == RETENTION and not case.inputs[name].certain:
        start = brentq(lambda rho: case.annuity(rho) - case.means["annuity"], 0, 1, xtol=1e-15)
    crossings = []
    for side, reach in ((-1, min(start - least, FARTHEST)), (1, min(most - start, FARTHEST))):
        found = [(step, option) for option in case.others
                 if (step := overtaking(case, name, option, start, side, reach)) is not None]
        if found:
            nearest = min(step for step, _ in found)
            at, end = start + side * nearest, start + side * reach
            rivals = [option for step, option in found if step <= nearest * (1 + 1e-9)]
            # Of options that overtake at one point the one ahead beyond it is ahead at the end too.
            lead = case.advantages(case.moved(name, end), rivals, case.recommended)
            crossings.append((abs(at - mean), {"input": name, "at": at, "to": rivals[int(np.argmax(lead))]}))
    return min(crossings, key=lambda crossing: crossing[0])[1] if crossings else None


def overtaking(case: Reading, name: str, option: str, start: float, side: int, reach: float) -> float | None:
    """How far from `start` the option overtakes the recommended one, None if it has not within `reach`."""

    def advantage(step: float) -> float:
        return float(case.advantages(case.moved(name, start + side * step), [option], case.recommended)[0])

    if reach == 0 or advantage(reach) <= 1e-12 * case.scale_at(case.moved(name, start + side * reach)):
        return None  # the advantage runs one way: without one at the end, there is none before it
    ends = [0.0, *(step for step in 2.0 ** np.arange(-30, 50) if step < reach), reach]
    before, after = next(pair for pair in pairwise(ends) if advantage(pair[1]) > 0)
    if advantage(before) >= 0:
        return before
    return float(brentq(advantage, before, after, xtol=1e-300, rtol=1e-15, maxiter=500))


def break_even_outlay(case: Reading, option: str) -> float | None:
    """The outlay at which the option ties with the best other allowed one."""
    others = [other for other in case.allowed if other != option]
    if option not in case.allowed or not others:
        return None
    name = f"options.{option}.outlay"

    def lag(outlay: float) -> float:
        return float(max(case.advantages(case.moved(name, outlay), others, option)))

    # A unit of outlay costs at least a unit of net value, so the tie is no farther than the lead.
    mean, lead = case.means[name], abs(lag(case.means[name])) * 1.01 + 1e-6
    tie = brentq(lag, mean - lead, mean + lead, xtol=1e-14, rtol=1e-15)
    return None if tie < 0 else tie


def tornado(case: Reading) -> list[dict[str, Any]]:
    """NV(recommended) − NV(runner-up) at the 5 % and 95 % quantile of each uncertain input, widest first."""
    if not case.others:
        return []
    runner_up = case.best(case.others)
    bars = []
    for x in case.uncertain:
        shares = beta_distribution.ppf([0.05, 0.95], *x.shapes)
        points = (case.moved(x.name, x.low + (x.high - x.low) * share) for share in shares)
        low, high = (float(case.advantages(point, [case.recommended], runner_up)[0]) for point in points)
        bars.append({"input": x.name, "low": low, "high": high})
    return sorted(bars, key=lambda bar: -abs(bar["high"] - bar["low"]))


# --- gates, fit, verdict and what stands beside the money (model 5) ---


def fit(document: dict[str, Any]) -> float | None:
    criteria = document.get("fit", [])
    weight = sum(c["weight"] for c in criteria)
    return 100 * sum(c["weight"] * (c["score"] - 1) for c in criteria) / (4 * weight) if weight else None


def client_interest(document: dict[str, Any], option: str) -> float | None:
    interests = document.get("interests", [])
    weight = sum(i["weight"] for i in interests)
    return sum(i["weight"] * i.get("met", {}).get(option, 0) for i in interests) / weight if weight else None


def dominated(case: Reading, option: str) -> bool | None:
    own = client_interest(case.document, option)
    if own is None or option not in case.allowed:
        return None
    company = case.expected[option]
    pairs = [(case.expected[other], client_interest(case.document, other) or 0.0)
             for other in case.allowed if other != option]
    return any(money >= company and met >= own and (money > company or met > own) for money, met in pairs)


def fairness_due(case: Reading) -> float | None:
    responsibility, loss = (case.document.get(key) for key in ("company_responsibility", "client_loss"))
    if responsibility is None or loss is None:
        return None
    return responsibility / 100 * widened("client_loss", loss, case.widening).mean


def loyalty_segment(document: dict[str, Any]) -> str | None:
    satisfaction, loyalty = document.get("satisfaction"), document.get("loyalty")
    if satisfaction is None or loyalty is None:
        return None
    if loyalty >= 7:
        return "loyalist" if satisfaction >= 4 else "hostage"
    return "mercenary" if satisfaction >= 4 else "defector"


def provisional(case: Reading) -> list[str]:
    reasons = {
        "manager_state": abs(case.document.get("emotion", {}).get("manager", 0)) > 2,
        "fit_not_judged": fit(case.document) is None and not case.ended,
        "red_line_unconfirmed": any(not line["confirmed"] for line in case.red_lines),
    }
    return [reason for reason, holds in reasons.items() if holds]


def warnings(case: Reading) -> set[tuple[str, str]]:
    """Pairs of code and input."""
    means = case.means
    found = {("stays_less", f"options.{more}.stay") for more, less in combinations(RETAINING, 2)
             if means[f"options.{more}.stay"] < means[f"options.{less}.stay"]}
    for category in set(case.categories):
        left = {option: f"options.{option}.remaining_risk.{category}" for option in ("satisfy", "decline")}
        if means[left["satisfy"]] > means[left["decline"]]:
            found.add(("risk_left_higher", left["satisfy"]))
    if means["options.compromise.outlay"] > means["options.satisfy.outlay"]:
        found.add(("compromise_dearer", "options.compromise.outlay"))
    if case.keep and means[f"options.{case.keep}.stay"] < 0.5:
        found.add(("keep_unlikely", f"options.{case.keep}.stay"))
    return found


def verdict(case: Reading) -> str:
    if case.ended or case.keep is None:
        return "not_our_client"
    score = fit(case.document)
    by_fit = score is None or score >= case.document.get("fit_threshold", 50)
    by_value = ours_by_value(case)
    return {(True, True): "our_client", (False, True): "new_terms",
            (True, False): "too_dear", (False, False): "not_our_client"}[by_fit, by_value]


def ours_by_value(case: Reading) -> bool:
    assert case.keep
    return (case.expected[case.keep] >= case.expected["part"]) and case.relationship_value(case.means) > 0


def exact(document: dict[str, Any]) -> dict[str, Any]:
    """Every figure of `evaluate` that is not simulated, under its name there (warnings as a set of pairs)."""
    case = Reading(document)
    expected, best = case.expected, case.recommended
    information: list[dict[str, Any]] = [
        {"input": x.name, "value": evppi(case, x), "basis": x.basis} for x in case.uncertain
    ]
    total = sum(row["value"] for row in information)
    assumed = sum(row["value"] for row in information if row["basis"] == "assumed")
    worth_sharing = total > 0 and total >= 1e-9 * max(map(abs, expected.values()))
    but_for_end = max(expected[option] for option in case.allowed_but_for_end)
    return {
        "verdict": verdict(case),
        "recommended": best,
        "keep": case.keep,
        "value_gap": expected[case.keep] - expected["part"] if case.keep else None,
        "relationship_value": case.relationship_value(case.means),
        "fit": fit(document),
        "forgone_value": but_for_end - expected["part"] if case.ended else None,
        "as_good": [o for o in case.allowed if abs(expected[o] - expected[best]) <= 2 * case.hourly_rate],
        "assumed_share": assumed / total if worth_sharing else None,
        "loyalty_segment": loyalty_segment(document),
        "fairness_due": fairness_due(case),
        "provisional": provisional(case),
        "warnings": warnings(case),
        "options": {option: {
            "allowed": option in case.allowed,
            "expected": expected[option],
            "break_even_outlay": break_even_outlay(case, option) if option in OPTIONS[:2] else None,
            "client_interest": client_interest(document, option),
            "fairness_given": case.means["owed"] + case.means[f"options.{option}.outlay"],
            "dominated": dominated(case, option),
            "components": case.components(case.means)[option],
        } for option in OPTIONS},
        "evppi": sorted(information, key=lambda row: -row["value"]),
        "flips": [found for name in case.inputs if (found := flip(case, name))],
        "tornado": tornado(case),
    }
