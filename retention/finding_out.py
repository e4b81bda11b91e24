"""What to find out first: single facts, then groups with their standard errors, then that nothing would (model 4)."""

from __future__ import annotations

from retention.case import Case
from retention.decision import Decision, GroupWorth
from retention.language import Words
from retention.takeaways import Table
from retention.terms import group_name

CLEARLY = 2.0  # standard errors above zero


def groups_worth_it(decision: Decision) -> tuple[GroupWorth, ...]:
    """The groups whose worth is clearly above zero, highest first."""
    return tuple(group for group in decision.evppi_groups if group.value > CLEARLY * group.se and group.value > 0)


def groups_sentence(case: Case, decision: Decision, _: Words) -> str:
    """What it is worth to learn several things together, against knowing everything."""
    everything = _.about(decision.evpi, case.currency, decision.evpi_se)
    groups = groups_worth_it(decision)
    if not groups:
        sentence = _("Learning several facts together would gain nothing more; knowing everything is worth {money}.")
        return sentence.format(money=everything)
    sentence = _(
        "Learned together, this is worth most, up to {money}: {group}. Knowing everything would be worth {everything}."
    )
    return sentence.format(
        group=_lower(group_name(groups[0].group, case, _)),
        money=_.about(groups[0].value, case.currency, groups[0].se),
        everything=everything,
    )


def groups_table(case: Case, decision: Decision, _: Words) -> Table:
    """The worth of each group, give or take its standard error."""
    groups = groups_worth_it(decision)
    return {
        _("Learned together"): [group_name(group.group, case, _) for group in groups],
        _("Worth finding out"): [_.money(group.value, case.currency, group.se) for group in groups],
        _("Give or take"): [_.money(group.se, case.currency, group.se) for group in groups],
    }


def figures_explained(case: Case, decision: Decision, _: Words) -> list[tuple[str, str]]:
    """The figures of the verdict by name, with a line each on what they say of this case."""
    found = [
        (_("Worth keeping by"), _("The best way to keep the client against parting, both on average.")),
        (
            _("The request is worth at most"),
            _("If granting it cost more than that, another option would be better, all else as estimated."),
        ),
        (_("Rests on assumptions"), empty_glass_sentence(decision, _)),
    ]
    if decision.forgone_value is not None:
        line = _("What ending the relationship over the red line costs against the best option without it: {money}.")
        found.append((_("Price of the principle"), line.format(money=_.about(decision.forgone_value, case.currency))))
    return found


def empty_glass_sentence(decision: Decision, _: Words) -> str:
    """How much rests on what is only assumed: the empty part of the glass."""
    if decision.assumed_share is None:
        return _("No single fact could change the recommendation, so it does not hang on assumptions.")
    return _(
        "Of all that is worth finding out, {percent} lies in figures that we only assume: the empty part of the glass. "
        "It shrinks as they become known."
    ).format(percent=_.percent(decision.assumed_share))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
