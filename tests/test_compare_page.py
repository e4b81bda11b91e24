"""Compare: two cases side by side, both verdicts, and why they differ in order of effect."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.compare import compare
from retention.comparison_words import differences_table, why_sentence
from retention.language import words
from retention.storage import open_storage
from tests.benchmarks.documents import late_kitchen
from tests.small_case import case_of, small

SCRIPT = str(Path(__file__).parent.parent / "app.py")
_ = words("en")


# ---- the words


def said(left, right):
    return why_sentence(compare(case_of(left), case_of(right)), _)


def test_equal_cases_differ_in_nothing():
    assert said(small(), small()) == "Nothing that counts differs between the two."


def test_a_difference_that_explains_it_alone_is_named():
    """Compromise at 0.8·1000 − 100 = 700 beats 600; the margin of 1100 would leave satisfying ahead."""
    right = small(options__compromise__stay=0.8, value__annual_margin=1100)
    assert said(small(), right) == (
        "This difference alone would make the left case come out like the right one: "
        "chance that the client stays if we offer a compromise."
    )


def test_differences_that_explain_it_only_together_are_said_to():
    """Satisfying 600 loses 150 to each; only both bring it below the compromise's 400."""
    right = small(options__satisfy__outlay=450, options__satisfy__stay=0.75)
    assert said(small(), right).startswith("No single difference explains it, they do so together")


def test_the_table_gives_both_values_and_what_the_difference_alone_does():
    table = differences_table(compare(case_of(small()), case_of(small(options__compromise__stay=0.8))), None, _)
    assert [column[0] for column in table.values()] == [
        "Chance that the client stays if we offer a compromise", "50% → 80%", "+€100", "Offer a compromise",
    ]  # fmt: skip


def test_money_of_two_currencies_is_not_set_against_each_other():
    table = differences_table(compare(case_of(small()), case_of(small(currency="RON", owed=5))), None, _)
    assert "Alone moves keeping by" not in table
    assert "EUR → RON" in table["Left → right"]


# ---- the page


@pytest.fixture
def storage(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/cases.sqlite3"
    monkeypatch.setenv("RETENTION_DATABASE_URL", url)
    opened = open_storage(url)
    yield opened
    opened.dispose()


def opened(case_id: int | None = None) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    if case_id is not None:
        app.query_params["case"] = str(case_id)
    app.run()
    app.switch_page("pages/compare/page.py").run()
    assert not app.exception
    return app


def text(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.title, app.header, app.subheader)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


def way(app: AppTest, key: str) -> AppTest:
    app.session_state["compare_way"] = key
    app.run()
    assert not app.exception
    return app


def test_before_a_choice_the_page_teaches(storage):
    assert "Pick a case above." in text(opened())


def test_an_example_stands_beside_the_case_with_both_verdicts(storage):
    app = opened()
    app.selectbox(key="compare_example").select("worn_dresses").run()
    assert not app.exception
    assert "Our client] — offer a compromise" in text(app)
    assert "Not our client] — part gracefully" in text(app)
    assert "Why they differ" in text(app)
    assert "currencies differ" in text(app)
    assert len(app.table) == 1


def test_another_kept_case_and_an_earlier_version_can_be_chosen(storage):
    other = storage.create({**late_kitchen(), "title": "*Other*"})
    mine = storage.create(late_kitchen())
    storage.save(mine.id, {**late_kitchen(), "owed": 500}, 1, "owed")
    app = way(opened(mine.id), "kept")
    app.selectbox(key="compare_kept").select(other.id).run()
    assert not app.exception
    assert "Other" in text(app)
    assert "Owed by law or contract" in app.table[0].value.to_string()
    way(app, "version")
    app.selectbox(key="compare_version").select(1).run()
    assert not app.exception
    assert "Owed by law or contract" in app.table[0].value.to_string().replace("\\", "")


def test_an_example_has_no_earlier_version(storage):
    assert "no earlier version yet" in text(way(opened(), "version"))


def test_with_no_other_case_it_says_so(storage):
    assert "No other case is kept yet." in text(way(opened(), "kept"))
