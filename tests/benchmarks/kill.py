"""Nothing acknowledged is lost when the process is killed: `python -m tests.benchmarks.kill [--kills N] [--url URL]`.

A child saves one answer after another and prints each as soon as `save` has returned; the parent kills it with
SIGKILL at a random moment, opens the storage again and looks for every answer that was acknowledged.  Prints the
figures; the exit code is 1 if anything is missing or damaged.  SQLite in a temporary folder unless a URL is given.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from retention.storage import SqlStorage, open_storage
from tests.benchmarks.documents import ROOT, late_kitchen

LONGEST_LIFE = 0.25  # seconds from a child's first acknowledged answer to its end


@dataclass(frozen=True)
class Toll:
    """What the kills did.  lost: acknowledged answers that were not there; sound: the database found no damage."""

    kills: int
    acknowledged: int
    lost: int
    sound: bool
    seconds: float


def answer(number: int) -> str:
    return f"Ответ № {number}: " + "ș" * (number % 50)


def save_for_ever(url: str, case_id: int) -> None:
    """The child: saves answers and prints `version number` for each that is kept."""
    storage = open_storage(url)
    record = storage.load(case_id)
    version, document = record.version, record.document
    while True:
        number = version + 1
        version = storage.save(case_id, document | {"story": answer(number)}, version, reason="typed")
        print(version, number, flush=True)


def killed_child(url: str, case_id: int, life_seconds: float) -> list[tuple[int, int]]:
    """(version, answer) of everything that one child acknowledged before it was killed.

    Raises RuntimeError where the child ended by itself.
    """
    command = [sys.executable, "-m", "tests.benchmarks.kill", "--url", url, "--child", str(case_id)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]  # it has started and saved once
        time.sleep(life_seconds)
        ended = child.poll()
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    if ended is not None or not lines[0]:
        raise RuntimeError("the child did not live until it was killed")
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(version), int(number)) for version, number in whole]


def is_sound(storage: SqlStorage) -> bool:
    """Whether the database finds no damage in itself, nor a version missing."""
    with storage.engine.connect() as connection:
        gaps = "SELECT count(*) FROM cases c WHERE version <> (SELECT count(*) FROM versions v WHERE v.case_id = c.id)"
        if connection.execute(text(gaps)).scalar_one():
            return False
        if connection.dialect.name != "sqlite":
            return True
        return connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def run(url: str, kills: int, seed: int = 1) -> Toll:
    """Kill `kills` children in turn and look after each whether everything acknowledged is there."""
    start, rng = time.monotonic(), random.Random(seed)
    storage = open_storage(url)
    case_id = storage.create(late_kitchen()).id
    storage.dispose()
    kept: list[tuple[int, int]] = []
    lost: set[int] = set()
    for _ in range(kills):
        new = killed_child(url, case_id, rng.uniform(0, LONGEST_LIFE))
        kept += new
        storage = open_storage(url)  # as after a restart
        present = storage.load(case_id)
        lost |= {version for version, _ in new if version > present.version}
        lost |= {v for v, number in new if v not in lost and story(storage, case_id, v) != answer(number)}
        storage.dispose()
    storage = open_storage(url)
    lost |= {v for v, number in kept if v not in lost and story(storage, case_id, v) != answer(number)}
    sound = is_sound(storage)
    storage.dispose()
    return Toll(kills, len(kept), len(lost), sound, time.monotonic() - start)


def story(storage: SqlStorage, case_id: int, version: int) -> str:
    return str(storage.load_version(case_id, version).document["story"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--url", help="the database; SQLite in a temporary folder unless given")
    parser.add_argument("--child", type=int, metavar="CASE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        save_for_ever(arguments.url, arguments.child)
    with tempfile.TemporaryDirectory() as folder:
        toll = run(arguments.url or f"sqlite:///{Path(folder) / 'cases.sqlite3'}", arguments.kills)
    print(
        f"{toll.kills} kills in {toll.seconds:.0f} s: {toll.acknowledged} answers acknowledged, {toll.lost} lost, "
        f"database {'sound' if toll.sound else 'DAMAGED'}"
    )
    return 0 if toll.lost == 0 and toll.sound else 1


if __name__ == "__main__":
    sys.exit(main())
