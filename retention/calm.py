"""A practice done beside a case: the state before and after, what the body says, and what is kept of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from retention.language import Words
from retention.practices import practice, practices
from retention.terms import emotion_name
from retention.verdict import HEALTHY_STATE

CALM_NOTE = "calm"  # of a case: each practice under the moment at which it ended
LOWEST, HIGHEST, STEP = -5.0, 5.0, 0.5  # of an emotional state, pushed down to taken over
CAPTURED, SUPPRESSED, MIDDLE, BOTH = "captured", "suppressed", "middle", "both"
SIGNS = {
    "voice_up": CAPTURED,
    "heart": CAPTURED,
    "heat": CAPTURED,
    "jaw": CAPTURED,
    "answer_now": CAPTURED,
    "voice_flat": SUPPRESSED,
    "breath": SUPPRESSED,
    "numb": SUPPRESSED,
    "smile": SUPPRESSED,
    "do_not_care": SUPPRESSED,
}
PROPOSED = {CAPTURED: ("p02", "p07", "p01"), SUPPRESSED: ("p08", "p05", "p07"), MIDDLE: ("p01", "p09")}
PROPOSED[BOTH] = PROPOSED[CAPTURED]


@dataclass(frozen=True)
class Pause:
    """A practice that was done.

    before, after: emotional states from −5 to +5.  seconds: how long it was done.  skipped: ended before its time.
    at: when it ended, aware of its time zone.
    """

    practice: str
    before: float
    after: float
    seconds: int
    skipped: bool
    at: datetime


def pole(state: float) -> str:
    """captured, suppressed or middle."""
    if abs(state) <= HEALTHY_STATE:
        return MIDDLE
    return CAPTURED if state > 0 else SUPPRESSED


def pole_of_body(signs: Collection[str]) -> str:
    """The pole that more of the signs belong to; middle where there are none, both where there are as many of each."""
    captured = sum(SIGNS[sign] == CAPTURED for sign in signs)
    suppressed = len(signs) - captured
    if captured == suppressed:
        return BOTH if captured else MIDDLE
    return CAPTURED if captured > suppressed else SUPPRESSED


def sign_name(sign: str, _: Words) -> str:
    """What one notices in oneself."""
    return {
        "voice_up": _("my voice is louder or faster"),
        "heart": _("my heart is pounding"),
        "heat": _("my face is hot"),
        "jaw": _("jaw or fists are clenched"),
        "answer_now": _("I want to answer this very second"),
        "voice_flat": _("my voice is flat"),
        "breath": _("my breath is shallow, as if held"),
        "numb": _("I feel nothing, or a weight"),
        "smile": _("I smile and do not mean it"),
        "do_not_care": _("I tell myself that I do not care"),
    }[sign]


def advice(state: float, signs: Collection[str], _: Words) -> str:
    """What to do first, from the state as judged and from what the body says."""
    judged, body = pole(state), pole_of_body(signs)
    if judged == MIDDLE and body in (CAPTURED, SUPPRESSED, BOTH):
        return _("You say calm, your body says otherwise. Believe the body: do a practice, then judge again.")
    return {
        CAPTURED: _("Feelings have taken over. Slow the breath first, with a long way out; then answer and decide."),
        SUPPRESSED: _("Feelings are pushed down and steer unseen. Do not force calm: name what you feel, then go on."),
        MIDDLE: _("This is the healthy middle: feelings are there and do not steer. Decide now, or practise to stay."),
    }[judged]


def proposed(state: float, signs: Collection[str]) -> tuple[str, ...]:
    """The practices that fit best, by id, the best first."""
    judged = pole(state)
    return PROPOSED[pole_of_body(signs) if judged == MIDDLE else judged]


def by_moment(language: str) -> dict[str, tuple[str, ...]]:
    """The practices by the moment that each is for, in the order of their table."""
    found: dict[str, tuple[str, ...]] = {}
    for one in practices(language):
        found[one.moment] = (*found.get(one.moment, ()), one.id)
    return found


def signed(state: float, _: Words) -> str:
    """A state as people write it, with its sign."""
    return ("+" if state > 0 else "") + _.number(state, 1)


def change_sentence(before: float, after: float, _: Words) -> str:
    """What a practice has changed, without promising that it always does."""
    states = {"before": signed(before, _), "after": signed(after, _)}
    if pole(after) == MIDDLE and pole(before) != MIDDLE:
        return _("From {before} to {after}: you are back in the healthy middle.").format(**states)
    if abs(after) < abs(before):
        return _("From {before} to {after}: nearer to the middle.").format(**states)
    if abs(after) > abs(before):
        further = _("From {before} to {after}: further from the middle. Pause longer, or let somebody else answer.")
        return further.format(**states)
    return _("From {before} to {after}: the same. That happens; another practice may suit you better.").format(**states)


def written(pause: Pause) -> dict[str, Any]:
    """A practice as a note of the case holds it; `kept` reads it back equal."""
    found = asdict(pause)
    return {found.pop("at").isoformat(): found}


def kept(note: Mapping[str, Any]) -> tuple[Pause, ...]:
    """The practices in a note of the case, oldest first; what is none is left out."""
    found = [_read(at, content) for at, content in note.items()]
    return tuple(sorted((pause for pause in found if pause is not None), key=lambda pause: pause.at))


def lines(pauses: Collection[Pause], _: Words) -> list[tuple[str, str]]:
    """Each practice as a line for the notes of a memo: name and text."""
    return [(_("Practice before deciding"), _line(pause, _)) for pause in pauses]


def takes_the_pause(pause: Pause) -> bool:
    """Whether it counts as the pause that closing asks for: a practice done to its end."""
    return not pause.skipped


def _line(pause: Pause, _: Words) -> str:
    name = practice(pause.practice, _.language).name
    length = _.ngettext("{count} second", "{count} seconds", pause.seconds).format(count=_.number(pause.seconds, 0))
    said = _("{practice}, {length}, {moment}; state before {before} ({before_name}), after {after} ({after_name})")
    if pause.skipped:
        said = _("{practice}, broken off after {length}, {moment}; state before {before} ({before_name}), "
                 "after {after} ({after_name})")  # fmt: skip
    return said.format(
        practice=name,
        length=length,
        moment=_.moment(pause.at),
        before=signed(pause.before, _),
        before_name=emotion_name(pause.before, _),
        after=signed(pause.after, _),
        after_name=emotion_name(pause.after, _),
    )


def _read(at: str, content: Any) -> Pause | None:
    try:
        pause = Pause(
            practice=str(content["practice"]),
            before=float(content["before"]),
            after=float(content["after"]),
            seconds=int(content["seconds"]),
            skipped=content["skipped"] is True,
            at=datetime.fromisoformat(at),
        )
        practice(pause.practice, "en")
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    is_whole = LOWEST <= pause.before <= HIGHEST and LOWEST <= pause.after <= HIGHEST and pause.seconds >= 0
    return pause if is_whole and pause.at.tzinfo is not None else None
