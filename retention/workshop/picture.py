"""How far apart a room was: each question's answers in order, where it agrees and where that matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from retention.case import Case
from retention.decision import Decision
from retention.responsibility import SIDES
from retention.workshop.sheet import Question, questions_of


@dataclass(frozen=True)
class Picture:
    """The answers to one question.

    values: one number for each who answered, ascending: of an estimate its `likely`, of the shares the company's own
    share in percent; empty for a choice.  counts: of a choice, how often each was taken.
    low, median, high: the first, second and third quartile of `values`.
    spread: how far apart the room was, 0–1: the range between the quartiles against the widest that it could be, for a
    choice the share that did not take the most frequent one.
    matters: what the disagreement is worth to the verdict, in money: EVPPI × spread; 0 where the question has no EVPPI.
    """

    question: Question
    answered: int
    values: tuple[float, ...]
    counts: dict[str, int]
    low: float | None
    median: float | None
    high: float | None
    spread: float
    matters: float


def pictures(case: Case, decision: Decision, sheets: Iterable[Mapping[str, Any]]) -> tuple[Picture, ...]:
    """A picture of each question that someone has answered, the disagreement that matters most first.

    decision: on the room's own estimate, whose EVPPI says what an input is worth.  sheets: each participant's answers.
    """
    worth = {row.input: row.value for row in decision.evppi}
    given = list(sheets)
    found = []
    for question in questions_of(case):
        answers = [sheet[question.key] for sheet in given if question.key in sheet]
        if answers:
            found.append(_picture(question, answers, worth.get(question.key, 0.0)))
    return tuple(sorted(found, key=lambda picture: (-picture.matters, -picture.spread)))


def middle(question: Question, answer: Any) -> float | None:
    """The number by which an answer stands in the room's picture, None for a choice."""
    if question.kind in ("probability", "money"):
        return float(answer[1])
    if question.kind == "shares":
        return float(answer["company"])
    return float(answer) if question.kind == "score" else None


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """First, second and third quartile by linear interpolation (Hyndman and Fan 1996, type 7)."""
    low, median, high = np.quantile(np.asarray(values, dtype=float), (0.25, 0.5, 0.75))
    return float(low), float(median), float(high)


def room_answers(case: Case, sheets: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The room's own estimate: the medians of the lows, the likelies and the highs, each apart, and of the scores.

    Shares are the medians of each side's, brought to the sum of 100.  A choice is the most frequent one; a tie is none.
    """
    given = list(sheets)
    found: dict[str, Any] = {}
    for question in questions_of(case):
        answers = [sheet[question.key] for sheet in given if question.key in sheet]
        if not answers:
            continue
        if question.kind in ("probability", "money"):
            found[question.key] = np.median(np.asarray(answers, dtype=float), axis=0).tolist()
        elif question.kind == "score":
            found[question.key] = float(np.median(answers))
        elif question.kind == "shares":
            found[question.key] = _median_shares(answers)
        elif (choice := most_frequent(answers)) is not None:
            found[question.key] = choice
    return found


def most_frequent(choices: Iterable[str]) -> str | None:
    """What was chosen most often, None where two were equally often."""
    ranked = Counter(choices).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _median_shares(answers: Sequence[Mapping[str, float]]) -> dict[str, float]:
    medians = {side: float(np.median([answer[side] for answer in answers])) for side in SIDES}
    total = sum(medians.values())
    if total == 0:  # everybody gave all to another side
        means = {side: float(np.mean([answer[side] for answer in answers])) for side in SIDES}
        return means
    return {side: 100 * share / total for side, share in medians.items()}


def _picture(question: Question, answers: Sequence[Any], worth: float) -> Picture:
    values = [middle(question, answer) for answer in answers]
    numbers = sorted(value for value in values if value is not None)
    if not numbers:
        counts = dict(Counter(answers).most_common())
        spread = 1 - max(counts.values()) / len(answers)
        return Picture(question, len(answers), (), counts, None, None, None, spread, worth * spread)
    low, median, high = quartiles(numbers)
    spread = _spread(question, numbers, high - low)
    return Picture(question, len(answers), tuple(numbers), {}, low, median, high, spread, worth * spread)


def _spread(question: Question, numbers: Sequence[float], between: float) -> float:
    """The range between the quartiles against the widest possible; of money, which has no end, against its largest."""
    widest = {"probability": 1.0, "score": 4.0, "shares": 100.0}.get(question.kind, max(numbers))
    return between / widest if widest > 0 else 0.0
