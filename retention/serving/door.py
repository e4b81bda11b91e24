"""The middleware at the door: it lets the owner in by the key, gives each browser its token, and sets headers.

Whoever asks for a page that is not theirs, or that there is not, is led to the first one: Streamlit's own answer to
that is a dialog in English.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retention.access import OWNER_COOKIE, OWNER_PARAMETER, PERSON_COOKIE, is_owner, new_token, owner_pass, same
from retention.serving.pages import EVERYBODYS, MANY_KEYS, TOLD, UNCHECKED_KEY, WRONG_KEY, led_to, page_named

YEAR = 365 * 24 * 3600
# Keys are looked at one after the other, and a wrong one holds up the next: guessing is no faster for being done from
# many browsers at once.  It is held up by process, so behind a proxy there are as many tries a second as processes.
WRONG_KEY_SECONDS = 1.0
MOST_WAITING = 10  # keys that wait for their turn; more are not looked at
NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/live/")
# No address of a room or a case leaves with a link, no other site shows these pages in a frame of its own.
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "connect-src 'self' data: blob:",
}


class Door:
    """ASGI middleware.  owner_key: gives the owner's key, None while it is not known."""

    def __init__(self, app: ASGIApp, owner_key: Callable[[], str | None]) -> None:
        self.app = app
        self.owner_key = owner_key
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = scope["method"] == "GET" and not scope["path"].startswith(NOT_PAGES)
        if is_page and await self._let_in(scope, send):
            return
        elsewhere = await self._elsewhere(scope) if is_page else None
        token = new_token() if is_page and PERSON_COOKIE not in _cookies(scope) else None
        led_on = False

        async def send_with_headers(message: Message) -> None:
            nonlocal led_on
            if led_on:
                return
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                is_html = headers.get("content-type", "").startswith("text/html")
                if elsewhere and is_html:  # not a file of that name
                    led_on = True
                    await _lead(elsewhere, send)
                    return
                if token and is_html:
                    headers.append("set-cookie", _cookie(scope, PERSON_COOKIE, token))
            await send(message)

        await self.app(scope, receive, send_with_headers)

    async def _elsewhere(self, scope: Scope) -> str | None:
        """Where this visitor is led instead of the page of this address; None where they may have it."""
        path = scope["path"]
        page, reason = led_to(path, page_named(path) not in EVERYBODYS and await self._is_owner(scope))
        if page == path.strip("/"):
            return None
        asked = _asked(scope)
        before = next((value for name, value in asked if name == TOLD), None)  # as a key that was wrong
        return _address(page, asked, before or reason)

    async def _is_owner(self, scope: Scope) -> bool:
        peer, key = scope.get("client"), await asyncio.to_thread(self.owner_key)
        return is_owner(peer[0] if peer else "", Headers(scope=scope), _cookies(scope), key)

    async def _let_in(self, scope: Scope, send: Send) -> bool:
        """Take the key out of the address, and give the browser its pass where the key is right."""
        asked = _asked(scope)
        keys = [value for name, value in asked if name == OWNER_PARAMETER]
        if not keys:
            return False
        key = await asyncio.to_thread(self.owner_key)
        problem = UNCHECKED_KEY if key is None else await self._problem(keys[-1], key)
        cookie = None if problem or key is None else _cookie(scope, OWNER_COOKIE, owner_pass(key))
        await _lead(_address(scope["path"], asked, problem), send, cookie)
        return True

    async def _problem(self, given: str, key: str) -> str | None:
        """What is wrong with a key that was given: a code, or None."""
        if self._waiting >= MOST_WAITING:
            return MANY_KEYS
        self._waiting += 1
        try:
            async with self._turn:
                if same(given, key):
                    return None
                await asyncio.sleep(WRONG_KEY_SECONDS)
                return WRONG_KEY
        finally:
            self._waiting -= 1


def _asked(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _address(path: str, asked: list[tuple[str, str]], told: str | None) -> str:
    """An address of this server with the parameters that were asked for, without the key, and what is told there."""
    kept = [(name, value) for name, value in asked if name not in (OWNER_PARAMETER, TOLD)]
    query = urlencode([*kept, (TOLD, told)] if told else kept)
    return "/" + quote(path.lstrip("/")) + (f"?{query}" if query else "")


async def _lead(target: str, send: Send, cookie: str | None = None) -> None:
    """Send the browser to another address of this server."""
    headers = [(b"cache-control", b"no-store"), (b"location", target.encode("ascii"))]
    if cookie is not None:
        headers.append((b"set-cookie", cookie.encode("latin-1")))
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _cookies(scope: Scope) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _cookie(scope: Scope, name: str, value: str) -> str:
    """A cookie that no script reads and no other site sends along."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    secure = "; Secure" if "https" in (scope.get("scheme"), forwarded) else ""
    return f"{name}={value}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{secure}"
