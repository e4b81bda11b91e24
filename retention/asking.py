"""How the next question is put: the words for every kind of input, for an answer's effect and for the end of asking."""

from __future__ import annotations

from retention.case import Case
from retention.decision import Decision
from retention.defaults import Word, probability_words
from retention.explain import confidence_level, confidence_percent, confidence_sentence, share_of_draws
from retention.language import Words
from retention.questions import Effect
from retention.terms import category_name, confidence_word, group_name, input_unit, option_name, verdict_name

PERCENT = 100.0


def question_sentence(path: str, case: Case, _: Words) -> str:
    """What to ask a manager for, in plain words."""
    keys = path.split(".")
    if keys[0] == "options":
        return _option_question(keys, case, _)
    if keys[0] == "risks":
        risk = case.risks[int(keys[1])].name
        if keys[2] == "probability":
            return _("If nothing is done, how likely is this: {risk}?").format(risk=risk)
        return _("If it happens, what would it cost you: {risk}?").format(risk=risk)
    return {
        "value.annual_margin": _("What is left of a year's business with {client}, after direct costs?"),
        "value.annual_cost_to_serve": _("What extra effort does {client} cost you in a year, beyond a usual client?"),
        "value.annual_retention": _("Once this is behind you, how likely is {client} to stay each further year?"),
        "value.referral_value": _("What is the business worth that {client} brings by recommending you?"),
        "owed": _("What do you owe {client} by law or contract, whatever you decide?"),
    }[path].format(client=client_name(case, _))


def client_name(case: Case, _: Words) -> str:
    """The client's name, or who they are where it is not given."""
    return case.client or _("the client")


def group_sentence(group: str, case: Case, _: Words) -> str:
    """Why a question is asked whose own answer would not pay."""
    return _("No single fact decides, but several together do: {group}. This is one of them.").format(
        group=group_name(group, case, _)
    )


def enough_sentence(reason: str, _: Words) -> str:
    """Why nothing more is asked.  reason: of `Enough`, or `stopped` by the manager."""
    return {
        "clear": _("Clear enough. No further answer is worth the minutes that it would take."),
        "not_worth": _("It stays open, but no single answer would pay for the minutes that it takes. Decide as it is."),
        "nothing_left": _("All that matters has been asked. What is left open stays a judgement."),
        "red_line": _("No figure is worth more minutes. First find out whether the red line was really crossed."),
        "stopped": _("You called it clear enough. Every input below is still open to change."),
    }[reason]


def effect_sentence(effect: Effect, after: Decision, _: Words) -> str:
    """How an answer moved verdict, recommendation and confidence."""
    parts = []
    if effect.verdict_changed:
        parts.append(
            _("The verdict changed from “{before}” to “{after}”.").format(
                before=verdict_name(effect.verdict_before, _), after=verdict_name(effect.verdict_after, _)
            )
        )
    else:
        parts.append(_("The verdict stays “{verdict}”.").format(verdict=verdict_name(effect.verdict_after, _)))
    if effect.recommendation_changed:
        parts.append(
            _("“{after}” is now recommended instead of “{before}”.").format(
                before=option_name(effect.recommended_before, _), after=option_name(effect.recommended_after, _)
            )
        )
    return " ".join([*parts, _sureness(effect, after, _)])


def _sureness(effect: Effect, after: Decision, _: Words) -> str:
    key = confidence_level(after)
    if not key:
        return confidence_sentence(after, _)
    before, now = share_of_draws(effect.confidence_before, _), confidence_percent(after, _)
    sentence = (
        _("Keep or part? Confidence as before, {now}. {level}.")
        if before == now
        else _("Keep or part? Confidence went from {before} to {now}. {level}.")
    )
    return sentence.format(before=before, now=now, level=confidence_word(key, _))


def words_for(path: str) -> tuple[Word, ...]:
    """The words that can answer a question: for probabilities, not for the share of a risk that is left."""
    return probability_words() if input_unit(path) == "probability" else ()


def word_label(word: Word, _: Words) -> str:
    """A word of probability with its numbers beside it."""
    low, high = _.number(word.triple[0] * PERCENT, 0), _.percent(word.triple[2])
    return f"{word.names[_.language]} · {low}–{high}"


def is_percent(path: str) -> bool:
    """Whether an input is typed in per cent."""
    return input_unit(path) in ("probability", "share")


def _option_question(keys: list[str], case: Case, _: Words) -> str:
    option, asked = keys[1], keys[2]
    client = client_name(case, _)
    if asked == "stay":
        return {
            "satisfy": _("If you grant the request, how likely is it that {client} stays?"),
            "compromise": _("If you offer a compromise, how likely is it that {client} stays?"),
            "decline": _("If you decline, how likely is it that {client} stays?"),
        }[option].format(client=client)
    if asked == "remaining_risk":
        sentence = {
            "satisfy": _("If you grant the request, what part of the {category} risk is left?"),
            "compromise": _("If you offer a compromise, what part of the {category} risk is left?"),
            "decline": _("If you decline, what part of the {category} risk is left?"),
            "part": _("If you part, what part of the {category} risk is left?"),
        }[option]
        return sentence.format(category=category_name(keys[3], _))
    return {
        ("satisfy", "outlay"): _("What would granting the request cost you, beyond what is owed?"),
        ("compromise", "outlay"): _("What would the compromise cost you, beyond what is owed?"),
        ("decline", "outlay"): _("What would declining cost you, beyond what is owed?"),
        ("part", "outlay"): _("What would parting cost you, beyond what is owed?"),
        ("satisfy", "hours"): _("How many hours of your people's time would granting the request take?"),
        ("compromise", "hours"): _("How many hours of your people's time would the compromise take?"),
        ("decline", "hours"): _("How many hours of your people's time would declining take?"),
        ("part", "hours"): _("How many hours of your people's time would parting take?"),
        ("satisfy", "precedent_claims"): _("If you grant the request, how many others will ask for the same?"),
        ("compromise", "precedent_claims"): _("If you offer a compromise, how many others will ask for the same?"),
        ("decline", "precedent_claims"): _("If you decline, how many further claims does that invite?"),
        ("part", "precedent_claims"): _("If you part, how many further claims does that invite?"),
    }[option, asked]
