"""Phones in a room: each a browser with its own token, on the page of the room and on the line of its events.

What the script of the page does is done here by hand: a change in the pulse that the page follows makes it run again,
a line that is cut is opened again, and a session that a restarted server does not know begins anew.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

from tests.benchmarks.tab import Address, Browser, CutOff, Tab

AGAIN_SECONDS = 0.5  # between tries to come back
LINE = "live"  # the key of the component that listens


class Phone:
    """One participant."""

    def __init__(self, address: Address, code: str, name: str = "", keep: bool = False) -> None:
        self.browser = Browser(address)
        self.code, self.name = code, name
        self.tab = Tab(self.browser, "join", f"room={code}", keep)
        self.pulses: list[dict[str, Any]] = []
        self.seen: dict[int, float] = {}  # when this screen first was as the revision asks, by time.monotonic()
        self.events = 0
        self.ears: asyncio.Task[None] | None = None
        self.returns: list[float] = []  # seconds of each way back
        self.given: dict[str, int] = {}  # what was confirmed: which choice, by question

    # ---- coming in

    async def join(self) -> float:
        """From the link to the lobby; seconds until the lobby is on screen."""
        start = time.perf_counter()
        await self.tab.open()
        if self.tab.field("join_nickname") is not None:
            if self.name:
                self.tab.fill("join_nickname", self.name)
            await self.tab.press("join_send")
        if self.tab.field(LINE) is None:
            raise LookupError(f"not in the room: {self.tab.texts()[:6]}")
        self._look()
        self.ears = asyncio.create_task(self._listen())
        return time.perf_counter() - start

    async def leave(self) -> None:
        if self.ears is not None:
            self.ears.cancel()
            with suppress(asyncio.CancelledError):
                await self.ears
        await self.tab.close()

    # ---- the line of events

    async def _listen(self) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
                answered, reader, writer = await self.browser.opened(f"/live/{self.code}", Accept="text/event-stream")
                try:
                    if answered.status != 200:
                        raise ValueError(answered.status)
                    await self._hear(reader)
                finally:
                    writer.close()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if not line.startswith(b"data: {"):
                continue
            self.events += 1
            pulse = json.loads(line[len("data: ") :])
            if not pulse:
                continue  # a sign of life
            self.pulses.append(pulse)
            await self._follow(pulse)

    async def _follow(self, pulse: dict[str, Any]) -> None:
        """Have the page run where it shows less than the pulse tells."""
        found = self.tab.field(LINE)
        if found is None or not self.tab.is_open:
            return
        data = self._data()
        for name in data["follows"]:
            if pulse[name] != data["shown"][name]:
                with suppress(CutOff):
                    await self.tab.trigger(LINE, "changed", {"name": name, "value": pulse[name], "at": 0})
                self._look()
                return

    def _data(self) -> dict[str, Any]:
        found = self.tab.field(LINE)
        given: dict[str, Any] = json.loads(found.mixed.json or found.json) if found is not None else {}
        return given

    def _look(self) -> None:
        if data := self._data():
            self.seen.setdefault(data["shown"]["revision"], time.monotonic())

    # ---- answering

    @property
    def question(self) -> str:
        """The key of the button that sends the question on screen; empty where there is none."""
        return next((key for key in self.tab.names() if key.startswith("ask_") and key.endswith("_send")), "")

    async def answer(self, rng: random.Random) -> float:
        """Answer the question on screen; seconds until the next one, or what was answered, is on screen.

        Raises CutOff where it was not confirmed, and LookupError where there is no question.
        """
        before = self.question
        chosen = 0
        for key in self.tab.names():
            if key.startswith("ask_") and not key.endswith(("_way", "_send")):
                chosen = self._fill(key, rng)
        if not before:
            raise LookupError(f"no question: {self.tab.texts()[:6]}")
        seconds = await self.tab.press(before)
        if self.question == before:
            raise LookupError(f"{before} was not taken: {self.tab.texts()[:12]}")
        self.given[question_of(before)] = chosen
        return seconds

    def _fill(self, key: str, rng: random.Random) -> int:
        """Which of the choices it is; 0 where there are none."""
        found = self.tab.field(key)
        if type(found).__name__ == "Radio":
            chosen = rng.randrange(len(found.options))
            self.tab.fill(key, chosen)
            return chosen
        self.tab.fill(key, 25)  # one of four shares
        return 0

    async def come_back(self, patience_seconds: float = 60.0) -> float:
        """What the page does after a cut: try until the server is there, and run.  Seconds that it took."""
        start = time.monotonic()
        while time.monotonic() - start < patience_seconds:
            with suppress(CutOff):
                await self.tab.connect()
                await self.tab.rerun()
                self._look()
                self.returns.append(time.monotonic() - start)
                return self.returns[-1]
            await asyncio.sleep(AGAIN_SECONDS)
        raise CutOff(f"not back within {patience_seconds} s")


def question_of(send_key: str) -> str:
    """The question that a button sends: `ask_7_round1_risks.0.severity_words_send` is of `risks.0.severity`."""
    return send_key.split("_", 3)[3].removesuffix("_send").rsplit("_", 1)[0]


async def spread(actions: Iterable[Callable[[], Awaitable[Any]]], seconds: float, rng: random.Random) -> list[Any]:
    """Start each action at a random moment of a window and wait for all; a failure is a result like any other."""

    async def later(action: Callable[[], Awaitable[Any]], at: float) -> Any:
        await asyncio.sleep(at)
        return await action()

    started = [later(action, rng.uniform(0, seconds)) for action in actions]
    return await asyncio.gather(*started, return_exceptions=True)
