"""Pages as a visitor finds them: every one in every language, a changed input, files good and bad."""

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.case import Case
from retention.decision import evaluate
from retention.document import case_document, read_case
from retention.examples import FIRST, example_document
from retention.explain import headline, reasons
from retention.language import LANGUAGES, words
from retention.memo import memo_bytes
from retention.ui import state
from retention.ui.text import INVISIBLE, escaped

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("*/page.py"))
STAY = "options.compromise.stay"


@pytest.fixture
def app() -> AppTest:
    return opened()


def opened(language: str = "en", locale: str = "en-GB") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.context = {"locale": locale, "theme": "light"}
    if language != "en":
        app.query_params["lang"] = language
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def example(language: str = "en") -> Case:
    return read_case(example_document(FIRST, language))


def said(app: AppTest) -> str:
    """All words on the page, signs of Markdown taken off."""
    elements = (*app.title, *app.header, *app.markdown, *app.text, *app.caption, *app.warning, *app.error)
    return "\n".join(str(element.value) for element in elements).replace("\\", "").replace(INVISIBLE, "")


def tells(app: AppTest, case: Case, language: str = "en") -> bool:
    """Whether the page gives the verdict on a case: its headline and its reasons."""
    _, decision, shown = words(language), evaluate(case), said(app)
    whose, what = headline(decision, _).split(" — ", 1)
    return f"[{whose}] — {what}" in shown and all(reason in shown for reason in reasons(case, decision, _))


def uploaded(app: AppTest, name: str, data: bytes) -> AppTest:
    app.session_state["open_way"] = "file"
    sound(app.run()).file_uploader(key="open_file").upload(name, data)
    return sound(app.run())


def with_section(app: AppTest, section: str) -> AppTest:
    app.session_state[f"section_{section}"] = True
    return sound(app.run())


def open_case(app: AppTest) -> Case:
    return app.session_state[state.WORKING].case


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(page, language):
    app = opened(language)
    sound(app.switch_page(page).run())
    assert app.selectbox(key="language.switch").value == language
    assert app.title


def test_only_folders_lie_in_pages():
    """A script directly in it would switch on Streamlit's old way of finding pages, which leaves out app.py."""
    assert {path.name for path in (ROOT / "pages").glob("*.py")} <= {"__init__.py"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_finds_the_verdict_on_an_example(language):
    app = opened(language)
    assert app.title[0].value == escaped(example(language).title)
    assert tells(app, example(language), language)


@pytest.mark.parametrize("locale, language", [("ro-MD", "ro"), ("ru-RU", "ru"), ("de-DE", "en")])
def test_the_browser_says_the_first_language(locale, language):
    assert opened(locale=locale).selectbox(key="language.switch").value == language


def test_an_example_follows_the_language(app):
    app.selectbox(key="language.switch").set_value("ro")
    assert tells(sound(app.run()), example("ro"), "ro")


def test_a_moved_slider_changes_the_verdict(app):
    app.slider(key=f"{STAY}.likely").set_value(20.0)
    sound(app.run())
    document = case_document(example())
    document["options"]["compromise"]["stay"] = [0.2, 0.2, document["options"]["compromise"]["stay"][2]]
    assert tells(app, read_case(document))
    assert not tells(app, example())
    assert app.number_input(key=f"{STAY}.low").value == 20


def test_a_page_left_and_found_again_has_lost_nothing(app):
    app.slider(key=f"{STAY}.likely").set_value(55.0)
    changed = open_case(sound(app.run()))
    sound(app.switch_page("pages/method/page.py").run())
    sound(app.switch_page("pages/decide/page.py").run())
    assert open_case(app) == changed != example()
    assert app.slider(key=f"{STAY}.likely").value == 55
    assert tells(app, changed)


def test_numbers_out_of_order_are_told_beside_the_field_and_keep_the_last_verdict(app):
    app.number_input(key=f"{STAY}.low").set_value(99.0)
    sound(app.run())
    assert "Not in order" in said(app)
    assert app.number_input(key=f"{STAY}.low").value == 99
    assert tells(app, example())
    app.number_input(key=f"{STAY}.low").set_value(40.0)
    sound(app.run())
    assert "Not in order" not in said(app)
    assert open_case(app).options.compromise.stay.low == 0.4


def test_an_emptied_field_is_told_and_keeps_the_last_verdict(app):
    app.number_input(key=f"{STAY}.high").set_value(None)
    sound(app.run())
    assert "Give a number." in said(app)
    assert tells(app, example())


def test_what_is_known_is_said_once_and_kept(app):
    app.segmented_control(key=f"{STAY}.basis").set_value("known")
    assert open_case(sound(app.run())).options.compromise.stay.basis == "known"


def test_a_good_file_is_opened(app):
    document = {**case_document(example()), "title": "A case of ours", "horizon_years": 5}
    uploaded(app, "case.json", json.dumps(document).encode())
    assert app.title[0].value == "A case of ours"
    assert tells(app, read_case(document))


@pytest.mark.parametrize("language, style", [("en", "comma"), ("ru", "semicolon")])
def test_a_memo_is_opened_as_the_case_it_was_written_from(app, language, style):
    case = read_case({**case_document(example()), "title": f"A case of ours, {style}", "owed": 120})
    data = memo_bytes(case, evaluate(case), words(language), style, date(2026, 11, 22))
    uploaded(app, "memo.csv", data)
    assert open_case(app) == case
    assert tells(app, case)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_file_is_told_fault_by_fault_and_what_was_open_stays(language):
    app = opened(language)
    document = {**case_document(example()), "owed": -5, "horizon_years": 0.5, "colour": "red"}
    uploaded(app, "case.json", json.dumps(document).encode())
    faults = app.error[0].value.replace("\\", "").replace(INVISIBLE, "")
    lines = [line for line in faults.split("\n") if line.startswith("- ")]
    assert sorted(line.split(":")[0] for line in lines) == ["- colour", "- horizon_years", "- owed"]
    assert tells(app, example(language), language)


def test_what_is_not_a_case_at_all_is_told_too(app):
    uploaded(app, "case.json", b"\xff\xfe nothing")
    assert len(app.error) == 1
    assert tells(app, example())


def test_another_example_is_opened_from_the_list(app):
    app.selectbox(key="open_example").set_value("wet_flour")
    sound(app.run())
    assert tells(app, read_case(example_document("wet_flour", "en")))


def test_words_of_people_are_never_markup(app):
    nasty = "**bold** $x$ :red[no] [a](https://example.org) <b>b</b> :material/home:"
    document = {**case_document(example()), "title": nasty, "client": nasty, "request": nasty, "story": nasty}
    uploaded(app, "case.json", json.dumps(document).encode())
    assert app.title[0].value == escaped(nasty)
    for sign in ("\\*\\*bold", "\\$x", "\\[no", f":{INVISIBLE}red", f":{INVISIBLE}material", "\\<b"):
        assert sign in app.title[0].value


@pytest.mark.parametrize("section", ["story", "asked", "risks", "left", "worth", "owed", "fit", "feel"])
def test_every_section_opens(app, section):
    with_section(app, section)


def test_a_risk_is_added_and_removed(app):
    count = len(example().risks)
    with_section(app, "risks").button(key="add_risk").click()
    assert len(open_case(sound(app.run())).risks) == count + 1
    with_section(app, "risks").button(key=f"risks.{count}.remove").click()
    left = open_case(sound(app.run()))
    assert left == example().model_copy(update={"title": left.title})  # a case of one's own by now
