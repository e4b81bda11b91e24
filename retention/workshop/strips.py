"""A room's questions under one another as SVG: how far apart on each, and what a second round changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from retention.case import Case
from retention.language import Words
from retention.workshop.drawing import EDGE, WIDE, choice_names, saying, scale_of, svg
from retention.workshop.outcome import Shift
from retention.workshop.picture import Picture, quartiles
from retention.workshop.sheet import Question
from retention.workshop.words import picture_titles

LETTER = 7.6  # units that a letter takes on the average
BAR, BETWEEN = 15, 20  # height of a bar, and from one bar to the next


@dataclass(frozen=True)
class Strip:
    """One question's line.  bars: quartiles as shares of the scale, each with its label and its style."""

    title: str
    note: str
    bars: tuple[tuple[str, str, tuple[float, float | None, float]], ...]


def overview_svg(pictures: Sequence[Picture], case: Case, _: Words, width: float = WIDE) -> str:
    """The middle half of the room and its median, question by question."""
    return _drawn([_overview(picture, case, _) for picture in pictures], width)


def shifts_svg(shifts: Sequence[Shift], case: Case, _: Words, width: float = WIDE) -> str:
    """The middle half of the room before and after, with how many moved."""
    titles = picture_titles(case, _)
    return _drawn([_shifted(shift, titles[shift.question.key], _) for shift in shifts], width)


def shift_words(shift: Shift, _: Words) -> str:
    """How many moved, and whether the room came closer together."""
    moved = _("{moved} of {both} moved").format(moved=_.number(shift.moved, 0), both=_.number(shift.both, 0))
    if shift.apart is None:
        return moved
    before, after = shift.apart
    if before == after:
        return f"{moved} · " + _("as far apart as before")
    return f"{moved} · " + (_("closer together") if shift.shrank else _("further apart"))


def moved_words(shifts: Sequence[Shift], _: Words) -> str:
    """On how many questions anyone moved, and on how many of them the room came closer together."""
    closer = sum(shift.shrank is True for shift in shifts)
    moved = _("Between the rounds people moved on {changed} questions; on {closer} the room came closer together.")
    return moved.format(changed=_.number(len(shifts), 0), closer=_.number(closer, 0))


def _overview(picture: Picture, case: Case, _: Words) -> Strip:
    title = picture_titles(case, _)[picture.question.key]
    if picture.counts:
        choice, count = next(iter(picture.counts.items()))
        name = choice_names(picture.question, _)[choice]
        note = _("{count} of {answered}: {choice}").format(
            count=_.number(count, 0), answered=_.number(picture.answered, 0), choice=name
        )
        return Strip(title, note, (("", "after", (0.0, None, count / picture.answered)),))
    say = saying(picture.question, case, _)
    low, median, high = quartiles(picture.values)
    note = f"{say(median)} ({say(low)} – {say(high)})"
    shares = _shares(picture.question, (low, median, high), max(picture.values))
    return Strip(title, note, (("", "after", shares),))


def _shifted(shift: Shift, title: str, _: Words) -> Strip:
    if shift.before is None or shift.after is None:
        return Strip(title, shift_words(shift, _), ())
    most = max(shift.before[2], shift.after[2])
    bars = (
        (_.number(1, 0), "before", _shares(shift.question, shift.before, most)),
        (_.number(2, 0), "after", _shares(shift.question, shift.after, most)),
    )
    return Strip(title, shift_words(shift, _), bars)


def _shares(question: Question, found: tuple[float, float, float], most: float) -> tuple[float, float | None, float]:
    left, right = scale_of(question, most)
    low, median, high = (min(max((value - left) / (right - left), 0.0), 1.0) for value in found)
    return low, median, high


def _drawn(strips: Sequence[Strip], width: float) -> str:
    parts, top = list[str](), 4.0
    for strip in strips:
        beside = (len(strip.title) + len(strip.note) + 3) * LETTER < width - 2 * EDGE
        parts.append(f'<text x="{EDGE}" y="{top + 14:.0f}" class="strong">{escape(_cut(strip.title, width))}</text>')
        note_y, anchor = (top + 14, "end") if beside else (top + 34, "start")
        place = width - EDGE if beside else EDGE
        parts.append(f'<text x="{place:.0f}" y="{note_y:.0f}" text-anchor="{anchor}">{escape(strip.note)}</text>')
        top += 22 if beside else 42
        for bar in strip.bars:
            parts += _bar(bar, top, width)
            top += BETWEEN
        top += 12
    return svg(parts, top, "; ".join(f"{strip.title}: {strip.note}" for strip in strips), width)


def _bar(bar: tuple[str, str, tuple[float, float | None, float]], top: float, width: float) -> list[str]:
    label, style, (low, median, high) = bar
    left = EDGE + (16 if label else 0)
    long = width - EDGE - left
    parts = [f'<rect x="{left}" y="{top:.0f}" width="{long:.0f}" height="{BAR}" rx="4" class="track"/>']
    if label:
        parts.append(f'<text x="{EDGE}" y="{top + 13:.0f}">{escape(label)}</text>')
    wide = max((high - low) * long, 3)
    parts.append(
        f'<rect x="{left + low * long:.1f}" y="{top:.0f}" width="{wide:.1f}" height="{BAR}" rx="4" class="{style}"/>'
    )
    if median is not None:
        x = left + median * long
        parts.append(f'<line x1="{x:.1f}" y1="{top - 2:.0f}" x2="{x:.1f}" y2="{top + BAR + 2:.0f}" class="median"/>')
    return parts


def _cut(text: str, width: float) -> str:
    longest = int((width - 2 * EDGE) / LETTER)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
