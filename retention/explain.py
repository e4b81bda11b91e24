"""Why this verdict, in plain sentences: headline, how sure, three reasons, what would change it (model 5).

Screens, memos and the command line say the same sentences from here.
"""

from __future__ import annotations

from retention.case import CATEGORIES, OPTIONS, Case
from retention.decision import Decision
from retention.inputs import input_names, inputs_of
from retention.language import Words
from retention.sensitivity import Flip
from retention.terms import category_name, input_name, input_value, option_name, told_apart, verdict_line
from retention.verdict import confidence_key

LEAST_SHARE = 0.01  # of the draws; below it, and above its opposite, a simulated share is only said as a bound


def headline(decision: Decision, _: Words) -> str:
    """The verdict as one sentence: whose client, and what to do."""
    return verdict_line(decision.verdict, decision.recommended, _)


def confidence_percent(decision: Decision, _: Words) -> str:
    """The confidence in per cent, with no more digits than mean something."""
    return share_of_draws(decision.confidence, _)


def share_of_draws(share: float, _: Words) -> str:
    """A simulated share in whole per cent; near 0 or 1 it is a bound, for what is only estimated is never certain."""
    if share < LEAST_SHARE:
        return _("under {percent}").format(percent=_.percent(LEAST_SHARE))
    if share > 1 - LEAST_SHARE:
        return _("over {percent}").format(percent=_.percent(1 - LEAST_SHARE))
    return _.percent(share)


def confidence_sentence(decision: Decision, _: Words) -> str:
    """How sure it is that keeping is better than parting; the option has a sentence of its own."""
    if _is_certain(decision):
        return _("A rule decides this, not an estimate.")
    percent = confidence_percent(decision, _)
    if decision.verdict in ("our_client", "new_terms"):
        return _("{percent} that keeping is worth more").format(percent=percent)
    return _("{percent} that keeping is not worth it").format(percent=percent)


def option_sentence(decision: Decision, _: Words) -> str:
    """How sure the option itself is: how often it is the best of the allowed ones; "" where it is the only one."""
    if runner_up(decision) is None:
        return ""
    share = decision.options[decision.recommended].p_best
    if share > 1 - LEAST_SHARE:
        return _("Best option? This one, in over 99 of 100 possible worlds")
    count = max(1, round(100 * share))
    return _("Best option? This one, in {count} of 100 possible worlds").format(count=_.number(count, 0))


def confidence_level(decision: Decision) -> str:
    """clear, leaning or too_close; "" where a rule decides."""
    return "" if _is_certain(decision) else confidence_key(decision.confidence)


def reasons(case: Case, decision: Decision, _: Words) -> list[str]:
    """Three plain sentences: is the client worth keeping, why this option, what would change it."""
    sentences = (
        _worth_keeping(case, decision, _),
        _why_this_option(case, decision, _),
        what_would_change(case, decision, _),
    )
    return [sentence[:1].upper() + sentence[1:] for sentence in sentences]


def runner_up(decision: Decision) -> str | None:
    """The best other allowed option, None where only one is allowed."""
    others = [name for name in OPTIONS if decision.options[name].allowed and name != decision.recommended]
    return max(others, key=lambda name: decision.options[name].expected) if others else None


def telling_flip(decision: Decision) -> Flip | None:
    """The flip value most worth saying: of the input most worth finding out, else the first that there is."""
    flips = {flip.input: flip for flip in decision.flips}
    for row in decision.evppi:
        if row.value > 0 and row.input in flips:
            return flips[row.input]
    return None


def about(value: float, case: Case, _: Words) -> str:
    """A computed amount of money as a sentence says it."""
    return _.about(value, case.currency)


def client_of(case: Case, _: Words) -> str:
    """The client's name, or a word for one who has none."""
    return case.client or _("this client")


def _is_certain(decision: Decision) -> bool:
    return decision.confidence_se == 0 and (decision.keep is None or decision.forgone_value is not None)


def _worth_keeping(case: Case, decision: Decision, _: Words) -> str:
    client = client_of(case, _)
    if decision.forgone_value is not None:
        price = about(decision.forgone_value, case, _)
        return _(
            "A confirmed red line ends the relationship, whatever the sums say; the principle costs {price}."
        ).format(price=price)
    if decision.value_gap is None:
        return _("No way to keep {client} is open: a red line bars giving in and the law bars declining.").format(
            client=client
        )
    gap = about(abs(decision.value_gap), case, _)
    if decision.relationship_value <= 0:
        value = about(decision.relationship_value, case, _)
        return _("The relationship itself brings no money: {value} over the years ahead.").format(value=value)
    if decision.value_gap < 0:
        return _("Parting is worth {gap} more than the best way to keep {client}.").format(gap=gap, client=client)
    if decision.verdict == "new_terms":
        return _(
            "Keeping {client} is worth {gap} more than parting, but they are not our kind of client yet: "
            "fit {fit} of 100, {threshold} needed."
        ).format(client=client, gap=gap, fit=_.number(decision.fit or 0, 0), threshold=_.number(case.fit_threshold, 0))
    if decision.verdict == "not_our_client":
        return _("{client} is not our kind of client, and the sums do not plead for keeping them.").format(
            client=client
        )
    return _("Keeping {client} is worth {gap} more than parting.").format(client=client, gap=gap)


def _why_this_option(case: Case, decision: Decision, _: Words) -> str:
    other = runner_up(decision)
    chosen = option_name(decision.recommended, _)
    if other is None:
        return _("“{option}” is the only option left.").format(option=chosen)
    lead = decision.options[decision.recommended].expected - decision.options[other].expected
    if round(lead, 2) <= 0:
        return _("“{option}” and “{other}” are worth the same; the first is the simpler one.").format(
            option=chosen, other=option_name(other, _)
        )
    return _("“{option}” beats “{other}” by {lead}: {driver}.").format(
        option=chosen,
        other=option_name(other, _),
        lead=about(lead, case, _),
        driver=_driver(decision, decision.recommended, other, _),
    )


def _driver(decision: Decision, chosen: str, other: str, _: Words) -> str:
    """The component in which the chosen option leads the other most."""
    mine, theirs = decision.options[chosen].components, decision.options[other].components
    component = max(mine, key=lambda name: mine[name] - theirs[name])
    if component == "client_value":
        if decision.relationship_value <= 0:
            return _("it keeps less of a relationship that loses money")
        return _("the client is more likely to stay")
    if component == "cost":
        return _("it costs less, others who would ask for the same included")
    if component in CATEGORIES:
        return _("it leaves less {category} risk").format(category=category_name(component, _))
    raise ValueError(component)


def what_would_change(case: Case, decision: Decision, _: Words) -> str:
    """The single fact that would change the recommendation, or that there is none."""
    flip = telling_flip(decision)
    if flip is None:
        if runner_up(decision) is None:
            return _("No figure can change that; only the facts about the red line can.")
        return _("No single fact within its stated range would change the recommendation.")
    at, now = flip_and_now(case, flip.input, flip.at, _, computed=True)
    sentence = (
        _("It would change to “{option}” if this fell below {at} (now {now}): {input}.")
        if flip.at < decision_mean(case, flip.input)
        else _("It would change to “{option}” if this rose above {at} (now {now}): {input}.")
    )
    is_certain = not inputs_of(case).width[_row(case, flip.input)]
    return sentence.format(
        option=option_name(flip.to, _),
        at=at,
        now=now if is_certain else _("{value} on average").format(value=now),
        input=_lower(input_name(flip.input, case, _)),
    )


def flip_and_now(case: Case, path: str, at: float, _: Words, computed: bool = False) -> tuple[str, str]:
    """A flip value of an input and the mean it has now, told apart from each other and from its likely value.

    computed: as in `input_value`.
    """
    row = _row(case, path)
    now, likely = (float(figures[row]) for figures in (inputs_of(case).mean, inputs_of(case).likely))
    values = [at, now, *([likely] if likely not in (at, now) else [])]
    texts = told_apart(lambda finer: tuple(input_value(path, value, case, _, finer, computed) for value in values))
    return texts[0], texts[1]


def decision_mean(case: Case, path: str) -> float:
    """The mean that an input is computed with, widened as the case says."""
    return float(inputs_of(case).mean[_row(case, path)])


def _row(case: Case, path: str) -> int:
    return input_names(case).index(path)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
