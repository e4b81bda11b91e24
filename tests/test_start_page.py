"""The first page: eight answers make a case, what is open or wrong is said beside its question."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.start import draft
from pages.start.draft import STEP
from retention.case import CATEGORIES
from retention.quick_start import QUESTIONS
from retention.ui import state

ROOT_SCRIPT = Path(__file__).parent.parent / "app.py"
PAGE = "pages/start/page.py"
KEYS = tuple(question.key for question in QUESTIONS)


@pytest.fixture
def app() -> AppTest:
    started = AppTest.from_file(str(ROOT_SCRIPT), default_timeout=30).run()
    started.switch_page(PAGE).run()
    assert not started.exception
    return started


def on_question(app: AppTest, key: str) -> AppTest:
    app.session_state[STEP] = KEYS.index(key)
    app.run()
    assert not app.exception
    return app


def typed(app: AppTest, **values) -> None:
    for name, value in values.items():
        app.session_state[f"start.{name}".replace("__", ".")] = value


def clicked(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def pressed(app: AppTest) -> AppTest:
    return clicked(on_question(app, "red_lines"), "start_go")


def filled(app: AppTest) -> AppTest:
    """The least that makes a case: money, what could happen, no red line."""
    typed(app, request="A new worktop", total=1000.0, margin=1200.0, may__legal=["court_claim"], lines=["none"])
    typed(app, **{f"may__{category}": ["none"] for category in CATEGORIES if category != "legal"})
    app.run()
    assert not app.exception
    return app


def warnings(app: AppTest) -> str:
    return "\n".join(warning.value for warning in app.warning)


def working(app: AppTest):
    return app.session_state[state.WORKING]


def question(app: AppTest) -> str:
    return KEYS[app.session_state[STEP]]


def test_an_untouched_page_asks_the_first_question_and_complains_about_nothing(app):
    assert not app.warning
    assert [head.value for head in app.header] == ["What do they ask for, and what would it come to?"]
    assert app.button(key="start_back").disabled


def test_next_waits_for_what_is_needed_and_then_goes_on_and_back(app):
    assert question(clicked(app, "start_next")) == "request"
    assert "a rough figure will do" in warnings(app)
    app.number_input(key="start.total").set_value(1000)
    app.text_input(key="start.request").input("A new worktop")
    assert question(clicked(app, "start_next")) == "margin"
    assert not app.warning
    assert question(clicked(app, "start_back")) == "request"
    assert app.number_input(key="start.total").value == 1000
    assert app.text_input(key="start.request").value == "A new worktop"


def test_all_eight_are_walked_through_and_open_the_case(app):
    clicks = 0
    app.number_input(key="start.total").set_value(1000)
    app.text_input(key="start.request").input("A new worktop")
    while question(app) != "red_lines":
        key = question(app)
        if key == "margin":
            app.number_input(key="start.margin").set_value(1200)
        if key == "consequences":
            for category in CATEGORIES:
                app.pills(key=f"start.may.{category}").set_value(["none"])
        clicked(app, "start_next")
        clicks += 1
    assert clicks == 7
    app.pills(key="start.lines").set_value(["none"])
    clicked(app, "start_go")
    assert working(app).case.title == "A new worktop"


def test_what_was_answered_stands_as_a_brief_and_opens_again(app):
    filled(app)
    line = plain(app.button(key="start_to_request"), "label").value
    assert "A new worktop" in line
    assert "about €1,000" in line
    assert "1 thing" in plain(app.button(key="start_to_consequences"), "label").value
    assert question(clicked(app, "start_to_margin")) == "margin"
    assert app.number_input(key="start.margin").value == 1200


def test_with_all_that_is_needed_the_verdict_is_open_from_any_question(app):
    filled(app)
    clicked(on_question(app, "satisfaction"), "start_go")
    assert working(app).case.title == "A new worktop"


def test_a_category_left_open_is_told_beside_its_question_and_opens_no_case(app):
    before = working(app)
    filled(app)
    app.session_state["start.may.legal"] = []
    pressed(app)
    assert question(app) == "consequences"
    assert "say that nothing could" in warnings(app)
    assert working(app) is before


def test_shares_of_60_and_60_are_refused_with_their_sum(app):
    on_question(filled(app), "responsibility")
    app.number_input(key="start.share.company").set_value(60)
    app.number_input(key="start.share.client").set_value(60).run()
    assert any("Together 120%" in text.value and "20% too much" in text.value for text in map(plain, app.markdown))
    assert question(clicked(app, "start_next")) == "responsibility"
    assert "sum to 120%" in warnings(app)


def test_a_case_made_leaves_an_empty_page_for_the_next_one(app):
    pressed(filled(app))
    app.switch_page(PAGE).run()
    assert question(app) == "request"
    assert app.text_input(key="start.request").value == ""


class plain:
    """A text without the signs that keep Markdown off."""

    def __init__(self, element, name: str = "value") -> None:
        self.value = getattr(element, name).replace("\\", "").replace("\u2060", "")


def test_eight_answers_make_the_case_that_decide_opens(app):
    filled(app)
    typed(app, hours=4.0, rate=40.0, tenure="established", loyalty=7, satisfaction=2, owed=100.0)
    typed(app, share__company=70.0, share__partner=10.0, share__chance=0.0, share__client=20.0)
    pressed(app)
    case = working(app).case
    assert case.title == "A new worktop"
    assert case.options.satisfy.outlay.likely == 900  # the total without what is owed
    assert case.owed.likely == 100
    assert case.company_responsibility == 80  # ours and our partners'
    assert (case.satisfaction, case.loyalty, case.hourly_rate) == (2, 7, 40)
    assert [risk.category for risk in case.risks] == ["legal"]
    assert case.value.annual_margin.basis == "assumed"
    assert case.value.annual_margin.low == 900  # a quarter either way where it is “about”


def test_a_debt_above_the_total_is_told_and_nothing_opens(app):
    filled(app)
    before = working(app)
    typed(app, owed=5000.0)
    pressed(app)
    assert "less than what is owed" in warnings(app)
    assert working(app) is before


def test_none_and_another_choice_exclude_each_other(app):
    on_question(app, "consequences")
    app.pills(key="start.may.legal").set_value(["court_claim"]).run()
    app.pills(key="start.may.legal").set_value(["court_claim", "none"]).run()
    assert app.session_state["start.may.legal"] == ["none"]
    app.pills(key="start.may.legal").set_value(["none", "lawyer_letter"]).run()
    assert app.session_state["start.may.legal"] == ["lawyer_letter"]


def test_markup_in_a_name_stays_text(app):
    filled(app)
    typed(app, request="**bold** [x](https://example.org) " + "y" * 10_000, client="<script>alert(1)</script>")
    pressed(app)
    case = working(app).case
    assert len(case.title) <= 70
    assert case.client == "<script>alert(1)</script>"


def test_what_was_not_asked_says_where_it_comes_from(app):
    filled(app)
    app.session_state["start.tenure"] = "new"
    app.session_state["start.loyalty"] = 3
    pressed(app)
    app.switch_page("pages/decide/page.py").run()
    assert not app.exception
    assert any("rests on" in caption.value for caption in app.caption)


# ---- what the browser keeps of it


def test_what_the_browser_keeps_comes_back_as_it_was_typed():
    said = {"start.request": "Ein „Wunsch“", "start.total": 1000.0, "start.total_how": "exact", "start_step": 3}
    said |= {"start.may.legal": ["court_claim"], "start.lines": ["none"], "start.by_law": True, "start.currency": "MDL"}
    assert draft.from_text(draft.as_text(said)) == said


def test_nothing_typed_is_nothing_kept():
    assert draft.as_text({"start.request": "", "start.currency": "EUR", "start.total_how": "about"}) == ""


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '"text"', '{"total": "1000"}', '{"total": -5}', '{"lines": ["r99"]}', '{"step": 9}',
             '{"step": true}', '{"case.working": 1}', '{"currency": "???"}', '{"loyalty": 7.5}', '{"by_law": "yes"}',
             '{"may.legal": "court_claim"}', '{"may.legal": [["x"]]}', "[" * 100_000],
)  # fmt: skip
def test_what_no_field_could_hold_is_left_out(text):
    assert draft.from_text(text) == {}
