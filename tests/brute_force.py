"""The simulated part of the decision model by plain Monte Carlo (model 4), and the reference for speed.

Independent draws from `Generator.beta`: no table, no low-discrepancy points.  `simulate` gives every
simulated figure with its standard error from batches; `plain_belief` and `plain_simulation` are one
clean vectorised pass each, without waste, against which the time of the engine is measured.
"""

from typing import Any

import numpy as np

from tests.reference import OPTIONS, RETENTION, Point, Reading, ours_by_value

BATCHES = 20
Figures = dict[str, float]
Estimated = tuple[float, float]  # a value and its standard error


def drawn(case: Reading, draws: int, rng: np.random.Generator) -> Point:
    """Belief draws: an array for each uncertain input, the number itself for a certain one; the annuity."""
    point: Point = {name: x.likely for name, x in case.inputs.items()}
    for x in case.uncertain:
        point[x.name] = x.low + (x.high - x.low) * rng.beta(*x.shapes, draws)
    return point | {"annuity": case.annuity(point[RETENTION])}


def net_value_draws(case: Reading, point: Point, draws: int) -> np.ndarray:
    """Shape (draws, options), all four."""
    table = np.empty((draws, len(OPTIONS)))
    for column, values in enumerate(case.net_values(point)):
        table[:, column] = values
    return table


def event_count(case: Reading) -> int:
    """How many uniform numbers the events of a draw take: u₀, v and one u_i per risk."""
    return 2 + len(case.categories)


def outcome_draws(case: Reading, point: Point, events: np.ndarray) -> np.ndarray:
    """Net values with the events drawn too: shape (draws, options).

    events: uniform numbers, shape (event_count, draws); the same ones serve all options.
    """
    stays, lasts, *happens = events
    draws = len(stays)
    margin = point["value.annual_margin"] - point["value.annual_cost_to_serve"]
    years, reached = np.ones(draws), np.ones(draws)
    for year in range(1, case.years):
        reached = lasts < point[RETENTION] ** year
        years += reached * case.discount**year
    kept = margin * years + point["value.referral_value"]
    table = np.empty((draws, len(OPTIONS)))
    for column, option in enumerate(OPTIONS):
        table[:, column] = (stays < point.get(f"options.{option}.stay", 0.0)) * kept - point["owed"]
        table[:, column] -= case.cost(point, option)
        for number, category in enumerate(case.categories):
            left = point[f"risks.{number}.probability"] * point[f"options.{option}.remaining_risk.{category}"]
            table[:, column] -= (happens[number] < left) * point[f"risks.{number}.severity"]
    return table


def groups(case: Reading) -> dict[str, list[str]]:
    """Group name → its inputs, groups with an uncertain member only (model 4 and 6)."""
    names = list(case.inputs)
    table = {"value": [n for n in names if n.startswith("value.")]}
    for group in [f"risks.{i}" for i in range(len(case.categories))] + [f"options.{o}" for o in OPTIONS]:
        table[group] = [n for n in names if n.startswith(f"{group}.")]
    table["options.*.stay"] = [n for n in names if n.endswith(".stay")]
    table["options.*.remaining_risk"] = [n for n in names if ".remaining_risk." in n]
    return {group: members for group, members in table.items()
            if any(not case.inputs[member].certain for member in members)}


def belief_figures(case: Reading, point: Point, draws: int) -> Figures:
    """p_best, regret, EVPI and confidence, as `<figure>.<option>` where they belong to one."""
    table = net_value_draws(case, point, draws)
    columns = [OPTIONS.index(option) for option in case.allowed]
    allowed = table[:, columns]
    shares = np.bincount(allowed.argmax(axis=1), minlength=len(columns)) / draws
    regret = (allowed.max(axis=1, keepdims=True) - allowed).mean(axis=0)
    figures = {f"p_best.{option}": 0.0 for option in OPTIONS}
    figures |= {f"p_best.{option}": share for option, share in zip(case.allowed, shares, strict=True)}
    figures |= {f"regret.{option}": value for option, value in zip(case.allowed, regret, strict=True)}
    figures["evpi"] = figures[f"regret.{case.recommended}"]
    figures["confidence"] = 1.0
    if not case.ended and case.keep:
        gap = table[:, OPTIONS.index(case.keep)] - table[:, OPTIONS.index("part")]
        ours = (gap >= 0) & (np.broadcast_to(case.relationship_value(point), draws) > 0)
        figures["confidence"] = float((ours == ours_by_value(case)).mean())
    return figures


def outcome_figures(table: np.ndarray) -> Figures:
    """Quantiles and the chances of ending below zero and below parting, as `<figure>.<option>`."""
    figures: Figures = {}
    for column, option in enumerate(OPTIONS):
        values, part = table[:, column], table[:, OPTIONS.index("part")]
        for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95)):
            figures[f"{name}.{option}"] = float(np.quantile(values, share))
        figures[f"p_below_zero.{option}"] = float((values < 0).mean())
        figures[f"p_below_part.{option}"] = float((values < part).mean())
    return figures


def group_figures(case: Reading, point: Point, draws: int) -> Figures:
    """Value of learning each group, `group.<name>`: the group as drawn in `point`, the rest at its mean.

    Set against the recommended option in the same draws, which on average is at its expected net value.
    """
    columns = [OPTIONS.index(option) for option in case.allowed]
    figures = {}
    for group, members in groups(case).items():
        at = case.means | {member: point[member] for member in members}
        if RETENTION in members:
            at["annuity"] = point["annuity"]
        table = net_value_draws(case, at, draws)
        missed = table[:, columns].max(axis=1) - table[:, OPTIONS.index(case.recommended)]
        figures[f"group.{group}"] = float(missed.mean())
    return figures


def simulate(document: dict[str, Any], draws: int, rng: np.random.Generator) -> dict[str, Estimated]:
    """Every simulated figure with its standard error, each the mean over batches of equal size.

    A quantile's bias within a batch of n draws is of order 1/n, far below the error of that mean.
    """
    case, size = Reading(document), draws // BATCHES
    rows = []
    for _ in range(BATCHES):
        point = drawn(case, size, rng)
        rows.append(all_figures(case, point, rng.random((event_count(case), size))))
    return over_batches(rows)


def all_figures(case: Reading, point: Point, events: np.ndarray) -> Figures:
    """The figures of both layers and of the groups."""
    draws = events.shape[1]
    return (belief_figures(case, point, draws) | group_figures(case, point, draws)
            | outcome_figures(outcome_draws(case, point, events)))


def over_batches(rows: list[Figures]) -> dict[str, Estimated]:
    """Mean and standard error of each figure over independent batches."""
    table = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return {name: (float(column.mean()), float(column.std(ddof=1) / len(rows) ** 0.5))
            for name, column in table.items()}


def plain_belief(case: Reading, draws: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The speed reference: p_best and regret of the allowed options from fresh belief draws."""
    table = net_value_draws(case, drawn(case, draws, rng), draws)
    if len(case.allowed) < len(OPTIONS):
        table = table[:, [OPTIONS.index(option) for option in case.allowed]]
    p_best = np.bincount(table.argmax(axis=1), minlength=table.shape[1]) / draws
    return p_best, table.max(axis=1).mean() - table.mean(axis=0)


def plain_simulation(document: dict[str, Any], draws: int, rng: np.random.Generator) -> Figures:
    """Belief and outcome layer in one pass over the same draws."""
    case = Reading(document)
    point = drawn(case, draws, rng)
    events = rng.random((event_count(case), draws))
    return belief_figures(case, point, draws) | outcome_figures(outcome_draws(case, point, events))
