"""Saving, loading, versions and shelves: the same on SQLite and on PostgreSQL."""

import copy
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from retention.content import content_hash
from retention.faults import InvalidInput
from retention.storage import Conflict, Deleted, Headline, NotFound, SqlStorage, Unavailable, open_storage
from tests.benchmarks.documents import late_kitchen
from tests.storage.conftest import START, Clock

CASE = late_kitchen()
HEADLINE = Headline("our_client", "compromise", 812.5)

TEXTS = {
    "markup": "<script>alert('1')</script> & <b>bold</b> %s {0} $x ${y}",
    "formula": "=HYPERLINK(\"http://example.org\";\"x\") +1 -1 @SUM(A1)",
    "sql": "'; DROP TABLE cases; -- \" ` \\",
    "long": "Доставка опоздала. " * 600,
    "right to left": "\u202eשלום עולם\u202c مرحبا بالعالم\u200f",
    "control": "a\x00b\x07c\r\nd\te\x85f\u2028g",
    "surrogate": "half of a pair: \ud83d",
    "emoji": "👩‍👩‍👧‍👦 ё ș ț ﬁ ① e\u0301 é",
}


def with_title(title: str) -> dict[str, Any]:
    return {**CASE, "title": title}


def test_a_case_is_created_and_loaded_whole(storage):
    made = storage.create(CASE, headline=HEADLINE)
    assert storage.load(made.id) == made
    assert made.document == CASE
    assert list(made.document) == list(CASE)
    assert made.content_hash == content_hash(CASE)
    row = made.row
    assert (row.version, row.status, row.shelf) == (1, "draft", "open")
    assert (row.title, row.client, row.currency) == ("Late kitchen", "A. Client", "EUR")
    assert (row.verdict, row.recommended, row.value_gap) == ("our_client", "compromise", 812.5)
    assert row.created_at == row.updated_at == START + timedelta(minutes=1)
    assert row.created_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_comes_back_unchanged(storage, text):
    document = {**CASE, "title": text, "client": text, "story": text, "notes": {text: [text, None, 1.5, True]}}
    made = storage.create(document, reason=text)
    storage.save(made.id, {**document, "request": text}, 1, reason=text)
    assert storage.load_version(made.id, 1).document == document
    assert storage.load(made.id).document == {**document, "request": text}
    assert len(storage.load(made.id).row.title) <= 200
    assert "\n" not in storage.versions(made.id)[1].reason
    words = text.split()
    assert [row.id for row in storage.search(" ".join(words[:3])).rows] == [made.id]


def test_an_unfinished_case_is_saved_too(storage):
    made = storage.create({"notes": {"closing": {"lesson": "Ask first"}}, "title": 7, "risks": "none yet"})
    assert storage.load(made.id).document["notes"]["closing"]["lesson"] == "Ask first"
    assert (made.row.title, made.row.currency, made.row.verdict) == ("", "", None)


def test_a_number_that_json_cannot_hold_is_a_fault(storage):
    with pytest.raises(InvalidInput) as refused:
        storage.create({**CASE, "hourly_rate": float("nan")})
    assert refused.value.faults[0].rule == "not_finite"
    assert storage.search().rows == ()


def test_every_change_is_kept_as_a_version(storage):
    made = storage.create(CASE)
    assert storage.save(made.id, with_title("Second"), 1, reason="  A new\n title ") == 2
    assert storage.save(made.id, with_title("Third"), 2) == 3
    rows = storage.versions(made.id)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.reason for row in rows] == ["created", "A new title", "title"]
    assert [row.saved_at - START for row in rows] == [timedelta(minutes=n) for n in (1, 2, 3)]
    for row, title in zip(rows, ("Late kitchen", "Second", "Third"), strict=True):
        assert row.content_hash == content_hash(with_title(title))
        assert storage.load_version(made.id, row.number).document["title"] == title
    assert storage.load(made.id).row.title == "Third"


def test_a_reason_names_the_changed_paths_unless_given(storage):
    changed = copy.deepcopy(CASE)
    changed["options"]["satisfy"]["outlay"] = [800, 900, 1000]
    changed["risks"][1]["severity"] = [1, 2, 3]
    changed["loyalty"] = 9
    made = storage.create(CASE)
    storage.save(made.id, changed, 1)
    assert storage.versions(made.id)[-1].reason == "options.satisfy.outlay, risks.1.severity, loyalty"


def test_saving_what_is_stored_already_makes_no_version(storage):
    made = storage.create(CASE)
    assert storage.save(made.id, dict(reversed(CASE.items())), 1, headline=HEADLINE) == 1
    assert len(storage.versions(made.id)) == 1
    assert storage.load(made.id).row.verdict == "our_client"


def test_a_second_tab_never_overwrites_the_first(storage):
    made = storage.create(CASE)
    storage.save(made.id, with_title("First tab"), 1)
    with pytest.raises(Conflict) as refused:
        storage.save(made.id, with_title("Second tab"), 1)
    assert (refused.value.stored.version, refused.value.stored.document["title"]) == (2, "First tab")
    assert storage.load(made.id).document["title"] == "First tab"
    assert len(storage.versions(made.id)) == 2
    assert storage.save(made.id, with_title("Second tab"), 2) == 3


def test_a_version_that_does_not_exist_yet_is_a_conflict(storage):
    made = storage.create(CASE)
    with pytest.raises(Conflict):
        storage.save(made.id, with_title("From the future"), 5)


def test_of_many_saves_at_once_exactly_one_wins(storage):
    made = storage.create(CASE)
    outcomes: list[object] = []
    together = threading.Barrier(6)

    def save(number: int) -> None:
        together.wait()
        try:
            outcomes.append(storage.save(made.id, with_title(f"Tab {number}"), 1))
        except Conflict as conflict:
            outcomes.append(conflict.stored.version)
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 5
    assert outcomes.count(2) == 6
    assert len(storage.versions(made.id)) == 2


def test_a_new_version_has_no_verdict_until_it_is_decided(storage):
    made = storage.create(CASE, headline=HEADLINE)
    storage.save(made.id, with_title("Changed"), 1)
    assert storage.load(made.id).row.verdict is None
    storage.set_headline(made.id, 1, HEADLINE)  # too late: that version is gone
    assert storage.load(made.id).row.verdict is None
    storage.set_headline(made.id, 2, HEADLINE)
    assert storage.load(made.id).row.verdict == "our_client"


def test_a_duplicate_lives_its_own_life(storage):
    made = storage.create(CASE)
    twin = storage.duplicate(made.id, title="Late kitchen, again")
    assert twin.id != made.id
    assert twin.document == with_title("Late kitchen, again")
    storage.save(twin.id, with_title("Other"), 1)
    assert storage.load(made.id).document == CASE


def test_archiving_hides_a_case_and_keeps_it_workable(storage):
    made = storage.create(CASE)
    storage.archive(made.id)
    assert storage.search().rows == ()
    assert [row.id for row in storage.search(status="archived").rows] == [made.id]
    assert storage.save(made.id, with_title("Changed"), 1) == 2
    assert storage.load(made.id).row.shelf == "archived"
    storage.unarchive(made.id)
    assert [row.id for row in storage.search().rows] == [made.id]


@pytest.mark.parametrize("shelf", ["open", "archived"])
def test_a_deleted_case_comes_back_to_where_it_was(storage, shelf):
    made = storage.create(CASE)
    if shelf == "archived":
        storage.archive(made.id)
    storage.delete(made.id)
    assert storage.search().rows == storage.search(status="archived").rows == ()
    assert [row.id for row in storage.search(status="deleted").rows] == [made.id]
    with pytest.raises(Deleted) as refused:
        storage.save(made.id, with_title("Too late"), 1)
    assert refused.value.stored.document == CASE
    storage.undo_delete(made.id)
    row = storage.load(made.id).row
    assert (row.shelf, row.deleted_at) == (shelf, None)
    assert storage.save(made.id, with_title("In time"), 1) == 2


def test_a_purge_removes_what_was_deleted_before_and_nothing_else(storage, clock):
    kept, recent, old = (storage.create(with_title(title)) for title in ("Kept", "Recent", "Old"))
    storage.delete(old.id)
    storage.delete(recent.id)
    between = storage.load(recent.id).row.deleted_at
    assert storage.purge(deleted_before=between) == 1
    with pytest.raises(NotFound):
        storage.load(old.id)
    with pytest.raises(NotFound):
        storage.versions(old.id)
    storage.undo_delete(recent.id)
    assert [row.id for row in storage.search("recent").rows] == [recent.id]
    assert storage.search("old").rows == storage.search("old", status="deleted").rows == ()
    assert storage.load(kept.id).document["title"] == "Kept"
    assert storage.create(CASE).id > old.id  # an id is never given twice


def test_what_does_not_exist_is_not_found(storage):
    made = storage.create(CASE)
    for attempt in (
        lambda: storage.load(made.id + 1),
        lambda: storage.save(made.id + 1, CASE, 1),
        lambda: storage.versions(made.id + 1),
        lambda: storage.load_version(made.id, 2),
        lambda: storage.duplicate(made.id + 1),
        lambda: storage.archive(made.id + 1),
        lambda: storage.delete(made.id + 1),
        lambda: storage.undo_delete(made.id + 1),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_everything_is_there_after_reopening(url, clock):
    first = open_storage(url, clock=clock)
    made = first.create(CASE)
    first.save(made.id, with_title("Saved"), 1)
    before = first.load(made.id), first.versions(made.id)
    first.dispose()
    second = open_storage(url, clock=clock)
    assert (second.load(made.id), second.versions(made.id)) == before
    second.dispose()


def test_a_failed_change_leaves_nothing_behind(storage, monkeypatch):
    made = storage.create(CASE)

    def fail(*_: object) -> None:
        raise OSError("no more")

    monkeypatch.setattr("retention.storage.cases.add_version", fail)
    with pytest.raises(OSError, match="no more"):
        storage.save(made.id, with_title("Half"), 1)
    assert storage.load(made.id) == made


def test_a_locked_database_is_reported(tmp_path):
    url = f"sqlite:///{tmp_path}/cases.sqlite3"
    storage, other = open_storage(url, patience_seconds=0.05), open_storage(url)
    made = storage.create(CASE)
    with other.engine.connect().execution_options(writes=True) as connection, connection.begin():
        with pytest.raises(Unavailable):
            storage.save(made.id, with_title("Waits in vain"), 1)
        assert storage.load(made.id) == made  # reading goes on
    assert storage.save(made.id, with_title("Now"), 1) == 2
    storage.dispose()
    other.dispose()


def test_sqlite_keeps_its_promises(tmp_path):
    storage = open_storage(f"sqlite:///{tmp_path}/deep/er/cases.sqlite3")
    with storage.engine.connect() as connection:
        pragma = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in (
            "journal_mode", "foreign_keys", "synchronous", "busy_timeout")}
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}
    storage.dispose()


def test_the_clock_of_the_machine_is_read_in_utc(tmp_path):
    storage: SqlStorage = open_storage(f"sqlite:///{tmp_path}/cases.sqlite3")
    made = storage.create(CASE).row.created_at
    assert made.utcoffset() == timedelta(0)
    storage.dispose()


def test_a_moment_without_time_zone_is_refused(url):
    naive = Clock()
    naive.now = START.replace(tzinfo=None)
    storage = open_storage(url, clock=naive)
    with pytest.raises(Exception, match="time zone"):
        storage.create(CASE)
    storage.dispose()
