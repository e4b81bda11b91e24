"""What is noted beside a case: no version of its own, never lost between versions, never undone by another tab."""

import pytest

from retention.content import content_hash
from retention.storage import Deleted, NotFound
from tests.benchmarks.documents import late_kitchen

CASE = late_kitchen()


def noted(storage, case_id: int):
    return storage.load(case_id).document.get("notes")


def test_a_note_makes_no_version_and_keeps_the_status(storage):
    made = storage.create(CASE)
    record = storage.note(made.id, {"gates": {"g01": "yes"}})
    assert (record.version, record.row.status) == (1, "draft")
    assert record.row.updated_at > made.row.updated_at
    assert record.document == {**CASE, "notes": {"gates": {"g01": "yes"}}}
    assert record.content_hash == content_hash(record.document)
    assert len(storage.versions(made.id)) == 1


def test_the_next_version_takes_the_notes_over(storage):
    made = storage.create(CASE)
    storage.note(made.id, {"closing": {"lesson": "Ask first"}})
    assert storage.save(made.id, {**CASE, "title": "Second"}, 1) == 2
    assert noted(storage, made.id) == {"closing": {"lesson": "Ask first"}}
    assert storage.save(made.id, {**CASE, "title": "Second"}, 2) == 2  # the case has not changed


def test_two_tabs_that_note_different_things_undo_nothing(storage):
    made = storage.create(CASE)
    storage.note(made.id, {"closing": {"lesson": "Ask first"}, "shares": {"company": 60}})
    storage.note(made.id, {"closing": {"our_part": "Late"}}, {"gates": {"g01": "no"}})
    assert noted(storage, made.id) == {
        "closing": {"lesson": "Ask first", "our_part": "Late"}, "shares": {"company": 60}, "gates": {"g01": "no"}
    }  # fmt: skip


def test_what_is_emptied_goes(storage):
    made = storage.create(CASE)
    storage.note(made.id, {"gates": {"g01": "yes", "g02": "no"}})
    storage.note(made.id, {"gates": {"g01": None}})
    assert noted(storage, made.id) == {"gates": {"g02": "no"}}
    storage.note(made.id, {"gates": None}, {"gates": {"g03": "no"}}, {"gates": None})
    assert noted(storage, made.id) is None


def test_a_copy_takes_all_but_the_closing(storage):
    made = storage.create(CASE)
    storage.note(made.id, {"closing": {"lesson": "Ask first"}, "gates": {"g01": "yes"}})
    assert noted(storage, storage.duplicate(made.id, "Copy").id) == {"gates": {"g01": "yes"}}


def test_a_deleted_or_unknown_case_takes_no_notes(storage):
    made = storage.create(CASE)
    storage.delete(made.id)
    with pytest.raises(Deleted):
        storage.note(made.id, {"gates": {"g01": "yes"}})
    with pytest.raises(NotFound):
        storage.note(made.id + 1, {"gates": {"g01": "yes"}})


def test_titles_that_begin_alike_and_cases_of_one_title(storage):
    for title in ("Late kitchen", "late KITCHEN (copy 2)", "Late 100% kitchen", "Кухня"):
        storage.create({**CASE, "title": title})
    gone = storage.create({**CASE, "title": "Late kitchen"})
    storage.delete(gone.id)
    assert storage.titles("Late kitchen") == {"Late kitchen", "late KITCHEN (copy 2)"}
    assert storage.titles("Late 100%") == {"Late 100% kitchen"}
    assert storage.titles("Кух") == {"Кухня"}
    assert [record.row.title for record in storage.same_title("Late kitchen")] == ["Late kitchen"]


def test_the_database_says_whether_it_takes_a_write(storage):
    assert storage.answers()


def test_a_held_sqlite_says_so_at_once_and_is_as_patient_as_before(sqlite_storage):
    with sqlite_storage.engine.connect() as other:
        other = other.execution_options(writes=True)
        with other.begin():
            assert not sqlite_storage.answers()
    assert sqlite_storage.answers()
    with sqlite_storage.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 10_000
