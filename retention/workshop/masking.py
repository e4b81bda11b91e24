"""What tells who somebody is, found in texts of a case and masked: the proposal that a trainer looks through.

Names of people (see `names`), phone numbers, e-mail addresses, links, postal addresses, numbers of accounts and orders.
What is found is shown in its place before anything is published; what is found is no promise that nothing is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from retention.workshop.names import people

Kind = Literal["name", "phone", "email", "link", "address", "number"]
KINDS: tuple[Kind, ...] = ("name", "phone", "email", "link", "address", "number")

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ENDINGS = "com|net|org|info|biz|io|eu|md|ro|ru|ua|uk|de|fr|it|рф|me|by|kz|app|shop|online|site"
LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"«»„”]+|(?<![\w@.])(?:[\w-]+\.)+(?:{ENDINGS})\b(?:/[^\s<>\"«»„”]*)?|(?<![\w@.])@[A-Za-z_][\w.]{{2,}}",
    re.IGNORECASE,
)
PHONE_REGIONS = ("MD", "RO", "RU", "UA", "GB")
PHONE_WORD = re.compile(
    r"(?:tel|phone|mobile|cell|call|whatsapp|viber|telegram|тел|телефон\w*|номер\w*|моб|звон\w*|mobil|telefon\w*|sun\w*)"
    r"[\s.:№]*(?:(?:at|on|me|is|по|la|pe)\s+)?$",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\s?(?:[€$£₽%]|lei\b|leu\b|mdl|ron|eur|usd|rub|gbp|руб|рубл|леев|лея|лей|евро|доллар|тыс|млн|euro?\b|грн|pounds?|km|км|кг|kg)",
    re.IGNORECASE,
)
MONEY_BEFORE = re.compile(r"[€$£₽]\s?$|(?:eur|usd|mdl|ron|gbp|rub)\s?$", re.IGNORECASE)

CAPITAL = r"(?:[A-ZА-ЯЁȘȚĂÂÎ]\.\s?)?[A-ZА-ЯЁȘȚĂÂÎ][\w’'-]*"
HOUSE = r"(?:,?\s*(?:д(?:ом)?\.?|nr\.?|no\.?|№)?\s*\d+[\w/-]*)?"
PART_OF_HOUSE = r"(?:корп|кв|стр|под|эт|к|bl|sc|et|ap|flat|apt|apartment|квартира|apartament(?:ul)?)"
FLAT = rf"(?:,?\s*{PART_OF_HOUSE}\.?\s*(?:\d+\w?|[A-ZА-Я])\b)*"
ADDRESSES = (
    # 12 Rose Street, flat 3
    re.compile(
        r"\b\d{1,4}[A-Za-z]?,?\s+(?!Hard |Flash |Test |Star )(?:[A-Z][\w’'-]+\s+){1,3}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Blvd|Close|Terrace|Crescent|Way)\b\.?" + FLAT
    ),
    # ул. Пушкина, д. 5, кв. 12
    re.compile(
        r"(?i:\b(?:ул\.|улиц\w{1,2}|просп\.|проспект\w{0,2}|пр-т\w{0,1}|пер\.|переул\w{2,3}|бульвар\w{0,2}|бул\.|б-р|шоссе|пл\.|"
        r"площад\w{1,2}|наб\.|набережн\w{2,3}|мкр\.?))\s*(?:\d+\s)?" + CAPITAL
        + rf"(?:\s(?:{CAPITAL}|чел|де)){{0,3}}" + HOUSE + FLAT
    ),
    # str. Pușkin nr. 5, ap. 12
    re.compile(
        r"(?i:\b(?:str\.|strada|străzii|strazii|bd\.|bdul|b-dul|bulevardul(?:ui)?|aleea|calea|piața|pieței|șos\.|șoseaua))\s*"
        + CAPITAL + rf"(?:\s(?:{CAPITAL}|cel|de|la|și|din)){{0,3}}" + HOUSE + FLAT
    ),
    re.compile(r"\bMD-?\s?\d{4}\b"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),  # a British postcode
)  # fmt: skip

IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
CARD = re.compile(r"\b\d{4}(?:[ -]\d{4}){3}\b")
LONG_DIGITS = re.compile(r"\b\d{9,}\b")
MIXED = re.compile(r"\b(?=[A-ZА-Я0-9-]*\d[A-ZА-Я0-9-]*\d)(?=[A-ZА-Я0-9-]*[A-ZА-Я])[A-ZА-Я0-9-]{10,}\b")
TOKEN = r"(?P<token>[A-ZА-Я]{0,4}[-/]?\d[\dA-ZА-Я]*(?:[-/][\dA-ZА-Я]+)*)\b"
THING = (
    r"(?:orders?|invoices?|contracts?|accounts?|bookings?|reservations?|polic(?:y|ies)|tickets?|parcels?|claims?|passport|"
    r"заказ\w{0,3}|сч[её]т\w{0,3}|договор\w{0,3}|накладн\w{2,3}|полис\w{0,2}|брон\w{1,4}|билет\w{0,2}|паспорт\w{0,2}|заявк\w{1,2}|"
    r"карт\w{1,2}|comand\w{1,4}|factur\w{1,4}|contract\w{0,5}|cont(?:ul|ului)?|poliț\w{1,4}|rezerv\w{3,6}|bilet\w{0,5}|"
    r"pașaport\w{0,4}|cerer\w{1,4}|dosar\w{0,4})"
)
SIGN = r"(?:№|#|no\.?|nr\.?|number|номер|numărul|n°)"
NUMBERED = re.compile(rf"\b{THING}\s*(?:{SIGN})?[\s:]*{TOKEN}", re.IGNORECASE)
SIGNED = re.compile(rf"(?:\b(?:no\.|nr\.|number|номер)|№|#)\s*{TOKEN}", re.IGNORECASE)
LAW = re.compile(
    r"(?:law|act|regulation|directive|section|article|art|закон\w*|постановлени\w+|регламент\w*|директив\w+|статья|статьи|ст|"
    r"legea|legii|lege|regulament\w*|directiv\w+|ordonanț\w*|ordin\w*|hotăr\w+)[\s.()\w]{0,12}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A piece of a text that is masked.  number: of the person or thing among those of its kind, from 1."""

    start: int
    end: int
    kind: Kind
    found: str
    number: int = 1


@dataclass(frozen=True)
class Masked:
    """A text with what was found in it.  text: the masked one."""

    text: str
    spans: tuple[Span, ...]


def found_in(texts: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    """What to mask in texts that belong together, by their keys; one person has one number in all of them."""
    names = people(texts.values())
    numbers: dict[tuple[Kind, str], int] = {}
    found = {}
    for (key, text), named in zip(texts.items(), names, strict=True):
        spans = _things(text)
        who = {(name.start, name.end): name.person for name in named}
        spans = _without_overlaps([*spans, *(_span(text, start, end, "name") for start, end in who)])
        found[key] = tuple(
            replace(span, number=_number(numbers, span.kind, who.get((span.start, span.end), span.found)))
            for span in sorted(spans, key=lambda span: span.start)
        )
    return found


def masked(texts: Mapping[str, str], labels: Mapping[Kind, str]) -> dict[str, Masked]:
    """The texts with what was found replaced by its label, numbered where there is more than one of a kind."""
    found = found_in(texts)
    many = {kind for spans in found.values() for span in spans if span.number > 1 for kind in (span.kind,)}
    return {key: Masked(_replaced(texts[key], spans, labels, many), spans) for key, spans in found.items()}


def _replaced(text: str, spans: tuple[Span, ...], labels: Mapping[Kind, str], many: set[Kind]) -> str:
    for span in reversed(spans):
        number = f" {span.number}" if span.kind in many else ""
        text = f"{text[: span.start]}[{labels[span.kind]}{number}]{text[span.end :]}"
    return text


def _number(numbers: dict[tuple[Kind, str], int], kind: Kind, found: str) -> int:
    taken = sum(known == kind for known, _found in numbers)
    return numbers.setdefault((kind, found), taken + 1)


def _things(text: str) -> list[Span]:
    """Everything but names; what comes first is not found again as something else."""
    spans = [_span(text, *match.span(), "email") for match in EMAIL.finditer(text)]
    for match in LINK.finditer(text):
        end = match.start() + len(match.group().rstrip(".,;:!?)…"))
        spans.append(_span(text, match.start(), end, "link"))
    spans += [_span(text, *match.span(), "number") for match in (*IBAN.finditer(text), *CARD.finditer(text))]
    spans += _phones(text)
    spans += [_span(text, *_trimmed(match), "address") for form in ADDRESSES for match in form.finditer(text)]
    spans += _numbers(text)
    return spans


def _phones(text: str) -> list[Span]:
    from phonenumbers import PhoneNumberMatcher  # its tables take a while, and only who reviews needs them

    found: dict[tuple[int, int], Span] = {}
    for region in PHONE_REGIONS:
        for match in PhoneNumberMatcher(text, region):
            before, after = text[: match.start], text[match.end :]
            is_marked = match.raw_string.startswith(("+", "0", "(")) or PHONE_WORD.search(before)
            is_russian = match.raw_string.startswith("8") and sum(c.isdigit() for c in match.raw_string) == 11
            is_list = re.search(r"\d\s*/\s*\d", match.raw_string)
            if (is_marked or is_russian) and not is_list and not MONEY.match(after) and not MONEY_BEFORE.search(before):
                found[(match.start, match.end)] = _span(text, match.start, match.end, "phone")
    return sorted(found.values(), key=lambda span: span.start - span.end)  # the longest first


def _numbers(text: str) -> list[Span]:
    spans = []
    for form in (NUMBERED, SIGNED):
        for match in form.finditer(text):
            token, start, end = match["token"], match.start("token"), match.end("token")
            digits = sum(letter.isdigit() for letter in token)
            signed = re.search(rf"{SIGN}[\s:]*$", text[match.start() : start], re.IGNORECASE) is not None
            enough = digits >= (3 if signed and form is NUMBERED else 4 if signed else 5)
            mixed = form is NUMBERED and digits >= 3 and not token.isdigit() and token[0].isalpha()
            if (enough or mixed) and not _is_amount(text, start, end) and not LAW.search(text[: match.start()]):
                spans.append(_span(text, start, end, "number"))
    for form in (LONG_DIGITS, MIXED):
        spans += [_span(text, *m.span(), "number") for m in form.finditer(text) if not _is_amount(text, *m.span())]
    return spans


def _is_amount(text: str, start: int, end: int) -> bool:
    grouped = re.match(r"[ \u00a0.,]\d{3}\b", text[end:])
    return bool(MONEY.match(text[end:]) or MONEY_BEFORE.search(text[:start]) or grouped)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip(" ,.;"))


def _span(text: str, start: int, end: int, kind: Kind) -> Span:
    return Span(start, end, kind, text[start:end])


def _without_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return kept
