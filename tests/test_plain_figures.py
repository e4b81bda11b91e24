"""Figures as sentences say them: no more digits than mean something, as many as tell two of them apart."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention import both_sides, brief, explain, mind
from retention.asking import effect_sentence
from retention.compare import compare
from retention.decision import evaluate
from retention.difference_words import difference_values
from retention.language import LANGUAGES, in_sentence, words
from retention.questions import effect
from retention.terms import confidence_word, told_apart
from retention.turning import turning_sentence, watched
from retention.ui import state
from retention.working import edited
from tests.small_case import case_of, decided, small

SCRIPT = str(Path(__file__).parent.parent / "app.py")
EN = words("en")


def text(app: AppTest) -> str:
    found = "\n".join(str(one.value) for one in (*app.header, *app.markdown, *app.caption, *app.text))
    return found.replace("\\", "").replace("\u2060", "")


# ---- money in sentences


@pytest.mark.parametrize(
    "value, unit, said",
    [
        (1234.4, None, "€1,234"),
        (45.37, None, "€45"),
        (9.97, None, "€10"),
        (8.48, None, "€8.5"),
        (8.02, None, "€8"),
        (-8.48, None, "−€8.5"),
        (0.846, None, "€0.85"),
        (0.004, None, "€0"),
        (1234.4, 30, "€1,230"),  # a standard error of 30: the tens are all that is known
        (0.846, 0.2, "€0.80"),
    ],
)
def test_computed_money_in_a_sentence_is_whole_from_10_and_has_two_digits_below(value, unit, said):
    assert EN.about(value, "EUR", unit) == said


@pytest.mark.parametrize("language, said", [("ru", "8,5\N{NO-BREAK SPACE}€"), ("ro", "8,5\N{NO-BREAK SPACE}EUR")])
def test_each_language_writes_it_its_own_way(language, said):
    assert words(language).about(8.48, "EUR") == said


def test_the_lead_in_a_reason_has_no_cents():
    document = small(options__satisfy__outlay=491.52)  # worth 408.48, the compromise 400
    assert "by €8.5:" in explain.reasons(case_of(document), decided(document), EN)[1]


def test_three_figures_of_one_sentence_add_up_as_they_stand_in_it():
    """45.60 due and 33.40 given are 46 and 33; their difference of 12.20 would not be told from 12."""
    document = small(options__satisfy__outlay=33.4, company_responsibility=100, client_loss=45.6)
    sentence = both_sides.fairness_sentence(case_of(document), decided(document), EN)
    assert all(money in sentence for money in ("€46", "€33", "€13 less"))


# ---- values that would be written alike


def test_a_flip_value_is_told_from_what_it_is_now():
    """Satisfying is worth 1000·stay − 300, the compromise 400: they tie at 0.7, the mean is 0.704 667."""
    document = small(options__satisfy__stay=[0.6, 0.702, 0.82])
    case, decision = case_of(document), decided(document)
    assert "below 70.0% (now 70.5% on average)" in explain.what_would_change(case, decision, EN)
    place = [turn.input for turn in mind.turns(case, decision)].index("options.satisfy.stay")
    table = mind.mind_table(case, decision, EN)
    assert [table[head][place] for head in ("Now, on average", "Beyond")] == ["70.5%", "below 70.0%"]


def test_a_flip_value_of_money_has_cents_only_where_they_tell_it_from_the_mean():
    near, far = small(options__satisfy__outlay=[300, 499.6, 700]), small(options__satisfy__outlay=[300, 300, 900])
    # they tie at 500; the means are 2998.4/6 = 499.73 and 400
    assert "above €500.00 (now €499.73 on average)" in explain.what_would_change(case_of(near), decided(near), EN)
    assert "above €500 (now €400 on average)" in explain.what_would_change(case_of(far), decided(far), EN)


def test_what_is_certain_is_no_average():
    said = [explain.flip_and_now(case_of(small()), "options.satisfy.stay", 0.7, EN)]
    assert said == [("70%", "90%")]


def test_a_small_change_that_turns_the_verdict_shows_both_values():
    left, right = (case_of(small(options__satisfy__stay=[0.6, likely, 0.8])) for likely in (0.702, 0.698))
    [found] = compare(left, right).differences
    assert difference_values(found, left, right, EN) == ("70.2%", "69.8%")
    assert "from 70.2% to 69.8%" in turning_sentence(watched(watched(None, left), right), EN)


def test_values_that_are_the_same_get_no_digits_more():
    assert told_apart(lambda finer: (f"{1:.{finer}f}", f"{1:.{finer}f}")) == ("1", "1")
    assert told_apart(lambda finer: (f"{1.04:.{finer}f}", f"{1.06:.{finer}f}")) == ("1.0", "1.1")


# ---- what a percentage is about


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["decide", "compare"])
def test_each_percentage_says_its_question(page, language):
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["lang"] = language
    app.run()
    app.switch_page(f"pages/{page}/page.py").run()
    case, _ = app.session_state[state.WORKING].case, words(language)
    said = text(app) + "\n".join(str(bar.proto.text) for bar in app.get("progress")).replace("\\", "")
    assert f"{_('Keep or part?')} **" in said
    assert explain.option_sentence(evaluate(case), _) in said


def test_under_a_red_line_no_degree_is_claimed():
    before, after = decided(small()), decided(small(red_lines=["Threat"]))
    assert explain.confidence_level(after) == ""
    said = effect_sentence(effect(before, after), after, EN)
    assert "%" not in said
    assert confidence_word("clear", EN) not in said


# ---- how likely a risk must be


def risky(**changes):
    """Granting costs 150 and leaves nothing of the claim, declining costs nothing and leaves all of it."""
    return small(
        options={"satisfy": {"stay": 0.5, "outlay": 150, "remaining_risk": {"legal": 0}},
                 "compromise": {"stay": 0.1, "outlay": 150}, "decline": {"stay": 0.5}, "part": {}},
        risks=[{"name": "Claim", "category": "legal", "probability": 0.2, "severity": 1000}],
        **changes,
    )  # fmt: skip


def test_a_loss_of_1000_against_a_cost_of_150_is_worth_avoiding_from_15_percent():
    said = brief.worth_avoiding(case_of(risky()), decided(risky()), 0, EN)
    assert "15%" in said


def test_nothing_is_said_of_options_that_are_not_open_nor_of_a_risk_that_is_not_there():
    barred = risky(red_lines=[{"line": "Invoice", "effect": "refuse"}])
    assert brief.worth_avoiding(case_of(barred), decided(barred), 0, EN) == ""
    assert brief.worth_avoiding(case_of(risky()), decided(risky()), 1, EN) == ""


def test_each_risk_of_the_case_says_from_where_on_it_is_worth_avoiding():
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.session_state["section_risks"] = True
    app.run()
    found = app.session_state[state.WORKING]
    values = {option: figures.expected for option, figures in evaluate(found.case).options.items()}
    satisfy = found.case.options.satisfy
    outlay = satisfy.outlay.mean + (values["satisfy"] - values["decline"]) / (1 + satisfy.precedent_claims.mean)
    app.session_state[state.WORKING] = edited(found, "options.satisfy.outlay", outlay)  # now it ties with declining
    app.run()
    assert not app.exception
    for risk in found.case.risks:  # and each risk breaks even where it is
        assert f"from a probability of {EN.percent(risk.probability.mean)} up" in text(app)


# ---- a slip of the sign, capitals after a colon


def test_a_negative_margin_is_called_a_loss():
    app = AppTest.from_file(SCRIPT, default_timeout=30).run()
    app.session_state["start_step"], app.session_state["start.margin"] = 1, -1200.0
    app.switch_page("pages/start/page.py").run()
    assert "A loss of €1,200 a year" in text(app)
    assert "a loss of about €1,200 a year" in " ".join(button.label for button in app.button)
    app.number_input(key="start.margin").set_value(1200.0).run()
    assert "loss" not in text(app) + " ".join(button.label for button in app.button)


@pytest.mark.parametrize("text, said", [("Receipt", "receipt"), ("PDF by mail", "PDF by mail"), ("", ""), ("я", "я")])
def test_after_a_colon_a_sentence_goes_on_small(text, said):
    assert in_sentence(text) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_steps_go_on_small_after_their_colon(language):
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["lang"] = language
    app.run()
    app.switch_page("pages/steps/page.py").run()
    after = words(language)("{when} · {owner} · proof: {proof}").split("{owner}")[1].removesuffix("{proof}")
    said = [caption.value.replace("\\", "").split(after)[1] for caption in app.caption if after in caption.value]
    assert said
    assert all(proof[0].islower() for proof in said)
