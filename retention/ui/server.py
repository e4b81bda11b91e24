"""The server around the app: what it prints at the start, what it loads ahead, and what stands before the pages."""

from __future__ import annotations

import asyncio
import gc
import importlib
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from retention.access import OWNER_PARAMETER, is_owner, listens_beyond
from retention.serving.address import network_address
from retention.serving.door import Door
from retention.serving.live import Pulses
from retention.storage import SqlStorage, Unavailable, database_url, open_storage
from retention.storage.owner import owner_key
from retention.workshop.records import NoRoom, NotHost

# What the first visit would otherwise wait for.
LOADED_AHEAD = ("retention.decision", "retention.quick_start", "retention.explain", "streamlit.elements.widgets.slider")
COLLECTING = (20_000, 20, 50)  # Python's own are 700, 10, 10


class Server:
    """The settings of `st.App`: one storage and one owner's key for what is served beside the pages."""

    def __init__(self) -> None:
        self._storage: SqlStorage | None = None
        self._key: str | None = None
        self._pulses = Pulses(self.storage, self.may_listen)

    def settings(self) -> dict[str, Any]:
        return {
            "lifespan": self.lifespan,
            "routes": self._pulses.routes(),
            "middleware": [Middleware(Door, owner_key=self.owner_key)],
        }

    def storage(self) -> SqlStorage:
        """Raises Unavailable."""
        if self._storage is None:
            self._storage = open_storage(database_url())
        return self._storage

    def owner_key(self) -> str | None:
        """The owner's key, None as long as the database does not answer."""
        if self._key is None:
            try:
                self._key = owner_key(self.storage())
            except Unavailable:
                return None
        return self._key

    def may_listen(self, request: Request, code: str) -> bool:
        """Whether a request listens to a room as its host, or as the owner of everything here."""
        peer = request.client.host if request.client else ""
        if is_owner(peer, request.headers, request.cookies, self.owner_key()):
            return True
        secret = request.query_params.get("host")
        if not secret:
            return False
        try:
            self.storage().rooms.hosted(code, secret)
        except (NoRoom, NotHost):
            return False
        return True

    @asynccontextmanager
    async def lifespan(self, _app: Any) -> AsyncIterator[None]:
        # A folder called pages/ beside app.py would switch the automatic pages of old on until the first visit.
        PagesManager.uses_pages_directory = False
        for name in LOADED_AHEAD:
            importlib.import_module(name)
        gc.freeze()
        # Three hundred pages are a million objects that live as long as the room: looking through them all again and
        # again would cost more than it frees, because hardly any of them is part of a cycle.
        gc.set_threshold(*COLLECTING)
        self._tell_owner()
        self._let_go_at_the_end()
        yield

    def _let_go_at_the_end(self) -> None:
        """Have a signal to stop end the events, too: the server would wait for them as long as a phone listens."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)

            def stop(number: int, frame: Any, before: Any = before) -> None:
                loop.call_soon_threadsafe(self._pulses.end)
                if callable(before):
                    before(number, frame)

            signal.signal(number, stop)

    def _tell_owner(self) -> None:
        """Print the link that makes a browser the owner's, as long as others can reach this server."""
        address, key = config.get_option("server.address"), self.owner_key()
        if key is None:
            print("  The database does not answer, so nobody but this machine can be the owner yet.", flush=True)
            return
        everywhere = not address or address in ("0.0.0.0", "::")
        host = (network_address() or "localhost") if everywhere else address
        link = f"http://{host}:{config.get_option('server.port')}/?{OWNER_PARAMETER}={key}"
        if listens_beyond(address):
            print("  Other machines reach this server. Saved cases and rooms are for its owner: open once", flush=True)
        else:
            print("  Behind a proxy, open this once, under the proxy's own name, to be the owner:", flush=True)
        print(f"  {link}\n", flush=True)
