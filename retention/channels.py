"""Channels on which clients reach the company: who watches them, when truly, and which promise what nobody keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from retention.estimate import LARGEST
from retention.faults import Fault, shown

SETTING = "channels"  # where storage keeps them
TARGET_HOURS = 24.0  # for the first answer, where a channel has no target of its own
LONGEST = 200  # characters of each text
MOST = 50  # channels


@dataclass(frozen=True)
class Channel:
    """One channel.

    watched_by: person or group.  hours: the true ones, in the words that clients read.  staffed: someone answers there
    within these hours.  visible: clients see it.  target_hours: within which the first answer is to come.
    """

    name: str
    watched_by: str = ""
    hours: str = ""
    staffed: bool = True
    visible: bool = True
    target_hours: float = TARGET_HOURS


def flags(channel: Channel) -> tuple[str, ...]:
    """What is not honest about a channel; nothing is wrong with one that clients do not see.

    unstaffed: it is shown and nobody answers there; unwatched: nobody is said to watch it; hours_unsaid: clients
    cannot know when somebody is there.
    """
    if not channel.visible:
        return ()
    if not channel.staffed:
        return ("unstaffed",)
    found = (("unwatched", not channel.watched_by.strip()), ("hours_unsaid", not channel.hours.strip()))
    return tuple(flag for flag, holds in found if holds)


def flagged(channels: Iterable[Channel]) -> list[Channel]:
    """The channels with a flag."""
    return [channel for channel in channels if flags(channel)]


def channel_faults(channel: Channel, others: Iterable[Channel]) -> tuple[Fault, ...]:
    """What keeps a channel from being kept; others: those beside which it is to stand."""
    faults = []
    if not channel.name.strip():
        faults.append(Fault("channel.name", None, "channel_needed"))
    elif any(_folded(other.name) == _folded(channel.name) for other in others):
        faults.append(Fault("channel.name", shown(channel.name), "channel_twice"))
    if not 0 < channel.target_hours <= LARGEST:
        limits = {"low": 0, "high": LARGEST}
        faults.append(Fault("channel.target_hours", shown(channel.target_hours), "amount", limits))
    return tuple(faults)


def target_hours(channels: Iterable[Channel], name: str) -> float:
    """The hours within which a channel is to be answered, whatever its name's case."""
    found = (channel.target_hours for channel in channels if _folded(channel.name) == _folded(name))
    return next(found, TARGET_HOURS)


def written(channels: Iterable[Channel]) -> list[dict[str, Any]]:
    """The channels as JSON holds them; `read` reads them back equal."""
    return [asdict(channel) for channel in channels]


def read(value: object) -> tuple[Channel, ...]:
    """The channels of a setting; what is not one is left out."""
    if not isinstance(value, list):
        return ()
    return tuple(_channel(entry) for entry in value if isinstance(entry, dict) and isinstance(entry.get("name"), str))


def _channel(entry: dict[str, Any]) -> Channel:
    kinds: dict[str, tuple[type, ...]] = {"staffed": (bool,), "visible": (bool,), "target_hours": (int, float)}
    names = [field.name for field in fields(Channel)]
    known = {name: entry[name] for name in names if isinstance(entry.get(name), kinds.get(name, (str,)))}
    return Channel(**known)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
