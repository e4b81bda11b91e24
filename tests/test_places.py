"""A caution names the input that it is about, and goes there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.decide import places
from retention.document import case_document, read_case
from retention.examples import FIRST, example_document
from retention.inputs import inputs_of
from retention.language import LANGUAGES, words
from retention.ui import state

SCRIPT = str(Path(__file__).parent.parent / "app.py")
EXAMPLE = read_case(example_document(FIRST, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_has_a_section_that_has_a_title(language):
    for path in (*inputs_of(EXAMPLE).names, *places.PROVISIONAL.values(), "horizon_years", "company_responsibility"):
        assert places.section_title(places.section_of(path), words(language))
        assert places.place_name(path, EXAMPLE, words(language))


@pytest.mark.parametrize(
    "path, section",
    [
        ("options.satisfy.stay", "stay"),
        ("options.satisfy.remaining_risk.legal", "left"),
        ("options.compromise.outlay", "asked"),
        ("risks.0.severity.low", "risks"),
        ("value.annual_margin", "worth"),
        ("owed", "owed"),
        ("fit.0.score", "fit"),
    ],
)
def test_an_input_stands_in_its_section(path, section):
    assert places.section_of(path) == section


def test_a_warning_has_a_button_with_the_words_of_its_input_that_opens_the_section():
    document = case_document(EXAMPLE)
    document["options"]["compromise"]["outlay"] = 5000
    app = AppTest.from_file(SCRIPT, default_timeout=30).run()
    app.session_state[state.WORKING] = state.working.opened(read_case(document))
    app.run()
    assert not app.exception
    button = app.button(key="go_options.compromise.outlay")
    assert button.label == "Outlay if we offer a compromise"
    button.click().run()
    assert not app.exception
    assert app.number_input(key="options.compromise.outlay.likely").value == 5000
