"""A reply as the check reads it: folded letter by letter, cut into sentences and words, every offset kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

LONGEST_SENTENCE = 400  # characters; longer ones are cut, which bounds the work of every pattern
STEMMERS = {"en": "english", "ru": "russian", "ro": "romanian"}

# One character for one character, so that offsets stay those of the text as it was written.
_SAME = {"ё": "е", "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
         "–": "-", "—": "-", "‑": "-", "\N{MINUS SIGN}": "-",
         "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
         "ș": "s", "ş": "s", "ț": "t", "ţ": "t", "ă": "a", "â": "a", "î": "i"}  # fmt: skip


def _split(text: str) -> list[str]:
    return text.split()


# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    _split(
        "mr mrs ms dr no nr tel st str etc approx e.g i.e inc ltd co dept ext vs jan feb mar apr jun jul aug "
        "sept sep oct nov dec a.m p.m г гг ул д кв стр тел доб руб коп тыс млн им т.д т.п т.е т.к пн вт ср чт "
        "пт см сб вс и.о р ч мин сек моб dl dna dnei bd bl sc ap et lei loc jud art alin pt ex int nr.crt "
        "aprox dvs d-na d-nul"
    )
)
_BREAK = re.compile(r"[.!?…]{1,5}[)\"'\]»”]{0,2}(?=\s|$)|\n")
_BEFORE = re.compile(r"[^\W\d_](?:[^\W_]|\.(?=[^\W_])){0,8}$")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+){0,3}|\d+")


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the text, the end not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Word(Span):
    """A word or a number: folded, and its stem."""

    text: str
    stem: str


def fold(text: str) -> str:
    """Small letters without diacritics (й stays), plain quotes and dashes; as long as `text`."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    small = character.lower()
    small = small if len(small) == 1 else character
    if small in _SAME:
        return _SAME[small]
    if small == "й" or (small.isascii() and small.isprintable()) or small == "\n":
        return small
    base = unicodedata.normalize("NFD", small)[0]
    if unicodedata.category(base) in ("Cc", "Cf", "Cs") and base != "\n":
        return " "
    return base


def sentences(folded: str) -> list[Span]:
    """The sentences of a folded text in order, without the white space around them; none longer than the longest."""
    found, start = [], 0
    for match in _BREAK.finditer(folded):
        if _ends_sentence(folded, match):
            found += _pieces(folded, start, match.end())
            start = match.end()
    return found + _pieces(folded, start, len(folded))


def _ends_sentence(folded: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return True
    before = _BEFORE.search(folded, max(0, match.start() - 9), match.start())
    if before and (before.group() in _ABBREVIATIONS or (len(before.group()) == 1 and before.group() not in "iаяи")):
        return False
    following = folded[match.end() : match.end() + 2].strip()
    return not (before is None and following[:1].isdigit())


def _pieces(folded: str, start: int, end: int) -> list[Span]:
    pieces = []
    while start < end:
        stop = end
        if end - start > LONGEST_SENTENCE:
            space = folded.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            stop = space if space > 0 else start + LONGEST_SENTENCE
        inner = folded[start:stop]
        left, right = len(inner) - len(inner.lstrip()), len(inner.rstrip())
        if right > left:
            pieces.append(Span(start + left, start + right))
        start = stop
    return pieces


def words(folded: str, lang: str, span: Span | None = None) -> list[Word]:
    """The words of a folded text, or of a part of it."""
    start, end = (span.start, span.end) if span else (0, len(folded))
    return [
        Word(match.start(), match.end(), match.group()[:40], stem(match.group()[:40], lang))
        for match in _WORD.finditer(folded, start, end)
    ]


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str) -> str:
    """The stem of a folded word."""
    return word if word.isdigit() or len(word) < 4 else str(_stemmer(lang).stemWord(word))


@lru_cache(maxsize=len(STEMMERS))
def _stemmer(lang: str) -> Any:
    return snowballstemmer.stemmer(STEMMERS[lang])
