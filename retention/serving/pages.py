"""Which pages there are and for whom, and what is told to whoever asked for another."""

from __future__ import annotations

# By their addresses, as app.py lists them; "" is the first page, of the owner another than of everyone else.
EVERYBODYS = frozenset({"", "join", "host", "projector", "client", "calm", "own-way"})
OWNERS = frozenset({"new", "cases", "compare", "review", "promises", "reply", "steps", "workshop", "method"})
OWNERS_FIRST, STRANGERS_FIRST = "decide", "door"  # names of the first page, which is reached at "" alone

TOLD = "told"  # the parameter of the address that says why this page came:
WRONG_KEY = "wrong_key"
MANY_KEYS = "many_keys"  # so many wrong ones at once that this one was not looked at
UNCHECKED_KEY = "unchecked_key"  # the database does not answer
OWNERS_ONLY = "owners_only"
NO_PAGE = "no_page"


def page_named(path: str) -> str:
    """The name of the page at a path.  Phones begin what is typed with a capital letter, so those mean nothing."""
    return path.strip("/").lower()


def led_to(path: str, is_owner: bool) -> tuple[str, str | None]:
    """The page that a visitor comes to by a path, and the code of what they are told there, if anything."""
    name = page_named(path)
    if name in EVERYBODYS or (is_owner and name in OWNERS):
        return name, None
    if name in OWNERS or (name == OWNERS_FIRST and not is_owner):
        return "", OWNERS_ONLY
    return "", None if name in (OWNERS_FIRST, STRANGERS_FIRST) else NO_PAGE
