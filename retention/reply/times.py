"""Days and hours in a folded text: clock times, weekdays, days of the calendar, relative days, lengths of time."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from retention.language import LANGUAGES, LOCALES
from retention.reply.text import fold

# A clock time, a day and a length of time count as concrete; "soon" and "these days" are not here.
_CLOCK = {
    "en": r"\b\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b)?(?!\.?\d)|\b\d{1,2} ?(?:[ap]\.?m\b|o'clock|h\b)|\b(?:noon|midday|"
    r"midnight)\b|"
    r"\b(?:at|by|before|after|till|until) \d{1,2}(?=[,;!?)]|\.?(?:\s|$)(?! ?[a-z])| (?:today|tomorrow|on|and|to|"
    r"sharp|at|if|so|or)\b)|"
    r"\bbetween \d{1,2} (?:and|to) \d{1,2}\b|"
    r"\b(?:half|quarter) (?:past|to) (?:\d{1,2}|[a-z]{3,6})\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve) o'clock\b",
    "ru": r"\b\d{1,2}[:.]\d{2}(?!\.?\d)|\b(?:к|до|в|с|после|около) \d{1,2}(?:-?т?и)? ?(?:час\w{0,3}|утра|вечера|"
    r"дня|ч\b)|"
    r"\bв половин[еу] [а-я]{5,13}\b|\b(?:к|до|в|с|после|около) (?:два|двум|двух|три|трем|трех|четыре|четырем|пять|пяти|"
    r"шесть|шести|семь|семи|восемь|восьми|девять|девяти|десять|десяти|одиннадцать|двенадцать) (?:час\w{1,3}|утра|"
    r"вечера|дня)\b|"
    r"\bс \d{1,2} до \d{1,2}\b(?! ?%)|\b(?:к|до) (?:обеда|обеду|полудня|полудню|полуночи)\b",
    "ro": r"\b\d{1,2}[:.]\d{2}(?!\.?\d)|\b(?:ora|orele|orei) (?:\d{1,2}|unu|doua|trei|patru|cinci|sase|sapte|opt|noua|"
    r"zece|unsprezece|douasprezece)\b|\bla (?:unu|doua|trei|patru|cinci|sase|sapte|opt|noua|zece) (?:si jumatate|"
    r"si un sfert|fara un sfert|fix)\b|\b\d{1,2} ?(?:h|fix)\b|\b(?:pranz|amiaza|"
    r"miezul noptii)\b|"
    r"\bintre \d{1,2} si \d{1,2}\b|\bde la \d{1,2}(?: la \d{1,2})?\b(?! ?(?:lei|%|de lei|ani|zile))",
}
_RELATIVE = {
    "en": r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|(?:end|close) of (?:the )?(?:day|"
    r"business|play|week)|"
    r"eod|cob|overnight|next (?:working|business) day|(?:this|next) week|straight ?away|right now|right away|"
    r"immediately)\b",
    "ru": r"\b(?:сегодня|завтра|послезавтра|вечером|утром|днем|до вечера|к вечеру|к утру|до конца (?:дня|недели|"
    r"рабочего дня)|"
    r"на (?:этой|следующей) неделе|прямо сейчас|немедленно|сию минуту)\b",
    "ro": r"\b(?:azi|astazi|maine|poimaine|diseara|deseara|(?:in )?(?:dimineata|seara|dupa-amiaza|dupa amiaza)|"
    r"(?:pana la )?(?:finalul|sfarsitul) (?:zilei|saptamanii|programului)|"
    r"saptaman(?:a|ii) (?:asta|aceasta|viitoare|urmatoare)|chiar acum|imediat)\b",
}
_SOON = re.compile(
    r"(?:this|next) week|(?:straight|right) ?away|right now|immediately|на (?:этой|следующей) неделе|"
    r"прямо сейчас|немедленно|"
    r"сию минуту|saptamana .{4,10}|saptamanii .{4,10}|chiar acum|imediat"
)
_NUMBER = {
    "en": r"(?:\d{1,3}(?: ?(?:-|to) ?\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|"
    r"fifteen|twenty|thirty|forty|half an|"
    r"a couple of|the next)",
    "ru": r"(?:\d{1,3}(?: ?- ?\d{1,3})?(?:-?[а-я]{1,3})?|од(?:ин|ного|ной)|дв(?:а|е|ух)|тр(?:и|ех)|четыр(?:е|"
    r"ех)|пят(?:ь|и)|"
    r"шест(?:ь|и)|сем(?:ь|и)|восемь|восьми|девят(?:ь|и)|десят(?:ь|и)|двенадцат(?:ь|и)|пятнадцат(?:ь|и)|"
    r"двадцат(?:ь|и)|тридцат(?:ь|и)|сорок|сорока|полутора|пары|ближайш(?:его|их))",
    "ro": r"(?:\d{1,3}(?: ?- ?\d{1,3})?(?: de)?|o|un|una|doua|trei|patru|cinci|sase|sapte|opt|noua|zece|douasprezece|"
    r"paisprezece|cincisprezece|douazeci de|treizeci de|patruzeci de|jumatate de|"
    r"maxim(?:um)? \d{1,3}(?: de)?)",
}
_UNIT = {
    "en": r"(?:(?:working|business|calendar)[ -])?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|h\b)",
    "ru": r"(?:(?:рабоч|календарн|банковск)\w{2,3} )?(?:минут\w{0,2}|мин\b|час(?:а|ов|у)?\b|дн(?:я|ей|и)\b|"
    r"сут(?:ки|ок)|недел\w{1,2})",
    "ro": r"(?:minute?\b|min\b|ore\b|ora\b|zile\b|zi\b|saptaman\w{1,2})(?: lucratoare| calendaristice)?",
}
_WITHIN = {
    "en": r"\b(?:within|in|inside|under)(?: the next| about| around| up to)? ",
    "ru": r"\b(?:в течение|за|через|в срок до|не позднее|до|в пределах) (?:следующ\w{2,3} |максимум |не более )?",
    "ro": r"\b(?:in|in termen de|in decurs de|in maxim(?:um)?|in cel mult|peste|timp de) (?:urmatoarele |"
    r"urmatorul |cel mult |maxim(?:um)? )?",
}
_ONE = {"en": "", "ru": r"|(?:час|часа|получас|получаса|полчаса|день|дня|сутки|суток|неделю|недели)\b", "ro": ""}
"""Further lengths of time that go without a number."""
_DIGITS = r"\b\d{1,2}[./]\d{1,2}(?:[./](?:20)?\d{2})?\b(?![:.]?\d)"
_NTH = {
    "en": r"\bthe \d{1,2}(?:st|nd|rd|th)\b",
    "ru": r"\b\d{1,2}-?го числа\b",
    "ro": r"\b(?:pe|in|din) (?:data de )?\d{1,2} ale lunii\b|\bdata de \d{1,2}\b",
}
_NOT_DAYS = {
    "en": {"mon", "sat", "sun", "may", "mar", "dec", "wed"},
    "ru": set(),
    "ro": {"mar", "mai", "lun", "dum", "vin"},
}


@lru_cache(maxsize=len(LANGUAGES))
def time_patterns(lang: str) -> dict[str, re.Pattern[str]]:
    """The patterns of `clock`, `day` (a day of the calendar or of the week), `relative`, `within`, for folded texts."""
    locale = Locale.parse(LOCALES[lang])
    months = _names(locale.months, lang)
    days = _names(locale.days, lang)
    if lang == "ru":
        days |= {"понедельнику", "вторнику", "среде", "среду", "четвергу", "пятнице", "пятницу", "субботе", "субботу",
                 "воскресенью", "понедельника", "вторника", "среды", "четверга", "пятницы", "субботы"}  # fmt: skip
    if lang == "ro":
        days |= {"lunea", "martea", "miercurea", "joia", "vinerea", "sambata", "duminica"}
    month = "|".join(sorted(months, key=len, reverse=True))
    day = "|".join(sorted(days - _NOT_DAYS[lang], key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th)?" if lang == "en" else r"(?:-?го|-?е)?" if lang == "ru" else ""
    calendar = rf"\b\d{{1,2}}{ordinal} (?:of )?(?:{month})\b|\b(?:{month})\.? \d{{1,2}}{ordinal}\b(?!:)"
    return {
        "clock": re.compile(_CLOCK[lang]),
        "day": re.compile(rf"\b(?:{day})s?\b|{calendar}|{_NTH[lang]}|{_DIGITS}"),
        "relative": re.compile(_RELATIVE[lang]),
        "within": re.compile(rf"(?:{_WITHIN[lang]})(?:{_NUMBER[lang]}[ -]{_UNIT[lang]}{_ONE[lang]})"),
    }


def is_immediate(folded: str) -> bool:
    """Whether a relative day is only "right away" or "this week", which names neither day nor hour."""
    return _SOON.fullmatch(folded) is not None


def _names(forms: object, lang: str) -> set[str]:
    names: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names |= {fold(str(name)).rstrip(".") for name in forms[context][width].values()}  # type: ignore[index]
    return {name for name in names if len(name) > 2}
