"""What was said when a case was closed, as the notes of its memo."""

from __future__ import annotations

from retention.closing import Closing
from retention.language import Words
from retention.terms import option_name


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
