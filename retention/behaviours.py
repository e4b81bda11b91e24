"""What a client does in a conflict, what may lie behind it, and what to do and say; about conduct, never the person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retention.language import Words
from retention.tables import Row, table
from retention.verdict import HEALTHY_STATE

GROUPS = ("harsh", "pressing", "checking", "closing")
STATES = ("carried_away", "holding_in")  # of the client; nothing is most often met in the healthy middle


@dataclass(frozen=True)
class Behaviour:
    """One card, in one language.

    group: one of GROUPS.  state: the one of STATES in which it is most often met, "" for none in particular.
    evidence: how sure, `workshop` or `practice`; see `citations.how_sure`.  source: see `citations.citations`.
    """

    id: str
    group: str
    state: str
    name: str  # what the client does
    likely_cause: str  # a guess, worded as one
    worst: str  # the answer that makes it worse
    best: str
    try_saying: str  # a sentence to make one's own
    avoid_saying: str  # a sentence never to say
    evidence: str
    source: str


@cache
def behaviours(language: str) -> tuple[Behaviour, ...]:
    """All cards in a language, in the order of their table.  Raises KeyError for a language that the table lacks."""
    return tuple(_behaviour(row, language) for row in table("behaviours"))


def behaviour(id: str, language: str) -> Behaviour:
    """One card.  Raises KeyError."""
    found = {card.id: card for card in behaviours(language)}
    return found[id]


def is_behaviour(id: object) -> bool:
    """Whether there is such a card; for what comes from an address or from storage."""
    return any(row["id"] == id for row in table("behaviours"))


def matching(cards: Iterable[Behaviour], query: str) -> tuple[Behaviour, ...]:
    """The cards that have every word of the query somewhere, in any case, with or without accents; all for no words."""
    words = _plain(query).split()
    return tuple(card for card in cards if all(word in _said(card) for word in words))


def state_of(emotion: float) -> str:
    """The one of STATES for an emotional state from −5 to +5; "" within the healthy middle."""
    if abs(emotion) <= HEALTHY_STATE:
        return ""
    return "carried_away" if emotion > 0 else "holding_in"


def often_met(emotion: float, language: str) -> tuple[Behaviour, ...]:
    """The cards of what is most often met in an emotional state; none within the healthy middle."""
    state = state_of(emotion)
    return tuple(card for card in behaviours(language) if state and card.state == state)


def group_name(group: str, _: Words) -> str:
    """What the conduct of a group has in common."""
    return {
        "harsh": _("Harsh words"),
        "pressing": _("Puts us under pressure"),
        "checking": _("Doubts and checks"),
        "closing": _("Says less than they mean"),
    }[group]


def _said(card: Behaviour) -> str:
    return _plain(" ".join((card.name, card.likely_cause, card.worst, card.best, card.try_saying, card.avoid_saying)))


def _plain(text: str) -> str:
    """Without case and accents, so that ё is found as е and ș as s."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _behaviour(row: Row, language: str) -> Behaviour:
    if row["group"] not in GROUPS or row["state"] not in ("", *STATES):
        raise ValueError(f"{row['id']}: group is {row['group']!r}, state {row['state']!r}")
    return Behaviour(
        id=row["id"],
        group=row["group"],
        state=row["state"],
        name=row[f"behaviour_{language}"],
        likely_cause=row[f"likely_cause_{language}"],
        worst=row[f"worst_{language}"],
        best=row[f"best_{language}"],
        try_saying=row[f"try_saying_{language}"],
        avoid_saying=row[f"avoid_saying_{language}"],
        evidence=row["evidence"],
        source=row["source"],
    )
