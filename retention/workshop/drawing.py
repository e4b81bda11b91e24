"""A room's answers as SVG: light enough for three hundred phones, sharp on a projector, with the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from retention.case import OPTIONS, Case
from retention.language import Words
from retention.terms import emotion_name, option_name
from retention.verdict import HEALTHY_STATE
from retention.workshop.picture import Picture
from retention.workshop.sheet import Question
from retention.workshop.words import state_text

WIDE, NARROW = 600.0, 360.0  # units across; on a phone fewer, so that the letters stay as large as those around
HEIGHT, EDGE = 150.0, 14.0
BASE = 112.0  # y of the line on which the dots stand
RADIUS = 6.0
MOST_STACKED = 12  # dots on one another before they are drawn closer


def picture_svg(picture: Picture, case: Case, _: Words, own: float | str | None = None, width: float = WIDE) -> str:
    """The distribution of one question.  own: where the reader stands, marked if given.  width: in units."""
    if picture.counts:
        names, words = choice_names(picture.question, _), picture_words(picture, case, _)
        return choice_svg(names, picture.counts, words, own, width)
    return dots_svg(picture, case, _, own if isinstance(own, (int, float)) else None, width)


def picture_words(picture: Picture, case: Case, _: Words) -> str:
    """The same in a sentence."""
    if picture.counts:
        names = choice_names(picture.question, _)
        return "; ".join(f"{names[choice]}: {count}" for choice, count in picture.counts.items())
    say = saying(picture.question, case, _)
    low, median, high = _quartiles(picture)
    return _("median {median}; half of the room between {low} and {high}; all from {least} to {most}").format(
        median=say(median),
        low=say(low),
        high=say(high),
        least=say(picture.values[0]),
        most=say(picture.values[-1]),
    )


def dots_svg(picture: Picture, case: Case, _: Words, own: float | None = None, width: float = WIDE) -> str:
    """One dot for each answer, the quartiles as a band, the median as a line."""
    left, right = scale_of(picture.question, max(picture.values))
    say = saying(picture.question, case, _)

    def x(value: float) -> float:
        share = (value - left) / (right - left) if right > left else 0.5
        return EDGE + min(max(share, 0.0), 1.0) * (width - 2 * EDGE)

    low, median, high = _quartiles(picture)
    band = max(x(high) - x(low), 2)
    parts = [
        f'<rect x="{x(low):.1f}" y="18" width="{band:.1f}" height="{BASE - 10:.0f}" class="band"/>',
        f'<line x1="{EDGE}" y1="{BASE}" x2="{width - EDGE}" y2="{BASE}" class="axis"/>',
        *_dots(picture.values, x, width),
        f'<line x1="{x(median):.1f}" y1="18" x2="{x(median):.1f}" y2="{BASE + 6}" class="median"/>',
    ]
    if own is not None:
        parts.append(f'<path d="M {x(own):.1f} {BASE + 3} l 8 14 h -16 z" class="own"/>')
    for value, anchor in ((left, "start"), (right, "end")):
        place = EDGE if anchor == "start" else width - EDGE
        parts.append(f'<text x="{place}" y="{BASE + 34}" text-anchor="{anchor}">{escape(say(value))}</text>')
    middle = min(max(x(median), 60), width - 60)
    parts.append(f'<text x="{middle:.1f}" y="13" text-anchor="middle" class="strong">{escape(say(median))}</text>')
    return svg(parts, HEIGHT, picture_words(picture, case, _), width)


def choice_svg(
    names: Mapping[str, str],
    counts: Mapping[str, int],
    words: str,
    own: float | str | None = None,
    width: float = WIDE,
) -> str:
    """Bars of how often each was chosen, the figure beside each."""
    most = max([*counts.values(), 1])
    parts = []
    for row, (choice, name) in enumerate(names.items()):
        count, top = counts.get(choice, 0), 8 + row * 46
        length = count / most * (width - 2 * EDGE - 40)
        mark = "▲ " if choice == own else ""
        parts += [
            f'<text x="{EDGE}" y="{top + 14}">{mark}{escape(name)}</text>',
            f'<rect x="{EDGE}" y="{top + 20}" width="{max(length, 1):.1f}" height="16" rx="4" class="bar"/>',
            f'<text x="{EDGE + length + 10:.1f}" y="{top + 33}" class="strong">{count}</text>',
        ]
    return svg(parts, 16 + 46 * len(names), words, width)


def states_svg(counts: Mapping[int, int], _: Words, own: int | None = None, width: float = WIDE) -> str:
    """How many are at each emotional state, the healthy middle marked; nothing of who.

    own: where the reader stands, marked if given.
    """
    most = max([*counts.values(), 1])
    step = (width - 2 * EDGE) / len(counts)
    first = EDGE + (-HEALTHY_STATE - min(counts)) * step
    parts = [f'<rect x="{first:.1f}" y="6" width="{(2 * HEALTHY_STATE + 1) * step:.1f}" height="{BASE}" class="band"/>']
    for number, (state, count) in enumerate(counts.items()):
        tall, left = count / most * (BASE - 30), EDGE + number * step
        top, middle = BASE - tall, left + step / 2
        bar = f'x="{left + 4:.1f}" y="{top:.1f}" width="{step - 8:.1f}" height="{tall:.1f}"'
        parts.append(f'<rect {bar} rx="3" class="bar"/>')
        if count:
            parts.append(f'<text x="{middle:.1f}" y="{top - 6:.1f}" text-anchor="middle" class="strong">{count}</text>')
        label = escape(state_text(state, _))
        parts.append(f'<text x="{middle:.1f}" y="{BASE + 20}" text-anchor="middle">{label}</text>')
        if state == own:
            parts.append(f'<path d="M {middle:.1f} {BASE - 14} l 8 14 h -16 z" class="own"/>')
    ends = [(EDGE, -5, "start"), (width - EDGE, 5, "end")]
    if width >= WIDE:  # three names are too many for a phone
        ends.append((width / 2, 0, "middle"))
    for place, state, anchor in ends:
        parts.append(
            f'<text x="{place}" y="{BASE + 38}" text-anchor="{anchor}">{escape(emotion_name(state, _))}</text>'
        )
    words = "; ".join(f"{state_text(state, _)}: {count}" for state, count in counts.items() if count)
    return svg(parts, HEIGHT + 6, words, width)


def _quartiles(picture: Picture) -> tuple[float, float, float]:
    """Of a picture that has numbers."""
    return picture.low or 0.0, picture.median or 0.0, picture.high or 0.0


def svg(parts: Sequence[str], height: float, words: str, width: float = WIDE) -> str:
    """The parts as one picture, as wide as its place.  words: the same in words."""
    return (
        f'<svg class="room-picture" viewBox="0 0 {width:.0f} {height:.0f}" width="100%" role="img" '
        f'aria-label="{escape(words)}">{"".join(parts)}</svg>'
    )


def _dots(values: Sequence[float], x: Callable[[float], float], width: float) -> list[str]:
    """Dots stacked where they would lie on one another."""
    stacks: dict[int, int] = {}
    places = []
    for value in values:
        slot = round((x(value) - EDGE) / (2 * RADIUS))
        places.append((x(value), stacks.setdefault(slot, 0)))
        stacks[slot] += 1
    tallest = max(stacks.values())
    apart = min(2 * RADIUS + 1, (BASE - 26) / max(tallest, 1))
    radius = max(2.0, min(RADIUS, apart * 0.8)) if tallest > MOST_STACKED // 2 else RADIUS
    # One line of no length for each, its round ends being the dot: a tenth of what as many circles weigh.
    marks = "".join(f"M{place:.1f} {BASE - radius - level * apart:.1f}h0" for place, level in places)
    return [f'<path d="{marks}" stroke-width="{2 * radius:.1f}" class="dot"/>']


def scale_of(question: Question, most: float) -> tuple[float, float]:
    """The ends of a question's scale.  most: the largest number to be shown, for money, which has no end."""
    fixed = {"probability": (0.0, 1.0), "score": (1.0, 5.0), "shares": (0.0, 100.0)}
    return fixed.get(question.kind, (0.0, most or 1.0))


def saying(question: Question, case: Case, _: Words) -> Callable[[float], str]:
    """How a number that answers a question is written."""
    if question.kind == "probability":
        return lambda value: _.percent(value)
    if question.kind == "money":
        return lambda value: _.money(value, case.currency)
    if question.kind == "shares":
        return lambda value: _.percents(value)
    return lambda value: _.number(value, 1)


def choice_names(question: Question, _: Words) -> dict[str, str]:
    """What can be chosen, in order."""
    if question.kind == "keep":
        return {"yes": _("Yes"), "no": _("No")}
    return {option: option_name(option, _) for option in OPTIONS}
