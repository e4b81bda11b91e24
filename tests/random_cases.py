"""Valid case documents of great variety, for tests and benchmarks that hold for any case."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.reference import CATEGORIES, OPTIONS

Generator = np.random.Generator


def chance(rng: Generator, probability: float) -> bool:
    return bool(rng.random() < probability)


def choice(rng: Generator, values: list[Any]) -> Any:
    return values[int(rng.integers(len(values)))]


def uniform(rng: Generator, low: float, high: float) -> float:
    return float(rng.uniform(low, high))


def random_triple(rng: Generator, low: float, high: float) -> list[float]:
    """low ≤ likely ≤ high: symmetric, lopsided, without width on a side or at all, or up to the ends."""
    least, likely, most = sorted(uniform(rng, low, high) for _ in range(3))
    narrowing = uniform(rng, 0.05, 1)
    least, most = likely - narrowing * (likely - least), likely + narrowing * (most - likely)
    shape = choice(rng, ["free"] * 4 + ["symmetric", "left", "right", "point", "bound below", "bound above"])
    if shape == "symmetric":
        half = min(likely - low, high - likely) * narrowing
        return [likely - half, likely, likely + half]
    if shape == "left":
        return [least, likely, likely]
    if shape == "right":
        return [likely, likely, most]
    if shape == "point":
        return [likely, likely, likely]
    if shape == "bound below":
        return [low, likely, most]
    return [least, likely, high] if shape == "bound above" else [least, likely, most]


def random_estimate(rng: Generator, low: float, high: float) -> Any:
    """A number, a list of three or an object with or without a basis."""
    triple = random_triple(rng, low, high)
    form = choice(rng, ["number", "list", "list", "list", "object", "object"])
    if form == "number":
        return choice(rng, [triple[1], triple[1], low])
    if form == "list":
        return triple
    basis = choice(rng, [{}, {"basis": "known"}, {"basis": "assumed"}])
    return dict(zip(("low", "likely", "high"), triple, strict=True)) | basis


def some(rng: Generator, probability: float, **keys: Any) -> dict[str, Any]:
    """Each key with the given probability; the values are functions, called for the keys that are kept."""
    return {key: value() for key, value in keys.items() if chance(rng, probability)}


def random_option(rng: Generator, generosity: float, money: float, retains: bool) -> dict[str, Any]:
    """An option: the more it gives, the dearer it is and, mostly, the better it keeps the client."""
    stay = (0.0, 1.0) if chance(rng, 0.3) else (0.6 * generosity, 0.4 + 0.6 * generosity)
    left = (0.0, 1.0) if chance(rng, 0.3) else (0.6 * (1 - generosity), 1 - 0.5 * generosity)
    option = some(
        rng, 0.8,
        outlay=lambda: random_estimate(rng, 0, generosity * money + 0.05 * money),
        hours=lambda: random_estimate(rng, 0, uniform(rng, 1, 40)),
        precedent_claims=lambda: random_estimate(rng, 0, uniform(rng, 0.1, 2)),
        remaining_risk=lambda: {category: random_estimate(rng, *left)
                                for category in CATEGORIES if chance(rng, 0.7)},
    )
    return option | ({"stay": random_estimate(rng, *stay)} if retains else {})


def random_value(rng: Generator, money: float) -> dict[str, Any]:
    """A margin, sometimes negative; the chance to stay each year missing, certain, 0, 1 or uncertain."""
    worst = choice(rng, [0, 0, -0.5, -2])
    value = {"annual_margin": random_estimate(rng, worst * money, uniform(rng, 0.2, 1.5) * money)}
    retention = choice(rng, ["uncertain"] * 5 + ["certain", "always", "never", "missing"])
    if retention != "missing":
        value["annual_retention"] = {"uncertain": random_triple(rng, 0, 1), "certain": uniform(rng, 0, 1),
                                     "always": 1, "never": 0}[retention]
    return value | some(rng, 0.5, annual_cost_to_serve=lambda: random_estimate(rng, 0, 0.4 * money),
                        referral_value=lambda: random_estimate(rng, 0, 0.8 * money))


def random_risk(rng: Generator, number: int, money: float) -> dict[str, Any]:
    return {"name": f"Risk {number + 1}", "category": choice(rng, list(CATEGORIES)),
            "probability": random_estimate(rng, 0, uniform(rng, 0.05, 1)),
            "severity": random_estimate(rng, 0, uniform(rng, 0.1, 4) * money)}


def random_red_line(rng: Generator) -> Any:
    if chance(rng, 0.15):
        return "Threatened a colleague"
    return {"line": "Asks for a false invoice"} | some(
        rng, 0.85,
        effect=lambda: choice(rng, ["end", "refuse", "refuse"]),
        confirmed=lambda: chance(rng, 0.5),
    )


def random_interest(rng: Generator, number: int) -> dict[str, Any]:
    interest = {"name": f"Interest {number + 1}", "weight": choice(rng, [0, 1, 3, 5])}
    met = {option: uniform(rng, 0, 100) for option in OPTIONS if chance(rng, 0.7)}
    return interest | some(rng, 0.8, met=lambda: met)


def random_judgements(rng: Generator, money: float) -> dict[str, Any]:
    """What is judged, not counted in money, each part there or not."""
    return some(
        rng, 0.6,
        fit=lambda: [{"criterion": f"Criterion {i + 1}", "weight": choice(rng, [0, 1, 2.5, 5]),
                      "score": choice(rng, [1, 2, 3, 4, 5, uniform(rng, 1, 5)])}
                     for i in range(rng.integers(5))],
        fit_threshold=lambda: choice(rng, [0, 50, 60.5, 100]),
        interests=lambda: [random_interest(rng, number) for number in range(rng.integers(4))],
        company_responsibility=lambda: choice(rng, [0, 35.5, 70, 100]),
        client_loss=lambda: random_estimate(rng, 0, 2 * money),
        satisfaction=lambda: choice(rng, [1, 2.5, 4, 5]),
        loyalty=lambda: choice(rng, [0, 6.5, 7, 10]),
        emotion=lambda: some(rng, 0.8, manager=lambda: choice(rng, [-5, -2, 0, 2, 3.5]),
                             client=lambda: choice(rng, [-4, 0, 2, 5])),
    )


def random_case(rng: Generator) -> dict[str, Any]:
    """One valid case document; about one in five has red lines, one in eight a statutory duty."""
    money = float(10 ** rng.uniform(1, 6))
    generosity = {"satisfy": 1.0, "compromise": uniform(rng, 0.3, 0.8),
                  "decline": uniform(rng, 0, 0.4), "part": 0.1}
    document: dict[str, Any] = {
        "title": "Random case", "currency": choice(rng, ["EUR", "RON", "MDL"]),
        "horizon_years": int(choice(rng, [1, 2, 3, 3, 5, 10, int(rng.integers(1, 31))])),
        "discount_rate": choice(rng, [0, 0.05, 0.1, 1, uniform(rng, 0, 0.3)]),
        "value": random_value(rng, money),
        "options": {option: random_option(rng, generosity[option], money, option != "part")
                    for option in OPTIONS},
        "risks": [random_risk(rng, number, money) for number in range(rng.integers(0, 7))],
    } | random_judgements(rng, money)
    document |= some(rng, 0.5, hourly_rate=lambda: uniform(rng, 0, 0.02) * money, client=lambda: "A. Client",
                     owed=lambda: random_estimate(rng, 0, 0.5 * money), seed=lambda: int(rng.integers(1000)))
    document |= some(rng, 0.3, received_at=lambda: "2024-05-06T10:00:00+03:00",
                     widening=lambda: choice(rng, [1, 1.5, 2, 5]))
    if chance(rng, 0.2):
        document["red_lines"] = [random_red_line(rng) for _ in range(rng.integers(1, 3))]
    if chance(rng, 0.125):
        owed = [0.1 * money, 0.2 * money, uniform(rng, 0.2, 1) * money]
        document |= {"statutory_duty": True, "owed": owed}
    return document


def cases() -> st.SearchStrategy[dict[str, Any]]:
    """Hypothesis strategy of random cases; a failing one is named by its seed."""
    return st.integers(0, 2**32 - 1).map(lambda seed: random_case(np.random.default_rng(seed)))
