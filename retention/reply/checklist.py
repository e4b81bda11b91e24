"""What a reply should say: regret, what we do, by when, who I am; and in which order the first comes to the reason."""

from __future__ import annotations

import re

from retention.reply.deeds import ACTION, acts, regrets
from retention.reply.features import Reading
from retention.reply.result import MISSING
from retention.reply.text import fold

WHEN = frozenset({"clock", "day", "relative", "within"})

_NAME = r"[A-ZА-ЯЁĂÂÎȘŞȚŢ](?:[\w'’-]{1,25}|\.)"
_NUMBER = r"(?:[^\W\d_]{1,12}[.:]{0,2} ?)?[+(]?\d[\d ()/.-]{1,20}"
_SIGNED = re.compile(
    rf"(?:^|[\n,.!?—–-])[ \t]*[\^~*—–-]{{0,2}}[ \t]?{_NAME}(?: {_NAME}){{0,2}}(?:\.|,[^\n]{{0,60}})?[ \t]*$|"
    rf"(?:^|[\n,.!?:—–-])[ \t]*{_NAME} {_NAME}(?: {_NAME})?(?:,[^\n]{{0,60}}|[ ]?[(|/—–-]?[ ]?{_NUMBER})?[ \t]*$|"
    rf"(?:^|[\n,.!?:—–-])[ \t]*{_NAME}[ ]?[(|/—–-][ ]?{_NUMBER}[ \t]*$"
)
_CLOSING = re.compile(
    r"\b(?:(?:best|kind|warm) (?:regards|wishes)|regards|(?:yours )?(?:sincerely|truly|faithfully)|thank you|thanks|"
    r"cheers|с (?:искренним )?уважением|с наилучшими пожеланиями|спасибо|cu (?:stim[ăa]|respect|drag|prietenie)|"
    r"(?:v[ăa] )?mul[țţt]umesc)\b[,!.]?[ ]?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:\^|~|/|\s[-–—*])[ ]?[A-ZА-Я]{1,4}\.?\s*$")
_PRESENTED = re.compile(
    r"\b(?:[Ii]['’]m|[Ii] am|[Tt]his is|[Mm]y name is) [A-Z]\w{1,20}|\b[A-Z]\w{1,20} here,? (?:from|at)\b|"
    r"\b(?:[Мм]еня зовут|[Нн]а связи|[Пп]ишет вам|[Вв]ам пишет|[Ээ]то|[Яя](?:,| [—–-])?) [А-ЯЁ]\w{1,20}|"
    r"\b(?:[Nn]umele meu e(?:ste)?|[Mm]ă numesc|[Mm]a numesc|[Ss]unt|[Vv]ă scrie|[Aa]ici) [A-ZĂÂÎȘȚ]\w{1,20}"
)
_NOBODY = re.compile(r"(?:team|support|customer|care|service|regards|команда|служба|администрац|поддержк|уважени|"
                     r"echipa|suport|serviciul|departament|stim|respect|thank|спасибо|multumi|"
                     r"please|sorry|пожалуйста|извинит|простит|va rog|va rugam|scuze|"
                     r"\bwait\b|\w(?:ите|йте)(?:сь)?\b|\w(?:ati|eti|iti)(?:-va)?\b)")  # fmt: skip


def missing(reading: Reading) -> tuple[str, ...]:
    """The points of the checklist that the reply leaves out, in order."""
    said = {
        "regret": any(regrets(reading, sentence) for sentence in reading.sentences),
        "what_we_do": any(acts(reading, sentence) for sentence in reading.sentences),
        "by_when": any(sentence.signs & WHEN and sentence.signs & ACTION for sentence in reading.sentences),
        "who_i_am": names_a_person(reading),
    }
    return tuple(point for point in MISSING if not said[point])


def names_a_person(reading: Reading) -> bool:
    """Whether a person signs or presents themself."""
    ending = reading.text.rstrip()[-120:]
    if _INITIALS.search(ending) or _PRESENTED.search(reading.text[:4000]):
        return True
    lines = [_CLOSING.sub(". ", line.strip()[-90:]) for line in ending.splitlines() if line.strip()]
    for line in lines[-2:] if len(lines) > 1 else lines[-1:]:
        match = _SIGNED.search(line)
        if match and len(match.group()) < len(reading.text.strip()) and not _NOBODY.search(fold(match.group())):
            return True
    return False
