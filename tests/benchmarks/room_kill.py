"""Nothing confirmed is lost in a room: `python -m tests.benchmarks.room_kill [--kills 20] [--no-browser]`.

Phones answer a round over and over while the server is killed with SIGKILL at random moments and started again at the
same address with the same database.  Afterwards every answer that a phone saw confirmed has to be in the database as it
was given, and every phone has to be back at its place by itself; one of them is a real Chromium, which must not need a
reload.  Prints the figures; the exit code is 1 if anything is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
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

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from retention.case import OPTIONS, Case
from retention.content import case_part
from retention.defaults import probability_words, severity_bands
from retention.document import read_case
from retention.responsibility import SIDES
from retention.severity import band_severity
from retention.storage import SqlStorage, open_storage
from retention.ui.room import room_document
from retention.workshop.records import Room
from tests.benchmarks.documents import late_kitchen
from tests.benchmarks.first_visit import chromium
from tests.benchmarks.kill_screen import Server
from tests.benchmarks.phones import Phone, question_of
from tests.benchmarks.served import NAME
from tests.benchmarks.tab import Address, CutOff
from tests.browser.live import IDLE, chromium_path, settle

LONGEST_LIFE = 3.0  # seconds from the moment when all are back to the next kill
PATIENCE_SECONDS = 60.0
THINKING_SECONDS = (0.05, 0.4)
STEP = "round1"


@dataclass
class Figures:
    """What the kills came to.  seconds: from the server's return until a phone was back."""

    kills: int = 0
    confirmed: int = 0
    lost: int = 0
    misplaced: int = 0
    reloads: int = 0
    seconds: list[float] = field(default_factory=list)
    browser_seconds: list[float] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not (self.lost or self.misplaced or self.reloads)

    def __str__(self) -> str:
        waited = self.seconds or [float("nan")]
        told = (
            f"{self.kills} kills: {self.confirmed} answers confirmed, {self.lost} lost; the phones were back "
            f"{median(waited):.1f} s (median) and {max(waited):.1f} s (longest) after the server, "
            f"{self.misplaced} times not at their place"
        )
        if not self.browser_seconds:
            return told
        return told + (
            f"; Chromium {median(self.browser_seconds):.1f} s (median) and {max(self.browser_seconds):.1f} s "
            f"(longest), {self.reloads} reloads by hand"
        )


def stored_as(case: Case, question: str, choice: int) -> Any:
    """What the database holds of the choice with this place in its list."""
    if question == "responsibility":
        return dict.fromkeys(SIDES, 25)
    if question in ("keep", "option"):
        return (("yes", "no") if question == "keep" else OPTIONS)[choice]
    if question.startswith("fit."):
        return choice + 1
    if question.endswith(".severity"):
        band = band_severity(list(severity_bands())[choice], case)
        return [band.low, band.likely, band.high]
    return list(probability_words()[choice].triple)


class Killed:
    """A room whose server is killed while phones answer."""

    def __init__(self, url: str, people: int, seed: int) -> None:
        self.storage: SqlStorage = open_storage(url)
        self.server, self.rng = Server(url), random.Random(seed)
        document = room_document(late_kitchen(), "late_kitchen", "en")
        self.room: Room = self.storage.rooms.open_room(document, "Late kitchen", "en")[0]
        self.case = read_case(case_part(self.room.document))
        address = Address(self.server.port, name=f"{NAME}:{self.server.port}")
        self.phones = [Phone(address, self.room.code, f"Person {number + 1}") for number in range(people)]
        self.figures, self.up, self.over = Figures(), 0.0, False

    async def lives(self, phone: Phone, rng: random.Random) -> None:
        """A person with a phone, until it is over."""
        while not self.over:
            try:
                if phone.tab.is_open:
                    await self._answer(phone, rng)
                else:
                    await phone.come_back(PATIENCE_SECONDS)
                    self.figures.seconds.append(time.monotonic() - self.up)
                    self.figures.misplaced += not self._is_at_its_place(phone)
            except CutOff:
                pass
            await asyncio.sleep(rng.uniform(*THINKING_SECONDS))

    async def _answer(self, phone: Phone, rng: random.Random) -> None:
        if not phone.question:
            changes = [key for key in phone.tab.names() if key.startswith(f"change_{STEP}_")]
            await phone.tab.press(rng.choice(changes))
        # one that is on its way when the server goes may be kept or not: only a confirmed one has to be
        phone.given.pop(question_of(phone.question), None)
        await phone.answer(rng)
        self.figures.confirmed += 1

    def _is_at_its_place(self, phone: Phone) -> bool:
        """At a question that it has not answered, or at the list of all answers."""
        if phone.question:
            return question_of(phone.question) not in phone.given
        return any(key.startswith(f"change_{STEP}_") for key in phone.tab.names())

    def count(self) -> None:
        """Look for every confirmed answer."""
        names = {someone.nickname: someone.id for someone in self.storage.rooms.participants(self.room.id)}
        for phone in self.phones:
            stored = self.storage.rooms.answered(names[phone.name]).get(STEP)
            kept = dict(stored.content) if stored else {}
            for question, choice in dict(phone.given).items():
                self.figures.lost += not _same(kept.get(question), stored_as(self.case, question, choice))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return all(abs(a - b) < 1e-9 for a, b in zip(one, other, strict=True))
    return bool(one == other)


@contextmanager
def answering(killed: Killed) -> Iterator[None]:
    """All phones in the room and answering, in a thread of their own, until the block ends."""
    ready, failed = threading.Event(), []

    async def all_of_them() -> None:
        for phone in killed.phones:
            await phone.join()
        ready.set()
        seeds = [random.Random(killed.rng.random()) for _phone in killed.phones]
        try:
            await asyncio.gather(*(killed.lives(*pair) for pair in zip(killed.phones, seeds, strict=True)))
        finally:
            await asyncio.gather(*(phone.leave() for phone in killed.phones))

    def body() -> None:
        try:
            asyncio.run(all_of_them())
        except BaseException as error:
            failed.append(error)
            ready.set()

    thread = threading.Thread(target=body, name="phones")
    thread.start()
    ready.wait(PATIENCE_SECONDS)
    try:
        if not failed:
            yield
    finally:
        killed.over = True
        thread.join(PATIENCE_SECONDS)
        if failed:
            raise failed[0]


def run(
    url: str, kills: int, people: int = 12, page: Page | None = None, seed: int = 1,
    say: Callable[[str], None] = lambda line: None, host: str = NAME,
) -> Figures:  # fmt: skip
    """Kill the server of a room so many times.  page: of a browser for which `host` is this machine."""
    killed = Killed(url, people, seed)
    figures = killed.figures
    with ExitStack() as ends:
        ends.callback(killed.storage.dispose)
        ends.callback(killed.server.kill)
        killed.server.start()
        if page is not None:
            _browser_joins(page, killed, host)
        killed.storage.rooms.go_to(killed.room.id, STEP)
        ends.enter_context(answering(killed))
        for number in range(1, kills + 1):
            given = _browser_answers(page, killed) if page is not None else {}
            time.sleep(killed.rng.uniform(0, LONGEST_LIFE))
            returns = [len(phone.returns) for phone in killed.phones]
            killed.server.kill()
            time.sleep(killed.rng.uniform(0, 0.5))
            killed.server.start()
            killed.up = time.monotonic()
            if page is not None:
                _browser_is_back(page, killed, given)
            _all_back(killed, returns)
            killed.count()
            figures.kills = number
            say(str(figures))
    return figures


def _all_back(killed: Killed, returns: list[int]) -> None:
    """Wait until every phone has come back once more.  returns: how often each had before."""
    end, away = time.monotonic() + PATIENCE_SECONDS, len(killed.phones)
    while time.monotonic() < end and away:
        away = sum(len(phone.returns) <= before for phone, before in zip(killed.phones, returns, strict=True))
        time.sleep(0.05)
    killed.figures.misplaced += away


# ---- the phone that is a real browser


def _browser_joins(page: Page, killed: Killed, host: str) -> None:
    page.goto(f"http://{host}:{killed.server.port}/join?room={killed.room.code}")
    page.locator(".st-key-join_nickname input").fill("Chromium")
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_text("connected", exact=True).wait_for()
    page.evaluate("window.neverReloaded = true")


def _browser_answers(page: Page, killed: Killed) -> dict[str, Any]:
    """Answer one question, or another one anew; what the database holds of this phone then."""
    page.locator('[class*="st-key-ask_"] button, [class*="st-key-change_"] button').first.wait_for()
    settle(page)
    if not page.locator('[class*="st-key-ask_"]').count():
        page.locator('[class*="st-key-change_"] button').first.click()
        settle(page)
    radio = page.get_by_role("radio")
    if radio.count():
        page.locator("[role=radiogroup] label").last.click()
    else:
        for box in page.get_by_role("spinbutton").all():
            box.fill("25")
    before = _stored(killed)
    page.get_by_role("button", name="Save and go on").click()
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and _stored(killed) == before:
        time.sleep(0.05)
    settle(page)
    return _stored(killed)


def _stored(killed: Killed) -> dict[str, Any]:
    rooms = killed.storage.rooms
    mine = next(someone.id for someone in rooms.participants(killed.room.id) if someone.nickname == "Chromium")
    found = rooms.answered(mine).get(STEP)
    return {"at": found.saved_at, **found.content} if found else {}


def _browser_is_back(page: Page, killed: Killed, given: dict[str, Any]) -> None:
    """The page stands again and listens, without a reload, and its answers are kept."""
    end, is_back = time.monotonic() + PATIENCE_SECONDS, False
    while time.monotonic() < end and not is_back:
        time.sleep(0.05)
        with suppress(BrowserError):
            is_back = bool(page.locator(IDLE).count()) and page.get_by_text("connected", exact=True).is_visible()
    killed.figures.browser_seconds.append(time.monotonic() - killed.up)
    killed.figures.reloads += not (is_back and page.evaluate("window.neverReloaded === true"))
    killed.figures.lost += any(_stored(killed).get(question) != answer for question, answer in given.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-browser", action="store_true", help="without the phone that is a real Chromium")
    parser.add_argument("--verbose", action="store_true", help="a line for each kill")
    options = parser.parse_args()
    say = print if options.verbose else lambda line: None
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        page = None
        if not options.no_browser and chromium_path():
            browser = ends.enter_context(chromium())
            page = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB").new_page()
        url = f"sqlite:///{Path(folder) / 'rooms.sqlite3'}"
        figures = run(url, options.kills, options.people, page, options.seed, say)
    print(figures)
    return 0 if figures.ok else 1


if __name__ == "__main__":
    sys.exit(main())
