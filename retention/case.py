"""A disputed case: every input of the model, as frozen values whose paths are the paths of the file (model 3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from babel.numbers import is_currency
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from retention.estimate import Amount, Estimate, Finite, Probability, Share, SignedAmount, within

OPTIONS = ("satisfy", "compromise", "decline", "part")
RETAINING = OPTIONS[:3]
CATEGORIES = ("reputational", "financial", "legal", "emotional")
LARGEST_RISK_COUNT = 1000  # three dimensions of the simulation each

Category = Literal["reputational", "financial", "legal", "emotional"]


def _printable(text: str) -> str:
    if any(c < " " and c not in "\t\r\n" or "\ud800" <= c <= "\udfff" for c in text):
        raise PydanticCustomError("text_characters", "control characters", {})
    return text


def _not_empty(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty", {})
    return text


def _currency(code: str) -> str:
    if not is_currency(code):
        raise PydanticCustomError("currency", "not a currency", {})
    return code


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text or "2000-01-01")
    except ValueError:
        raise PydanticCustomError("moment", "not a date", {}) from None
    return text


Text = Annotated[str, Field(strict=True), AfterValidator(_printable)]
Name = Annotated[Text, AfterValidator(_not_empty)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]
Percent = Annotated[Finite, within(0, 100)]
Weight = Annotated[Finite, within(0, 5)]
State = Annotated[Finite, within(-5, 5)]

# Made without validation, so that importing this module builds no validators; `Case` builds all when it is first read.
CERTAIN_ZERO = Amount.model_construct(low=0.0, likely=0.0, high=0.0, basis="known")
CERTAIN_STAY = Probability.model_construct(low=1.0, likely=1.0, high=1.0, basis="known")
ALL_REMAINS = Share.model_construct(low=1.0, likely=1.0, high=1.0, basis="known")


class CasePart(BaseModel):
    """What every part of a case shares: it never changes, and a key that it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Value(CasePart):
    """What the relationship brings, model 3."""

    annual_margin: SignedAmount
    annual_cost_to_serve: Amount = CERTAIN_ZERO
    annual_retention: Probability = CERTAIN_STAY
    referral_value: Amount = CERTAIN_ZERO


class RemainingRisk(CasePart):
    """Share of each category's risk that an option leaves, against leaving the dispute unresolved."""

    reputational: Share = ALL_REMAINS
    financial: Share = ALL_REMAINS
    legal: Share = ALL_REMAINS
    emotional: Share = ALL_REMAINS

    def __getitem__(self, category: str) -> Share:
        share: Share = getattr(self, category)
        return share


class Option(CasePart):
    """What an option costs and leaves; `part` is just this."""

    outlay: Amount = CERTAIN_ZERO
    hours: Amount = CERTAIN_ZERO
    precedent_claims: Amount = CERTAIN_ZERO
    remaining_risk: RemainingRisk = RemainingRisk.model_construct()


class RetainingOption(Option):
    """An option under which the client may stay."""

    stay: Probability


class Options(CasePart):
    """All four options; `options["part"]` reads like the path in the file."""

    satisfy: RetainingOption
    compromise: RetainingOption
    decline: RetainingOption
    part: Option

    def __getitem__(self, option: str) -> Option:
        found: Option = getattr(self, option)
        return found


class Risk(CasePart):
    """One thing that may happen if the dispute is left unresolved."""

    name: Name
    category: Category
    probability: Probability
    severity: Amount


class Criterion(CasePart):
    """One thing that makes a client ours: weight 0–5, score 1–5."""

    criterion: Name
    weight: Weight
    score: Annotated[Finite, within(1, 5)]


class Met(CasePart):
    """How far each option meets one interest, 0–100 %."""

    satisfy: Percent = 0
    compromise: Percent = 0
    decline: Percent = 0
    part: Percent = 0

    def __getitem__(self, option: str) -> float:
        percent: float = getattr(self, option)
        return percent


class Interest(CasePart):
    """What the client needs behind what they ask: weight 0–5."""

    name: Name
    weight: Weight
    met: Met = Met.model_construct()


class RedLine(CasePart):
    """A line that was crossed; a plain text is one with the defaults."""

    line: Name
    effect: Literal["end", "refuse"] = "end"
    confirmed: Flag = True

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, written: Any) -> Any:
        return {"line": written} if isinstance(written, str) else written


class Emotion(CasePart):
    """Emotional state of both, −5 (suppressed) to +5 (captured)."""

    manager: State = 0
    client: State = 0


class Case(CasePart):
    """One disputed case, as read; nothing is widened or computed yet."""

    title: Name
    client: Text = ""
    request: Text = ""
    story: Text = ""
    trade: Text = ""
    channel: Text = ""
    received_at: Annotated[Text, AfterValidator(_moment)] = ""
    jurisdiction: Text = ""
    currency: Annotated[Text, AfterValidator(_currency)]
    horizon_years: Annotated[Whole, within(1, 30)]
    discount_rate: Annotated[Finite, within(0, 1)]
    hourly_rate: Annotated[Finite, within(0, 1e12)] = 0
    value: Value
    owed: Amount = CERTAIN_ZERO
    options: Options
    risks: tuple[Risk, ...]
    fit: tuple[Criterion, ...] = ()
    fit_threshold: Percent = 50
    interests: tuple[Interest, ...] = ()
    company_responsibility: Percent | None = None
    client_loss: Amount | None = None
    statutory_duty: Flag = False
    red_lines: tuple[RedLine, ...] = ()
    satisfaction: Annotated[Finite, within(1, 5)] | None = None
    loyalty: Annotated[Finite, within(0, 10)] | None = None
    emotion: Emotion = Emotion.model_construct()
    widening: Annotated[Finite, within(1, 5)] = 1
    seed: Annotated[Whole, within(0, 2**63 - 1)] = 1

    @field_validator("risks", mode="before")
    @classmethod
    def _not_too_many(cls, risks: Any) -> Any:
        if isinstance(risks, (list, tuple)) and len(risks) > LARGEST_RISK_COUNT:  # before each is looked at
            raise PydanticCustomError("too_many", "too many", {"count": len(risks), "most": LARGEST_RISK_COUNT})
        return risks

    @field_validator("statutory_duty")
    @classmethod
    def _duty_names_what_is_owed(cls, duty: bool, info: ValidationInfo) -> bool:
        owed = info.data.get("owed")
        if duty and isinstance(owed, Estimate) and owed.mean <= 0:
            raise PydanticCustomError("owed_needed", "a duty needs what is owed", {"path": "owed"})
        return duty
