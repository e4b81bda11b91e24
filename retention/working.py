"""A case being edited: what was typed, valid or not, and the last valid case that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from retention.case import Case
from retention.document import read_case
from retention.estimate import Estimate
from retention.faults import Fault, InvalidInput

PARTS = ("low", "likely", "high")


@dataclass(frozen=True)
class Working:
    """What is on screen and what it comes to.

    document: every key, estimates written out with low, likely, high and basis; may break rules.
    case: the last valid case; what is faulty in the document still has its last valid value there.
    faults: of the document, none where it is `case`.
    """

    document: dict[str, Any]
    case: Case
    faults: tuple[Fault, ...] = ()

    def __getitem__(self, path: str) -> Any:
        """What stands at a path such as `options.satisfy.outlay.low`."""
        return value_at(self.document, path)


def opened(case: Case) -> Working:
    """A case as it is when it has just been opened."""
    return Working(written_out(case), case)


def reopened(document: dict[str, Any], earlier: Iterable[dict[str, Any]] = ()) -> Working:
    """A document as it was kept, faults and all.

    earlier: what it was before, newest first; where it breaks a rule, the first valid one stands in.
    Raises InvalidInput where none of them is valid.
    """
    try:
        return opened(read_case(document))
    except InvalidInput as invalid:
        last = next(_valid(earlier), None)
        if last is None:
            raise
        return Working(document, _without_faults(document, invalid.faults, last), invalid.faults)


def edited(working: Working, path: str, value: Any) -> Working:
    """The working copy with another value at a path."""
    document = deepcopy(working.document)
    *ways, last = path.split(".")
    part = value_at(document, ".".join(ways))
    part[int(last) if isinstance(part, list) else last] = value
    return _judged(document, working.case)


def replaced(working: Working, document: dict[str, Any]) -> Working:
    """The working copy with another document in its place."""
    return _judged(document, working.case)


def appended(working: Working, path: str, entry: dict[str, Any]) -> Working:
    """The working copy with one more entry in the list at a path."""
    return edited(working, path, [*working[path], entry])


def removed(working: Working, path: str, index: int) -> Working:
    """The working copy without one entry of the list at a path."""
    return edited(working, path, [entry for i, entry in enumerate(working[path]) if i != index])


def likely_moved(working: Working, path: str, likely: float | None) -> Working:
    """The estimate at a path with another likely value, a bound that it passes going along."""
    estimate = dict(working[path])
    if likely is not None and all(isinstance(estimate[part], (int, float)) for part in PARTS):
        estimate["low"] = min(estimate["low"], likely)
        estimate["high"] = max(estimate["high"], likely)
    return edited(working, path, {**estimate, "likely": likely})


def faults_at(working: Working, path: str) -> tuple[Fault, ...]:
    """The faults of what stands at a path or below it."""
    return tuple(fault for fault in working.faults if f"{fault.path}.".startswith(f"{path}."))


def written_out(part: Any) -> Any:
    """A case or a part of it as a document in which every estimate has its four keys."""
    if isinstance(part, Estimate):
        return {"low": part.low, "likely": part.likely, "high": part.high, "basis": part.basis}
    if isinstance(part, BaseModel):
        return {name: written_out(getattr(part, name)) for name in type(part).model_fields}
    if isinstance(part, tuple):
        return [written_out(entry) for entry in part]
    return part


def value_at(document: Any, path: str) -> Any:
    """What stands at a path; the document itself at the empty one.  Raises KeyError or IndexError."""
    for key in path.split(".") if path else ():
        document = document[int(key) if isinstance(document, list) else key]
    return document


def _valid(documents: Iterable[dict[str, Any]]) -> Iterator[Case]:
    for document in documents:
        with suppress(InvalidInput):
            yield read_case(document)


def _judged(document: dict[str, Any], last: Case) -> Working:
    try:
        return Working(document, read_case(document))
    except InvalidInput as invalid:
        return Working(document, _without_faults(document, invalid.faults, last), invalid.faults)


def _without_faults(document: dict[str, Any], faults: tuple[Fault, ...], last: Case) -> Case:
    """The case with what is faulty as it last was; as a whole the last one where that is not enough."""
    patched, before = deepcopy(document), written_out(last)
    try:
        for fault in faults:
            _put_back(patched, before, "statutory_duty" if fault.rule == "owed_needed" else fault.path)
        return read_case(patched)
    except (InvalidInput, KeyError, IndexError):
        return last


def _put_back(document: Any, before: Any, path: str) -> None:
    """Write what stood at a path before; of an estimate the whole, since its numbers belong together."""
    keys = path.split(".")
    for key in keys[:-1]:
        if isinstance(document, list) and len(document) != len(before):
            raise KeyError(path)
        step = int(key) if isinstance(document, list) else key
        if isinstance(before[step], dict) and "basis" in before[step]:
            document[step] = before[step]
            return
        document, before = document[step], before[step]
    document[keys[-1]] = before[keys[-1]]
