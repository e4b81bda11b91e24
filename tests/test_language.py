"""The three languages say the same: every message of the code, its placeholders and plural forms; formats of each."""

import ast
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from retention.language import LANGUAGES, LOCALES, NATIVE_NAMES, Words, language_of, words
from retention.resources import DATA

ROOT = Path(__file__).parent.parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]
KEYWORDS = parse_keywords(["_", "N_", "ngettext:1,2", "pgettext:1c,2", "npgettext:1c,2,3"])  # as `make messages`
PLURAL_FORMS = {"ru": 3, "ro": 3}
SPACE = "\N{NO-BREAK SPACE}"

Key = tuple[str, str | tuple[str, ...]]  # context, message with its plural


@cache
def catalogue(language: str) -> Catalog:
    with (DATA / "locale" / language / "LC_MESSAGES" / "retention.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def key_of(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else tuple(message.id)


@cache
def extracted() -> dict[Key, str]:
    """Every message of the code and the file that says it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {(context or "", message if isinstance(message, str) else tuple(message)): file
            for file, _line, message, _comments, context in found}  # fmt: skip


def texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_exactly_the_messages_of_the_code(language):
    translated = {key_of(message) for message in messages(language)}
    assert not set(extracted()) - translated, "run `make messages` and translate"
    assert not translated - set(extracted()), "run `make messages`"
    assert not catalogue(language).obsolete


def test_the_extractor_finds_messages_in_every_part_of_the_code():
    files = set(extracted().values())
    assert {
        "retention/explain.py",
        "retention/terms.py",
        "retention/fault_words.py",
        "retention/memo_fields.py",
    } <= files


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_every_plural_form(language):
    for message in messages(language):
        assert not message.fuzzy, message.id
        strings = texts(message.string)
        assert len(strings) == (1 if isinstance(message.id, str) else PLURAL_FORMS[language]), message.id
        assert all(string.strip() for string in strings), message.id
    assert catalogue(language).num_plurals == PLURAL_FORMS[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_those_of_the_message(language):
    for message in messages(language):
        ids = texts(message.id)
        needed = placeholders(ids[-1])
        for string in texts(message.string):
            assert placeholders(string) == needed, (message.id, string)
        assert all(placeholders(text) <= needed for text in ids), ids  # the English singular may say “one”


@pytest.mark.parametrize("language", TRANSLATED)
def test_spaces_at_the_ends_and_line_breaks_are_kept(language):
    for message in messages(language):
        for source, string in zip(texts(message.id)[-1:], texts(message.string), strict=False):
            assert (string[:1].isspace(), string[-1:].isspace()) == (source[:1].isspace(), source[-1:].isspace()), (
                source
            )
            assert string.count("\n\n") == source.count("\n\n"), source


def test_russian_and_romanian_are_written_in_their_own_letters():
    for message in messages("ro"):
        for string in texts(message.string):
            assert not set(string) & set("şţŞŢ"), string  # cedillas; Romanian has commas below
            assert not re.search("[А-Яа-яЁё]", string), string
    for message in messages("ru"):
        letters = re.sub(r"\{\w*\}", "", " ".join(texts(message.id)))
        if re.search("[a-z]{4}", letters):
            assert re.search("[А-Яа-яЁё]", " ".join(texts(message.string))), message.id


def test_no_message_is_put_together_before_it_is_looked_up():
    """An f-string or a sum inside _() is never found in a catalogue."""
    for path in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "retention").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                assert not any(isinstance(a, (ast.JoinedStr, ast.BinOp)) for a in node.args), (path, node.lineno)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language):
    assert words(language) is words(language)
    assert NATIVE_NAMES[language]
    assert words(language)("Our client")


# ---- numbers, money, dates as each language writes them


def formatted(language: str) -> Words:
    """The formats of a language; they need no catalogue."""
    found = Words("en")
    found.language, found.locale = language, Locale.parse(LOCALES[language])
    return found


@pytest.mark.parametrize(
    "language, money, cents, number, percent, tenth",
    [
        ("en", "€1,234", "€12.50", "1,234,567.89", "84%", "7.1%"),
        ("ru", f"1{SPACE}234{SPACE}€", f"12,50{SPACE}€", f"1{SPACE}234{SPACE}567,89", f"84{SPACE}%", f"7,1{SPACE}%"),
        ("ro", f"1.234{SPACE}EUR", f"12,50{SPACE}EUR", "1.234.567,89", f"84{SPACE}%", f"7,1{SPACE}%"),
    ],
)
def test_each_language_writes_figures_its_own_way(language, money, cents, number, percent, tenth):
    _ = formatted(language)
    assert _.money(1234.4, "EUR") == money
    assert _.money(12.5, "EUR") == cents
    assert _.number(1234567.891) == number
    assert _.percent(0.843) == percent
    assert _.percent(0.0712, 1) == tenth


@pytest.mark.parametrize("language, day", [("en", "22 Nov 2026"), ("ru", "22 нояб. 2026"), ("ro", "22 nov. 2026")])
def test_each_language_writes_days_its_own_way(language, day):
    assert formatted(language).date(date(2026, 11, 22)) == day
    assert formatted(language).moment(datetime(2026, 11, 22, 14, 2)) == f"{day}, 14:02"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_currency_without_a_sign_stands_apart_from_its_number(language):
    assert re.fullmatch(r"MDL\s1\D?234|1\D?234\sMDL", formatted(language).money(1234, "MDL"))


@pytest.mark.parametrize(
    "value, unit, said",
    [(1234, 30, "€1,230"), (1234, 3, "€1,234"), (1234, 500, "€1,200"), (12.34, 2, "€12"), (12.34, 0.04, "€12.34"),
     (-0.001, None, "€0.00"), (-0.3, 4, "€0"), (99.99, None, "€99.99"), (100.4, None, "€100"), (0, None, "€0")],
)  # fmt: skip
def test_money_has_the_digits_that_are_known(value, unit, said):
    assert words("en").money(value, "EUR", unit) == said


@pytest.mark.parametrize(
    "locale, language",
    [("ru", "ru"), ("ru_RU.UTF-8", "ru"), ("ro-MD", "ro"), ("RO", "ro"), ("en-US", "en"), ("de", "en"), ("", "en"),
     (None, "en"), ("C.UTF-8", "en")],
)  # fmt: skip
def test_a_locale_finds_its_language(locale, language):
    assert language_of(locale) == language


def test_an_unknown_language_is_a_mistake_of_the_program():
    with pytest.raises(ValueError):
        Words("de")


def test_no_message_hides_in_an_f_string():
    """The extractor of some Python versions does not look into f-strings, and the message would stay English."""
    sources = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "retention").rglob("*.py")]
    hidden = [
        f"{source.relative_to(ROOT)}:{call.lineno}"
        for source in sources
        for text in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
    ]
    assert hidden == []
