"""What each chart says, in one sentence and as a table: the text beside the picture."""

from __future__ import annotations

from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.explain import client_of, runner_up, share_of_draws, what_would_change
from retention.language import Words
from retention.sensitivity import Bar
from retention.terms import basis_name, component_name, group_name, input_name, option_name, quoted_option

Table = dict[str, list[str]]  # heading → column
MOST_BARS = 6
LEAST_TOLD = 0.01  # of the largest: what is worth less is left out of what to find out
NOTHING = "–"


def options_sentence(case: Case, decision: Decision, _: Words) -> str:
    """How the options compare."""
    best = decision.options[decision.recommended]
    return _("{option} is worth {expected} on average; nine times in ten between {low} and {high}.").format(
        option=quoted_option(decision.recommended, _),
        expected=_.about(best.expected, case.currency),
        low=_.about(best.p05, case.currency, best.se["p05"]),
        high=_.about(best.p95, case.currency, best.se["p95"]),
    )


def options_table(case: Case, decision: Decision, _: Words) -> Table:
    """The figures of every option."""
    figures = [decision.options[name] for name in OPTIONS]
    return {
        _("Option"): [
            option_name(name, _) if f.allowed else _("{option} (not open)").format(option=option_name(name, _))
            for name, f in zip(OPTIONS, figures, strict=True)
        ],
        _("Net value"): [_.money(f.expected, case.currency) for f in figures],
        _("Low (5%)"): [_.money(f.p05, case.currency, f.se["p05"]) for f in figures],
        _("High (95%)"): [_.money(f.p95, case.currency, f.se["p95"]) for f in figures],
        _("Chance to be best"): [share_of_draws(f.p_best, _) if f.allowed else NOTHING for f in figures],
        _("Worth at most"): [
            NOTHING if f.break_even_outlay is None else _.money(f.break_even_outlay, case.currency) for f in figures
        ],
    }


def parts_sentence(case: Case, decision: Decision, option: str, _: Words) -> str:
    """What an option's value is mostly made of."""
    parts = decision.options[option].components
    worst = min(parts, key=lambda name: parts[name])
    if parts[worst] >= 0:
        return _("“{option}” costs nothing and leaves no risk.").format(option=option_name(option, _))
    return _("“{option}”: {value} from the client who stays; the largest loss is {loss}, {part}.").format(
        option=option_name(option, _),
        value=_.about(parts["client_value"], case.currency),
        loss=_.about(-parts[worst], case.currency),
        part=_lower(component_name(worst, _)),
    )


def parts_table(case: Case, decision: Decision, _: Words) -> Table:
    """What every option's value is made of."""
    names = [name for name in decision.options[OPTIONS[0]].components if _is_used(decision, name)]
    table = {_("Part of the value"): [*(component_name(name, _) for name in names), _("Net value")]}
    for option in OPTIONS:
        figures = decision.options[option]
        table[option_name(option, _)] = [
            _.money(amount, case.currency) for amount in (*(figures.components[n] for n in names), figures.expected)
        ]
    return table


def change_sentence(case: Case, decision: Decision, _: Words) -> str:
    """What would change the recommendation."""
    return what_would_change(case, decision, _)


def shown_bars(decision: Decision) -> tuple[Bar, ...]:
    """The widest bars of the tornado, those of no width left out."""
    return tuple(bar for bar in decision.tornado if bar.low != bar.high)[:MOST_BARS]


def tornado_note(decision: Decision, _: Words) -> str:
    """How to read the tornado: what is compared with what."""
    other = runner_up(decision)
    if other is None:
        return ""
    return _("Lead of “{option}” over “{other}” as each figure moves through its range.").format(
        option=option_name(decision.recommended, _), other=option_name(other, _)
    )


def worth_knowing(case: Case, decision: Decision, _: Words) -> tuple[tuple[str, float, str], ...]:
    """What is most worth finding out: name, value in money, basis; groups where no single fact is worth anything."""
    worth = [row for row in decision.evppi if row.value > 0 and row.value >= LEAST_TOLD * decision.evppi[0].value]
    if worth or decision.evpi <= 0:
        return tuple((input_name(row.input, case, _), row.value, row.basis) for row in worth)[:MOST_BARS]
    groups = (group for group in decision.evppi_groups if group.value > 2 * group.se)
    return tuple((group_name(group.group, case, _), group.value, "") for group in groups)[:MOST_BARS]


def learn_sentence(case: Case, decision: Decision, _: Words) -> str:
    """What to find out first."""
    rows = worth_knowing(case, decision, _)
    if not rows:
        return _("No single fact would change the decision about {client}; nothing needs finding out first.").format(
            client=client_of(case, _)
        )
    name, value, _basis = rows[0]
    return _("Find out first: {input}. Knowing it would be worth up to {money}.").format(
        input=_lower(name), money=_.about(value, case.currency)
    )


def learn_table(case: Case, decision: Decision, _: Words) -> Table:
    """What each unknown is worth finding out."""
    rows = worth_knowing(case, decision, _)
    return {
        _("Unknown"): [name for name, _value, _basis in rows],
        _("Worth finding out"): [_.money(value, case.currency) for _name, value, _basis in rows],
        _("How we know it"): [basis_name(basis, _) if basis else NOTHING for _name, _value, basis in rows],
    }


def _is_used(decision: Decision, component: str) -> bool:
    return any(decision.options[option].components[component] for option in OPTIONS)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
