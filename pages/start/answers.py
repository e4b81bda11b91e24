"""What was typed on the first page, as the case that it makes or as what is still wrong with it."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any

from retention.case import CATEGORIES, Case
from retention.defaults import MARGIN_SPREAD
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.quick_start import QUESTIONS, QuickAnswers, case_from, two_digits
from retention.responsibility import SIDES, Shares, share_faults
from retention.terms import trade_name

PREFIX = "start."
NONE = "none"  # the choice that says: nothing of this kind
ABOUT, EXACT = "about", "exact"
NEEDED = ("request", "margin", "consequences", "red_lines")  # without these there is no verdict
LONGEST_TITLE = 70  # characters of the request that name the case

Typed = MutableMapping[Any, Any]  # the session, or a dict of its keys


def value_of(typed: Typed, name: str) -> Any:
    """What was typed into a field, None where nothing was."""
    return typed.get(PREFIX + name)


def answered(typed: Typed) -> tuple[str, ...]:
    """The keys of the questions that have their answer, in the order of asking."""
    has = {
        "request": value_of(typed, "total") is not None,
        "margin": value_of(typed, "margin") is not None,
        "history": value_of(typed, "tenure") is not None or value_of(typed, "loyalty") is not None,
        "satisfaction": value_of(typed, "satisfaction") is not None,
        "consequences": all(value_of(typed, f"may.{category}") for category in CATEGORIES),
        "responsibility": any(_shares(typed)) and not _share_faults(typed),
        "owed": value_of(typed, "owed") is not None,
        "red_lines": bool(value_of(typed, "lines")),
    }
    return tuple(question.key for question in QUESTIONS if has[question.key])


def case_of(typed: Typed, _: Words) -> Case:
    """The case that the answers make.  Raises InvalidInput with every fault."""
    faults = _open_faults(typed)
    if faults:
        raise InvalidInput(*faults)
    trade, currency = value_of(typed, "trade") or "", value_of(typed, "currency") or "EUR"
    case = case_from(
        _answers(typed),
        trade,
        currency,
        language=_.language,
        title=_title(typed, _),
        client=_text(typed, "client"),
        hourly_rate=float(value_of(typed, "rate") or 0),
    )
    return case.model_copy(update={"trade": trade_name(trade, _) if trade else ""})


def sentences(faults: tuple[Fault, ...], _: Words) -> dict[str, list[str]]:
    """What is wrong, by the key of the question beside which it is said."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(_question_of(fault.path), []).append(_sentence(fault, _))
    return {key: list(dict.fromkeys(lines)) for key, lines in found.items()}


def share_total(typed: Typed) -> float | None:
    """The sum of the shares given so far, in percent; None where none is."""
    given = [share for share in _shares(typed) if share is not None]
    return float(sum(given)) if given else None


# ---- what was typed → answers


def _answers(typed: Typed) -> QuickAnswers:
    shares = _shares(typed)
    lines = [line for line in value_of(typed, "lines") or () if line != NONE]
    return QuickAnswers(
        request=_text(typed, "request"),
        total=_estimate(typed, "total"),
        hours=_spread(float(value_of(typed, "hours") or 0)),
        annual_margin=_estimate(typed, "margin"),
        tenure=None if value_of(typed, "tenure") == "between" else value_of(typed, "tenure"),
        loyalty=value_of(typed, "loyalty"),
        satisfaction=value_of(typed, "satisfaction"),
        consequences={c: [key for key in value_of(typed, f"may.{c}") if key != NONE] for c in CATEGORIES},
        shares=Shares(*(share or 0.0 for share in shares)) if any(share is not None for share in shares) else None,
        owed=_spread(0.0) if value_of(typed, "owed") is None else float(value_of(typed, "owed")),
        statutory_duty=bool(value_of(typed, "by_law")),
        red_lines={line: bool(value_of(typed, f"line.{line}")) for line in lines},
    )


def _open_faults(typed: Typed) -> tuple[Fault, ...]:
    """What is missing or does not add up before there is a document to judge."""
    faults = [Fault(key, None, "missing") for key in ("total", "margin") if value_of(typed, key) is None]
    faults += [
        Fault(f"consequences.{category}", None, "category_unanswered")
        for category in CATEGORIES
        if not value_of(typed, f"may.{category}")
    ]
    if not value_of(typed, "lines"):
        faults.append(Fault("red_lines", None, "missing"))
    return (*faults, *_share_faults(typed))


def _share_faults(typed: Typed) -> tuple[Fault, ...]:
    shares = _shares(typed)
    return share_faults(*(share or 0.0 for share in shares)) if any(s is not None for s in shares) else ()


def _shares(typed: Typed) -> tuple[float | None, float | None, float | None, float | None]:
    company, partner, chance, client = (value_of(typed, f"share.{side}") for side in SIDES)
    return company, partner, chance, client


def _estimate(typed: Typed, name: str) -> Any:
    value = float(value_of(typed, name))
    return value if value_of(typed, f"{name}_how") == EXACT else _spread(value)


def _spread(value: float) -> dict[str, Any]:
    """A figure that is only about right: assumed, the same part of it either way."""
    spread = abs(value) * MARGIN_SPREAD
    low, _unused, high = two_digits((value - spread, value, value + spread))
    return {"low": low, "likely": value, "high": high, "basis": "assumed"}


def _title(typed: Typed, _: Words) -> str:
    words = " ".join((_text(typed, "request") or _text(typed, "client") or _("New case")).split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"


def _text(typed: Typed, name: str) -> str:
    return (value_of(typed, name) or "").strip()


# ---- what is wrong → words


def _question_of(path: str) -> str:
    first = path.split(".")[0]
    if first in ("total", "margin", "consequences", "responsibility", "red_lines"):
        return "request" if first == "total" else first
    if path.startswith(("title", "client", "currency", "hourly_rate", "options.satisfy")):
        return "request"
    for question in QUESTIONS:
        if any(f"{path}.".startswith(f"{place}.") for place in question.sets):
            return question.key
    return "margin"  # the trade stands there


def group_name(category: str, _: Words) -> str:
    """What a group of consequences is about."""
    return {
        "reputational": _("Reputation"),
        "financial": _("Money"),
        "legal": _("Law"),
        "emotional": _("People and their feelings"),
    }[category]


def _sentence(fault: Fault, _: Words) -> str:
    if fault.rule == "missing":
        return {
            "total": _("Say what it would come to; a rough figure will do."),
            "margin": _("Say what is left of a year's business with them; a rough figure will do."),
            "red_lines": _("Say which line was crossed, or that none was."),
        }[fault.path]
    sentence = fault_line(replace(fault, path=""), _)
    if fault.rule == "category_unanswered":
        return f"{group_name(fault.path.rsplit('.', 1)[-1], _)}: {sentence}"
    return sentence[:1].upper() + sentence[1:]
