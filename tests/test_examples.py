"""Examples: all of them are valid cases, in the visitor's words, and follow a change of language."""

import csv

import pytest

from retention.document import read_case
from retention.examples import FIRST, FOLDER, example_document, example_names, examples, retold, text_at, translations
from retention.language import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", example_names())
def test_every_example_is_a_valid_case_in_every_language(name, language):
    case = read_case(example_document(name, language))
    assert case.story
    assert case.request


def test_the_first_example_comes_first():
    assert example_names()[0] == FIRST == examples("en")[0].name
    assert len(example_names()) == len(set(example_names())) == len(list(FOLDER.glob("*.json")))


def test_a_text_is_the_translation_of_its_row():
    with (FOLDER / "translations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["example"] == FIRST]
    assert rows
    for language in ("ru", "ro"):
        document = example_document(FIRST, language)
        assert all(text_at(document, row["path"]) == row[language] for row in rows)


def test_numbers_are_the_same_in_every_language():
    english, romanian = (read_case(example_document(FIRST, language)) for language in ("en", "ro"))
    assert english.options == romanian.options
    assert english.value == romanian.value
    assert english.title != romanian.title


def test_a_change_of_language_retells_what_was_not_changed():
    document = example_document(FIRST, "ru")
    document["title"] = "Моя кухня"
    document["owed"] = 50
    told = retold(document, FIRST, "ru", "ro")
    assert told["title"] == "Моя кухня"
    assert told["owed"] == 50
    assert told["story"] == example_document(FIRST, "ro")["story"]
    assert retold(told, FIRST, "ro", "ru") == document


def test_a_text_that_is_no_longer_there_is_left_alone():
    document = example_document(FIRST, "en")
    document["risks"] = []
    told = retold(document, FIRST, "en", "ru")
    assert told["risks"] == []
    assert told["title"] == translations(FIRST, "ru")["title"]


def test_a_document_handed_out_may_be_changed():
    example_document(FIRST, "en")["risks"].clear()
    assert example_document(FIRST, "en")["risks"]


def test_an_unknown_name_is_a_mistake():
    with pytest.raises(KeyError):
        example_document("../defaults", "en")
