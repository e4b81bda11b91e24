"""Who may see the saved cases: the machine itself, and browsers that were given the owner's key once.

A request is the machine's own only if nothing points elsewhere: the peer is a loopback address, the addressed host
and the page that asks are this machine's, and no proxy has passed it on.  Everything else needs the key.

A proxy on this machine must therefore say that it is one, by any of the headers below, or pass on the name by which
it was addressed.  One that strips them all and rewrites Host to localhost makes everybody the owner.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

OWNER_COOKIE = "retention_owner"
PERSON_COOKIE = "retention_person"
OWNER_PARAMETER = "owner"  # of the link that is printed at the start
KEY_VARIABLE = "RETENTION_OWNER_KEY"
KEY_SETTING = "owner_key"  # where storage keeps the key that was made here
SHORTEST_KEY = 16  # characters of a key given in the environment
# Whatever a proxy adds; one of them is enough to know that someone else is behind it.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def new_token() -> str:
    """A token nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


def given_key(environment: Mapping[str, str] = os.environ) -> str | None:
    """The key that the environment sets, None where it sets none.  Raises ValueError where it is too short."""
    key = environment.get(KEY_VARIABLE, "")
    if key and len(key) < SHORTEST_KEY:
        raise ValueError(f"{KEY_VARIABLE} needs at least {SHORTEST_KEY} characters")
    return key or None


def token_hash(token: str) -> str:
    """What storage keeps of a token: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def owner_pass(key: str) -> str:
    """What the cookie of a browser holds that was given the key; the key itself stays out of it."""
    return hmac.new(key.encode(), b"retention owner", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing about them."""
    return hmac.compare_digest(one.encode(), other.encode())


def is_this_machine(peer: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a browser on the machine that serves it.

    peer: the address it comes from, None for a loopback one.  headers: of the request; none at all where the page
    runs without a server, as in a test.
    """
    if not _is_loopback(peer):
        return False
    told = {name.lower(): value for name, value in headers.items()}
    if any(name in told for name in FORWARDED):
        return False
    origin = told.get("origin")
    try:
        return _names_this_machine(told.get("host", "localhost")) and (
            origin is None or _names_this_machine(urlsplit(origin).netloc)
        )
    except ValueError:
        return False  # no name of anything


def is_owner(peer: str | None, headers: Mapping[str, str], cookies: Mapping[str, str], key: str | None) -> bool:
    """Whether this visitor owns what is saved here.

    key: the owner's key, None while it is not known; then only the machine itself is the owner.
    """
    if key is not None and same(cookies.get(OWNER_COOKIE, ""), owner_pass(key)):
        return True
    return is_this_machine(peer, headers)


def listens_beyond(address: str | None) -> bool:
    """Whether a server bound to this address is reached from other machines; none means every address."""
    return not address or not (_is_loopback(address) or _names_this_machine(address))


def _is_loopback(peer: str | None) -> bool:
    if peer is None:
        return True
    try:
        found = ip_address(peer)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _names_this_machine(host: str) -> bool:
    """Whether a host, with or without its port, is a name of this machine."""
    name = urlsplit(f"//{host}").hostname if host else None
    if name is None:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
