"""How an option may end, in sentences and a table (model 4).

Everything comes from the 101 quantiles of the simulated outcome and the shares counted with them.
"""

from __future__ import annotations

from retention.case import Case
from retention.decision import Decision
from retention.explain import runner_up, share_of_draws
from retention.language import Words
from retention.takeaways import NOTHING, Table
from retention.terms import option_name

BANDS = ((5, 95), (25, 75))  # per cent, the wide one first
TOLD = (5, 25, 50, 75, 95)


def compared_options(decision: Decision) -> tuple[str, ...]:
    """The options whose spread is worth seeing together: the recommended one, the next best and parting, each once."""
    other = runner_up(decision)
    return tuple(dict.fromkeys(option for option in (decision.recommended, other, "part") if option))


def spread_sentence(case: Case, decision: Decision, _: Words) -> str:
    """How badly and how well the recommended option may end."""
    best = decision.options[decision.recommended]
    sentence = _(
        "“{option}” ends below {low} one time in twenty, above {high} one time in twenty, half the time above {middle}."
    )
    return sentence.format(
        option=option_name(decision.recommended, _),
        low=_.about(best.p05, case.currency, best.se["p05"]),
        high=_.about(best.p95, case.currency, best.se["p95"]),
        middle=_.about(best.p50, case.currency, best.se["p50"]),
    )


def below_sentence(decision: Decision, _: Words) -> str:
    """How often the recommended option loses money, and how often parting would have been better."""
    best, name = decision.options[decision.recommended], option_name(decision.recommended, _)
    zero = share_of_draws(best.p_below_zero, _)
    if decision.recommended == "part":
        return _("Chance that “{option}” ends below zero: {zero}.").format(option=name, zero=zero)
    return _("Chance that “{option}” ends below zero: {zero}; that it ends worse than parting: {part}.").format(
        option=name, zero=zero, part=share_of_draws(best.p_below_part, _)
    )


def spread_table(case: Case, decision: Decision, _: Words) -> Table:
    """Quantiles and chances of the compared options."""
    options = compared_options(decision)
    figures = [decision.options[option] for option in options]
    table = {_("Option"): [option_name(option, _) for option in options]}
    for percent in TOLD:
        head = _("{percent} of outcomes lie below").format(percent=_.percent(percent / 100))
        table[head] = [_.money(f.distribution[percent], case.currency, _error(f.se, percent)) for f in figures]
    table[_("Ends below zero")] = [share_of_draws(f.p_below_zero, _) for f in figures]
    table[_("Ends worse than parting")] = [
        NOTHING if option == "part" else share_of_draws(f.p_below_part, _)
        for option, f in zip(options, figures, strict=True)
    ]
    return table


def _error(errors: dict[str, float | None], percent: int) -> float | None:
    """The standard error of a quantile; that of the nearest one where it has none of its own."""
    return errors[{25: "p50", 75: "p50"}.get(percent, f"p{percent:02}")]
