"""What stands behind the verdict on the page: every picture opens, says its sentence and has its table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.decide.outputs import VIEWS
from retention import working
from retention.ui import state

SCRIPT = str(Path(__file__).parent.parent / "app.py")


@pytest.fixture
def app() -> AppTest:
    return sound(AppTest.from_file(SCRIPT, default_timeout=30).run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def text(app: AppTest) -> str:
    found = "\n".join(element.value for element in (*app.markdown, *app.caption, *app.text))
    return found.replace("\\", "").replace("\u2060", "")


def shown(app: AppTest, view: str, picture: str = "", key: str = "") -> AppTest:
    app.session_state["view"] = view
    if picture:
        app.session_state[key] = picture
    return sound(app.run())


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_one_chart_or_a_table(app, view):
    shown(app, view)
    charts = app.get("plotly_chart")
    assert len(charts) + len(app.table) == 1


@pytest.mark.parametrize(
    "view, key, picture, says",
    [
        ("spread", "spread_picture", "strips", "one time in twenty"),
        ("spread", "spread_picture", "below", "worse than parting"),
        ("sides", "sides_picture", "interests", "meets 50% of what the client needs"),
        ("sides", "sides_picture", "fairness", "€653 is due"),  # 70 % of (500 + 4·900 + 1500)/6 = 933
        ("sides", "sides_picture", "loyalty", "Hostage"),
        ("stands", "", "", "at a fit of 84 where 50 is needed"),  # 100·(5·3 + 3·4)/(4·8)
        ("change", "change_picture", "facts", "could change it"),
        ("change", "change_picture", "weights", "It would change to"),
        ("learn", "", "", "Knowing everything would be worth"),
    ],
)
def test_every_picture_says_what_to_take_away(app, view, key, picture, says):
    shown(app, view, picture, key)
    assert says in text(app)


def test_a_chart_has_its_figures_as_a_table_on_demand(app):
    shown(app, "spread")
    assert not app.table
    app.session_state["table"] = True
    sound(app.run())
    assert len(app.table) == 1


def test_no_interests_no_picture_but_a_sentence(app):
    with_case(app, "interests", [])
    shown(app, "sides")
    assert not app.get("plotly_chart")
    assert "Nobody has noted yet" in text(app)


def test_the_answer_that_turned_the_verdict_is_told_until_the_next_one(app):
    """With a margin of −5000 a year one loses money on the client."""
    assert "Because" not in text(app)
    with_case(app, "value.annual_margin", {"low": -6000.0, "likely": -5000.0, "high": -4000.0, "basis": "known"})
    assert "Because this changed from €1,200 to −€5,000, the verdict is now" in text(app)
    with_case(app, "hourly_rate", 41.0)
    assert "Because" not in text(app)


def test_the_price_of_the_principle_stands_in_the_reasons(app):
    with_case(app, "red_lines", [{"line": "Threat", "effect": "end", "confirmed": True}])
    assert "the principle costs" in text(app)
    assert "Because" in text(app)


def test_figures_are_explained_on_demand(app):
    assert "empty part of the glass" not in text(app)
    app.session_state["figures_explained"] = True
    sound(app.run())
    assert "empty part of the glass" in text(app)


def with_case(app: AppTest, path: str, value) -> AppTest:
    """The app after one answer."""
    app.session_state[state.WORKING] = working.edited(app.session_state[state.WORKING], path, value)
    return sound(app.run())
