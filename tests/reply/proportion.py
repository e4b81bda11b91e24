"""Whether work on a text grows as the text does: a regular expression that tries everything shows here."""

import time
from collections.abc import Callable

SMALL, LARGE = 2000, 8000  # characters
TIMES = 12  # 4 if linear, 16 if quadratic
NOISE_SECONDS = 0.5


def grows_with_the_text(work: Callable[[str], object], piece: str) -> bool:
    """Whether `work` on four times the text takes clearly less than sixteen times as long."""
    return _seconds(work, piece, LARGE) < max(NOISE_SECONDS, TIMES * _seconds(work, piece, SMALL))


def _seconds(work: Callable[[str], object], piece: str, size: int) -> float:
    text, best = piece * (size // len(piece)), float("inf")
    for _try in range(3):
        started = time.process_time()
        work(text)
        best = min(best, time.process_time() - started)
    return best
