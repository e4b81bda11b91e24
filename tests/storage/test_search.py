"""Lists and searches: what is found, in which order, and that an index finds it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from retention.storage import Page, search
from retention.storage.engine import writing
from retention.storage.search import NEWEST, folded, needles, searched_text
from retention.storage.tables import case_search, cases
from tests.benchmarks.documents import late_kitchen
from tests.storage.conftest import START

CASE = late_kitchen()


def case(**texts: str) -> dict[str, Any]:
    return {**CASE, "title": "-", "client": "", **texts}


def ids(page: Page) -> list[int]:
    return [row.id for row in page.rows]


FOUND = [
    ({"title": "Late kitchen"}, "KITCHEN"),
    ({"client": "Ion Țurcanu"}, "turcanu"),
    ({"client": "Ion Ţurcanu"}, "Țurcanu"),  # cedilla and comma below
    ({"title": "Întârziere la Chișinău"}, "intarziere chisinau"),
    ({"story": "Всё ещё не доставили ШКАФ"}, "все шкаф"),
    ({"request": "Вернуть деньги"}, "ДЕНЬГ"),
    ({"trade": "Мебель"}, "ебел"),
    ({"title": "Straße"}, "STRASSE"),
    ({"client": "İbrahim"}, "ibrahim"),
    ({"title": "discount of 100% at once"}, "100%"),
    ({"title": "file_name"}, "e_n"),
    ({"title": r"back\slash"}, r"k\s"),
    ({"title": 'said "no" twice'}, '"no"'),
    ({"title": "x OR y NOT z"}, "not z or"),
    ({"client": "Popescu", "title": "Late kitchen"}, "kitchen pop"),
    ({"title": "Å ångström"}, "ång"),
    ({"title": "Я и мы"}, "я"),
    ({"title": "до нас"}, "до"),
    ({"title": "שלום עולם"}, "עולם"),
    ({"title": "two\nlines"}, "two  lines"),
    ({"story": "before " + "long " * 3000 + "after"}, "after before"),
]


@pytest.mark.parametrize("texts, query", FOUND, ids=[query for _, query in FOUND])
def test_a_search_finds_by_any_part_in_any_case(storage, texts, query):
    storage.create(case(title="something else"))
    wanted = storage.create(case(**texts)).id
    assert ids(storage.search(query)) == [wanted]


NOT_FOUND = ["100%", "a_b", "%", "_", "*", '"', "kit*", "late OR kitchen", "onion pie", "itchen pop"]


@pytest.mark.parametrize("query", NOT_FOUND)
def test_a_search_takes_every_character_for_itself(storage, query):
    storage.create(case(title="Late kitchen, 100 at 5, axb"))
    assert ids(storage.search(query)) == []


def test_words_of_two_characters_count_at_the_beginning(storage):
    at_beginning = storage.create(case(title="an old oven")).id
    storage.create(case(title="sold"))
    assert ids(storage.search("ol")) == [at_beginning]


def test_the_newest_change_comes_first_page_by_page(storage):
    made = [storage.create(case(title=f"Case {number}")).id for number in range(7)]
    storage.save(made[2], case(title="Case 2 again"), 1)
    order = [made[2], *[i for i in reversed(made) if i != made[2]]]
    pages = [storage.search(limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [i for page in pages for i in ids(page)] == order
    assert [page.more for page in pages] == [True, True, False]
    searched = [storage.search("case", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert searched == pages


def test_a_changed_text_is_found_and_the_former_one_is_not(storage):
    made = storage.create(case(title="oven")).id
    storage.save(made, case(title="stove"), 1)
    assert ids(storage.search("stove")) == [made]
    assert ids(storage.search("oven")) == []


def test_the_status_narrows_a_list_and_a_search(storage):
    made = [storage.create(case(title=f"Case {number}")).id for number in range(3)]
    with storage.engine.begin() as connection:
        connection.execute(cases.update().where(cases.c.id == made[1]).values(status="closed"))
    storage.archive(made[2])
    for query in ("", "case"):
        assert ids(storage.search(query)) == [made[1], made[0]]
        assert ids(storage.search(query, status="draft")) == [made[0]]
        assert ids(storage.search(query, status="closed")) == [made[1]]
        assert ids(storage.search(query, status="archived")) == [made[2]]
        assert ids(storage.search(query, status="reviewed")) == ids(storage.search(query, status="deleted")) == []
    with pytest.raises(ValueError, match="no such status"):
        storage.search(status="lost")


def fill(storage, count: int) -> list[int]:
    """Many cases at once, oldest first; one in 50 is of `Rara Avis`, all have `common`; without versions."""
    rows = [
        {"version": 1, "title": f"Case {n}", "client": "", "status": "draft", "shelf": "open", "currency": "EUR",
         "created_at": START, "updated_at": START.replace(microsecond=n)}
        for n in range(count)
    ]
    with writing(storage.engine) as connection:
        returning = insert(cases).returning(cases.c.id, sort_by_parameter_order=True)
        made = list(connection.execute(returning, rows).scalars())
        texts = [{"client": "Rara Avis" if n % 50 == 0 else "Common", "story": "common"} for n in range(count)]
        words = [{"case_id": i, "text": searched_text(t)} for i, t in zip(made, texts, strict=True)]
        connection.execute(insert(case_search), words)
    return made


def test_what_lies_beyond_the_newest_is_found_as_well(storage):
    made = fill(storage, 3 * NEWEST)
    rare = [i for n, i in enumerate(made) if n % 50 == 0][::-1]
    assert ids(storage.search("rara avis", limit=5)) == rare[:5]
    assert ids(storage.search("avis", limit=5, offset=5)) == rare[5:10]
    last = storage.search("RAR", limit=5, offset=10)
    assert (ids(last), last.more) == (rare[10:], False)
    assert ids(storage.search("common rara", limit=100)) == rare
    assert ids(storage.search("common", limit=4, offset=3 * NEWEST - 3)) == made[:3][::-1]


def test_a_query_may_be_as_long_as_a_story(storage):
    story = " ".join(f"word{number}" for number in range(3000))
    made = storage.create(case(story=story)).id
    assert ids(storage.search(story)) == [made]
    assert ids(storage.search("x" * 20_000)) == []


def steps(storage, statement) -> list[str]:
    """What SQLite says it does for a statement."""
    with storage.engine.connect() as connection:
        written = str(statement.compile(storage.engine, compile_kwargs={"literal_binds": True}))
        return [row[3] for row in connection.execute(text("EXPLAIN QUERY PLAN " + written))]


@pytest.mark.parametrize("status", [None, "draft", "archived"])
def test_a_list_reads_no_more_than_it_shows(sqlite_storage, status):
    (step,) = steps(sqlite_storage, search._listing(status).limit(50))  # one step: nothing is sorted
    assert step.startswith("SEARCH cases USING COVERING INDEX cases_by_")


def test_a_search_goes_through_the_index_of_trigrams(sqlite_storage):
    with sqlite_storage.engine.connect() as connection:
        statement = search._indexed(connection, needles("rara av"), "draft")
    found = steps(sqlite_storage, statement)
    assert [step for step in found if step.startswith("SCAN")] == ["SCAN case_trigrams VIRTUAL TABLE INDEX 0:M1"]
    assert "SEARCH cases USING INTEGER PRIMARY KEY (rowid=?)" in found


def test_the_index_is_asked_for_the_rarest_word(sqlite_storage):
    fill(sqlite_storage, 200)
    with sqlite_storage.engine.connect() as connection:
        assert search._rarest(connection, ["common", "rara"]) == "rara"
        assert search._rarest(connection, ["zanzibar", "rara", "avis", "nobody"]) == "zanzibar"


def test_the_index_is_in_step_after_all_kinds_of_change(sqlite_storage):
    made = [sqlite_storage.create(case(title=f"Case {number}")).id for number in range(5)]
    sqlite_storage.save(made[0], case(title="Другое"), 1)
    sqlite_storage.delete(made[1])
    sqlite_storage.purge(START.replace(year=2100))
    with writing(sqlite_storage.engine) as connection:
        check = "INSERT INTO case_trigrams(case_trigrams, rank) VALUES ('integrity-check', 1)"
        connection.execute(text(check))  # raises where the index and the texts differ


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(words):
    assert folded(folded(words)) == folded(words)


@given(st.text(max_size=40))
def test_any_word_is_found_in_its_own_text(words):
    assert all(needle in searched_text({"title": words}) for needle in needles(words))
