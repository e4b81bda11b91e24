"""What would change my mind: every flip value in words, the nearest first (model 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from retention.case import Case
from retention.decision import Decision
from retention.explain import flip_and_now
from retention.inputs import inputs_of
from retention.language import Words
from retention.takeaways import Table
from retention.terms import input_name, option_name


@dataclass(frozen=True)
class Turn:
    """A point at which the recommendation turns.

    now, at: in the input's unit.  ranges: how far away it lies, in widths of the input's own range; infinite for an
    input that is certain.
    """

    input: str
    now: float
    at: float
    to: str
    ranges: float


def turns(case: Case, decision: Decision) -> tuple[Turn, ...]:
    """The flip values, the nearest first; of those equally far, in the order of the inputs."""
    inputs = inputs_of(case)
    rows = {name: row for row, name in enumerate(inputs.names)}
    found = []
    for flip in decision.flips:
        now, width = float(inputs.mean[rows[flip.input]]), float(inputs.width[rows[flip.input]])
        ranges = abs(flip.at - now) / width if width > 0 else math.inf
        found.append(Turn(flip.input, now, flip.at, flip.to, ranges))
    return tuple(sorted(found, key=lambda turn: turn.ranges))


def is_within_range(case: Case, turn: Turn) -> bool:
    """Whether the turn lies between the input's own low and high."""
    inputs = inputs_of(case)
    row = inputs.names.index(turn.input)
    return bool(inputs.low[row] <= turn.at <= inputs.high[row] and inputs.width[row] > 0)


def mind_table(case: Case, decision: Decision, _: Words) -> Table:
    """The turns in words: input, now, beyond, then, and whether that is thought possible."""
    found = turns(case, decision)
    return {
        _("Input"): [input_name(turn.input, case, _) for turn in found],
        _("Now, on average"): [flip_and_now(case, turn.input, turn.at, _)[1] for turn in found],
        _("Beyond"): [beyond(turn, case, _) for turn in found],
        _("Then"): [option_name(turn.to, _) for turn in found],
        _("Within its range"): [_("yes") if is_within_range(case, turn) else _("no") for turn in found],
    }


def mind_sentence(case: Case, decision: Decision, _: Words) -> str:
    """How many facts could turn the recommendation, counted by whether they are thought possible."""
    found = turns(case, decision)
    possible = [turn for turn in found if is_within_range(case, turn)]
    if not found:
        return _("No single figure, however far it moved, would change the recommendation.")
    nearest = found[0]
    if not possible:
        return _("Nothing within its stated range would change it; the nearest is {input}, {beyond}.").format(
            input=_lower(input_name(nearest.input, case, _)), beyond=beyond(nearest, case, _, computed=True)
        )
    sentence = _.ngettext(
        "{count} figure could change it within its stated range; the nearest is {input}, {beyond}.",
        "{count} figures could change it within their stated ranges; the nearest is {input}, {beyond}.",
        len(possible),
    )
    return sentence.format(
        count=len(possible),
        input=_lower(input_name(possible[0].input, case, _)),
        beyond=beyond(possible[0], case, _, computed=True),
    )


def beyond(turn: Turn, case: Case, _: Words, computed: bool = False) -> str:
    """The side on which the recommendation is another one.

    computed: as in `terms.input_value`.
    """
    at, _now = flip_and_now(case, turn.input, turn.at, _, computed)
    return _("below {value}").format(value=at) if turn.at < turn.now else _("above {value}").format(value=at)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
