"""How much two texts are alike, in per cent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from retention.reply.text import fold

LETTERS = 5
ALIKE = 80.0  # per cent, from which a reply counts as sent before


def likeness(text: str, other: str) -> float:
    """Cosine of the counts of runs of five letters, 0 to 100; 100 for the same text but for capitals and spaces."""
    first, second = _runs(text), _runs(other)
    lengths = math.sqrt(sum(n * n for n in first.values()) * sum(n * n for n in second.values()))
    shared = sum(count * second[run] for run, count in first.items() if run in second)
    return min(100.0, 100 * shared / lengths) if lengths else 0.0


def most_alike(text: str, others: Iterable[str]) -> float | None:
    """The greatest likeness to one of the other texts, or none where there are none."""
    return max((likeness(text, other) for other in others if other.strip()), default=None)


def _runs(text: str) -> Counter[str]:
    squeezed = " ".join(fold(text).split())
    if not squeezed:
        return Counter()
    return Counter(squeezed[i : i + LETTERS] for i in range(max(1, len(squeezed) - LETTERS + 1)))
