"""The practices that are kept with the case on screen."""

from __future__ import annotations

from retention import calm
from retention.calm import Pause
from retention.language import Words
from retention.ui import notes


def kept() -> tuple[Pause, ...]:
    """They, oldest first."""
    return calm.kept(notes.noted(calm.CALM_NOTE))


def memo_lines(_: Words) -> list[tuple[str, str]]:
    """They as lines of the case's memo."""
    return calm.lines(kept(), _)
