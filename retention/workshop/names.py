"""Names of people in English, Russian and Romanian texts, found by given names, titles and the forms of surnames.

There is no dictionary of surnames: one is found beside a given name, a title or initials, by its patronymic or its
ending, and then wherever else it stands.  Only capitalised words are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retention.resources import DATA

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n•]|[—–-]\s|[\"«„“”(])\s*$")
BETWEEN = re.compile(r"[ \u00a0]+")
AFTER_TITLE = re.compile(r"\.?[ \u00a0]*")
INITIALS = re.compile(r"\b([A-ZА-ЯЁȘȚĂÂÎ])\.[ \u00a0]?([A-ZА-ЯЁȘȚĂÂÎ])\.[ \u00a0]?(?=[A-ZА-ЯЁȘȚĂÂÎ][^\W\d_])")
TRAILING_INITIALS = re.compile(r"[ \u00a0]([A-ZА-ЯЁȘȚĂÂÎ])\.(?:[ \u00a0]?([A-ZА-ЯЁȘȚĂÂÎ])\.)?")
NO_INITIALS = {"SA", "US", "UK", "SR", "EU", "SC", "ES"}
LONGEST_NAME = 4  # words

TITLES = {
    *("Mr", "Mrs", "Ms", "Miss", "Mister", "Dr", "Prof", "Professor"),
    *("господин", "господина", "господину", "господином", "господине", "госпожа", "госпожи", "госпоже", "госпожу"),
    *("госпожой", "г-н", "г-на", "г-ну", "г-ном", "г-жа", "г-жи", "г-же", "г-жу", "г-жой", "гражданин", "гражданина"),
    *("гражданка", "гражданки", "гражданке", "доктор", "доктора", "профессор", "дядя", "тётя", "тётю", "тёти"),
    *("domnul", "domnului", "domnule", "doamna", "doamnei", "doamnă", "domnișoara", "domnișoarei", "dl", "dlui", "dna"),
    *("dnei", "d-l", "d-lui", "d-na", "d-nei", "d-nul", "dr", "prof", "lui", "nea", "tanti"),
}
ONLY_CAPITAL = {"mr", "mrs", "ms", "miss", "mister"}  # "I miss", "50 ms"
ROLES = {
    *("client", "clientul", "clienta", "clientului", "clientei", "customer"),
    *("клиент", "клиента", "клиенту", "клиентом", "клиентка", "клиентки", "клиентке", "клиентку", "клиенткой"),
}
ONLY_SMALL = {"client", "customer"}  # "Customer Care"
NOT_PEOPLE = {
    *("i", "the", "и", "я", "вы", "ваш", "ваша", "вас", "вам", "dumneavoastra", "dumnezeu", "craciun", "hristos"),
    *(
        "daca",
        "draga",
        "drag",
        "stimate",
        "stimata",
        "buna",
        "nu",
        "va",
        "ne",
        "nici",
        "am",
        "i-am",
        "sper",
        "dear",
        "hi",
    ),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "english", "google", "facebook"),
    *("street", "road", "avenue", "hotel", "bank", "банк", "отель", "banca", "hotelul"),
}
PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеь]вич(?:а|у|ем|е)?|ич(?:на|ны|не|ну|ной)|[ое]вн(?:а|ы|е|у|ой))")
RUSSIAN_SURNAME = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:[оеё]в(?:а|у|ым|е|ой|ых|ы)?|енко)|[A-Z][a-z]{2,}(?:[oe]va?|[ie]nko)")
ROMANIAN_SURNAME = re.compile(r"[A-ZȘȚĂÂÎ][a-zșțăâîşţ]+(?:escu|eanu|iuc|enco)|[А-ЯЁ][а-яё]*[^ч\W]еску")
PLACES = (
    *("кишин", "ростов", "киев", "саратов", "псков", "львов", "харьков", "чернигов", "азов", "могил", "краков"),
    *("тамбов", "орге", "любов", "покров", "хрущ", "браш", "brasov", "kiev", "kishin", "rostov", "kharkov"),
    *("moldov", "craiov", "padova", "genova", "mantova", "суворов", "баков", "серпухов", "бронниц"),
)
RUSSIAN_ENDINGS = {
    "а": ("а", "ы", "и", "е", "у", "ой", "ою"),
    "я": ("я", "и", "е", "ю", "ей", "ею"),
    "й": ("й", "я", "ю", "ем", "е", "и"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ью"),
}
RUSSIAN_ENDING = re.compile(r"(?<=[а-я])(?:ого|ому|ыми|ым|ой|ою|ей|ая|ую|ом|ем|а|у|е|ы|и|я|ю|й|ь)$")
AFTER_CONSONANT = ("", "а", "у", "ом", "ем", "е")
# Names that lose a vowel when they are declined.
IRREGULAR = {"пётр": "петр", "павел": "павл", "лев": "льв", "илья": "иль"}


@dataclass(frozen=True)
class Named:
    """A person's name in a text.  person: the same for every form of the name of one person."""

    start: int
    end: int
    person: str


def folded(text: str) -> str:
    """The word as it is compared: small letters, ё as е, no Romanian marks, no possessive ending."""
    text = re.sub(r"['’]s$", "", text).casefold().replace("ё", "е")
    if re.search("[а-я]", text):
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def people(texts: Iterable[str]) -> tuple[tuple[Named, ...], ...]:
    """The names of people in each of the texts, which tell of the same people."""
    told = list(texts)
    known: dict[str, str] = {}
    found = [_first_look(text, known) for text in told]
    return tuple(_second_look(text, names, known) for text, names in zip(told, found, strict=True))


def _first_look(text: str, known: dict[str, str]) -> list[Named]:
    """Names that show by themselves; what stands in them is known from then on."""
    words = list(WORD.finditer(text))
    found: list[Named] = []
    place = 0
    while place < len(words):
        start = _start(text, words, place)
        if start is None:
            place += 1
            continue
        last = _last(text, words, start)
        parts = [words[at].group() for at in range(start, last + 1)]
        keys = [_key(part) for part in parts]
        given = next((key for key, part in zip(keys, parts, strict=True) if _grade(part) is not None), None)
        # relatives share a surname, so the given name tells who it is where there is one
        person = known.get(given, given) if given else next((known[key] for key in keys if key in known), keys[0])
        known.update({key: person for key in keys if key not in known and len(key) > 1})
        initials = TRAILING_INITIALS.match(text, words[last].end())
        end = initials.end() if initials and initials.group(2) else _without_possessive(words[last])
        found.append(Named(_before_initials(text, words[start].start()), end, person))
        place = last + 1
    return found


def _second_look(text: str, names: list[Named], known: dict[str, str]) -> tuple[Named, ...]:
    """The same with every other place where a part of a known name stands."""
    found = list(names)
    for word in WORD.finditer(text):
        key = _key(word.group())
        if key not in known or not _is_capital(word.group()):
            continue
        is_new = not any(name.start < word.end() and word.start() < name.end for name in found)
        if is_new and (_grade(word.group()) is None or _is_inside(text, word)):
            found.append(Named(word.start(), _without_possessive(word), known[key]))
    return tuple(sorted(found, key=lambda name: name.start))


def _start(text: str, words: list[re.Match[str]], place: int) -> int | None:
    """Where a name begins whose first sign is this word; None where it is no sign of one."""
    word = words[place].group()
    following = words[place + 1] if place + 1 < len(words) else None
    if _is_title(word) and following is not None and _can_be_name(following.group()):
        gap = text[words[place].end() : following.start()]
        if gap and AFTER_TITLE.fullmatch(gap) and ("." not in gap or len(word) <= len("prof")):
            return place + 1
    if not _can_be_name(word):
        return None
    grade, is_inside = _grade(word), _is_inside(text, words[place])
    if grade == "":
        return place
    if grade is not None:  # a word or a place as well
        surname = following is not None and _stand_together(text, words, place) and _can_be_surname(following.group())
        return place if surname or (grade == "?" and is_inside) else None
    if PATRONYMIC.fullmatch(word) or ROMANIAN_SURNAME.fullmatch(word):
        return place
    before = INITIALS.search(text, max(0, words[place].start() - 8), words[place].end())
    if before and before.end() == words[place].start() and "".join(before.groups()) not in NO_INITIALS:
        return place
    is_place = folded(word).startswith(PLACES)
    return place if RUSSIAN_SURNAME.fullmatch(word) and is_inside and not is_place else None


def _last(text: str, words: list[re.Match[str]], start: int) -> int:
    """The last word of the name that begins at `start`."""
    if words[start].group().isupper():
        return start + _in_capitals(text, words, start)
    last = start
    while last + 1 < len(words) and last + 1 - start < LONGEST_NAME and _goes_on(text, words, last):
        last += 1
    return last


def _goes_on(text: str, words: list[re.Match[str]], last: int) -> bool:
    if re.search(r"['’]s$", words[last].group()):
        return False  # Andrei's Monday
    return _stand_together(text, words, last) and _can_be_name(words[last + 1].group())


def _in_capitals(text: str, words: list[re.Match[str]], start: int) -> bool:
    """Whether a name in capitals goes on with one more word, the surname; nothing tells where it ends."""
    if start + 1 >= len(words) or not _stand_together(text, words, start):
        return False
    first, second = words[start].group(), words[start + 1].group()
    return first.isupper() and second.isupper() and len(second) > 1


def _stand_together(text: str, words: list[re.Match[str]], place: int) -> bool:
    return BETWEEN.fullmatch(text[words[place].end() : words[place + 1].start()]) is not None


def _without_possessive(word: re.Match[str]) -> int:
    return word.start() + len(re.sub(r"['’]s$", "", word.group()))


def _before_initials(text: str, start: int) -> int:
    before = INITIALS.search(text, max(0, start - 8), len(text))
    return before.start() if before and before.end() == start else start


def _is_title(word: str) -> bool:
    plain = word.casefold()
    if plain in ONLY_CAPITAL:
        return word[0].isupper()
    return plain in _titles() or (word if plain in ONLY_SMALL else plain) in ROLES


def _can_be_name(word: str) -> bool:
    return _is_capital(word) and len(word) > 1 and folded(word) not in NOT_PEOPLE


def _can_be_surname(word: str) -> bool:
    """Whether the word after one that may be a given name makes a name of both."""
    return _can_be_name(word) and (_grade(word) is None or PATRONYMIC.fullmatch(word) is not None)


def _is_capital(word: str) -> bool:
    """Capitalised, or in capitals throughout where it is long enough to be no abbreviation."""
    return word[0].isupper() and (not word.isupper() or len(word) > 4)


def _is_inside(text: str, word: re.Match[str]) -> bool:
    """Whether the word stands inside a sentence, so that its capital is its own."""
    return SENTENCE_END.search(text, max(0, word.start() - 40), word.start()) is None and word.start() > 0


def _grade(word: str) -> str | None:
    """How a given name is marked in the lists, "" where it is nothing but a name, None for no given name."""
    plain = folded(word)
    return _given().get(plain, _given().get(plain.partition("-")[0]))


def _key(word: str) -> str:
    """What all forms of a name share."""
    plain = folded(word)
    if plain in _forms():
        return _forms()[plain]
    return RUSSIAN_ENDING.sub("", plain) if len(plain) > 4 else plain


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.casefold() for title in TITLES)


@cache
def _given() -> dict[str, str]:
    """The mark of each form of each given name; the strictest where languages differ."""
    found: dict[str, str] = {}
    order = ("", "?", "!")
    for name, mark in _listed():
        for form in _declined(name):
            found[form] = max(mark, found.get(form, ""), key=order.index)
    return found


@cache
def _forms() -> dict[str, str]:
    """The given name of each of its forms."""
    found: dict[str, str] = {}
    for name, _mark in _listed():
        found[folded(name)] = folded(name)
    for name, _mark in _listed():
        for form in _declined(name):
            found.setdefault(form, folded(name))
    return found


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    """Names with their marks."""
    lines: list[str] = []
    for path in sorted((DATA / "first_names").glob("*.txt")):
        lines += [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple((line.rstrip("?!"), line[len(line.rstrip("?!")) :]) for line in lines)


def _declined(name: str) -> set[str]:
    plain = folded(name)
    if not re.search("[а-я]", plain):
        if plain.endswith("ca") or plain.endswith("ga"):
            return {plain, f"{plain[:-1]}ai", f"{plain[:-1]}ei"}  # Ancăi, Olgăi
        return {plain, f"{plain[:-1]}ei"} if plain.endswith("a") else {plain}
    last = plain[-1]
    if stem := IRREGULAR.get(name.casefold()):
        return {plain, *(stem + ending for ending in ("а", "у", "ом", "ем", "е", "и", "ю", "ей", "я"))}
    if last in RUSSIAN_ENDINGS:
        return {plain[:-1] + ending for ending in RUSSIAN_ENDINGS[last]}
    return {plain + ending for ending in AFTER_CONSONANT} if last not in "еиоуэю" else {plain}
