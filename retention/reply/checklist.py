"""What a reply should say: regret, what we do, by when, who I am; and in which order the first comes to the reason."""

from __future__ import annotations

import re

from retention.reply.features import Reading
from retention.reply.result import MISSING

REGRET = frozenset({"apology", "own"})
ACTION = frozenset({"will", "done", "remedy"})
WHEN = frozenset({"clock", "day", "relative", "within"})

_NAME = r"[A-ZА-ЯЁĂÂÎȘŞȚŢ][\w.'’-]{1,25}"
_SIGNED = re.compile(
    rf"(?:^|[\n,.!?—–-])[ \t]*[\^~*—–-]{{0,2}}[ \t]?{_NAME}(?: {_NAME}){{0,2}}(?:,[^\n]{{0,60}})?[ \t]*$"
)
_INITIALS = re.compile(r"(?:\^|~|/|\s[-–—*])[ ]?[A-ZА-Я]{1,4}\.?\s*$")
_PRESENTED = re.compile(
    r"\b(?:[Ii]['’]m|[Ii] am|[Tt]his is|[Mm]y name is) [A-Z]\w{1,20}|\b(?:[Мм]еня зовут|[Нн]а связи|"
    r"[Пп]ишет вам|[Ээ]то) [А-ЯЁ]\w{1,20}|"
    r"\b(?:[Nn]umele meu e(?:ste)?|[Mm]ă numesc|[Mm]a numesc|[Ss]unt|[Vv]ă scrie|[Aa]ici) [A-ZĂÂÎȘȚ]\w{1,20}"
)
_NOBODY = re.compile(r"(?:team|support|customer|care|service|regards|команда|служба|администрац|поддержк|уважени|"
                     r"echipa|suport|serviciul|departament|stim|respect|thank|спасибо|multumi)")  # fmt: skip


def missing(reading: Reading) -> tuple[str, ...]:
    """The points of the checklist that the reply leaves out, in order."""
    said = {
        "regret": bool(reading.kinds & REGRET),
        "what_we_do": bool(reading.kinds & ACTION),
        "by_when": any(sentence.signs & WHEN and sentence.signs & ACTION for sentence in reading.sentences),
        "who_i_am": names_a_person(reading),
    }
    return tuple(point for point in MISSING if not said[point])


def names_a_person(reading: Reading) -> bool:
    """Whether a person signs or presents themself."""
    ending = reading.text.rstrip()[-120:]
    if _INITIALS.search(ending) or _PRESENTED.search(reading.text[:4000]):
        return True
    lines = [line.strip() for line in ending.splitlines() if line.strip()]
    for line in lines[-2:] if len(lines) > 1 else lines[-1:]:
        match = _SIGNED.search(line[-90:])
        if match and not _NOBODY.search(match.group().lower()):
            return True
    return False


def first_sentence_with(reading: Reading, signs: frozenset[str]) -> int | None:
    """The number of the first sentence with one of the signs."""
    return next((i for i, sentence in enumerate(reading.sentences) if sentence.signs & signs), None)
