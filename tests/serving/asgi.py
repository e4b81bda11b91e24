"""Requests to an ASGI app without a server: what it sends, as it sends it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sent:
    """What an app sent in answer to one request."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


def scope_of(
    path: str, query: str = "", method: str = "GET", peer: str = "127.0.0.1", **headers: str
) -> dict[str, Any]:
    """The scope of a request; a header's name is written with underscores."""
    told = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {
        "type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": told,
        "client": (peer, 4711), "scheme": "http", "http_version": "1.1", "root_path": "", "server": ("127.0.0.1", 8501),
        "asgi": {"version": "3.0", "spec_version": "2.3"},
    }  # fmt: skip


async def asked(
    app: Any, scope: dict[str, Any], until: Callable[[Sent], bool] = lambda sent: False, seconds: float = 5.0
) -> Sent:
    """The answer to a request; `until`: hang up when this is true of what has come so far."""
    sent, gone = Sent(), asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            sent.status = message["status"]
            sent.headers = [(key.decode(), value.decode("latin-1")) for key, value in message.get("headers", [])]
        else:
            sent.body += message.get("body", b"")
        if until(sent):
            gone.set()

    await asyncio.wait_for(app(scope, receive, send), seconds)
    return sent
