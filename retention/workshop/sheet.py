"""What a room estimates about its case, question by question, and what it takes for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from retention.case import OPTIONS, RETAINING, Case
from retention.document import case_document, read_case
from retention.faults import Fault, InvalidInput, shown
from retention.responsibility import SIDES, Shares, share_faults

Kind = Literal["probability", "money", "score", "shares", "keep", "option"]
RESPONSIBILITY, KEEP, OPTION = "responsibility", "keep", "option"


@dataclass(frozen=True)
class Question:
    """One thing to estimate.  key: its path in the case, else `responsibility`, `keep` or `option`.

    subject: the risk's or criterion's name, or the option, that the question is about; empty where there is none.
    """

    key: str
    kind: Kind
    subject: str = ""


def questions_of(case: Case) -> tuple[Question, ...]:
    """The questions to a room about a case, in the order in which they are asked; the decision comes last."""
    found = []
    for index, risk in enumerate(case.risks):
        found.append(Question(f"risks.{index}.probability", "probability", risk.name))
        found.append(Question(f"risks.{index}.severity", "money", risk.name))
    found += [Question(f"options.{option}.stay", "probability", option) for option in RETAINING]
    found.append(Question(RESPONSIBILITY, "shares"))
    found += [Question(f"fit.{index}.score", "score", fit.criterion) for index, fit in enumerate(case.fit)]
    return (*found, Question(KEEP, "keep"), Question(OPTION, "option"))


def read_answer(case: Case, question: Question, given: Any) -> Any:
    """What is kept of an answer: [low, likely, high], a score, four shares in percent, yes or no, or an option.

    given: whatever arrived, from a widget or past it; one number stands for a range of no width.
    Raises InvalidInput naming the question, what was found and what is allowed.
    """
    if question.kind in ("probability", "money"):
        return _estimate(case, question.key, given)
    if question.kind == "score":
        return _number(question.key, given, 1, 5)
    if question.kind == "shares":
        return _shares(given)
    return _one_of(question.key, given, ("yes", "no") if question.kind == "keep" else OPTIONS)


def with_answers(case: Case, answers: Mapping[str, Any]) -> Case:
    """The case as somebody sees it: its estimates replaced by theirs, as assumptions; the rest stays.

    answers: by question, as `read_answer` gives them; one to a question that the case does not have is left out.
    """
    document = case_document(case)
    for question in questions_of(case):
        if question.key not in answers:
            continue
        answer = answers[question.key]
        if question.kind in ("probability", "money"):
            low, likely, high = answer
            _put(document, question.key, {"low": low, "likely": likely, "high": high, "basis": "assumed"})
        elif question.kind == "score":
            _put(document, question.key, answer)
        elif question.kind == "shares":
            document["company_responsibility"] = Shares(**answer).answered_for
    return read_case(document)


def is_complete(case: Case, answers: Mapping[str, Any]) -> bool:
    """Whether every question has its answer."""
    return all(question.key in answers for question in questions_of(case))


def _estimate(case: Case, key: str, given: Any) -> list[float]:
    numbers = list(given) if isinstance(given, (list, tuple)) else [given] * 3
    document = case_document(case)
    _put(document, key, numbers)
    read_case(document)  # the rules of an estimate are those of the case
    return [float(number) for number in numbers]


def _number(key: str, given: Any, low: float, high: float) -> float:
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not low <= given <= high:
        raise InvalidInput(Fault(key, shown(given), "range", {"low": low, "high": high}))
    return float(given)


def _shares(given: Any) -> dict[str, float]:
    if not isinstance(given, Mapping) or set(given) != set(SIDES):
        raise InvalidInput(Fault(RESPONSIBILITY, shown(given), "choice", {"choices": ", ".join(SIDES)}))
    shares = {side: _number(f"{RESPONSIBILITY}.{side}", given[side], 0, 100) for side in SIDES}
    if faults := share_faults(**shares):
        raise InvalidInput(*faults)
    return shares


def _one_of(key: str, given: Any, choices: tuple[str, ...]) -> str:
    if given not in choices:
        raise InvalidInput(Fault(key, shown(given), "choice", {"choices": ", ".join(choices)}))
    return str(given)


def _put(document: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    place: Any = document
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
