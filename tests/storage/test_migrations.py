"""The migrations make what `tables` says, from anywhere, and only once however many start at the same time."""

import threading

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from retention.resources import DATA
from retention.storage import database_url, open_storage
from retention.storage.tables import metadata
from tests.benchmarks.documents import late_kitchen


def is_ours(_thing, name, kind, _reflected, _compared) -> bool:
    """Leaves out the trigram indices, which are the migration's own."""
    return not (kind in ("table", "index") and str(name).startswith(("case_trigrams", "case_search_trigrams")))


def test_the_migrations_make_the_tables_of_the_code(storage):
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []


def test_starting_from_another_folder_twice_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/folder with 100%/ș.sqlite3"
    first = open_storage(url)
    made = first.create(late_kitchen())
    first.dispose()
    second = open_storage(url)
    assert second.load(made.id) == made
    second.dispose()


def start_many(url: str, count: int) -> list[str]:
    """Opens the storage from many threads at once; returns what went wrong."""
    wrong: list[str] = []
    together = threading.Barrier(count)

    def start() -> None:
        together.wait()
        try:
            open_storage(url).dispose()
        except Exception as error:  # told by the test
            wrong.append(repr(error))

    threads = [threading.Thread(target=start) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_many_may_start_at_once_on_an_empty_file(tmp_path):
    assert start_many(f"sqlite:///{tmp_path}/cases.sqlite3", 4) == []


def test_many_may_start_at_once_on_an_empty_server(new_postgres_database):
    assert start_many(new_postgres_database(), 4) == []


def test_a_database_that_was_migrated_back_is_empty(new_postgres_database, tmp_path):
    from alembic import command
    from alembic.config import Config

    from retention.storage.engine import MIGRATIONS, writing

    for url in (new_postgres_database(), f"sqlite:///{tmp_path}/cases.sqlite3"):
        storage = open_storage(url)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        with writing(storage.engine) as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "base")
        with storage.engine.connect() as connection:
            left = set(inspect(connection).get_table_names()) - {"sqlite_sequence"}
            assert left == {"alembic_version"}
            assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0
        storage.dispose()


def test_cases_lie_beside_the_product_unless_said_otherwise():
    assert database_url({}) == f"sqlite:///{DATA.parent / 'var' / 'retention.sqlite3'}"
    assert database_url({"RETENTION_DATABASE_URL": "postgresql://host/cases"}) == "postgresql://host/cases"


def test_promises_of_cases_closed_before_there_was_a_register_are_in_it(new_postgres_database, tmp_path):
    from datetime import UTC, date, datetime

    from alembic import command
    from alembic.config import Config
    from sqlalchemy import delete

    from retention.storage.dealing_tables import promises
    from retention.storage.engine import MIGRATIONS, writing
    from tests.storage.test_closings import CLOSING, closed

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    for url in (new_postgres_database(), f"sqlite:///{tmp_path}/earlier.sqlite3"):
        storage = open_storage(url, clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
        waiting, kept = closed(storage).case_id, closed(storage).case_id
        storage.keep_promise(kept, CLOSING.promise_at)
        before = [storage.promises.of_case(number) for number in (waiting, kept)]
        events = storage.promises.events([1, 2])
        with writing(storage.engine) as connection:
            connection.execute(delete(promises))
            config.attributes["connection"] = connection
            command.downgrade(config, "0003")
        with writing(storage.engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        assert [storage.promises.of_case(number) for number in (waiting, kept)] == before
        assert storage.promises.events([1, 2]) == events
        assert before[0][0].due_on == date(2026, 12, 1)
        storage.dispose()
