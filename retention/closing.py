"""The end of a case: what closing it takes, the memo that is locked then, and the review of what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from retention import MODEL_VERSION
from retention.case import OPTIONS, Case
from retention.content import content_hash
from retention.estimate import LARGEST
from retention.faults import Fault, shown

PAUSE_FROM = 4.0  # an emotional state of the manager this far from 0 takes a pause before closing
WITHOUT_PROMISE = ("decline", "part")  # options under which nothing need be promised


@dataclass(frozen=True)
class Closing:
    """What a manager says when closing a case.

    promise_at: when the client will have what was promised; aware of its time zone.
    pause_done: a practice was done after the emotional state was given; override_reason: why it was not.
    """

    chosen_option: str
    lesson: str
    review_on: date | None
    reason_if_other: str = ""
    our_part: str = ""
    promise_text: str = ""
    promise_at: datetime | None = None
    promise_channel: str = ""
    pause_done: bool = False
    override_reason: str = ""

    def __post_init__(self) -> None:
        if self.promise_at is not None and self.promise_at.tzinfo is None:
            raise ValueError("promise_at needs its time zone")


@dataclass(frozen=True)
class RiskOutcome:
    """What became of one risk of the closed case.  None: not known (yet); cost in money."""

    risk: int  # its place in the case's list
    happened: bool | None
    cost: float | None = None


@dataclass(frozen=True)
class Review:
    """What came of a closed case.  None: not known.

    paid: money paid out beyond what was owed, as `outlay` of the option means it.  hours: staff time spent.
    """

    reviewed_on: date
    stayed: bool | None = None
    risks: tuple[RiskOutcome, ...] = ()
    paid: float | None = None
    hours: float | None = None
    note: str = ""


@dataclass(frozen=True)
class LockedMemo:
    """The memo of a closed case: everything that was decided, on what, and the hash of it all.

    content: `case_id`, `version`, `closed_at`, `model_version`, `closing`, `document`, `decision`, `memo`.
    """

    id: int
    content: dict[str, Any]
    content_hash: str

    @property
    def case_id(self) -> int:
        return int(self.content["case_id"])

    @property
    def version(self) -> int:
        """The version of the case that was closed."""
        return int(self.content["version"])

    @property
    def closed_at(self) -> datetime:
        return datetime.fromisoformat(self.content["closed_at"])


def verify(memo: LockedMemo) -> bool:
    """Whether the memo still says what it said when it was locked."""
    return content_hash(memo.content) == memo.content_hash


def memo_content(
    case_id: int,
    version: int,
    closed_at: datetime,
    closing: Closing,
    document: dict[str, Any],
    decision: dict[str, Any],
    memo: str,
) -> dict[str, Any]:
    """What a locked memo holds, dates and times as ISO 8601."""
    return {
        "case_id": case_id,
        "version": version,
        "closed_at": closed_at.isoformat(),
        "model_version": MODEL_VERSION,
        "closing": {key: _written(part) for key, part in asdict(closing).items()},
        "document": document,
        "decision": decision,
        "memo": memo,
    }


def review_document(review: Review) -> dict[str, Any]:
    """A review as JSON holds it; `read_review` reads it back equal."""
    return {**asdict(review), "reviewed_on": review.reviewed_on.isoformat()}


def read_review(document: dict[str, Any]) -> Review:
    """The review that `review_document` wrote."""
    risks = tuple(RiskOutcome(**risk) for risk in document["risks"])
    return Review(**{**document, "risks": risks, "reviewed_on": date.fromisoformat(document["reviewed_on"])})


def _written(part: Any) -> Any:
    return part.isoformat() if isinstance(part, date) else part


def closing_faults(case: Case, closing: Closing, decision: dict[str, Any], today: date) -> tuple[Fault, ...]:
    """Everything that keeps `case` from being closed so; empty where nothing does.

    decision: what `decision_document` made of this case.  today: the date where the manager is.
    """
    return (
        *_option_faults(closing, decision),
        *_text_faults(case, closing),
        *_date_faults(closing, today),
        *_state_faults(case, closing),
    )


def _option_faults(closing: Closing, decision: dict[str, Any]) -> list[Fault]:
    chosen, path = closing.chosen_option, "closing.chosen_option"
    if chosen not in OPTIONS:
        return [Fault(path, shown(chosen), "choice", {"choices": ", ".join(OPTIONS)})]
    faults = []
    if not decision["options"][chosen]["allowed"]:
        faults.append(Fault(path, shown(chosen), "option_barred"))
    if chosen != decision["recommended"] and not closing.reason_if_other.strip():
        limits = {"recommended": decision["recommended"]}
        faults.append(Fault("closing.reason_if_other", shown(chosen), "reason_needed", limits))
    return faults


def _text_faults(case: Case, closing: Closing) -> list[Fault]:
    faults = []
    if not closing.lesson.strip():
        faults.append(Fault("closing.lesson", None, "lesson_needed"))
    if (case.company_responsibility or 0) > 0 and not closing.our_part.strip():
        limits = {"share": case.company_responsibility}
        faults.append(Fault("closing.our_part", None, "our_part_needed", limits))
    return faults


def _date_faults(closing: Closing, today: date) -> list[Fault]:
    faults = []
    may_promise_nothing = closing.chosen_option in WITHOUT_PROMISE and not closing.promise_text.strip()
    if closing.promise_at is None and not may_promise_nothing:
        faults.append(Fault("closing.promise_at", None, "promise_date_needed"))
    if closing.review_on is None:
        faults.append(Fault("closing.review_on", None, "review_date_needed"))
    elif closing.review_on < today:
        limits = {"today": today.isoformat()}
        faults.append(Fault("closing.review_on", closing.review_on.isoformat(), "review_date_past", limits))
    return faults


def _state_faults(case: Case, closing: Closing) -> list[Fault]:
    state = case.emotion.manager
    if abs(state) < PAUSE_FROM or closing.pause_done or closing.override_reason.strip():
        return []
    return [Fault("closing.pause_done", shown(state), "pause_needed", {"bound": PAUSE_FROM})]


def review_faults(review: Review, case: Case) -> tuple[Fault, ...]:
    """Everything that is wrong with a review of the closed `case`; empty where nothing is."""
    amounts = {"review.paid": review.paid, "review.hours": review.hours}
    amounts |= {f"review.risks.{outcome.risk}.cost": outcome.cost for outcome in review.risks}
    faults = [
        Fault(path, shown(amount), "amount", {"low": 0, "high": LARGEST})
        for path, amount in amounts.items()
        if amount is not None and not 0 <= amount <= LARGEST
    ]
    known = range(len(case.risks))
    faults += [
        Fault(f"review.risks.{outcome.risk}", None, "no_such_risk", {"count": len(known)})
        for outcome in review.risks
        if outcome.risk not in known
    ]
    return tuple(faults)
