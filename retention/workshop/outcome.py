"""What a room decides: the verdict on its own estimate, every participant's own verdict, and who moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from retention.case import OPTIONS, Case
from retention.decision import Decision, evaluate
from retention.inputs import inputs_of
from retention.net_value import expectation
from retention.verdict import gates_of, verdict_of
from retention.workshop.picture import middle, quartiles, room_answers
from retention.workshop.sheet import KEEP, OPTION, Question, questions_of, with_answers


@dataclass(frozen=True)
class OwnVerdict:
    """What one participant's estimates come to; exact.  voted_…: what they said themselves, None where they did not."""

    verdict: str
    recommended: str
    value_gap: float | None
    voted_keep: str | None
    voted_option: str | None


@dataclass(frozen=True)
class Outcome:
    """A round's outcome.

    decision: on the room's estimate.  own: by participant.  verdicts, recommended: how many estimates come to each.
    keep_votes, option_votes: how many voted for each.
    """

    decision: Decision
    case: Case
    own: dict[int, OwnVerdict]
    verdicts: dict[str, int]
    recommended: dict[str, int]
    keep_votes: dict[str, int]
    option_votes: dict[str, int]

    @property
    def voted(self) -> bool:
        """Whether anyone has said what they would do, or whether they would keep the client."""
        return bool(self.keep_votes or self.option_votes)


@dataclass(frozen=True)
class Shift:
    """How one question moved from round 1 to round 2, over those who answered it both times.

    moved: how many gave another answer.  before, after: the quartiles, None for a choice.
    """

    question: Question
    both: int
    moved: int
    before: tuple[float, float, float] | None
    after: tuple[float, float, float] | None

    @property
    def apart(self) -> tuple[float, float] | None:
        """The range between the quartiles before and after, None for a choice."""
        if self.before is None or self.after is None:
            return None
        return self.before[2] - self.before[0], self.after[2] - self.after[0]

    @property
    def shrank(self) -> bool | None:
        """Whether the room came closer together, None where nothing can be said."""
        return None if self.apart is None else self.apart[1] < self.apart[0]


def own_verdict(case: Case, answers: Mapping[str, Any]) -> OwnVerdict:
    """The verdict on a participant's own estimates, from exact expected values; a few milliseconds."""
    theirs = with_answers(case, answers)
    expected = expectation(inputs_of(theirs))
    found = verdict_of(theirs, gates_of(theirs), expected)
    return OwnVerdict(
        found.verdict, OPTIONS[found.recommended], found.value_gap, answers.get(KEEP), answers.get(OPTION)
    )


def outcome_of(
    case: Case,
    sheets: Mapping[int, Mapping[str, Any]],
    judge: Callable[[Case, Mapping[str, Any]], OwnVerdict] = own_verdict,
) -> Outcome:
    """What a round comes to.  sheets: each participant's answers, by participant.

    judge: `own_verdict`, or one that remembers what it has given: for 300 people it is most of the work.
    """
    room = with_answers(case, room_answers(case, sheets.values()))
    own = {participant: judge(case, answers) for participant, answers in sheets.items()}
    return Outcome(
        decision=evaluate(room),
        case=room,
        own=own,
        verdicts=_counted(found.verdict for found in own.values()),
        recommended=_counted(found.recommended for found in own.values()),
        keep_votes=_counted(found.voted_keep for found in own.values()),
        option_votes=_counted(found.voted_option for found in own.values()),
    )


def shifts(
    case: Case, before: Mapping[int, Mapping[str, Any]], after: Mapping[int, Mapping[str, Any]]
) -> tuple[Shift, ...]:
    """How each question moved between the rounds, over the participants who answered it in both."""
    found = []
    for question in questions_of(case):
        key = question.key
        pairs = [
            (before[who][key], after[who][key])
            for who in before.keys() & after.keys()
            if key in before[who] and key in after[who]
        ]
        if pairs:
            found.append(_shift(question, pairs))
    return tuple(found)


def _shift(question: Question, pairs: list[tuple[Any, Any]]) -> Shift:
    moved = sum(first != second for first, second in pairs)
    numbers = [[middle(question, answer) for answer in side] for side in zip(*pairs, strict=True)]
    if any(value is None for side in numbers for value in side):
        return Shift(question, len(pairs), moved, None, None)
    before, after = (quartiles([value for value in side if value is not None]) for side in numbers)
    return Shift(question, len(pairs), moved, before, after)


def _counted(choices: Any) -> dict[str, int]:
    return dict(Counter(choice for choice in choices if choice is not None).most_common())
