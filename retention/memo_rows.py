"""The rows of a memo: those of the case, which are read back, and those of the decision, which are computed anew."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from retention.case import OPTIONS, Case
from retention.decision import Decision, OptionFigures
from retention.estimate import Estimate
from retention.explain import (
    confidence_level,
    confidence_sentence,
    headline,
    option_sentence,
    reasons,
    share_of_draws,
    what_would_change,
)
from retention.inputs import inputs_of
from retention.language import Words
from retention.memo_cells import Cell
from retention.memo_fields import FIELDS, PREFIX, field_name, field_unit, kind_of, nothing, yes_or_no
from retention.terms import (
    basis_name,
    category_name,
    component_name,
    confidence_word,
    effect_name,
    group_name,
    input_name,
    input_unit,
    option_name,
    provisional_reason,
    segment_name,
    unit_name,
    warning_sentence,
)

MOST_TO_FIND_OUT = 10  # rows of inputs, and of groups
CENTS, SHARE_DIGITS = 2, 4


@dataclass(frozen=True)
class Row:
    """One row but for its section; `key` says what it is to the reader."""

    key: str
    item: str
    value: Cell = None
    unit: str | None = None
    low: Cell = None
    likely: Cell = None
    high: Cell = None
    basis: str | None = None

    def cells(self, section: str) -> tuple[Cell, ...]:
        """The cells in the order of the columns."""
        return (section, self.item, self.value, self.low, self.likely, self.high, self.unit, self.basis, self.key)


def rounded(value: float, se: float | None) -> float:
    """`value` to the digits that its standard error supports, to cents where it has none; never finer than cents."""
    if not se:
        return round(value, CENTS)
    return round(value, min(CENTS, -math.floor(math.log10(se)))) + 0.0


# ---- the case


def case_rows(case: Case, fields: tuple[str, ...], _: Words) -> Iterator[Row]:
    """The rows of the leaves whose first key is one of `fields`, in the order of the file."""
    for path in _paths_of(case, fields):
        yield _case_row(path, case, _)


def _paths_of(case: Case, fields: tuple[str, ...]) -> Iterator[str]:
    """Every leaf; a list item by item, and one row for a list that is empty."""
    done = set()
    for pattern in FIELDS:
        name = pattern.split(".")[0]
        if name not in fields or name in done:
            continue
        if "*" not in pattern:
            yield pattern
            continue
        done.add(name)
        items = getattr(case, name)
        leaves = [leaf for leaf in FIELDS if leaf.startswith(f"{name}.*.")]
        yield from (leaf.replace("*", str(index)) for index in range(len(items)) for leaf in leaves)
        if not items:
            yield name


def _case_row(path: str, case: Case, _: Words) -> Row:
    value = _value_at(path, case)
    key, item, unit = PREFIX + path, field_name(path, case, _), field_unit(path, case, _)
    if isinstance(value, Estimate):
        basis = basis_name(value.basis, _)
        return Row(key, item, None, unit, value.low, value.likely, value.high, basis)
    if isinstance(value, tuple):
        return Row(key, item, nothing("none", _))
    if isinstance(value, bool):
        return Row(key, item, yes_or_no("yes" if value else "no", _))
    names = {"category": category_name, "effect": effect_name}
    name = names.get(kind_of(path) or "")
    return Row(key, item, name(value, _) if name else value, unit)


def _value_at(path: str, case: Case) -> Any:
    value: Any = case
    for key in path.split("."):
        value = value[int(key)] if isinstance(value, tuple) else getattr(value, key)
    return value


# ---- the decision


def verdict_rows(case: Case, decision: Decision, _: Words) -> Iterator[Row]:
    """The verdict in words, its reasons, the figures behind it, and what speaks against relying on it."""
    yield Row("decision.verdict", _("Decision"), headline(decision, _))
    sentence, level, sure = confidence_sentence(decision, _), confidence_level(decision), option_sentence(decision, _)
    if level:
        sentence = f"{confidence_word(level, _)}: {sentence}"
    asked = _("Keep or part?")
    yield Row("decision.confidence", _("How sure"), f"{asked} {sentence}")
    if sure:
        yield Row("decision.option_confidence", _("How sure"), sure)
    for number, reason in enumerate(reasons(case, decision, _), 1):
        yield Row(f"decision.reasons.{number}", _("Reason {number}").format(number=number), reason)
    for reason in decision.provisional:
        yield Row(f"decision.provisional.{reason}", _("Provisional"), provisional_reason(reason, _))
    for number, warned in enumerate(decision.warnings, 1):
        text = f"{warning_sentence(warned.code, _)} ({input_name(warned.input, case, _)})"
        yield Row(f"decision.warnings.{number}", _("Please check"), text)
    if len(decision.as_good) > 1:
        names = "; ".join(option_name(option, _) for option in decision.as_good)
        yield Row("decision.as_good", _("As good as each other; the kindest will do"), names)
    yield from _verdict_figures(case, decision, _)
    if decision.loyalty_segment:
        yield Row("decision.loyalty_segment", _("Loyalty"), segment_name(decision.loyalty_segment, _))


def _verdict_figures(case: Case, decision: Decision, _: Words) -> Iterator[Row]:
    money = {
        "value_gap": (_("Keeping is worth more than parting by"), decision.value_gap, None),
        "relationship_value": (_("Value of the relationship"), decision.relationship_value, None),
        "evpi": (_("Knowing everything would be worth"), decision.evpi, decision.evpi_se),
        "forgone_value": (_("Price of the principle"), decision.forgone_value, None),
        "fairness_due": (_("Due to the client by our share of the responsibility"), decision.fairness_due, None),
    }
    for name, (item, value, se) in money.items():
        if value is not None:
            yield Row(f"decision.{name}", item, rounded(value, se), case.currency)
    for option, figures in decision.options.items():
        if figures.break_even_outlay is not None:
            item = _("“{option}” is worth at most").format(option=option_name(option, _))
            key = f"decision.options.{option}.break_even_outlay"
            yield Row(key, item, rounded(figures.break_even_outlay, None), case.currency)
    if decision.fit is not None:
        yield Row("decision.fit", _("Fit"), round(decision.fit, 1), _("of 100"))
    if decision.assumed_share is not None:
        item = _("Part of what is worth finding out that is only assumed")
        yield Row("decision.assumed_share", item, round(100 * decision.assumed_share, 1), "%")


def option_rows(option: str, case: Case, decision: Decision, _: Words) -> Iterator[Row]:
    """The figures of one option; the outcome's 5 %, 50 % and 95 % quantiles stand under low, likely and high."""
    figures, key, currency = decision.options[option], f"decision.options.{option}", case.currency
    yield Row(f"{key}.allowed", _("Allowed"), yes_or_no("yes" if figures.allowed else "no", _))
    yield Row(f"{key}.expected", _("Expected net value"), rounded(figures.expected, None), currency)
    marks = {name: rounded(getattr(figures, name), figures.se[name]) for name in ("p05", "p50", "p95")}
    yield Row(
        f"{key}.quantiles",
        _("How it may end (5 %, 50 % and 95 % of outcomes lie below)"),
        None,
        currency,
        marks["p05"],
        marks["p50"],
        marks["p95"],
    )
    yield from _chance_rows(option, figures, decision, _)
    if figures.regret is not None:
        regret = rounded(figures.regret, figures.se["regret"])
        yield Row(f"{key}.regret", _("Forgone against the best option in hindsight"), regret, currency)
    for component, value in figures.components.items():
        yield Row(f"{key}.components.{component}", component_name(component, _), rounded(value, None), currency)
    if figures.client_interest is not None:
        yield Row(f"{key}.client_interest", _("Needs of the client met"), round(figures.client_interest, 1), "%")
    yield Row(f"{key}.fairness_given", _("Given to the client"), rounded(figures.fairness_given, None), currency)
    if figures.dominated is not None:
        answer = yes_or_no("yes" if figures.dominated else "no", _)
        yield Row(f"{key}.dominated", _("Another option is better for both"), answer)


def _chance_rows(option: str, figures: OptionFigures, decision: Decision, _: Words) -> Iterator[Row]:
    chances = {"p_below_zero": _("Chance to end below zero")}
    if option != "part":
        chances["p_below_part"] = _("Chance to end worse than by parting")
    if figures.allowed:
        chances["p_best"] = _("Chance that this is the best option")
    for name, item in chances.items():
        share, se = getattr(figures, name), figures.se[name]
        key = f"decision.options.{option}.{name}"
        if 0 < share < 1:
            yield Row(key, item, rounded(100 * share, 100 * (se or 0)), "%")
        else:
            yield Row(key, item, share_of_draws(share, _))


def gate_rows(decision: Decision, _: Words) -> Iterator[Row]:
    """What the law and the red lines leave."""
    left = "; ".join(option_name(option, _) for option in OPTIONS if decision.options[option].allowed)
    yield Row("decision.allowed", _("Options left"), left)


def flip_rows(case: Case, decision: Decision, _: Words) -> Iterator[Row]:
    """Every input that can change the recommendation, with the point beyond which it does."""
    inputs = inputs_of(case)
    means = dict(zip(inputs.names, inputs.mean.tolist(), strict=True))
    if not decision.flips:
        yield Row("decision.flips", _("What would change it"), what_would_change(case, decision, _))
    for number, flip in enumerate(decision.flips, 1):
        below, above = _("“{option}” if this falls below: {input}"), _("“{option}” if this rises above: {input}")
        sentence = below if flip.at < means[flip.input] else above
        item = sentence.format(option=option_name(flip.to, _), input=input_name(flip.input, case, _))
        unit = input_unit(flip.input)
        at = round(flip.at, SHARE_DIGITS if unit in ("probability", "share") else CENTS)
        yield Row(f"decision.flips.{number}", item, at, unit_name(unit, case.currency, _))


def finding_rows(case: Case, decision: Decision, _: Words) -> Iterator[Row]:
    """What is most worth finding out: single inputs, then groups; without any, that there is none."""
    worth = [row for row in decision.evppi if round(row.value, CENTS) > 0][:MOST_TO_FIND_OUT]
    groups = [row for row in decision.evppi_groups if rounded(row.value, row.se) > 0][:MOST_TO_FIND_OUT]
    if not worth:
        yield Row("decision.evppi", _("Single facts"), _("No single fact would change the decision."))
    for number, row in enumerate(worth, 1):
        name, basis = input_name(row.input, case, _), basis_name(row.basis, _)
        yield Row(f"decision.evppi.{number}", name, rounded(row.value, None), case.currency, basis=basis)
    for number, group in enumerate(groups, 1):
        name = group_name(group.group, case, _)
        yield Row(f"decision.evppi_groups.{number}", name, rounded(group.value, group.se), case.currency)
