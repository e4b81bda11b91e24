"""A change that turned the verdict or the recommendation, explained in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from retention.case import Case
from retention.compare import Comparison, aligned, compare, differing_paths, figures
from retention.difference_words import difference_name, difference_values
from retention.language import Words
from retention.terms import quoted_option, verdict_name


@dataclass(frozen=True)
class Watched:
    """A case as it was before the last change, as it is now, and the comparison where the change turned it.

    A figure that is moved several times in a row counts as one change, from where it was first.

    paths: what differs between the two.
    """

    before: Case
    now: Case
    paths: tuple[str, ...] = ()
    turned: Comparison | None = None


def watched(last: Watched | None, case: Case) -> Watched:
    """What is known after `case` has been put on screen; `last` is what was known before, None at first."""
    if last is None:
        return Watched(case, case)
    if case == last.now:
        return last
    before, paths = last.before, _paths(last.before, case)
    if paths != last.paths:
        before, paths = last.now, _paths(last.now, case)
    if _answers(before) == _answers(case):
        return Watched(before, case, paths)
    comparison = compare(before, case)
    return Watched(before, case, paths, comparison if comparison.differences else None)


def turning_sentence(found: Watched, _: Words) -> str:
    """Because of what the verdict is another one; empty where the last change turned nothing."""
    if found.turned is None:
        return ""
    comparison = found.turned
    first, left, right = comparison.differences[0], comparison.left, comparison.right
    before, after = difference_values(first, comparison.left_case, comparison.right_case, _)
    name = difference_name(first.path, comparison.right_case, _)
    words = {"input": name[:1].lower() + name[1:], "before": before, "after": after}
    if left.verdict == right.verdict:
        sentence = _(
            "Because this changed from {before} to {after}, {option} is now better than {other}: {input}."
        )
        return sentence.format(
            option=quoted_option(right.recommended, _), other=quoted_option(left.recommended, _), **words
        )
    sentence = _("Because this changed from {before} to {after}, the verdict is now “{verdict}”: {input}.")
    return sentence.format(verdict=verdict_name(right.verdict, _), **words)


def _answers(case: Case) -> tuple[str, str]:
    """The verdict on a case and the option that is recommended."""
    found = figures(case)
    return found.verdict, found.recommended


def _paths(left: Case, right: Case) -> tuple[str, ...]:
    return differing_paths(*aligned(left, right))
