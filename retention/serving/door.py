"""The middleware at the door: it lets the owner in by the key, gives each browser its token, and sets headers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retention.access import OWNER_COOKIE, OWNER_PARAMETER, PERSON_COOKIE, new_token, owner_pass, same

YEAR = 365 * 24 * 3600
WRONG_KEY_SECONDS = 1.0
NOT_PAGES = ("/_stcore", "/static", "/media", "/component", "/live")
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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = scope["method"] == "GET" and not scope["path"].startswith(NOT_PAGES)
        if is_page and await self._let_in(scope, send):
            return
        token = new_token() if is_page and PERSON_COOKIE not in _cookies(scope) else None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if token and headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(scope, PERSON_COOKIE, token))
            await send(message)

        await self.app(scope, receive, send_with_headers)

    async def _let_in(self, scope: Scope, send: Send) -> bool:
        """Take the key out of the address, and give the browser its pass where the key is right."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        keys = [value for name, value in asked if name == OWNER_PARAMETER]
        if not keys:
            return False
        key = await asyncio.to_thread(self.owner_key)
        headers = [(b"cache-control", b"no-store")]
        if key is not None and same(keys[-1], key):
            headers.append((b"set-cookie", _cookie(scope, OWNER_COOKIE, owner_pass(key)).encode("latin-1")))
        else:
            await asyncio.sleep(WRONG_KEY_SECONDS)
        rest = urlencode([(name, value) for name, value in asked if name != OWNER_PARAMETER])
        target = "/" + quote(scope["path"].lstrip("/")) + (f"?{rest}" if rest else "")
        headers.append((b"location", target.encode("ascii")))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return True


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
