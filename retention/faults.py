"""What is wrong with an input, as data: where, what was found, what is allowed (model 6)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Fault:
    """One fault of a document or an argument.

    path: where, as the document names it ("options.satisfy.stay.likely"); empty for the document as a whole.
    value: what was found there, shortened for showing; None where nothing was found.
    rule: the key of the broken rule; `language.fault_sentence` says it.
    limits: what the rule allows, by name, for the sentence.
    """

    path: str
    value: str | None
    rule: str
    limits: dict[str, Any] = field(default_factory=dict)


class InvalidInput(Exception):
    """Raised once for everything that is wrong; `faults` is never empty."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.rule}" for fault in faults))
        self.faults = faults


def shown(value: object) -> str:
    """`value` as JSON would write it, in one short line without line breaks or control characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(c if c.isprintable() else "�" for c in text[: SHOWN_CHARACTERS + 1])
    text = text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text
