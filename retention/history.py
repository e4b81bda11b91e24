"""Why a version of a case was kept: a short code when it is saved, a line in the reader's language when it is shown."""

from __future__ import annotations

from retention.case import Case
from retention.language import Words
from retention.terms import input_name

SHOWN_INPUTS = 2  # of a change that touched many
RESTORED = "restored "  # followed by the number of the version
PLAIN = ("created", "example", "file", "duplicated", "copy", "closed", "kept_mine")
PARTS = (".low", ".likely", ".high", ".basis")


def restored(number: int) -> str:
    """The code of a version that brings version `number` back."""
    return f"{RESTORED}{number}"


def joined(before: str | None, reason: str) -> str:
    """One code for changes that are kept together; what was done with the whole case outweighs single inputs."""
    if before is None or _is_of_the_whole(reason):
        return reason
    return before if _is_of_the_whole(before) else ", ".join(dict.fromkeys((*before.split(", "), reason)))


def _is_of_the_whole(reason: str) -> bool:
    return reason in PLAIN or reason.startswith(RESTORED)


def reason_line(reason: str, case: Case, _: Words) -> str:
    """What happened in a version: the name of the input that changed, or of what was done with the case.

    reason: a code of this module, or changed paths divided by commas.  case: for the names of its risks.
    """
    if reason.startswith(RESTORED):
        return _("Version {number} brought back").format(number=reason.removeprefix(RESTORED))
    if reason in PLAIN:
        return _plain(reason, _)
    return changed_inputs(reason.split(", "), case, _)


def changed_inputs(paths: list[str], case: Case, _: Words) -> str:
    """The inputs at the paths by name, each once, the first few of many."""
    names = list(dict.fromkeys(_input(path, case, _) for path in paths))
    line = ", ".join(names[:SHOWN_INPUTS])
    more = len(names) - SHOWN_INPUTS
    return line if more <= 0 else _("{inputs} and {count} more").format(inputs=line, count=more)


def status_name(status: str, _: Words) -> str:
    """Where a case stands: draft, closed, reviewed, archived."""
    return {
        "draft": _("Draft"),
        "closed": _("Closed"),
        "reviewed": _("Reviewed"),
        "archived": _("Archived"),
    }[status]


def _plain(reason: str, _: Words) -> str:
    return {
        "created": _("Case opened"),
        "example": _("Copied from an example"),
        "file": _("Opened from a file"),
        "duplicated": _("Duplicated from another case"),
        "copy": _("Kept as a copy"),
        "closed": _("Decision closed"),
        "kept_mine": _("My version kept over another one"),
    }[reason]


def _input(path: str, case: Case, _: Words) -> str:
    for ending in PARTS:
        path = path.removesuffix(ending)
    try:
        return input_name(path, case, _)
    except (KeyError, IndexError, ValueError):
        return _section(path.split(".")[0], _) or path


def _section(key: str, _: Words) -> str | None:
    """What belongs together under one name, None for an unknown key."""
    return {
        "title": _("Title"),
        "client": _("Client"),
        "story": _("What happened"),
        "request": _("What they ask for"),
        "risks": _("What could happen"),
        "fit": _("Our kind of client?"),
        "fit_threshold": _("Our kind of client?"),
        "red_lines": _("Red lines"),
        "statutory_duty": _("Duty by law"),
        "emotion": _("How you both feel"),
        "interests": _("What they really need"),
        "company_responsibility": _("Our share of the responsibility"),
        "client_loss": _("The client's loss"),
        "horizon_years": _("Years ahead"),
        "discount_rate": _("Discount rate"),
        "hourly_rate": _("Our hour"),
        "widening": _("Widening of assumed ranges"),
    }.get(key)
