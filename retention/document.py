"""JSON ⇄ Case; every fault of a document is found in one pass (model 6)."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from retention.case import CATEGORIES, Case
from retention.estimate import LARGEST
from retention.faults import Fault, InvalidInput, shown

LARGEST_FILE = 5_000_000  # bytes; the longest sensible case takes a hundredth of it
MISSING = object()


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given twice."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        found.repeated = tuple(key for key, count in counts.items() if count > 1)
    return found


def read_bytes(data: bytes) -> dict[str, Any]:
    """The JSON document in `data` (UTF-8, byte-order mark allowed).  Raises InvalidInput; executes nothing."""
    check_size(len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(Fault("", None, "not_utf8", {"byte": error.start + 1})) from None
    return read_text(text)


def read_text(text: str) -> dict[str, Any]:
    """The JSON document in `text`.  Raises InvalidInput for what is not JSON, not an object, or has a key twice."""
    try:
        document = json.loads(text, object_pairs_hook=_object)
        repeated = list(_repeated_keys(document, ()))
    except json.JSONDecodeError as error:
        raise InvalidInput(Fault("", None, "not_json", {"line": error.lineno, "column": error.colno})) from None
    except RecursionError:
        raise InvalidInput(Fault("", None, "too_deep")) from None
    except ValueError:  # an integer of more digits than Python reads
        raise InvalidInput(Fault("", None, "too_many_digits")) from None
    if not isinstance(document, dict):
        raise InvalidInput(Fault("", shown(document), "object"))
    if repeated:
        raise InvalidInput(*repeated, *case_faults(document))
    return document


def check_size(size: int) -> None:
    """Raises InvalidInput for a file of more than LARGEST_FILE bytes."""
    if size > LARGEST_FILE:
        raise InvalidInput(Fault("", None, "too_large", {"size": size, "most": LARGEST_FILE}))


def read_file(path: Path) -> bytes:
    """The bytes of a file, its size checked before it is read.  Raises InvalidInput."""
    try:
        check_size(path.stat().st_size)
        with path.open("rb") as file:  # a device tells no size and may never end
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InvalidInput(Fault("", str(path), "unreadable", {"reason": error.strerror or ""})) from None
    check_size(len(data))
    return data


def read_case(document: dict[str, Any]) -> Case:
    """The case that a document describes.  Raises InvalidInput with every fault of the document."""
    try:
        return Case.model_validate(document)
    except ValidationError as error:
        raise InvalidInput(*_all_faults(error.errors(), document)) from None
    except RecursionError:
        raise InvalidInput(Fault("", None, "too_deep")) from None


def _all_faults(errors: list[ErrorDetails], document: dict[str, Any]) -> tuple[Fault, ...]:
    """What is wrong with a document.  A key that is no text hides from pydantic what stands beside it."""
    try:
        readable, faults = _with_readable_keys(document, ())
        return (*faults, *(case_faults(readable) if faults else _worded(errors, document)))
    except RecursionError:
        return (Fault("", None, "too_deep"),)


def _with_readable_keys(part: Any, path: tuple[str, ...]) -> tuple[Any, list[Fault]]:
    """`part` without the keys that hold lone surrogates, and a fault for each of them."""
    if not isinstance(part, (dict, list)):
        return part, []
    faults: list[Fault] = []
    kept: dict[Any, Any] = {}
    for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
        place = (*path, shown_key(str(key)))
        if isinstance(key, str) and not key.isascii() and any("\ud800" <= c <= "\udfff" for c in key):
            faults.append(Fault(".".join(place), None, "unknown_key"))
        else:
            kept[key], further = _with_readable_keys(inner, place)
            faults += further
    return kept if isinstance(part, dict) else list(kept.values()), faults


def case_document(case: Case) -> dict[str, Any]:
    """The document of a case, every key given, estimates in their shortest form; `read_case` reads it back equal."""
    return case.model_dump(mode="json")


def case_faults(document: dict[str, Any]) -> tuple[Fault, ...]:
    """All faults of a document, none where it is a valid case."""
    try:
        read_case(document)
    except InvalidInput as invalid:
        return invalid.faults
    return ()


def _repeated_keys(part: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(part, _Object):
        for key in part.repeated:
            yield Fault(".".join((*path, shown_key(key))), None, "repeated_key")
    inners: list[tuple[Any, Any]] = []
    if isinstance(part, dict):
        inners = list(part.items())
    elif isinstance(part, list):
        inners = list(enumerate(part))
    for key, inner in inners:
        yield from _repeated_keys(inner, (*path, str(key)))


def shown_key(key: str) -> str:
    """A key as it may stand in a path: printable and short."""
    return shown(key)[1:-1]


# ---- pydantic's errors → faults


def _worded(errors: list[ErrorDetails], document: dict[str, Any]) -> list[Fault]:
    """One fault per place: what a single number breaks three times, as low, likely and high, is said once."""
    faults: dict[tuple[str, str], Fault] = {}
    for error in errors:
        location = _written_location(error["loc"], document)
        fault = _fault(error, location, document)
        faults.setdefault((fault.path, fault.rule), fault)
    return list(faults.values())


def _written_location(location: tuple[int | str, ...], document: Any) -> tuple[int | str, ...]:
    """The longest beginning of `location` that stands in the document, with the key that is missing or wrong.

    A number or a list given for an estimate has no keys; a list's parts are called low, likely and high all the same.
    """
    part = document
    for depth, key in enumerate(location):
        if isinstance(part, dict):
            part = part.get(key, MISSING)
        elif isinstance(part, list) and isinstance(key, int):
            part = part[key]
        elif isinstance(part, list):
            return location
        else:
            return location[:depth]
    return location


def _written_value(location: tuple[int | str, ...], document: Any) -> Any:
    part = document
    for key in location:
        if isinstance(part, dict):
            part = part.get(key, MISSING)
        elif isinstance(part, list):
            part = part[key if isinstance(key, int) else ("low", "likely", "high").index(key)]
    return part


def _fault(error: ErrorDetails, location: tuple[int | str, ...], document: Any) -> Fault:
    limits = dict(error.get("ctx") or {})
    rule = RULES.get(error["type"], error["type"])
    value = _written_value(location, document)
    if isinstance(value, float) and not math.isfinite(value):
        rule, limits = "not_finite", {}
    if rule == "number" and isinstance(value, int) and not isinstance(value, bool):
        return Fault(".".join(map(str, location)), None, "too_many_digits")  # more than a float holds
    if rule == "range" and limits.get("high") == LARGEST and limits.get("low") == 0:
        rule = "amount"
    if rule == "choice":
        limits = {"choices": ", ".join(_choices(error))}
    if rule == "owed_needed":
        return Fault("owed", shown(document.get("owed", 0)), rule)
    path = ".".join(shown_key(str(key)) for key in location)
    if rule == "unknown_key":
        return Fault(path, None, rule)
    return Fault(path, None if value is MISSING else shown(value), rule, limits)


def _choices(error: ErrorDetails) -> tuple[str, ...]:
    return {"category": CATEGORIES, "effect": ("end", "refuse")}.get(str(error["loc"][-1]), ("known", "assumed"))


RULES = {  # pydantic's error types → our rules; our own types stand for themselves
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "float_type": "number",
    "finite_number": "not_finite",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "string_type": "text",
    "bool_type": "yes_or_no",
    "literal_error": "choice",
    "string_unicode": "choice",  # a lone surrogate where a choice is asked for
    "tuple_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
}
