"""A room of many phones: `python -m tests.benchmarks.room [--people 300] [--processes 2 --database postgresql] ...`.

Phones come in, the trainer leads, everybody answers within a window; each speaks the real protocol (see `phones`), and
none of them is drawn.  With one process the app stands by itself, with more of them behind nginx as in `deploy/`.
Prints what was measured beside what is to be reached; the exit code is 1 if anything is not reached.  Server and phones
share this machine, so the load average stands beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from retention.storage import SqlStorage, open_storage
from retention.ui.room import room_document
from tests.benchmarks.documents import late_kitchen
from tests.benchmarks.first_visit import visit_rows
from tests.benchmarks.phones import Phone, spread
from tests.benchmarks.served import Served, Taken, behind_nginx, database, one_process, taken
from tests.benchmarks.table import Row, at_most, printed

MOST_PEOPLE = 1000
JOIN_SECONDS = 10.0
CONFIRMED_MS, JOIN_MS, STEP_MS = 500.0, 2000.0, 3000.0
LED = ("checkin", "glass", "round1")
SHOWN = ("reveal", "verdict")
SETTLE_SECONDS = 8.0  # longest wait for a step on all phones


@dataclass
class Measured:
    """Milliseconds of everything, by what was done, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)  # milliseconds of the server for each phone
    errors: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, what: str, results: list[Any]) -> None:
        """Results of `spread`: seconds, or what was raised."""
        self.errors += [f"{what}: {type(found).__name__}: {found}" for found in results if isinstance(found, Exception)]
        self.times[what] = [1000 * found for found in results if isinstance(found, float)]


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so many of them do not exceed; infinity where there are none."""
    if not values:
        return float("inf")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


class Led:
    """A room, its trainer and its phones."""

    def __init__(self, storage: SqlStorage, served: Served, people: int, seed: int) -> None:
        self.rooms = storage.rooms
        self.served, self.rng = served, random.Random(seed)
        document = room_document(late_kitchen(), "late_kitchen", "en")
        self.room, _secret = self.rooms.open_room(document, "Late kitchen", "en")
        self.phones = [Phone(served.address, self.room.code, f"Person {number + 1}") for number in range(people)]
        self.measured = Measured()

    async def all(self, what: str, action: Callable[[Phone], Awaitable[float]], seconds: float) -> None:
        """Every phone does this at a moment of its own within the window."""
        phones = [phone for phone in self.phones if phone.tab.is_open]
        with self._counted(what):
            self.measured.add(what, await spread([partial(action, phone) for phone in phones], seconds, self.rng))

    @contextmanager
    def _counted(self, what: str) -> Iterator[None]:
        before = taken(self.served.pids).cpu
        yield
        self.measured.cpu[what] = 1000 * (taken(self.served.pids).cpu - before) / len(self.phones)

    async def join(self, together: int) -> None:
        """The first `together` within the ten seconds that are measured, the others at the same pace after them."""
        for start in range(0, len(self.phones), together):
            batch = self.phones[start : start + together]
            seconds = JOIN_SECONDS * len(batch) / together
            self.measured.add(f"join {start}", await spread([phone.join for phone in batch], seconds, self.rng))

    async def go_to(self, step: str) -> None:
        """Lead to a step; milliseconds from the trainer's change to each phone that has drawn it."""
        start = time.monotonic()
        with self._counted(f"step {step}"):
            name = (await asyncio.to_thread(self.rooms.go_to, self.room.id, step)).revision
            while time.monotonic() - start < SETTLE_SECONDS and not all(name in phone.seen for phone in self.phones):
                await asyncio.sleep(0.05)
        late = [1000 * (phone.seen[name] - start) for phone in self.phones if name in phone.seen]
        self.measured.times[f"step {step}"] = late
        if missing := len(self.phones) - len(late):
            self.measured.errors.append(f"step {step}: {missing} phones did not show it in {SETTLE_SECONDS:.0f} s")
        await asyncio.sleep(1)

    async def leave(self) -> None:
        await asyncio.gather(*(phone.leave() for phone in self.phones))


async def _checkin(phone: Phone, rng: random.Random) -> float:
    phone.tab.fill("checkin_state", rng.randrange(11))
    return await phone.tab.press("checkin_send")


async def _glass(phone: Phone) -> float:
    phone.tab.fill("glass_guess", f"{phone.name} guesses that the worktop came late")
    return await phone.tab.press("glass_send")


async def run(led: Led, options: argparse.Namespace) -> None:
    """Lobby, check-in, empty glass, the first round, reveal, verdict."""
    before = taken(led.served.pids)
    await led.join(options.join)
    joined = taken(led.served.pids)
    if options.idle:
        await asyncio.sleep(options.idle)
    idle = taken(led.served.pids)
    await led.go_to("checkin")
    await led.all("check-in", lambda phone: _checkin(phone, led.rng), options.window)
    await led.go_to("glass")
    await led.all("guess", _glass, options.window)
    await led.go_to("round1")
    start, busy = taken(led.served.pids), time.monotonic()
    await led.all("answer", lambda phone: phone.answer(led.rng), options.window)
    end, busy = taken(led.served.pids), time.monotonic() - busy
    stored = len(led.rooms.answers(led.room.id, "round1"))
    if options.whole_round:
        await _whole_round(led, options.window)
    for step in SHOWN:
        await led.go_to(step)
    _report(led, options, stored, before, joined, idle, (end.cpu - start.cpu) / busy)
    await led.leave()


async def _whole_round(led: Led, window: float) -> None:
    """The rest of the questions, one window each."""
    number = 1
    while any(phone.question for phone in led.phones):
        number += 1
        asked = [phone for phone in led.phones if phone.question]
        actions = [partial(phone.answer, led.rng) for phone in asked]
        led.measured.add(f"answer {number}", await spread(actions, window, led.rng))


def _report(led: Led, options: argparse.Namespace, stored: int, before: Taken, joined: Taken, idle: Taken,
            cores: float) -> None:  # fmt: skip
    measured, people = led.measured, len(led.phones)
    rows, times = measured.rows, measured.times
    joining = percentile(times["join 0"], 0.95)
    rows.append(at_most(f"joining, {options.join} in 10 s: p95 ms", joining, JOIN_MS, "{:.0f}"))
    answers = [name for name in times if name == "answer" or name.startswith("answer ")]
    for name in ("check-in", "guess", *answers):
        rows.append(at_most(f"{name}: sent → confirmed, p95 ms", percentile(times[name], 0.95), CONFIRMED_MS, "{:.0f}"))
    for name in [name for name in times if name.startswith("step ")]:
        rows.append(at_most(f"{name}: on every phone, ms", max(times[name], default=float("inf")), STEP_MS, "{:.0f}"))
    cut = sum(phone.tab.disconnects for phone in led.phones)
    exceptions = [message for phone in led.phones for message in phone.tab.exceptions]
    rows.append(at_most("errors", len(measured.errors) + len(exceptions), 0, "{:.0f}"))
    rows.append(at_most("disconnects", cut, 0, "{:.0f}"))
    rows.append(Row("rows of the first round", str(stored), f"= {people}", stored == people))
    print(printed(rows))
    print()
    for name, found in times.items():
        figures = "  ".join(f"{told} {percentile(found, share):6.0f}" for told, share in
                            (("p50", 0.5), ("p95", 0.95), ("max", 1.0)))  # fmt: skip
        cpu = f"  server {measured.cpu[name]:5.1f} each" if name in measured.cpu else ""
        print(f"{name:<14} {len(found):4} times, ms: {figures}{cpu}")
    print(f"server: {cores:.2f} cores while the first question was answered; memory {before.memory:.0f} MiB before, "
          f"{joined.memory:.0f} when all had joined, {idle.memory:.0f} after {options.idle:.0f} s more, "
          f"{taken(led.served.pids).memory:.0f} at the end")  # fmt: skip
    for line in [*dict.fromkeys(measured.errors + exceptions)][:8]:
        print("  " + line)
    if exceptions:
        print(led.served.log.read_text(errors="replace")[-4000:])


@contextmanager
def place(options: argparse.Namespace) -> Iterator[tuple[SqlStorage, Served]]:
    with database(options.database) as url:
        storage = open_storage(url)
        serving = one_process(url) if options.processes == 1 else behind_nginx(url, options.processes)
        try:
            with serving as served:
                yield storage, served
        finally:
            storage.dispose()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--window", type=float, default=10.0, help="seconds in which everybody answers")
    parser.add_argument("--join", type=int, default=100, help="how many come in within ten seconds")
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2, 3, 4), help="more than one: behind nginx")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="SQLite for one process unless given")
    parser.add_argument("--idle", type=float, default=0.0, help="seconds in the lobby, to see the memory")
    parser.add_argument("--whole-round", action="store_true", help="answer all questions, one window each")
    parser.add_argument("--no-visit", action="store_true", help="leave out the first visit in Chromium")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.people = min(options.people, MOST_PEOPLE)
    options.database = options.database or ("sqlite" if options.processes == 1 else "postgresql")
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16384), hard))
    load = os.getloadavg()[0]
    with place(options) as (storage, served):
        led = Led(storage, served, options.people, options.seed)
        asyncio.run(run(led, options))
        visit = [] if options.no_visit else list(visit_rows(served.own, led.room.code))
    if visit:
        print(printed(visit))
    print(f"{options.people} people, {options.processes} process(es), {options.database}; load average {load:.1f} "
          f"before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores shared with the phones")  # fmt: skip
    return 0 if all(row.ok for row in [*led.measured.rows, *visit]) else 1


if __name__ == "__main__":
    sys.exit(main())
