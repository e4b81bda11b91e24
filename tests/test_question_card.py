"""The card of the next best question: it asks for what is worth most, takes the answer, and stops."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.decide import question
from retention.asking import enough_sentence, question_sentence, word_label
from retention.case import RedLine
from retention.decision import evaluate
from retention.defaults import probability_words
from retention.document import read_bytes, read_case
from retention.explain import about
from retention.inputs import inputs_of
from retention.language import LANGUAGES, words
from retention.questions import Enough, Question, answered_case, next_question
from retention.ui import state
from retention.working import value_at, written_out

SCRIPT = str(Path(__file__).parent.parent / "app.py")


@pytest.fixture
def app() -> AppTest:
    started = AppTest.from_file(SCRIPT, default_timeout=30).run()
    assert not started.exception
    return started


def late_kitchen():
    return read_case(read_bytes((Path(__file__).parent / "data" / "late_kitchen.json").read_bytes()))


def case_of(app: AppTest):
    return app.session_state[state.WORKING].case


def asked(app: AppTest) -> Question:
    """What is asked now, from the path in the key of the form's first field."""
    case = case_of(app)
    keys = app.session_state[question.PROGRESS] if question.PROGRESS in app.session_state else {}  # noqa: SIM401
    done = next(reversed(keys.values())).done if keys else ()
    found = next_question(case, evaluate(case), done)
    assert isinstance(found, Question)
    return found


def text(app: AppTest) -> str:
    found = "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning))
    return found.replace("\\", "").replace("\u2060", "")


def field(app: AppTest, path: str, part: str):
    return app.number_input(key=f"ask.{path}.{part}")


def answer(app: AppTest, path: str, numbers) -> None:
    for part, value in zip(("low", "likely", "high"), numbers, strict=True):
        field(app, path, part).set_value(value)
    next(b for b in app.button if b.label == "Answer").click().run()
    assert not app.exception


def test_it_asks_for_the_input_worth_most_and_says_what_it_is_worth(app):
    found = asked(app)
    assert question_sentence(found.input, case_of(app), words("en")) in text(app)
    assert f"worth up to {about(found.worth, case_of(app), words('en'))}" in text(app)


def test_a_word_answers_a_probability_with_its_numbers(app):
    path = asked(app).input
    word = next(word for word in probability_words() if word.key == "very_likely")
    app.pills(key=f"ask.word.{path}").set_value("very_likely").run()
    assert not app.exception
    written = app.session_state[state.WORKING][path]
    assert (written["low"], written["likely"], written["high"]) == word.triple
    assert "Confidence" in text(app)
    assert question_sentence(path, case_of(app), words("en")) not in text(app)


def test_numbers_answer_in_percent_and_may_be_known(app):
    path = asked(app).input
    app.checkbox(key=f"ask.{path}.known").check()
    answer(app, path, (60, 70, 80))
    assert app.session_state[state.WORKING][path] == {"low": 0.6, "likely": 0.7, "high": 0.8, "basis": "known"}


def test_an_answer_out_of_order_is_refused_beside_the_question(app):
    path = asked(app).input
    before = case_of(app)
    answer(app, path, (80, 70, 60))
    assert "low ≤ likely ≤ high" in text(app)
    assert case_of(app) == before
    assert field(app, path, "low").value == 80  # nothing typed is lost


def test_undo_brings_back_what_stood_there_and_asks_again(app):
    path = asked(app).input
    before = case_of(app)
    answer(app, path, (60, 70, 80))
    app.button(key="ask_undo").click().run()
    assert case_of(app) == before.model_copy(update={"title": case_of(app).title})  # a case of one's own by now
    assert asked(app).input == path


def test_skip_asks_the_next_one_and_changes_nothing(app):
    path, before = asked(app).input, case_of(app)
    app.button(key="ask_skip").click().run()
    assert case_of(app) == before
    assert question_sentence(path, before, words("en")) not in text(app)


def test_enough_stops_the_asking_until_it_is_taken_up_again(app):
    app.button(key="ask_stop").click().run()
    assert enough_sentence("stopped", words("en")) in text(app)
    app.button(key="ask_on").click().run()
    assert "Next best question" in text(app)


def test_skipping_everything_ends_in_a_calm_sentence(app):
    for _unused in range(60):
        if "Next best question" not in text(app):
            break
        app.button(key="ask_skip").click().run()
        assert not app.exception
    ends = [enough_sentence(reason, words("en")) for reason in ("clear", "not_worth", "nothing_left")]
    assert any(end in text(app) for end in ends)


def test_a_red_line_that_nobody_has_confirmed_is_settled_first(app):
    at_work = app.session_state[state.WORKING]
    crossed = at_work.case.model_copy(update={"red_lines": (RedLine(line="Threat", confirmed=False),)})
    app.session_state[state.WORKING] = replace(at_work, case=crossed)
    app.run()
    for _unused in range(60):
        if "Next best question" not in text(app):
            break
        app.button(key="ask_skip").click().run()
    assert enough_sentence("red_line", words("en")) in text(app)


def test_certain_answers_to_everything_leave_nothing_to_ask():
    case = late_kitchen()
    done: list[str] = []
    for _unused in range(60):
        found = next_question(case, evaluate(case), done)
        if isinstance(found, Enough):
            break
        stood = value_at(written_out(case), found.input)
        case = answered_case(case, found.input, stood["likely"])
        done.append(found.input)
    assert isinstance(found, Enough)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_has_its_question_in_every_language(language):
    case = late_kitchen()
    sentences = [question_sentence(path, case, words(language)) for path in inputs_of(case).names]
    assert len(set(sentences)) == len(sentences)
    assert all("{" not in sentence for sentence in sentences)


def test_words_show_their_numbers():
    assert word_label(probability_words()[4], words("en")) == "likely · 55–80%"


def test_an_input_changed_elsewhere_is_what_the_card_shows(app):
    """The card asks for the stay after a compromise; its slider among the inputs says 40 % meanwhile."""
    path = asked(app).input
    assert path == "options.compromise.stay"
    app.slider(key=f"{path}.likely").set_value(40.0).run()
    assert asked(app).input == path
    assert field(app, path, "likely").value == 40.0
    assert field(app, path, "low").value == 40.0  # went along with the likely value
