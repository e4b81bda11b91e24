"""Why two cases come out differently, in sentences and as a table, in order of effect."""

from __future__ import annotations

from retention.compare import Comparison, Difference, Figures
from retention.difference_words import difference_name, difference_values
from retention.language import Words
from retention.takeaways import NOTHING, Table
from retention.terms import option_name, verdict_name


def why_sentence(comparison: Comparison, _: Words) -> str:
    """Whether the two come to the same, and which difference weighs most."""
    if not comparison.differences:
        return _("Nothing that counts differs between the two.")
    first, left, right = comparison.differences[0], comparison.left, comparison.right
    name = difference_name(first.path, comparison.right_case, _)
    name = name[:1].lower() + name[1:]
    if (left.verdict, left.recommended) == (right.verdict, right.recommended):
        if not comparison.same_currency:
            return _("Both come to the same verdict and the same option; their money cannot be compared.")
        if not first.gap_moved:
            return _("Both come to the same verdict and the same option; no difference moves the worth of keeping.")
        sentence = _("Both come to the same verdict and the same option; most weight has this: {input}.")
        return sentence.format(input=name)
    if _alone_brings(first, left, right):
        return _("This difference alone would make the left case come out like the right one: {input}.").format(
            input=name
        )
    return _("No single difference explains it, they do so together; first in order of effect: {input}.").format(
        input=name
    )


def differences_table(comparison: Comparison, most: int | None, _: Words) -> Table:
    """The differences in order of effect, at most `most` of them.

    The columns: what differs, both values, by how much it alone moves the worth of keeping the left client, and what
    the left case would then be.
    """
    found = comparison.differences[:most]
    values = [difference_values(one, comparison.left_case, comparison.right_case, _) for one in found]
    table = {
        _("What differs"): [difference_name(one.path, comparison.right_case, _) for one in found],
        _("Left → right"): [f"{left} → {right}" for left, right in values],
    }
    if comparison.same_currency:
        table[_("Alone moves keeping by")] = [_moved(one, comparison, _) for one in found]
    table[_("Alone would make it")] = [_alone(one, comparison.left, _) for one in found]
    return table


def _moved(found: Difference, comparison: Comparison, _: Words) -> str:
    if found.gap_moved is None:
        return NOTHING
    sign = "+" if found.gap_moved > 0 else ""
    return sign + _.money(found.gap_moved, comparison.left_case.currency)


def _alone(found: Difference, left: Figures, _: Words) -> str:
    if found.verdict is None or found.recommended is None:
        return NOTHING
    if found.verdict != left.verdict:
        return verdict_name(found.verdict, _)
    return option_name(found.recommended, _) if found.recommended != left.recommended else _("the same")


def _alone_brings(found: Difference, left: Figures, right: Figures) -> bool:
    """Whether this change alone brings the right case's verdict where it differs, else its recommendation."""
    if left.verdict != right.verdict:
        return found.verdict == right.verdict
    return found.recommended == right.recommended
