"""A draft with the words marked that break a rule, as HTML whose every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from retention.reply.result import Finding


def marked_html(text: str, findings: Iterable[Finding]) -> str:
    """The draft; each marked stretch carries the number of its rule.

    What spans the whole text is about something that is absent, so it marks nothing.  Of stretches that overlap the
    earlier one is marked whole and the later one from where that ends.
    """
    spans = sorted(
        {(one.start, one.end, one.rule) for one in findings if one.breaks and not _is_whole(one, text)},
    )
    parts, at = [], 0
    for start, end, rule in spans:
        start = max(start, at)
        if end <= start:
            continue
        parts.append(escape(text[at:start]))
        parts.append(f"<mark>{escape(text[start:end])}<sup>{rule}</sup></mark>")
        at = end
    parts.append(escape(text[at:]))
    return f'<div class="marked-draft">{"".join(parts)}</div>'


def _is_whole(finding: Finding, text: str) -> bool:
    return finding.start == 0 and finding.end >= len(text.rstrip())
