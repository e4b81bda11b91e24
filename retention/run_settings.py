"""How many draws and which seed, as somebody wrote them: on the command line or in a memo."""

from __future__ import annotations

import re

from retention.faults import Fault, InvalidInput, shown
from retention.simulation import LEAST_DRAWS, MOST_DRAWS

LARGEST_SEED = 2**63 - 1  # as in a case, model 3


def read_draws(text: str, path: str) -> int:
    """The number of draws that `text` gives.  Raises InvalidInput; `path` says where it stands."""
    return _whole(text, path, "draws", LEAST_DRAWS, MOST_DRAWS)


def read_seed(text: str, path: str) -> int:
    """The seed that `text` gives.  Raises InvalidInput."""
    return _whole(text, path, "seed", 0, LARGEST_SEED)


def _whole(text: str, path: str, rule: str, low: int, high: int) -> int:
    text = text.strip()
    number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,30}", text) else None
    if number is None or not low <= number <= high:
        written = text if number is not None else shown(text)
        raise InvalidInput(Fault(path, written, rule, {"low": low, "high": high}))
    return number
