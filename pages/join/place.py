"""Where a participant stands: the room, oneself, the case, and what one has answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retention.case import Case
from retention.workshop.records import Answer, Participant, Room


@dataclass(frozen=True)
class Place:
    """What a step's screen needs.  step: the one that is shown, which may be over already."""

    room: Room
    me: Participant
    case: Case
    answered: dict[str, Answer]
    step: str

    def at(self, step: str) -> Place:
        """The same place, showing another step."""
        return replace(self, step=step)

    def content(self, step: str) -> dict[str, object]:
        """What this participant answered in a step, empty where nothing was."""
        answer = self.answered.get(step)
        return dict(answer.content) if answer is not None else {}
