"""Which of the three languages a text is in: letters first, then py3langid and the small words of each language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from retention.reply.text import fold

CHARACTERS = 4000  # enough to tell; what follows is not read
WORD_WEIGHT = 4.0  # what one small word weighs against py3langid's difference of log likelihoods


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOISE = re.compile(r"(?:https?://|www\.)\S{1,300}|\S{1,64}@\S{1,64}|[@#]\w{1,40}")
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[a-zA-Z\u00c0-\u024f]")
_WORDS = re.compile(r"[a-z']+")
_ENGLISH = _set(
    "the of and to you your we our is are was be been have has had for with this that it its on at by not "
    "will would can could please sorry thank thanks i my me us from what when which how hi hello dear "
    "team help get let if or as they there here just do does did so now were an any all no it's i'm we're "
    "we'll i'll we've i've don't dm"
)
_ROMANIAN = _set(
    "si de la cu pe nu va ne ca ce sa se din pentru este sunt am ati au fi fost mai dar sau daca cand "
    "care prin dumneavoastra dvs dumneata buna ziua multumim multumesc rugam regretam pare rau scuze imi "
    "mi o un al ale lui ei noi voi vom veti vor aveti avem acest aceasta asta azi astazi maine ora poate "
    "puteti cum foarte despre fara si-a in sub cat unde aici acum deja doar tot toate nostru noastra "
    "client comanda colet revin revenim stimate stimata salut draga mersi cererea contul sesizare"
)
_DIACRITICS = re.compile("[ăâîșşțţ]", re.IGNORECASE)


def recognised_language(text: str) -> str:
    """`en`, `ru` or `ro`; English where nothing tells."""
    text = _NOISE.sub(" ", text[:CHARACTERS])
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic and cyrillic * 4 >= latin:  # brand names are in Latin letters
        return "ru"
    if not latin:
        return "en"
    found = _WORDS.findall(fold(text))
    romanian = sum(word in _ROMANIAN for word in found) + 2 * len(_DIACRITICS.findall(text))
    english = sum(word in _ENGLISH for word in found)
    scores = dict(_identifier().rank(text.lower()))
    gap = max(-20.0, min(20.0, scores["ro"] - scores["en"]))
    return "ro" if gap + WORD_WEIGHT * (romanian - english) > 0 else "en"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its table is read when the first Latin text comes

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    identifier.set_languages(["en", "ro"])
    return identifier
