"""The database: where it is, how it is opened, brought up to date and written to."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from retention.resources import DATA
from retention.storage.records import Unavailable

DEFAULT_FILE = DATA.parent / "var" / "retention.sqlite3"
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
OLDEST_SQLITE = (3, 34)  # the first with the trigram tokenizer
MIGRATION_LOCK = 7_238_684_366  # any number; the same for every process that migrates this database


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """RETENTION_DATABASE_URL where it is set, else SQLite in `var/` beside the product."""
    return environment.get("RETENTION_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def open_engine(url: str, patience_seconds: float = 10.0) -> Engine:
    """An engine for SQLite or PostgreSQL, its tables brought up to date.

    patience_seconds: how long a write waits for another one, and a connection for the server.
    Raises Unavailable where the database is not reached.
    """
    address = _address(url)
    # parameters hold clients' words, which belong into no log and no traceback
    settings: dict[str, Any] = {"hide_parameters": True}
    if address.get_backend_name() == "sqlite":
        _make_room(address)
        patience = {"patience": patience_seconds}
        connect = {"timeout": patience_seconds}
        engine = create_engine(address, **settings, connect_args=connect, execution_options=patience)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        connect = {"connect_timeout": max(2, round(patience_seconds))}
        engine = create_engine(address, **settings, pool_pre_ping=True, connect_args=connect)
        event.listen(engine, "connect", _prepare_postgres)
    migrate(engine)
    return engine


def _address(url: str) -> URL:
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(f"{address.drivername} is not supported; give sqlite:/// or postgresql://")
    return address


def _make_room(address: URL) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old; 3.34 or newer is needed")
    if address.database and address.database != ":memory:":
        # for the owner only: these are clients' cases
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin below, not behind our back
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # With NORMAL a commit survives the end of the process but not a power cut: the log is flushed only now and then.
    # FULL flushes it at each commit, a few milliseconds that nobody who types notices.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -16000")  # KiB: the lists and the search index of ten thousand cases
    cursor.close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    # The default is for spinning disks and makes a search read every text where the index would do.
    connection.execute("SET random_page_cost = 1.1")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once if another one wrote in between, however patient;
    # one that is to write therefore takes its turn at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is to write; kept when this returns, undone if anything raises."""
    with (
        _reporting(),
        _in_turn(engine),
        engine.connect() as connection,
        connection.execution_options(writes=True).begin(),
    ):
        yield connection


@contextmanager
def _in_turn(engine: Engine) -> Iterator[None]:
    """One writer of this process after the other: SQLite lets one write, and has the rest ask again at random."""
    if engine.dialect.name != "sqlite":
        yield
        return
    mine = _turn(str(engine.url)).acquire(timeout=engine.get_execution_options()["patience"])
    try:
        yield
    finally:
        if mine:
            _turn(str(engine.url)).release()


@cache
def _turn(url: str) -> Lock:
    return Lock()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads; all its answers are of one moment in SQLite."""
    with _reporting(), engine.connect() as connection:
        yield connection


def takes_writes(engine: Engine) -> bool:
    """Whether a write would succeed just now; where another one holds SQLite, that is no, without waiting for it."""
    try:
        with _reporting(), engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                return _is_free(connection.connection.cursor())
            connection.execute(text("SELECT 1"))
    except Unavailable:
        return False
    return True


def _is_free(cursor: Any) -> bool:
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        cursor.close()
    return True


@contextmanager
def _reporting() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except NoConnectionFree as error:
        raise Unavailable("no connection became free") from error


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form; safe where several processes start at once."""
    from alembic import command  # a second of imports, needed once per process
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
