"""What the product says, in three languages: gettext catalogues through Babel; numbers, money and dates through Babel.

Catalogues are .po files, compiled in memory; English is the language of the message ids.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO

from babel import Locale, numbers
from babel.dates import format_date, format_datetime

from retention.resources import DATA

LANGUAGES = ("en", "ru", "ro")
LOCALES = {"en": "en_GB", "ru": "ru", "ro": "ro"}
CENTS = 2  # decimals of money
NATIVE_NAMES = {"en": "English", "ru": "Русский", "ro": "Română"}


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo  # only those who need a catalogue pay for its import
    from babel.messages.pofile import read_po
    from babel.support import Translations

    compiled = BytesIO()
    with (DATA / "locale" / language / "LC_MESSAGES" / "retention.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def language_of(locale: str | None) -> str:
    """Our language for a browser's or a system's locale such as `ro-MD` or `ru_RU.UTF-8`; English for all others."""
    language = (locale or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"


class Words:
    """One language: translates messages and writes numbers.  Called `_` where it is used, as gettext's is."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language!r}")
        self.language = language
        self.locale = Locale.parse(LOCALES[language])
        self._catalogue = _catalogue(language)

    def __call__(self, message: str) -> str:
        """The message in this language; the message itself is the English text."""
        return self._catalogue.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """The message where one English word has two meanings."""
        return self._catalogue.pgettext(context, message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The whole sentence in the plural form that `count` asks for."""
        return self._catalogue.ngettext(one, many, count)

    def number(self, value: float, digits: int = 2) -> str:
        """A number with at most `digits` decimals and a true minus sign."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return _true_minus(numbers.format_decimal(_no_minus_zero(value, digits), pattern, self.locale))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of 1 in per cent."""
        pattern = ("0." + "0" * digits if digits else "0") + self.percent_sign
        return _true_minus(numbers.format_percent(_no_minus_zero(share, digits + 2), pattern, self.locale))

    def percents(self, value: float) -> str:
        """A number that is in per cent already, with one decimal where it has any."""
        return self.percent(value / 100, 0 if round(value, 1) == round(value) else 1)

    @property
    def percent_sign(self) -> str:
        """The sign with the space before it that the language puts there, if it does."""
        pattern: str = self.locale.percent_formats[None].pattern
        return pattern.rpartition("0")[2]

    def money(self, value: float, currency: str, unit: float | None = None) -> str:
        """Money with no more digits than it supports.

        unit: the standard error, or another size below which digits mean nothing; without one, cents are shown
        only below 100.
        """
        value = _supported(value, unit)
        whole = abs(value) >= 99.995 or value == round(value) or (unit is not None and unit >= 1)
        return self._amount(value, currency, 0 if whole else CENTS)

    def about(self, value: float, currency: str, unit: float | None = None) -> str:
        """Computed money as a sentence says it: whole from 10 upwards, below that two digits, never finer than cents.

        The one rule for sentences, where cents would claim a precision that no estimate has.  What somebody typed,
        tables and memos keep their figures, written by `money`.  unit: as there.
        """
        rounded, digits = rough(_supported(value, unit))
        return self._amount(rounded, currency, 0 if rounded == round(rounded) else digits)

    def to_the_cent(self, value: float, currency: str) -> str:
        """Money with its cents, whatever its size: for what would look like another amount without them."""
        return self._amount(value, currency, CENTS)

    def _amount(self, value: float, currency: str, digits: int) -> str:
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "." + "0" * digits if digits else "")
        symbol = numbers.get_currency_symbol(currency, self.locale)
        if symbol[-1:].isalpha():  # MDL 5, where it is €5
            pattern = pattern.replace("\N{CURRENCY SIGN}#", "\N{CURRENCY SIGN}\N{NO-BREAK SPACE}#")
        amount = _no_minus_zero(value, digits)
        return _true_minus(numbers.format_currency(amount, currency, pattern, self.locale, currency_digits=False))

    def date(self, day: date) -> str:
        """A day, its month in letters."""
        return format_date(day, "d MMM y", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """A day and an hour."""
        return format_datetime(moment, "d MMM y, HH:mm", locale=self.locale)


def rough(value: float) -> tuple[float, int]:
    """A computed amount as far as a sentence says it, and its decimals: see `Words.about`."""
    size = abs(value)
    digits = 0 if size >= 9.95 else 1 if size >= 0.995 else CENTS
    return round(value, digits), digits


def in_sentence(text: str) -> str:
    """A text as it goes on after a colon or within a sentence: its first letter small, but for abbreviations."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The shared Words of a language."""
    return Words(language)


def _supported(value: float, unit: float | None) -> float:
    """The value to the digits that its standard error supports."""
    if unit is None or unit <= 0:
        return value
    step = 10.0 ** math.floor(math.log10(unit))
    return round(value / step) * step


def _true_minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")


def _no_minus_zero(value: float, digits: int) -> float:
    return 0.0 if round(value, digits) == 0 else value
