"""An empty storage for each test, once in SQLite and once in PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from retention.storage import SqlStorage, open_storage
from tests.storage.postgres import running_postgres, server_binaries

START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that goes on by a minute at each look, or jumps to where it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server on which databases may be made: RETENTION_TEST_POSTGRES_URL, or one of our own."""
    if given := os.environ.get("RETENTION_TEST_POSTGRES_URL"):
        yield given
        return
    binaries = server_binaries()
    if binaries is None:
        reason = "no PostgreSQL server here; install Debian's `postgresql` or set RETENTION_TEST_POSTGRES_URL"
        if os.environ.get("RETENTION_REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with running_postgres(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres_database(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database, dropped at the end; gives its URL."""
    address = make_url(postgres_url).set(drivername="postgresql+psycopg")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"retention_test_{uuid4().hex}")
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{made[-1]}"'))
        return address.set(database=made[-1]).render_as_string(hide_password=False)

    yield make
    with server.connect() as connection:
        for name in made:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture(scope="session")
def postgres_cases(new_postgres_database: Callable[[], str]) -> str:
    """The URL of a database with all tables, shared by the tests and emptied before each: quicker than one for each."""
    url = new_postgres_database()
    open_storage(url).dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without cases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/cases.sqlite3"
    shared: str = request.getfixturevalue("postgres_cases")
    engine = create_engine(shared)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE cases, rooms, bank_entries, settings, wrong_codes RESTART IDENTITY CASCADE"))
    engine.dispose()
    return shared


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage(url: str, clock: Clock) -> Iterator[SqlStorage]:
    opened = open_storage(url, clock=clock)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_storage(tmp_path: Path, clock: Clock) -> Iterator[SqlStorage]:
    """For what is looked at inside the file."""
    opened = open_storage(f"sqlite:///{tmp_path}/cases.sqlite3", clock=clock)
    yield opened
    opened.dispose()
