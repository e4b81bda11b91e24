"""The first page: eight answers make a case, what is open or wrong is said beside its question."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.case import CATEGORIES
from retention.ui import state

ROOT_SCRIPT = Path(__file__).parent.parent / "app.py"
PAGE = "pages/start/page.py"


@pytest.fixture
def app() -> AppTest:
    started = AppTest.from_file(str(ROOT_SCRIPT), default_timeout=30).run()
    started.switch_page(PAGE).run()
    assert not started.exception
    return started


def pressed(app: AppTest) -> AppTest:
    app.button(key="start_go").click().run()
    assert not app.exception
    return app


def filled(app: AppTest) -> AppTest:
    """The least that makes a case: money, what could happen, no red line."""
    app.text_input(key="start.request").input("A new worktop")
    app.number_input(key="start.total").set_value(1000)
    app.number_input(key="start.margin").set_value(1200)
    for category in CATEGORIES:
        app.session_state[f"start.may.{category}"] = ["none"]
    app.session_state["start.may.legal"] = ["court_claim"]
    app.session_state["start.lines"] = ["none"]
    app.run()
    assert not app.exception
    return app


def warnings(app: AppTest) -> str:
    return "\n".join(warning.value for warning in app.warning)


def working(app: AppTest):
    return app.session_state[state.WORKING]


def test_an_untouched_page_complains_about_nothing(app):
    assert not app.warning
    assert [s.value.split(" ")[0] for s in app.header] == [str(n) for n in range(1, 9)]


def test_a_category_left_open_is_told_beside_its_question_and_opens_no_case(app):
    before = working(app)
    filled(app)
    app.session_state["start.may.legal"] = []
    pressed(app)
    assert "say that nothing could" in warnings(app)
    assert "question 5" in warnings(app)
    assert working(app) is before


def test_shares_of_60_and_60_are_refused_with_their_sum(app):
    filled(app)
    app.number_input(key="start.share.company").set_value(60)
    app.number_input(key="start.share.client").set_value(60).run()
    assert any("Together 120 %" in text.value and "20 % too much" in text.value for text in map(plain, app.markdown))
    pressed(app)
    assert "sum to 120 %" in warnings(app)


class plain:
    """A text without the signs that keep Markdown off."""

    def __init__(self, element) -> None:
        self.value = element.value.replace("\\", "").replace("\u2060", "")


def test_eight_answers_make_the_case_that_decide_opens(app):
    filled(app)
    app.number_input(key="start.hours").set_value(4)
    app.number_input(key="start.rate").set_value(40)
    app.session_state["start.tenure"] = "established"
    app.session_state["start.loyalty"] = 7
    app.session_state["start.satisfaction"] = 2
    for side, share in {"company": 70, "partner": 10, "chance": 0, "client": 20}.items():
        app.number_input(key=f"start.share.{side}").set_value(share)
    app.number_input(key="start.owed").set_value(100).run()
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
    app.number_input(key="start.owed").set_value(5000).run()
    pressed(app)
    assert "less than what is owed" in warnings(app)
    assert working(app) is before


def test_none_and_another_choice_exclude_each_other(app):
    app.pills(key="start.may.legal").set_value(["court_claim"]).run()
    app.pills(key="start.may.legal").set_value(["court_claim", "none"]).run()
    assert app.session_state["start.may.legal"] == ["none"]
    app.pills(key="start.may.legal").set_value(["none", "lawyer_letter"]).run()
    assert app.session_state["start.may.legal"] == ["lawyer_letter"]


def test_markup_in_a_name_stays_text(app):
    filled(app)
    app.text_input(key="start.request").input("**bold** [x](https://example.org) " + "y" * 10_000)
    app.text_input(key="start.client").input("<script>alert(1)</script>").run()
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
