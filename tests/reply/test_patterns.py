"""No regular expression of the check repeats without end what already repeats without end: that is what explodes."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import retention.reply
from retention.language import LANGUAGES
from retention.reply.checklist import missing, names_a_person
from retention.reply.features import Reading
from retention.reply.signs import phrases, sign_patterns
from retention.reply.text import sentences
from retention.reply.times import time_patterns
from retention.tables import table
from tests.reply.proportion import grows_with_the_text

MODULES = [module.name for module in pkgutil.iter_modules(retention.reply.__path__) if module.name != "train"]
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
MANY = 100  # a bound from which a repetition counts as endless


def patterns() -> Iterator[tuple[str, str]]:
    for name in MODULES:
        for attribute, value in vars(importlib.import_module(f"retention.reply.{name}")).items():
            for part in value.values() if isinstance(value, dict) else (value,):
                if isinstance(part, re.Pattern):
                    yield f"{name}.{attribute}", part.pattern
    for lang in LANGUAGES:
        for kind, pattern in (*sign_patterns(lang).items(), *time_patterns(lang).items()):
            yield f"{kind} {lang}", pattern.pattern
    for row in table("reply_phrases"):
        yield row["id"], row["pattern"]


def nested(pattern: str) -> bool:
    """Whether an endless repetition stands within another."""
    return _nested(_parser.parse(pattern), inside=False)


def _nested(part: Any, inside: bool) -> bool:
    if isinstance(part, _parser.SubPattern):
        return any(_nested(item, inside) for item in part)
    if isinstance(part, tuple) and part and any(part[0] is repeat for repeat in REPEATS):
        endless = part[1][1] >= MANY
        return (endless and inside) or _nested(part[1][2], inside or endless)
    return isinstance(part, (tuple, list)) and any(_nested(item, inside) for item in part)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(a+)+", True),
        (r"(?:x|\w* )*", True),
        (r"((a{2,5} ){1,900}){0,200}", True),
        (r"(a+ ){0,3}", False),
        (r"a+b+", False),
        (r"(?!a*)b*", False),
    ],
)
def test_what_counts_as_nested(pattern, expected):
    assert nested(pattern) == expected


def test_no_pattern_has_nested_repetitions():
    found = dict(patterns())
    assert len(found) > 300
    assert [name for name, pattern in found.items() if nested(pattern)] == []


@pytest.mark.parametrize(
    "piece",
    ["вы не ", "из-за ", "due to the ", "din cauza ", "Мария, ", "Ana (", "так был ", "1. ", "is it ", "вы ", "nu va "],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_phrases_and_names_take_time_in_proportion_to_the_text(piece, lang):
    def read(text):
        phrases(text.lower(), lang, sentences(text.lower()))
        names_a_person(Reading(text, lang))
        missing(Reading(text, lang))

    assert grows_with_the_text(read, piece)
