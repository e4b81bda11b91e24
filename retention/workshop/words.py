"""The steps and questions of a room in words."""

from __future__ import annotations

from retention.case import Case
from retention.language import Words
from retention.terms import option_name, quoted_option
from retention.workshop.sheet import Question, questions_of
from retention.workshop.steps import ROUNDS


def step_name(step: str, _: Words) -> str:
    """The name of a step."""
    return {
        "lobby": _("Coming in"),
        "checkin": _("How we are"),
        "glass": _("The empty glass"),
        "round1": _("First estimate, each alone"),
        "reveal": _("What the room thinks"),
        "discussion": _("Discussion"),
        "round2": _("Second estimate"),
        "verdict": _("The verdict"),
        "exercise": _("Closing exercise"),
        "home": _("What I take home"),
    }[step]


def step_hint(step: str, _: Words) -> str:
    """What the step is for, in a line for whoever leads the room."""
    return {
        "lobby": _("Show the code and wait until most are in."),
        "checkin": _("Each says how they are; the screen shows only how many are where. Ask nobody to explain."),
        "glass": _("A guess before the facts shows later what was only assumed. Let them write in silence."),
        "round1": _("Each estimates alone and sees nobody else's answers. Keep the room quiet."),
        "reveal": _(
            "Start where the disagreement matters most, and ask both ends first: what do you know that others do not?"
        ),
        "discussion": _("Answer what most want to know, and park what can wait."),
        "round2": _("The same questions once more, after what was said. Nobody has to move."),
        "verdict": _("The room's own figures beside its votes. Where they differ, ask which of them to trust."),
        "exercise": _("Slow breathing, everybody on their own phone. Whoever wants may skip it."),
        "home": _("Each writes down one thing to do differently and downloads their own memo."),
    }[step]


def question_title(question: Question, _: Words) -> str:
    """The question in a few words, for a list or the head of a chart."""
    if question.kind == "money":
        return _("{risk}: what it would cost").format(risk=question.subject)
    if question.kind == "probability" and question.key.startswith("risks."):
        return _("{risk}: how likely").format(risk=question.subject)
    if question.kind == "probability":
        return _("The client stays after {option}").format(option=quoted_option(question.subject, _))
    if question.kind == "score":
        return question.subject
    return {
        "shares": _("Who is responsible"),
        "keep": _("Would you keep this client?"),
        "option": _("What would you do?"),
    }[question.kind]


def answered_words(step: str, _: Words) -> str:
    """What is counted at a step: {answered} of {people}.  Of a round, of many questions, only what is complete."""
    return (
        _("{answered} of {people} have answered everything") if step in ROUNDS else _("{answered} of {people} answered")
    )


def answered_told(step: str, answered: int, people: int, _: Words) -> str:
    """How many of those in the room have answered a step."""
    return answered_words(step, _).format(answered=_.number(answered, 0), people=_.number(people, 0))


def order_told(_: Words) -> str:
    """By what the questions are ordered at the reveal."""
    return _(
        "First comes what matters most to the verdict: how far apart the room is, times what it would be worth to know."
    )


def picture_titles(case: Case, _: Words) -> dict[str, str]:
    """The title of every question's picture: of the shares only the company's own is drawn."""
    return {
        question.key: _("Our company's part in what went wrong")
        if question.kind == "shares"
        else question_title(question, _)
        for question in questions_of(case)
    }


def state_text(state: float, _: Words) -> str:
    """An emotional state as a number with its sign."""
    return ("+" if state > 0 else "") + _.number(state, 0)


def question_sentence(question: Question, case: Case, _: Words) -> str:
    """The question as it is asked."""
    if question.kind == "money":
        return _("If it happens, what does it cost the company?")
    if question.kind == "probability" and question.key.startswith("risks."):
        return _("If nothing is done about the complaint, how likely is this?")
    if question.kind == "probability":
        return _("How likely is it that the client stays then?")
    if question.kind == "score":
        return _("How far does this hold for the client?")
    return {
        "shares": _("Whose part in what went wrong is how large? Together they make {whole}.").format(
            whole=_.percent(1)
        ),
        "keep": _("All in all, after what you know now."),
        "option": _("Choose what you would do as the manager."),
    }[question.kind]


def answer_text(question: Question, answer: object, case: Case, _: Words) -> str:
    """An answer in words and figures."""
    if question.kind == "probability" and isinstance(answer, list):
        return _span(*(_.percent(number) for number in answer))
    if question.kind == "money" and isinstance(answer, list):
        return _span(*(_.money(number, case.currency) for number in answer))
    if question.kind == "shares" and isinstance(answer, dict):
        return " · ".join(f"{side_name(side, _)} {_.percents(share)}" for side, share in answer.items())
    if question.kind == "keep":
        return _("Yes") if answer == "yes" else _("No")
    if question.kind == "option":
        return option_name(str(answer), _)
    return _.number(float(str(answer)))


def side_name(side: str, _: Words) -> str:
    """Who or what is responsible."""
    return {
        "company": _("our company"),
        "partner": _("our partners"),
        "chance": _("chance"),
        "client": _.pgettext("side", "the client"),
    }[side]


def _span(low: str, likely: str, high: str) -> str:
    return likely if low == high else f"{likely} ({low} – {high})"
