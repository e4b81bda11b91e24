"""What can be recognised without learning: ways of contact, days and hours, and the signs of `data/reply_signs.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from retention.reply.text import Span
from retention.reply.times import is_immediate, time_patterns
from retention.tables import table

URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]{}\"']{2,300}|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\."
                 r"(?:com|org|net|example|ru|ro|md|kz|by|ua|uk|eu|co|io|app|me|help|support|shop|travel|bank|"
                 r"info|su|to|ly)"
                 r"(?:/[^\s<>()\[\]{}\"']{0,200})?(?![\w.@-])")  # fmt: skip
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,4}")
HANDLE = re.compile(r"(?<![\w@.])@\w{2,40}")
MASKED = re.compile(r"<(?:e-?mail|phone|link|url|name|tel|number|address)[^>]{0,20}>|\[(?:e-?mail|phone|link|"
    r"url|tel)[^\]]{0,20}\]|"
                    r"__(?:email|phone|url)__")  # fmt: skip
MONEY = re.compile(
    r"[£$€₽₹₴₸]\s?\d[\d.,]{0,12}|\b\d{1,3}(?:[., ]?\d{2,3}){0,4}\s?(?:£|€|\$|₽|₸|₹|₴|lei\b|ron\b|eur\b|usd\b|"
    r"руб|р\.|mdl\b|gbp\b|тенге|сом|грн|леев|евро|euro\b)"
)
PERCENT = re.compile(r"\b\d{1,3}(?:[.,]\d{1,2})? ?%")
SERVICE_NUMBER = re.compile(
    r"\b(?:call|ring|phone|text|dial|line|desk|mobile|cell|ext|extension|hotline|tel|sms|whatsapp|viber|"
    r"тел|телефон\w{0,3}|звоните|позвоните|наберите|линия|диспетчер\w{0,5}|оператор\w{0,2}|доб|"
    r"telefon\w{0,3}|suna\w{0,4}|apela\w{0,4}|interior|dispecerat\w{0,2}|receptie)\b"
    r"(?: (?:us|me|on|at|the|no|number|нам|мне|по|на|номеру|la|nr|numarul|direct)){0,3}[.:]{0,2} {0,2}"
    r"(?P<number>\*?\+?\(?\d[\d ()/-]{1,18}\d[#*]?|\*\d{2,6}#?)"
)
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d[\d ()./-]{5,20}\d(?![\w])")
_NO_PHONE = re.compile(
    r"(?:\b(?:nr|no|number|order|ref|reference|invoice|booking|claim|account|case|ticket|factur\w{1,3}|comand\w{1,3}|"
    r"dosar\w{0,4}|contract\w{0,3}|cont\w{0,4}|awb|заказ\w{0,3}|счет\w{0,2}|договор\w{0,3}|заявк\w{1,3}|"
    r"обращени\w{1,3}|дел[ао]|накладн\w{2,3}|лицев\w{2,4}|трек\w{0,3}|pnr|imei|iban)\.?|№|#)"
    r"[ :]{0,2}(?:nr\.? ?|no\.? ?|№ ?|number )?$"
)
_REGIONS = {"en": ("GB", "US", "IE", "AU", "IN"), "ru": ("RU", "KZ", "MD", "BY", "UA"), "ro": ("RO", "MD")}
_CHANNEL_ADDRESS = re.compile(r"help|support|contact|care|service|claim|form|chat|return|refund|t\.me|wa\.me|"
    r"m\.me|ticket|"
                              r"feedback|complain|reclamat|suport|retur|reply|desk|vozvrat|obrat|report|booking|"
                              r"manage")  # fmt: skip
_NEWS_ADDRESS = re.compile(
    r"news|blog|status|terms|policy|polic|faq|press|about|article|stiri|noutati|product|shop/|catalog"
)


@dataclass(frozen=True)
class Sign(Span):
    """Something recognised in the text; `kind` names it."""

    kind: str


def recognised(folded: str, lang: str) -> list[Sign]:
    """The addresses, numbers, days and hours of a folded text, in order; where two overlap, the surer one."""
    taken = bytearray(len(folded))
    signs = []
    for kind, start, end in _found(folded, lang):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            signs.append(Sign(start, end, kind))
    return sorted(signs, key=lambda sign: sign.start)


def _found(folded: str, lang: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in (("mail", MAIL), ("link", URL), ("handle", HANDLE)):
        for match in pattern.finditer(folded):
            yield _address_kind(kind, match.group()), match.start(), match.end()
    for match in MASKED.finditer(folded):
        yield "mail", match.start(), match.end()
    for match in MONEY.finditer(folded):
        yield "money", match.start(), match.end()
    times = time_patterns(lang)
    for kind in ("clock", "within", "day"):
        for match in times[kind].finditer(folded):
            yield kind, match.start(), match.end()
    for match in _NUMBER.finditer(folded):
        if _is_phone(match.group(), lang) and not _NO_PHONE.search(folded, max(0, match.start() - 24), match.start()):
            yield "phone", match.start(), match.end()
    for match in SERVICE_NUMBER.finditer(folded):
        if 2 < sum(c.isdigit() for c in match["number"]) < 14:
            yield "phone", match.start("number"), match.end("number")
    for match in times["relative"].finditer(folded):
        yield ("now" if is_immediate(match.group()) else "relative"), match.start(), match.end()
    for match in PERCENT.finditer(folded):
        yield "percent", match.start(), match.end()


def _address_kind(kind: str, address: str) -> str:
    if kind != "link":
        return kind
    if _NEWS_ADDRESS.search(address):
        return "news_link"
    return "help_link" if _CHANNEL_ADDRESS.search(address) else "link"


@lru_cache(maxsize=4096)
def _is_phone(number: str, lang: str) -> bool:
    digits = sum(c.isdigit() for c in number)
    if not 7 <= digits <= 15:
        return False
    for region in _REGIONS[lang]:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed) and (
            phonenumbers.is_valid_number(parsed) or number.startswith(("+", "0", "8", "("))
        ):
            return True
    return False


@lru_cache(maxsize=3)
def sign_patterns(lang: str) -> dict[str, re.Pattern[str]]:
    """The signs of the table for one language, the rows of a sign joined."""
    patterns: dict[str, list[str]] = {}
    for row in table("reply_signs"):
        if row["lang"] == lang:
            patterns.setdefault(row["sign"], []).append(row["pattern"])
    return {sign: re.compile("|".join(f"(?:{pattern})" for pattern in rows)) for sign, rows in patterns.items()}


@dataclass(frozen=True)
class Phrase(Span):
    """A phrase of `data/reply_phrases.csv` found in the text.

    certain: `always` where it breaks its rule whatever stands beside it, `mostly` where the model may object, or "".
    """

    id: str
    rule: int
    tag: str
    severity: str
    certain: str


@lru_cache(maxsize=3)
def _phrase_patterns(lang: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"]), row) for row in table("reply_phrases") if row["lang"] == lang)


def phrases(folded: str, lang: str, spans: list[Span]) -> list[Phrase]:
    """The phrases found in the sentences `spans` of a folded text; the first hit of each phrase in each sentence."""
    found = []
    for span in spans:
        sentence = folded[span.start : span.end]
        for pattern, row in _phrase_patterns(lang):
            match = pattern.search(sentence)
            if match and match.end() > match.start():
                start, end = span.start + match.start(), span.start + match.end()
                given = (row[column] for column in ("tag", "severity", "certain"))
                found.append(Phrase(start, end, row["id"], int(row["rule"]), *given))
    return found
