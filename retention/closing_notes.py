"""What is said when a case is closed: as the notes of its memo, and half written as a note of the case."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from typing import Any

from retention.closing import Closing
from retention.language import Words
from retention.terms import option_name

MOMENTS: dict[str, Callable[[str], date | time]] = {
    "promise_day": date.fromisoformat,
    "promise_hour": time.fromisoformat,
    "review_on": date.fromisoformat,
}


def lines(closing: Closing, _: Words) -> list[tuple[str, str]]:
    """Name and text of each thing that was said; what was left empty is left out."""
    promised = "" if closing.promise_at is None else _.moment(closing.promise_at)
    said = (
        (_("Chosen option"), option_name(closing.chosen_option, _)),
        (_("Why not the recommended one"), closing.reason_if_other),
        (_("What this case has taught us"), closing.lesson),
        (_("Our part"), closing.our_part),
        (_("Promised to the client"), closing.promise_text),
        (_("Promised by"), promised),
        (_("Channel"), closing.promise_channel),
        (_("Review on"), "" if closing.review_on is None else _.date(closing.review_on)),
        (_("Pause taken before closing"), _("yes") if closing.pause_done else ""),
        (_("Why it could not wait"), closing.override_reason),
    )
    return [(name, text.strip()) for name, text in said if text.strip()]


def written_field(value: Any) -> Any:
    """A field of the closing as JSON holds it: days and times as ISO 8601, an emptied field as ""."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, (date, time)) else value


def read_field(name: str, written: Any) -> Any:
    """What `written_field` wrote; None for a day or a time that is empty or cannot be read."""
    if name == "pause_done":
        return written is True
    if name not in MOMENTS:
        return written if isinstance(written, str) else ""
    with suppress(ValueError, TypeError):
        return MOMENTS[name](written)
    return None
