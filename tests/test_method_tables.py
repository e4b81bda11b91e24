"""The tables of the Method page and the sources behind a figure, in the visitor's language."""

import re

import pytest

from pages.method import tables
from retention.defaults import defaults, sources
from retention.language import LANGUAGES, words
from retention.ui.says_who import source_line
from retention.ui.text import INVISIBLE

CYRILLIC = re.compile("[А-Яа-яЁё]")


def plain(markdown: str) -> str:
    return markdown.replace("\\", "").replace(INVISIBLE, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_told_in_the_language(language):
    _ = words(language)
    rows = tables.sources_table(_)
    assert [row[_("Number")] for row in rows] == list(sources())
    for row in rows:
        found = sources()[row[_("Number")]]
        assert row[_("What it says")] == found.findings[language]
        assert row[_("Unit")] == found.units[language]
        assert bool(CYRILLIC.search(row[_("What it says")] + row[_("Unit")])) == (language == "ru")


def test_values_are_written_as_the_language_writes_numbers():
    shown = {lang: {row[_("Number")]: row[_("Value")] for row in tables.sources_table(_)} for lang, _ in spoken()}
    assert shown["en"]["RET-09"] == "0.13 – 0.21 – 0.28"
    assert shown["ru"]["RET-09"] == shown["ro"]["RET-09"] == "0,13 – 0,21 – 0,28"
    assert shown["en"]["WRD-01"] == "0.01 – 0.05"  # the source gives no likely value
    assert shown["en"]["RET-16"] == "from 0.33"
    assert shown["en"]["RET-13"] == "up to 0.252"
    assert shown["en"]["RET-10"] == "–"  # a direction, no number


def spoken():
    return [(language, words(language)) for language in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_name_all_that_share_them(language):
    _ = words(language)
    for name, rows in tables.groups(_).items():
        told = plain(tables.notes(rows, _))
        for row in rows:
            assert row.notes[language] in told, name
    risks = plain(tables.notes(tables.groups(_)[_("Share of a risk that is left after the answer")], _))
    shared = [row for row in defaults() if row.notes["en"].startswith("Respectful refusal with reasons, against")]
    assert len(shared) == 3
    assert len(re.findall(re.escape(shared[0].notes[language]), risks)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_is_a_line_with_its_first_address(language):
    line = source_line(sources()["WOM-13"], words(language))
    assert plain(line).startswith("- " + sources()["WOM-13"].findings[language])
    assert line.count("](http") == 1
    assert sources()["WOM-13"].address.split(" ; ")[0] in line
    assert ";" not in line.split("](")[1]


def test_what_is_from_memory_has_no_address_and_no_empty_year():
    line = source_line(sources()["LEG-29"], words("en"))
    assert "](" not in line
    assert "()" not in line
