"""The short code of a room, and how guessing it is slowed."""

from __future__ import annotations

import secrets
from string import ascii_uppercase, digits

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another: no I, O, 0, 1
NEVER = tuple(letter for letter in ascii_uppercase + digits if letter not in LETTERS)
LENGTH = 6  # a thousand million codes
FREE_TRIES = 20  # wrong codes within a minute, by everybody together, before guessing slows
SLOWEST_SECONDS = 5.0


def new_code() -> str:
    """A random code; 30 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """The code as people read it aloud: in two halves."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def read_code(typed: str) -> str | None:
    """The code that someone typed, in whatever case and spacing; None where it cannot be one."""
    kept = "".join(letter for letter in typed[:100].upper() if letter.isalnum())
    return kept if len(kept) == LENGTH and all(letter in LETTERS for letter in kept) else None


def waiting_seconds(wrong_in_last_minute: int) -> float:
    """How long the answer to a wrong code waits."""
    return min(SLOWEST_SECONDS, 0.5 + max(0, wrong_in_last_minute - FREE_TRIES) / 10)
