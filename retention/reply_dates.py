"""What a reply says by which day or hour: the sentences of which a promise can be made."""

from __future__ import annotations

from retention.reply.check import MOST_CHARACTERS
from retention.reply.features import Reading

MOST = 4


def dated_sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences that name a day or an hour and ask nothing, in their order, a handful at most."""
    reading = Reading(text[:MOST_CHARACTERS], language)
    named = [one for one in reading.sentences if "when" in one.signs and "question" not in one.signs]
    return tuple(" ".join(reading.text[one.start : one.end].split()) for one in named[:MOST])
