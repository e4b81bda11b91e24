"""What differs between two cases, in words: the name of an input or a judgement and its two values."""

from __future__ import annotations

from typing import Any

from retention.case import Case
from retention.compare import Difference
from retention.language import Words
from retention.memo_fields import field_name, yes_or_no
from retention.takeaways import NOTHING
from retention.terms import basis_name, category_name, effect_name, input_value, told_apart
from retention.verdict import fit_of
from retention.working import value_at, written_out

PERCENTS = ("discount_rate",)  # shares of 1
HUNDREDTHS = ("company_responsibility",)  # per cent as a number


def difference_name(path: str, case: Case, _: Words) -> str:
    """What stands at a path, named after the entry of a list where it is in one."""
    first, *rest = path.split(".")
    if first in ("fit", "interests", "red_lines") and len(rest) > 1:
        row = value_at(written_out(case), f"{first}.{rest[0]}")
        name = {"fit": "criterion", "interests": "name", "red_lines": "line"}[first]
        sentence = {
            "score": _("Score of “{name}”"),
            "weight": _("Weight of “{name}”"),
            "met": _("How far “{name}” is met"),
            "confirmed": _("“{name}” is confirmed"),
            "effect": _("What “{name}” does"),
        }.get(rest[1], _("“{name}”"))
        return sentence.format(name=row[name])
    if path == "fit":
        return _("Fit")
    return field_name(path, case, _)


def difference_values(found: Difference, left: Case, right: Case, _: Words) -> tuple[str, str]:
    """The two values of a difference in words; of estimates what tells them apart: likely, else range, else basis."""
    if found.path == "fit":
        return _fit(left, _), _fit(right, _)
    if _is_estimate(found.left) and _is_estimate(found.right):
        return _estimates(found, left, right, _)
    return _said(found.path, found.left, left, _), _said(found.path, found.right, right, _)


def _estimates(found: Difference, left: Case, right: Case, _: Words) -> tuple[str, str]:
    def said(estimate: dict[str, Any], case: Case, finer: int) -> str:
        if found.left["likely"] != found.right["likely"]:
            return input_value(found.path, estimate["likely"], case, _, finer)
        ends = [input_value(found.path, estimate[end], case, _, finer) for end in ("low", "high")]
        if any(found.left[end] != found.right[end] for end in ("low", "high")):
            return " … ".join(ends)
        return basis_name(estimate["basis"], _)

    before, after = told_apart(lambda finer: (said(found.left, left, finer), said(found.right, right, finer)))
    return before, after


def _said(path: str, value: Any, case: Case, _: Words) -> str:
    last = path.rsplit(".", 1)[-1]
    if value is None:
        return _("not given")
    if _is_estimate(value):
        return input_value(path, value["likely"], case, _)
    if isinstance(value, bool):
        return yes_or_no("yes" if value else "no", _)
    if last == "effect":
        return effect_name(value, _)
    if last == "category":
        return category_name(value, _)
    if isinstance(value, list):
        return ", ".join(_entry(entry) for entry in value) or _("none")
    if not isinstance(value, (int, float)):
        return str(value)
    if path in PERCENTS:
        return _.percent(value, 1 if round(value * 100, 1) % 1 else 0)
    if path in HUNDREDTHS or ".met." in path:
        return _.percent(value / 100)
    if path == "hourly_rate":
        return _.money(value, case.currency)
    return _.number(value, 1)


def _fit(case: Case, _: Words) -> str:
    fit = fit_of(case)
    return _("not judged yet") if fit is None else _("{fit} of 100").format(fit=_.number(fit, 0))


def _entry(entry: dict[str, Any]) -> str:
    return str(next((entry[name] for name in ("name", "line", "criterion") if name in entry), NOTHING))


def _is_estimate(value: Any) -> bool:
    return isinstance(value, dict) and "basis" in value
