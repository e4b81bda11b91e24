"""What a user reads from data/ stands in three languages, with the same numbers and the same sources."""

import re
import unicodedata

import pytest

from retention.citations import citations, parts
from retention.defaults import sources
from retention.language import LANGUAGES, words
from retention.resources import DATA
from retention.tables import in_languages, table

# Numbers that nobody reads; and rules that hold in one language each, a row per language.
OTHERWISE = {"sobol_directions", "reply_phrases", "reply_signs"}
TABLES = sorted(path.stem for path in DATA.glob("*.csv") if path.stem not in OTHERWISE)

# Columns of keys, numbers, codes, addresses and ids; every other column is text and stands once per language.
NO_TEXT = {
    "address", "also", "always", "band", "category", "consequence", "cost", "counted_from", "day_offset",
    "deadline_days", "default", "duration_seconds", "effect", "evidence", "evidence_ids", "exit_without_warning",
    "group", "helper", "helpers", "high", "high_share", "hold_in_seconds", "hold_out_seconds", "id", "in_seconds",
    "input", "interest", "jurisdiction", "justice_type", "key", "kind", "likely", "likely_share", "low",
    "low_share", "met", "option", "order", "out_seconds", "parameter", "phase", "plan", "probability", "required",
    "rule", "side", "source", "state", "status", "style", "tag", "topic", "unit", "weekend", "year",
}  # fmt: skip
MAY_BE_EMPTY = {("gates", "note"), ("exit_plan", "proof")}  # nothing to add; a sentence has no proof
# A title stands as it was published, an id as it is, so the languages may agree.
MAY_AGREE = {("evidence", "source"), ("evidence", "population"), ("gates", "note")}

CYRILLIC = re.compile("[А-Яа-яЁё]")
MOJIBAKE = re.compile("[\ufffdÃÂÐÑ\x80-\x9f]|â€|Ä\x83|È[\x98-\x9b]")
WITHOUT_YO = re.compile(
    r"\b(ее|нее|еще|отчет\w*|расчет\w*|учет\w*|идет|дает|ведет|берет|найдет|вернет|причем|включен|решен"
    r"|прочтен|твердой|тяжел(ый|ая|ое|ые|ого|ой|ом|ым|ых)|жестк\w*|слезы|черн\w*|трех|четырех|свое|мое|надежн\w*|учебу)\b",
    re.IGNORECASE,
)
GROUPED = re.compile(r"(?<!\d)(\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?)(?!\d)")


def texts() -> list[tuple[str, str, dict[str, str]]]:
    """Table, column without its language, and the texts by language, for every row."""
    found = []
    for name in TABLES:
        rows = table(name)
        stems = {c.removesuffix("_en") for c in rows[0] if c.endswith("_en")}
        for row in rows:
            found += [(name, stem, {lang: row[f"{stem}_{lang}"] for lang in LANGUAGES}) for stem in sorted(stems)]
            if "en" in row:
                found.append((name, "", {lang: row[lang] for lang in LANGUAGES}))
    return found


TEXTS = texts()
FILLED = [(name, stem, said) for name, stem, said in TEXTS if any(said.values())]


def figures(text: str) -> list[str]:
    """The numbers of a text, whatever marks its language puts between the digits."""
    return sorted(re.sub(r"\D", "", number) for number in GROUPED.findall(text))


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_a_key_or_stands_in_each_language(name):
    columns = set(table(name)[0])
    stems = {c.rsplit("_", 1)[0] for c in columns if c.rsplit("_", 1)[-1] in LANGUAGES and "_" in c}
    spoken = {f"{stem}_{language}" for stem in stems for language in LANGUAGES}
    if columns & set(LANGUAGES):
        spoken |= set(LANGUAGES)
    assert spoken <= columns
    keys = NO_TEXT - ({"evidence", "topic", "unit", "source"} & stems)
    assert columns - spoken <= keys


def test_no_text_is_missing_in_a_language():
    for name, stem, said in TEXTS:
        assert all(said.values()) or ((name, stem) in MAY_BE_EMPTY and not any(said.values())), (name, stem, said)
        assert all(text == text.strip() for text in said.values()), said


def test_every_text_is_in_its_own_language():
    for name, stem, said in FILLED:
        assert not CYRILLIC.search(said["en"] + said["ro"]), said
        if (name, stem) not in MAY_AGREE:
            assert CYRILLIC.search(said["ru"]), said
            if len(said["en"].split()) > 2:
                assert said["en"] != said["ro"], said


def test_letters_are_whole():
    for _, _, said in FILLED:
        for text in said.values():
            assert not MOJIBAKE.search(text), text
            assert unicodedata.is_normalized("NFC", text), text
        # Romanian ș and ț carry a comma; the look-alikes with a cedilla are Turkish
        assert not set("şţŞŢ") & set(said["ro"]), said["ro"]
        assert not WITHOUT_YO.search(said["ru"]), said["ru"]


def test_the_numbers_are_the_same_in_all_languages():
    assert figures("1,133 in 2.5 of 18") == figures("1 133 из 2,5 до 18") == figures("1.133 la 2,5 din 18")
    for _, _, said in FILLED:
        assert figures(said["en"]) == figures(said["ru"]) == figures(said["ro"]), said


def test_the_same_ids_are_named_in_all_languages():
    named = re.compile(r"\b[A-Z]{3,4}-\d\d\b")
    for _, _, said in FILLED:
        assert named.findall(said["en"]) == named.findall(said["ru"]) == named.findall(said["ro"]), said


def test_what_is_the_same_in_english_is_the_same_in_the_others():
    for name, stem in {(name, stem) for name, stem, _ in FILLED if (name, stem) != ("evidence", "finding")}:
        by_english: dict[str, set[tuple[str, str]]] = {}
        for other, column, said in FILLED:
            if (other, column) == (name, stem):
                by_english.setdefault(said["en"], set()).add((said["ru"], said["ro"]))
        assert all(len(found) == 1 for found in by_english.values()), (name, stem)


def test_texts_end_alike():
    for _, _, said in FILLED:
        assert len({text.rstrip("”»)")[-1] in ".?!…" for text in said.values()}) == 1, said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in TABLES if name != "evidence" and "source" in table(name)[0]])
def test_every_source_of_a_content_table_is_of_a_known_kind(name, language):
    for row in table(name):
        found = citations(row["source"], words(language))
        assert len(found) == len(parts(row["source"])) > 0
        assert all(citation.text for citation in found)


def test_a_finding_is_cited_by_its_title_and_address():
    (found,) = citations("COMP-03", words("ru"))
    assert found.address == sources()["COMP-03"].link
    assert "Abeler" in found.text
    assert "Из вторых рук" in found.text


def test_a_source_of_no_kind_is_refused():
    with pytest.raises(ValueError):
        citations("somebody said", words("en"))


def test_columns_by_language():
    row = table("gates")[0]
    assert set(in_languages(row, "checked")) == set(LANGUAGES)
