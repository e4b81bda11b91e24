"""The tables in data/ are whole: ranges in order, sources that exist, every language filled in."""

import csv
import re

import pytest

from retention.case import CATEGORIES, OPTIONS, RETAINING
from retention.resources import DATA

LANGUAGES = ("en", "ru", "ro")
STATUSES = {"VERIFIED", "CALCULATED", "RECALLED"}
EVIDENCE_ID = re.compile(r"\b[A-Z]{3,4}-\d\d\b")
CYRILLIC = re.compile("[А-Яа-яЁё]")
OUR_JUDGEMENT = re.compile("expert judgement|by definition", re.IGNORECASE)
# Shares that may exceed 1: a compensation can be larger than the loss or the price.
ABOVE_ONE = {"share of the loss", "share of the price"}

TRANSLATED = {
    "gates": ("question", "effect"),
    "red_lines": ("name", "question", "action"),
    "client_interests": ("name", "sounds_like", "offer"),
    "behaviours": ("behaviour", "likely_cause", "worst", "best", "try_saying", "avoid_saying"),
    "exit_plan": ("title", "do", "owner"),
    "practices": ("moment", "name", "steps", "caution", "finding"),
}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(row: dict[str, str], *columns: str) -> list[float]:
    return [float(row[column]) for column in columns if row[column]]


def ordered(values: list[float]) -> bool:
    return values == sorted(values)


def called(row: dict[str, str]) -> str:
    return " ".join(row[column] for column in ("parameter", "option", "category") if row[column])


EVIDENCE = {row["id"]: row for row in table("evidence")}
DEFAULTS = table("defaults")


@pytest.mark.parametrize("name", [path.stem for path in sorted(DATA.glob("*.csv"))])
def test_every_row_has_as_many_fields_as_the_head(name):
    for row in table(name):
        assert None not in row
        assert None not in row.values()


def test_evidence_ids_are_unique():
    assert len(EVIDENCE) == len(table("evidence"))


def test_evidence_names_its_source_and_how_sure_it_is():
    for name, row in EVIDENCE.items():
        assert row["status"] in STATUSES, name
        assert row["source_en"], name
        assert row["unit_en"], name
        assert row["address"] or row["status"] != "VERIFIED", name
        assert ordered(numbers(row, "low", "likely", "high")), name


def test_defaults_are_ranges_that_their_units_allow():
    for row in DEFAULTS:
        low, likely, high = numbers(row, "low", "likely", "high")
        assert low <= likely <= high, called(row)
        assert row["option"] in {*OPTIONS, "any", "baseline"}, called(row)
        assert row["category"] in {*CATEGORIES, ""}, called(row)
        unit = row["unit_en"]
        is_probability = unit.startswith("probability") and "points" not in unit
        is_share = unit.startswith("share of") and unit not in ABOVE_ONE
        if is_probability or is_share:
            assert low >= 0, called(row)
            assert high <= 1, called(row)


def test_defaults_cite_evidence_or_say_that_they_are_judgement():
    for row in DEFAULTS:
        cited = [name for name in row["evidence_ids"].split(";") if name]
        assert cited or OUR_JUDGEMENT.search(row["note_en"]), called(row)
        assert set(cited + EVIDENCE_ID.findall(row["note_en"])) <= set(EVIDENCE), called(row)
        assert row["note_en"].endswith("."), called(row)


def test_defaults_stand_once():
    names = [called(row) for row in DEFAULTS]
    assert len(names) == len(set(names))


def test_every_option_has_the_defaults_that_a_case_needs():
    given = {(row["parameter"], row["option"], row["category"]) for row in DEFAULTS}
    for option in OPTIONS:
        assert ("stay", option, "") in given
        assert ("precedent_claims", option, "financial") in given
        for category in CATEGORIES:
            assert ("remaining_risk", option, category) in given


def test_one_stays_the_less_the_less_one_gets():
    likely = {row["option"]: float(row["likely"]) for row in DEFAULTS if row["parameter"] == "stay"}
    assert likely[RETAINING[0]] > likely[RETAINING[1]] > likely[RETAINING[2]] > likely["part"] == 0


@pytest.mark.parametrize("category", CATEGORIES)
def test_more_risk_is_left_the_less_one_gives(category):
    left = {
        row["option"]: float(row["likely"])
        for row in DEFAULTS
        if row["parameter"] == "remaining_risk" and row["category"] == category
    }
    assert left["satisfy"] < left["compromise"] < left["decline"]


@pytest.mark.parametrize(
    ("name", "columns"),
    [("probability_words", ("low", "likely", "high")), ("severity_bands", ("low_share", "likely_share", "high_share"))],
)
def test_words_rise_without_gap_or_overlap(name, columns):
    rows = table(name)
    assert all(ordered(numbers(row, *columns)) and len(numbers(row, *columns)) == 3 for row in rows)
    assert [row[columns[2]] for row in rows[:-1]] == [row[columns[0]] for row in rows[1:]]
    assert all(EVIDENCE_ID.findall(row["note_en"]) or OUR_JUDGEMENT.search(row["note_en"]) for row in rows)
    assert set(EVIDENCE_ID.findall(" ".join(row["note_en"] for row in rows))) <= set(EVIDENCE)


def test_probability_words_are_the_bands_they_cite():
    for row in table("probability_words"):
        band = EVIDENCE[EVIDENCE_ID.findall(row["note_en"])[0]]
        low, likely, high = numbers(row, "low", "likely", "high")
        assert [low, high] == numbers(band, "low", "high")
        assert likely == pytest.approx((low + high) / 2)
        assert low >= 0
        assert high <= 1


@pytest.mark.parametrize("name", ["probability_words", "severity_bands"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_are_the_same(name, language):
    words = [row[language] for row in table(name)]
    assert all(words)
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", TRANSLATED)
def test_content_has_ids_sources_and_three_languages(name):
    rows = table(name)
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"], row["id"]
        for stem in TRANSLATED[name]:
            english, russian, romanian = (row[f"{stem}_{language}"] for language in LANGUAGES)
            assert english, row["id"]
            assert CYRILLIC.search(russian), row["id"]
            assert romanian, row["id"]
            assert not CYRILLIC.search(english + romanian), row["id"]
            # Romanian ș and ț carry a comma; the look-alikes with a cedilla are Turkish
            assert not set("şţŞŢ") & set(romanian), row["id"]
            ends = {text[-1] in ".?!…”»" for text in (english, russian, romanian)}
            assert len(ends) == 1, row["id"]


def test_gates_have_known_effects_and_whole_days():
    effects = {
        "must_satisfy", "must_act", "cannot_exit", "deadline", "presume_fault", "longer_liability", "tell_client",
        "slow_down", "wording",
    }  # fmt: skip
    for row in table("gates"):
        assert row["effect"] in effects
        assert row["deadline_days"] == "" or int(row["deadline_days"]) > 0


def test_red_lines_say_on_which_side_they_are_and_when_they_end_it():
    for row in table("red_lines"):
        assert row["side"] in {"client", "company"}
        assert row["exit_without_warning"] in {"yes", "no", "if severe", "if proven"}
        assert row["signs_off_en"]
