"""The pages of the case file: list, search, delete and undo, closing, history, conflict and review."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.closing import Closing, Review, RiskOutcome, verify
from retention.decision import Decision, decision_document, evaluate
from retention.document import read_case
from retention.storage import Headline, SqlStorage, open_storage
from retention.working_days import working_day
from tests.benchmarks.documents import late_kitchen
from tests.small_case import small

ROOT = Path(__file__).parent.parent
STAY = "options.satisfy.stay.likely"
DECIDED: dict[float, Decision] = {}


@pytest.fixture
def storage(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/cases.sqlite3"
    monkeypatch.setenv("RETENTION_DATABASE_URL", url)
    opened = open_storage(url)
    yield opened
    opened.dispose()


def opened(page: str = "", case_id: int | None = None) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if case_id is not None:
        at.query_params["case"] = str(case_id)
    at.run()
    if page:
        at.switch_page(f"pages/{page}/page.py").run()
    assert not at.exception
    return at


def pressed(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def texts(at: AppTest) -> str:
    """All words on the page, without the signs that keep them from being markup."""
    kinds = (at.markdown, at.caption, at.title, at.header, at.subheader, at.error)
    parts = [element.value for kind in kinds for element in kind]
    labels = [button.label for button in at.button]
    return "\n".join(str(part) for part in [*parts, *labels]).replace("\\", "").replace("\u2060", "")


def made(storage: SqlStorage, **changes) -> int:
    document = {**late_kitchen(), **changes}
    return storage.create(document, headline=Headline("our_client", "compromise", 1234.0)).id


def closed(storage: SqlStorage, review_on: date, promise_at: datetime, **changes) -> int:
    case_id = made(storage, **changes)
    if not DECIDED:
        DECIDED[0] = evaluate(read_case(late_kitchen()), 64)
    closing = Closing(DECIDED[0].recommended, "Ask first", review_on, our_part="We were late", promise_at=promise_at)
    storage.close(case_id, closing, decision_document(DECIDED[0]), "memo", 1, today=review_on)
    return case_id


def test_an_empty_list_teaches(storage):
    assert "Your cases will stand here" in texts(opened("cases"))


def test_an_example_is_never_kept_and_becomes_a_case_at_the_first_change(storage):
    at = opened()
    assert storage.search().rows == ()
    at.slider(key=STAY).set_value(77.0).run()
    (row,) = storage.search().rows
    assert [version.reason for version in storage.versions(row.id)] == ["example", "options.satisfy.stay"]
    assert row.verdict is not None
    assert at.query_params["case"] == str(row.id)
    again = opened(case_id=row.id)
    assert again.slider(key=STAY).value == 77.0


def test_a_change_that_breaks_a_rule_is_kept_too(storage):
    case_id = made(storage)
    at = opened(case_id=case_id)
    at.number_input(key="options.satisfy.stay.low").set_value(99.0).run()
    assert storage.load(case_id).document["options"]["satisfy"]["stay"]["low"] == 0.99
    again = opened(case_id=case_id)
    assert again.number_input(key="options.satisfy.stay.low").value == 99.0
    assert any("Not in order" in warning.value for warning in again.warning)


def test_the_list_is_searched_and_drawn_a_page_at_a_time(storage):
    for number in range(25):
        made(storage, title=f"Case {number}", client="Elena" if number == 3 else "Ion")
    at = opened("cases")
    assert len([b for b in at.button if b.key and b.key.startswith("open_")]) == 20
    pressed(at, "page_on")
    assert len([b for b in at.button if b.key and b.key.startswith("open_")]) == 5
    at.text_input(key="cases.search").set_value("elena").run()
    assert [b.label for b in at.button if b.key and b.key.startswith("open_")] == ["Case 3"]


def test_delete_can_be_undone(storage):
    case_id = made(storage)
    at = opened("cases")
    at.session_state[f"more_{case_id}"] = True
    at.run()
    pressed(at, f"act_delete_{case_id}")
    assert storage.search().rows == ()
    assert "is deleted" in texts(at)
    pressed(at, "undo_delete")
    assert [row.id for row in storage.search().rows] == [case_id]


def test_archive_and_duplicate(storage):
    case_id = made(storage)
    at = opened("cases")
    at.session_state[f"more_{case_id}"] = True
    at.run()
    pressed(at, f"act_copy_{case_id}")
    assert len(storage.search().rows) == 2
    at.session_state[f"more_{case_id}"] = True
    at.run()
    pressed(at, f"act_archive_{case_id}")
    assert [row.id for row in storage.search(status="archived").rows] == [case_id]


def test_markup_in_a_name_is_text(storage):
    name = "<img src=x onerror=alert(1)> **bold** $x$ =1+1"
    made(storage, title=name, client=name)
    at = opened("cases")
    assert name in texts(at)


def test_closing_tells_every_fault_and_keeps_what_was_typed(storage):
    at = opened(case_id=made(storage))
    pressed(at, "close_decision")
    key = f"closing.{storage.search().rows[0].id}."
    at.text_area(key=key + "our_part").set_value("We were late")
    at.date_input(key=key + "review_on").set_value(date.today() - timedelta(days=3))
    pressed_form(at, "Close the decision and lock the memo")
    said = texts(at)
    assert "write down what this case has taught" in said
    assert "say when the client will have what was promised" in said
    assert "has passed; give a date" in said
    assert at.text_area(key=key + "our_part").value == "We were late"


def test_a_closed_decision_is_locked_and_a_later_change_reopens_it(storage):
    case_id = made(storage)
    at = opened(case_id=case_id)
    pressed(at, "close_decision")
    key = f"closing.{case_id}."
    at.text_area(key=key + "lesson").set_value("Ask first")
    at.text_area(key=key + "our_part").set_value("We were late")
    at.date_input(key=key + "promise_day").set_value(date.today() + timedelta(days=2))
    pressed_form(at, "Close the decision and lock the memo")
    row = storage.load(case_id).row
    assert row.status == "closed"
    assert row.review_on == working_day(date.today() + timedelta(days=30))
    (memo,) = storage.memos(case_id)
    assert verify(memo)
    assert "Ask first" in memo.content["memo"]
    assert "What we do: offer a compromise" in texts(at)
    assert "Next best question" not in texts(at)
    at.slider(key=STAY).set_value(50.0).run()
    assert storage.load(case_id).row.status == "draft"
    assert "What we do" not in texts(at)
    assert storage.memos(case_id) == (memo,)


def test_a_strong_state_waits_for_a_pause(storage):
    at = opened(case_id=made(storage, emotion={"manager": 4.5}))
    pressed(at, "close_decision")
    pressed_form(at, "Close the decision and lock the memo")
    assert "take a pause first, or say why not" in texts(at)


def test_a_version_can_be_brought_back(storage):
    case_id = made(storage)
    at = opened(case_id=case_id)
    before = at.slider(key=STAY).value
    at.slider(key=STAY).set_value(12.0).run()
    at.session_state["history"] = True
    at.run()
    pressed(at, "restore_1")
    assert at.slider(key=STAY).value == before
    assert [version.reason for version in storage.versions(case_id)][-1] == "restored 1"


@pytest.mark.parametrize("choice, kept", [("keep_mine", 33.0), ("take_theirs", 66.0), ("keep_copy", 66.0)])
def test_two_tabs_never_overwrite_each_other(storage, choice, kept):
    case_id = made(storage)
    first, second = opened(case_id=case_id), opened(case_id=case_id)
    first.slider(key=STAY).set_value(66.0).run()
    second.slider(key=STAY).set_value(33.0).run()
    assert "Someone else has changed this case" in texts(second)
    assert storage.load(case_id).document["options"]["satisfy"]["stay"]["likely"] == 0.66
    pressed(second, choice)
    assert "Someone else has changed this case" not in texts(second)
    assert storage.load(case_id).document["options"]["satisfy"]["stay"]["likely"] == kept / 100
    if choice == "keep_copy":
        copy = next(row for row in storage.search().rows if row.id != case_id)
        assert storage.load(copy.id).document["options"]["satisfy"]["stay"]["likely"] == 0.33


def test_what_was_never_saved_does_not_vanish_when_another_case_is_opened(storage):
    case_id, another = made(storage), made(storage, title="Another")
    first, second = opened(case_id=case_id), opened(case_id=case_id)
    first.slider(key=STAY).set_value(66.0).run()
    second.slider(key=STAY).set_value(33.0).run()
    second.switch_page("pages/cases/page.py").run()
    pressed(second, f"open_{another}")
    copy = next(row for row in storage.search().rows if row.id not in (case_id, another))
    assert storage.load(copy.id).document["options"]["satisfy"]["stay"]["likely"] == 0.33


def test_an_address_without_a_case_says_so_and_shows_an_example(storage):
    at = opened(case_id=99)
    assert any("could not be opened" in warning.value for warning in at.warning)
    assert "case" not in at.query_params
    assert storage.search().rows == ()


def test_due_things_stand_on_top_and_a_kept_promise_goes(storage):
    day = date.today() - timedelta(days=2)
    closed(storage, day, datetime.now(UTC) - timedelta(days=3))
    at = opened("cases")
    assert "2 things are due" in texts(at)
    assert "Promise overdue" in texts(at)
    pressed(at, "due_promise_1_kept")
    assert "1 thing is due" in texts(at)


def test_a_review_is_kept_and_too_few_say_so(storage):
    case_id = closed(storage, date.today(), datetime.now(UTC) + timedelta(days=3))
    at = opened("review")
    assert "too early to learn from 0 reviews" in texts(at)
    pressed(at, f"review_{case_id}")
    at.number_input(key=f"review.{case_id}.paid").set_value(120.0)
    pressed_form(at, "Save the review")
    (review,) = storage.reviews(case_id)
    assert review.paid == 120
    assert review.stayed is None
    assert storage.load(case_id).row.status == "reviewed"
    assert "too early to learn from 1 review;" in texts(at)


def test_ten_reviews_teach_and_the_widening_is_taken_for_new_cases(storage):
    for number in range(10):
        case_id = closed(storage, date.today(), datetime.now(UTC), title=f"Case {number}")
        risks = tuple(RiskOutcome(index, index == 0, 1e4 if index == 0 else None) for index in range(2))
        storage.review(case_id, Review(date.today(), number % 2 == 0, risks, 100.0, 5.0))
    at = opened("review")
    assert "Brier score" in texts(at)
    pressed(at, "take_widening")
    assert storage.setting("widening") >= 1
    assert "already" in texts(at)


def pressed_form(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_another_language_writes_the_days_of_a_closing_otherwise_and_keeps_them(storage):
    case_id = made(storage)
    at = opened(case_id=case_id)
    pressed(at, "close_decision")
    key, promised = f"closing.{case_id}.", date.today() + timedelta(days=2)
    at.date_input(key=key + "promise_day").set_value(promised).run()
    review = at.date_input(key=key + "review_on").value
    for language, written in (("ru", "DD.MM.YYYY"), ("en", "DD/MM/YYYY")):
        at.query_params["lang"] = language
        at.run()
        at.run()
        fields = [at.date_input(key=key + name) for name in ("promise_day", "review_on")]
        assert [field.value for field in fields] == [promised, review]
        assert {field.proto.format for field in fields} == {written}


def test_a_plain_refusal_is_closed_without_a_promise(storage):
    case_id = storage.create(small(company_responsibility=50), headline=Headline("our_client", "satisfy", 1.0)).id
    at = opened(case_id=case_id)
    pressed(at, "close_decision")
    key = f"closing.{case_id}."
    at.segmented_control(key=key + "chosen_option").set_value("decline").run()
    for name in ("reason_if_other", "lesson", "our_part"):
        at.text_area(key=key + name).set_value("We said no").run()
    pressed_form(at, "Close the decision and lock the memo")
    (memo,) = storage.memos(case_id)
    assert memo.content["closing"]["promise_at"] is None
