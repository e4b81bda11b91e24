"""Lists and searches among 10,000 cases against the same among 100: `python -m tests.benchmarks.storage [--cases N]`.

Prints one table; the exit code is 1 if anything takes more than twice the time.  `--url` names an empty PostgreSQL
database on which two more may be made; without it SQLite files in a temporary folder are measured, and PostgreSQL
where a server can be started.  Known to take longer, some 2.3 times with SQLite: a part of a word most of which
stands in every case, such as client-57 where the clients are client-1 to client-10000.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

import numpy as np
from sqlalchemy import create_engine, make_url, text

from retention.storage import Headline, SqlStorage, cases, open_storage
from retention.storage.engine import writing
from tests.benchmarks.documents import late_kitchen
from tests.benchmarks.speed import alternating
from tests.benchmarks.table import Row, at_most, printed
from tests.storage.postgres import running_postgres, server_binaries

FEW = 100
REPETITIONS = 60
MOST = 2.0
WORDS = """
    доставка опоздала кухня мебель клиент возврат заказ монтаж столешница претензия întârziere livrare bucătărie mobilă
    comandă montaj reclamație rambursare client furnizor late delivery kitchen worktop refund order fitting claim
    supplier scratched twice promised phone letter Monday
"""
FIRST_NAMES = """
    Ion Maria Andrei Elena Vasile Ana Mihai Ioana Ștefan Cristina Иван Мария Андрей Елена Сергей Анна Михаил Ольга
    Алексей Наталья John Mary Andrew Helen Peter Ann Michael Jane Stephen Emma
"""
LAST_NAMES = """
    Țurcanu Popescu Rusu Ceban Munteanu Ciobanu Lungu Moraru Rotaru Cojocaru Иванов Петров Сидоров Кузнецов Соколов
    Лебедев Козлов Новиков Морозов Павлов Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright
"""
SEARCHES = {
    "a word of every case": "кухня",
    "a word of most cases": "scratched",
    "a surname, one case in 30": "Țurcanu",
    "a surname without diacritics": "turcanu",
    "the middle of a surname": "нецо",
    "a whole name, one case in 900": "Наталья Кузнецов",
    "a name and a word": "kitchen popescu",
    "one case by its number": "кухня 0050",
    "two letters, one case in 30": "ле",
    "two letters of most cases": "до",
    "one letter": "k",
    "what nobody has": "zanzibar",
    "two letters that nobody has": "zx",
}


def document(number: int, rng: np.random.Generator) -> dict[str, Any]:
    """The model's example with words of its own: some 60 in the story, more than most people write."""
    words = WORDS.split()
    return late_kitchen() | {
        "title": f"Кухня {number:04}",
        "client": f"{rng.choice(FIRST_NAMES.split())} {rng.choice(LAST_NAMES.split())}",
        "request": " ".join(rng.choice(words, 8)),
        "story": " ".join(rng.choice(words, 60)),
        "trade": str(rng.choice(words)),
    }


def fill(storage: SqlStorage, count: int) -> None:
    """Cases made over the past year, a few with a date on which they ask for something, in one transaction."""
    rng, start = np.random.default_rng(1), datetime(2026, 1, 1, tzinfo=UTC)
    headline = Headline("our_client", "compromise", 500.0)
    with writing(storage.engine) as connection:
        for number, name in enumerate(rng.permutation(count)):
            now = start + timedelta(minutes=50 * number * 10_000 / count)
            cases.create(connection, document(int(name), rng), "created", headline, now)
        due = "UPDATE cases SET review_on = :day, next_due_on = :day WHERE id % :each = 0"
        day: Any = date(2026, 12, 1) if connection.dialect.name == "postgresql" else "2026-12-01"
        connection.execute(text(due), {"day": day, "each": max(1, count // 20)})
    if storage.engine.dialect.name == "postgresql":  # what its autovacuum does by itself within a minute
        with storage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def questions() -> dict[str, Callable[[SqlStorage], object]]:
    """What is measured, by name."""

    def searched(query: str) -> Callable[[SqlStorage], object]:
        return lambda storage: storage.search(query)

    return {
        "list": lambda storage: storage.search(),
        "list of drafts": lambda storage: storage.search(status="draft"),
        "second page": lambda storage: storage.search(offset=50),
        "what is due": lambda storage: storage.due(date(2026, 12, 1)),
        "load": lambda storage: storage.load(50),
        **{f"search: {what}": searched(query) for what, query in SEARCHES.items()},
    }


def rows(name: str, few: SqlStorage, many: SqlStorage, count: int) -> Iterator[Row]:
    """One row per question: the time with many cases as a multiple of that with FEW."""

    def asked(storage: SqlStorage, ask: Callable[[SqlStorage], object]) -> Callable[[int], object]:
        return lambda _: ask(storage)

    for what, ask in questions().items():
        seconds = alternating({"few": asked(few, ask), "many": asked(many, ask)}, REPETITIONS, warm_up=10)
        shown = f"{name}, {what}: {count} cases {1e3 * seconds['many']:.2f} ms / {FEW} {1e3 * seconds['few']:.2f} ms"
        yield at_most(shown, seconds["many"] / seconds["few"], MOST)


def saving_time(storage: SqlStorage) -> float:
    """Median seconds of a save that is acknowledged."""
    record = storage.load(50)
    version, seconds = record.version, []
    for number in range(REPETITIONS):
        start = time.perf_counter()
        version = storage.save(record.id, {**record.document, "hourly_rate": number}, version)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def measured(name: str, urls: tuple[str, str], count: int) -> list[Row]:
    few, many = (open_storage(url) for url in urls)
    fill(few, FEW)
    fill(many, count)
    found = list(rows(name, few, many, count))
    print(f"{name}: a save takes {1e3 * saving_time(many):.1f} ms among {count} cases")
    few.dispose()
    many.dispose()
    return found


def new_databases(server_url: str) -> tuple[str, str]:
    """Two empty databases on a PostgreSQL server."""
    address = make_url(server_url).set(drivername="postgresql+psycopg")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    names = ("retention_benchmark_few", "retention_benchmark_many")
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    few, many = (address.set(database=name).render_as_string(hide_password=False) for name in names)
    return few, many


@contextmanager
def postgres_server(url: str | None) -> Iterator[str | None]:
    binaries = server_binaries()
    if url or binaries is None:
        yield url
        return
    with running_postgres(binaries) as started:
        yield started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--url", help="a PostgreSQL server on which databases may be made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres_server(arguments.url) as server:
        files = (f"sqlite:///{folder}/few.sqlite3", f"sqlite:///{folder}/many.sqlite3")
        found = measured("SQLite", files, arguments.cases)
        if server:
            found += measured("PostgreSQL", new_databases(server), arguments.cases)
        else:
            print("PostgreSQL: not measured, no server here")
    print(printed(found))
    return 0 if all(row.ok for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
