"""What a document says, whatever the order of its keys: canonical JSON, its hash, and what differs between two."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

from retention.faults import Fault, InvalidInput, shown

NOTES = "notes"
"""The one key of a stored document beside the case: what was typed and is no input, as a closing half written.

They belong to the case, not to one version of it: changing them makes no version, and each new version takes them over.
"""

CLOSING_NOTE = "closing"
"""The note that holds a closing half written; it ends with the closing and goes into no copy."""


def case_part(document: dict[str, Any]) -> dict[str, Any]:
    """The document of the case alone, as `read_case` takes it."""
    return {key: part for key, part in document.items() if key != NOTES}


def patched(part: Any, patch: dict[str, Any]) -> dict[str, Any]:
    """`part` with a merge patch applied (RFC 7396): None takes a key away, objects go into each other."""
    found = dict(part) if isinstance(part, dict) else {}
    for key, value in patch.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = patched(found.get(key), value) if isinstance(value, dict) else value
    return found


def with_notes(document: dict[str, Any], notes: Any) -> dict[str, Any]:
    """The document of the case with these notes beside it, without any where they are empty."""
    return {**case_part(document), NOTES: notes} if notes else case_part(document)


def canonical_json(document: Any) -> str:
    """One text for one content: keys sorted, no spaces, ASCII only, so that any Unicode survives any database.

    Raises InvalidInput for a number that JSON cannot hold.
    """
    return _json(document, sort_keys=True)


def stored_json(document: Any) -> str:
    """JSON that keeps the order of the keys; ASCII only.  Raises InvalidInput as `canonical_json` does."""
    return _json(document, sort_keys=False)


def _json(document: Any, sort_keys: bool) -> str:
    try:
        return json.dumps(document, sort_keys=sort_keys, separators=(",", ":"), allow_nan=False)
    except ValueError as error:  # infinite or not a number
        raise InvalidInput(Fault("", shown(str(error)), "not_finite")) from None


def content_hash(document: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(document).encode("ascii")).hexdigest()


def changed_paths(before: Any, after: Any) -> tuple[str, ...]:
    """The paths at which two documents differ, in the order of `after`; what only one of them has, by its top path."""
    return tuple(".".join(path) for path in _changes(before, after, ()))


def _changes(before: Any, after: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*after, *(key for key in before if key not in after)]
        inner = [
            _changes(before[key], after[key], (*path, key)) if key in before and key in after else [(*path, key)]
            for key in keys
        ]
        return [change for changes in inner for change in changes]
    if _is_rows(before) and _is_rows(after) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [change for index, (a, b) in pairs for change in _changes(a, b, (*path, str(index)))]
    return [] if _is_same(before, after) else [path]


def _is_same(before: Any, after: Any) -> bool:
    """Whether the canonical JSON of two parts is the same, which of most parts can be told without writing it."""
    if type(before) is type(after):
        if isinstance(before, str | int):
            return bool(before == after)
        if isinstance(before, float) and math.isfinite(before) and math.isfinite(after):
            return repr(before) == repr(after)
    return canonical_json(before) == canonical_json(after)


def _is_rows(part: Any) -> bool:
    """Whether `part` is a list of objects, as risks are; the three numbers of an estimate change as one."""
    return isinstance(part, list) and all(isinstance(row, dict) for row in part)
