"""Word of changes in a room, sent to its phones as they happen: server-sent events in place of asking again and again.

`GET /live/{code}` sends the pulse of the room at once and whenever it changes, and a sign of life in between.  Nothing
of what anyone answered is in it.  One look into the database per process and half second serves everyone who listens.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from retention.access import PERSON_COOKIE
from retention.storage import SqlStorage, Unavailable
from retention.workshop.codes import read_code
from retention.workshop.records import NoRoom, NotIn, Pulse, Removed

LOOK_SECONDS = 0.5
COUNT_SECONDS = 2.0  # between two words to a phone of nothing but how many have answered; its host hears at once
ALIVE_SECONDS = 10.0  # between signs of life; a phone that hears nothing for twice as long shows that it is cut off
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}  # no proxy is to collect events before passing on


class Pulses:
    """Who listens to which room, in this process; what the rooms are is in the database alone.

    storage: gives the storage, which may raise Unavailable.
    may_listen: whether a request may listen to a room by more than being in it, as its host's may.
    """

    def __init__(self, storage: Callable[[], SqlStorage], may_listen: Callable[[Request, str], bool]) -> None:
        self.storage = storage
        self.may_listen = may_listen
        self.listening: dict[int, int] = {}
        self.last: dict[int, Pulse] = {}
        self.changed = asyncio.Event()
        self.watch: asyncio.Task[None] | None = None
        self.ended = False

    def routes(self) -> list[Route]:
        return [Route("/live/{code}", self.events)]

    async def events(self, request: Request) -> Response:
        code = read_code(request.path_params["code"])
        found = await asyncio.to_thread(self._room_of, request, code) if code else None
        if found is None:
            return JSONResponse({"error": "not in this room"}, status_code=403, headers=HEADERS)
        return StreamingResponse(self._events(*found), media_type="text/event-stream", headers=HEADERS)

    def end(self) -> None:
        """Let everyone go who listens, from the thread of the loop: a server that is to stop waits for them."""
        self.ended = True
        self.changed.set()

    def _room_of(self, request: Request, code: str) -> tuple[int, float] | None:
        """The room of the code and how often to tell its counts, where this request may listen to it."""
        try:
            rooms = self.storage().rooms
            room = rooms.find(code)
            if self.may_listen(request, code):
                return room.id, 0.0
            rooms.me(room.id, request.cookies.get(PERSON_COOKIE) or request.query_params.get("me", ""))
        except (NoRoom, NotIn, Removed, Unavailable):
            return None
        return room.id, COUNT_SECONDS

    async def _events(self, room_id: int, count_seconds: float) -> AsyncIterator[str]:
        self.listening[room_id] = self.listening.get(room_id, 0) + 1
        if self.watch is None or self.watch.done():
            self.watch = asyncio.create_task(self._keep_watch())
        sent: Pulse | None = None
        at = 0.0
        try:
            while not self.ended:
                now, word, patience = self.last.get(room_id), self.changed, ALIVE_SECONDS
                if now is not None and now != sent:
                    wait = at + count_seconds - time.monotonic()
                    if sent is None or wait <= 0 or _without_counts(now) != _without_counts(sent):
                        sent, at = now, time.monotonic()
                        yield event(now)
                    else:
                        patience = wait
                try:
                    await asyncio.wait_for(word.wait(), patience)
                except TimeoutError:
                    if patience == ALIVE_SECONDS:
                        yield "event: alive\ndata: {}\n\n"
        finally:
            self.listening[room_id] -= 1
            if not self.listening[room_id]:
                del self.listening[room_id]
                self.last.pop(room_id, None)

    def _looked(self, numbers: list[int]) -> dict[int, Pulse]:
        return self.storage().rooms.pulses(numbers)

    async def _keep_watch(self) -> None:
        """Look as long as anyone listens; a database that does not answer is asked again."""
        while self.listening and not self.ended:
            numbers = list(self.listening)
            try:
                found = await asyncio.to_thread(self._looked, numbers)
            except Unavailable:
                found = {}
            if any(self.last.get(number) != pulse for number, pulse in found.items()):
                self.last.update(found)
                word, self.changed = self.changed, asyncio.Event()
                word.set()
            await asyncio.sleep(LOOK_SECONDS)


@lru_cache(maxsize=64)
def event(pulse: Pulse) -> str:
    """The pulse as an event, made once for everyone who listens."""
    return f"data: {json.dumps(pulse_document(pulse))}\n\n"


def _without_counts(pulse: Pulse) -> Pulse:
    return replace(pulse, people=0, answered=0)


def pulse_document(pulse: Pulse) -> dict[str, object]:
    """The pulse as phones are told it."""
    return {
        "revision": pulse.revision,
        "step": pulse.step,
        "ends_at": pulse.ends_at.timestamp() if pulse.ends_at else None,
        "over": pulse.over,
        "people": pulse.people,
        "answered": pulse.answered,
        "wall": pulse.wall,
        "bank": pulse.bank,
    }
