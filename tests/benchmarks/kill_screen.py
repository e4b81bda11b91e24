"""Nothing that the screen has called saved is lost: `python -m tests.benchmarks.kill_screen [--rounds N] [--seed N]`.

A person types into the Decide page of a real browser and answers its questions; an answer counts as acknowledged when
the line in the head of the page says “saved” with a version that it did not name before.  The server is killed with
SIGKILL at a random moment and started again at the same address with the same database.  Then the page has to find
its case again, by itself or else after a reload, every acknowledged answer has to be in the version that was named,
and the fields have to show what the database holds.  Prints the figures; the exit code is 1 if anything is missing.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, sync_playwright

from retention.storage import SqlStorage, open_storage
from tests.benchmarks.documents import ROOT, late_kitchen
from tests.browser.live import CHROMIUM_ARGUMENTS, IDLE, came_up, chromium_path, free_port, settle

LONGEST_LIFE = 2.5  # seconds from the first key to the end of the server
PATIENCE_SECONDS = 60.0  # for the page to come back by itself
HANDED_OVER_MS = 2000  # until the page has also sent what it had not been able to send
TYPING_MS = 4000  # longest wait for a field; a server that is gone has its fields switched off
FIELDS = tuple(f"options.{option}.stay.{part}" for option in ("satisfy", "compromise", "decline") for part in ("low",))
VERSION = re.compile(r"saved .*version (\d+)")


@dataclass(frozen=True)
class Acknowledged:
    """An answer that the screen has called saved, in the version that it named.  triple: low, likely and high."""

    version: int
    path: str | None  # None for the answer to a question, which may stand anywhere in the document
    value: float | tuple[float, float, float]


@dataclass
class Figures:
    """What the rounds came to.  seconds: from the server's return to the case on screen, for each round."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    not_on_screen: int = 0
    reloads: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not (self.lost or self.not_on_screen or self.reloads)

    def __str__(self) -> str:
        waited = sorted(self.seconds)
        return (
            f"{self.rounds} kills: {self.acknowledged} answers acknowledged on screen, {self.lost} lost, "
            f"{self.not_on_screen} not on screen afterwards; the page came back by itself "
            f"{self.rounds - self.reloads} times, {median(waited):.1f} s (median) and {waited[-1]:.1f} s (longest) "
            "after the server"
        )


class Server:
    """The app at one address and one database, to be killed and started again."""

    def __init__(self, url: str) -> None:
        self.port = free_port()
        self.environment = {**os.environ, "RETENTION_DATABASE_URL": url}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *options, "--server.fileWatcherType=none"]
        silent: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **silent)
        if not came_up(self.process, self.port):
            raise RuntimeError("the app did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def run(page: Page, url: str, rounds: int, seed: int = 1, say: Callable[[str], None] = lambda line: None) -> Figures:
    """Kill the server of the database at `url` so many times while someone types into `page`."""
    rng, figures = random.Random(seed), Figures()
    storage, server = open_storage(url), Server(url)
    case_id = storage.create({**late_kitchen(), "title": "Killed while typing"}).id
    with ExitStack() as ends:
        ends.callback(storage.dispose)
        ends.callback(server.kill)
        server.start()
        page.goto(f"http://127.0.0.1:{server.port}/?case={case_id}")
        page.wait_for_selector(_selector(FIELDS[0]))
        settle(page)
        for number in range(1, rounds + 1):
            acknowledged = _typed_until_killed(page, server, rng)
            time.sleep(rng.uniform(0, 0.5))
            server.start()
            _came_back(page, storage, case_id, figures)
            _counted(figures, acknowledged, storage, case_id)
            say(f"round {number}: {len(acknowledged)} acknowledged; {figures}")
    return figures


# ---- typing


def _typed_until_killed(page: Page, server: Server, rng: random.Random) -> list[Acknowledged]:
    """Type answer after answer until the server is gone; what the screen called saved."""
    found: list[Acknowledged] = []
    end = threading.Timer(rng.uniform(0, LONGEST_LIFE), server.kill)
    end.start()
    while server.is_alive:
        with suppress(BrowserError):  # the server went while a field was being typed into
            before = _version(page)
            typed = _question_answered(page, rng) if rng.random() < 0.3 else None
            path, value = typed or _field_typed(page, rng)
            while server.is_alive and _version(page) <= before:
                time.sleep(0.02)
            if (version := _version(page)) > before:
                found.append(Acknowledged(version, path, value))
    end.join()
    return found


def _field_typed(page: Page, rng: random.Random) -> tuple[str, float]:
    path, value = rng.choice(FIELDS), rng.randint(100, 4000) / 100
    box = page.locator(_selector(path))
    box.fill(f"{value:g}", timeout=TYPING_MS)
    box.press("Tab", timeout=TYPING_MS)
    return path, value / 100


def _question_answered(page: Page, rng: random.Random) -> tuple[None, tuple[float, float, float]] | None:
    """The next question answered in numbers that occur nowhere else; None where there is none."""
    card = page.locator(".st-key-next_question")
    if not card.get_by_role("button", name="Answer", exact=True).count():
        return None
    low = rng.randint(1_000, 30_000) / 1000
    triple = (low, round(low + 0.5, 3), round(low + 1, 3))
    for name, value in zip(("Low", "Likely", "High"), triple, strict=True):
        card.get_by_role("spinbutton", name=name).fill(f"{value:g}", timeout=TYPING_MS)
    card.get_by_role("button", name="Answer", exact=True).click(timeout=TYPING_MS)
    return None, triple


def _version(page: Page) -> int:
    """The version that the screen calls saved, 0 where it calls none so."""
    said = page.evaluate("() => document.querySelector('.st-key-case_actions')?.innerText ?? ''")
    named = VERSION.search(said.replace("\n", " "))
    return int(named[1]) if named else 0


# ---- coming back


def _came_back(page: Page, storage: SqlStorage, case_id: int, figures: Figures) -> None:
    """Wait for the page to show the case as the database holds it, by itself or after a reload."""
    start = time.monotonic()
    is_back = _shows(page, storage, case_id)
    if not is_back:
        figures.reloads += 1
        page.reload()
        is_back = _shows(page, storage, case_id)
    figures.not_on_screen += not is_back
    figures.seconds.append(time.monotonic() - start)
    page.wait_for_timeout(HANDED_OVER_MS)


def _shows(page: Page, storage: SqlStorage, case_id: int) -> bool:
    """Whether the page comes to show what the database holds, which what was typed last may yet be added to."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        stored = storage.load(case_id)
        wanted = {path: _at(stored.document, path) * 100 for path in FIELDS}
        with suppress(BrowserError, ValueError):
            is_here = bool(page.locator(IDLE).count()) and f"case={stored.id}" in page.url
            shown = {path: float(page.locator(_selector(path)).input_value(timeout=1000)) for path in FIELDS}
            if is_here and _version(page) == stored.version and shown == pytest.approx(wanted):
                return True
        time.sleep(0.05)
    return False


def _counted(figures: Figures, acknowledged: list[Acknowledged], storage: SqlStorage, case_id: int) -> None:
    figures.rounds += 1
    figures.acknowledged += len(acknowledged)
    present = storage.load(case_id).version
    for answer in acknowledged:
        figures.lost += answer.version > present or not _holds(storage, case_id, answer)


def _holds(storage: SqlStorage, case_id: int, answer: Acknowledged) -> bool:
    document = storage.load_version(case_id, answer.version).document
    if answer.path is not None:
        return abs(_at(document, answer.path) - answer.value) < 1e-9  # type: ignore[operator]
    return any(_is_near(estimate, answer.value) for estimate in _estimates(document))


def _is_near(estimate: tuple[float, ...], typed: Any) -> bool:
    return any(all(abs(a * by - b) < 1e-6 for a, b in zip(estimate, typed, strict=True)) for by in (1, 100))


def _estimates(part: Any) -> Iterator[tuple[float, ...]]:
    if isinstance(part, dict) and "basis" in part:
        yield part["low"], part["likely"], part["high"]
    elif isinstance(part, (dict, list)):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _estimates(inner)


def _at(document: Any, path: str) -> float:
    for key in path.split("."):
        document = document[["low", "likely", "high"].index(key)] if isinstance(document, list) else document[key]
    return float(document)


def _selector(path: str) -> str:
    return f".st-key-{path.replace('.', '-')} input"


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_ARGUMENTS), ignore_default_args=["--headless"]
        )
        yield browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
        browser.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="a line for each round")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'cases.sqlite3'}"
        with _browser() as page:
            say = print if arguments.verbose else lambda line: None
            figures = run(page, url, arguments.rounds, arguments.seed, say)
    print(figures)
    return 0 if figures.ok else 1


if __name__ == "__main__":
    sys.exit(main())
