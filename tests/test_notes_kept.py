"""What is no input of the case is kept beside it all the same, and is there in another session."""

from datetime import date, timedelta

import pytest

from pages.decide import gates
from retention.closing_notes import read_field, written_field
from retention.storage import open_storage
from retention.ui import notes
from tests.benchmarks.documents import late_kitchen
from tests.test_case_pages import opened, pressed, texts


@pytest.fixture
def storage(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/cases.sqlite3"
    monkeypatch.setenv("RETENTION_DATABASE_URL", url)
    given = open_storage(url)
    yield given
    given.dispose()


def with_section(at, name: str):
    at.session_state[f"section_{name}"] = True
    return at.run()


def noted(storage, case_id: int):
    return storage.load(case_id).document.get("notes", {})


def test_answers_about_the_law_are_there_in_another_session_and_make_no_version(storage):
    case_id = storage.create(late_kitchen()).id
    at = with_section(opened(case_id=case_id), "gates")
    first, second = gates.rows_for(late_kitchen().get("jurisdiction", ""))[:2]
    pressed(at, "gate_yes")
    pressed(at, "gate_no")
    assert noted(storage, case_id)["gates"] == {first["id"]: "yes", second["id"]: "no"}
    assert len(storage.versions(case_id)) == 1
    again = with_section(opened(case_id=case_id), "gates")
    assert again.session_state[notes.NOTED]["gates"] == {first["id"]: "yes", second["id"]: "no"}
    pressed(again, "gates_again")
    assert "gates" not in noted(storage, case_id)


def test_shares_that_do_not_come_to_a_hundred_yet_are_kept(storage):
    case_id = storage.create(late_kitchen()).id
    at = with_section(opened(case_id=case_id), "owed")
    at.number_input(key="shares.company").set_value(60).run()
    again = with_section(opened(case_id=case_id), "owed")
    assert again.number_input(key="shares.company").value == 60
    assert again.number_input(key="shares.client").value is None
    again.number_input(key="shares.client").set_value(40).run()
    assert storage.load(case_id).document["company_responsibility"] == 60
    assert noted(storage, case_id)["shares"] == {"company": 60, "client": 40}


def test_another_horizon_still_asks_in_another_session_until_it_is_answered(storage):
    case_id = storage.create({**late_kitchen(), "horizon_years": 3}).id
    at = with_section(opened(case_id=case_id), "worth")
    at.number_input(key="horizon_years").set_value(6).run()
    assert noted(storage, case_id)["horizon"] == {"years": 3}
    again = opened(case_id=case_id)
    assert "judged for 3 years ahead; now you look 6 ahead" in texts(again)
    pressed(again, "horizon_done")
    assert "horizon" not in noted(storage, case_id)


def test_what_was_skipped_is_not_asked_again_in_another_session(storage):
    case_id = storage.create(late_kitchen()).id
    pressed(opened(case_id=case_id), "ask_skip")
    (skipped,) = noted(storage, case_id)["questions"]["skipped"]
    again = pressed(opened(case_id=case_id), "ask_skip")
    assert again is not None
    assert noted(storage, case_id)["questions"]["skipped"][0] == skipped
    assert len(set(noted(storage, case_id)["questions"]["skipped"])) == 2


def test_a_closing_half_written_is_there_again_and_ends_with_the_closing(storage):
    case_id = storage.create(late_kitchen()).id
    at = pressed(opened(case_id=case_id), "close_decision")
    day, key = date.today() + timedelta(days=2), f"closing.{case_id}."
    at.text_area(key=key + "lesson").set_value("Ask first").run()
    at.date_input(key=key + "promise_day").set_value(day).run()
    again = pressed(opened(case_id=case_id), "close_decision")
    assert again.text_area(key=key + "lesson").value == "Ask first"
    assert again.date_input(key=key + "promise_day").value == day
    again.text_area(key=key + "our_part").set_value("We were late").run()
    pressed(again, "closing_lock")
    record = storage.load(case_id)
    assert record.row.status == "closed"
    assert "notes" not in record.document


def test_a_fault_goes_from_beside_its_field_when_that_is_filled_in(storage):
    at = pressed(opened(case_id=storage.create(late_kitchen()).id), "close_decision")
    pressed(at, "closing_lock")
    assert "write down what this case has taught" in texts(at)
    at.text_area(key="closing.1.lesson").set_value("Ask first").run()
    said = texts(at)
    assert "write down what this case has taught" not in said
    assert "say when the client will have what was promised" in said


def test_an_example_becomes_a_case_with_what_is_noted_and_the_second_one_is_numbered(storage):
    for number in (1, 2):
        pressed(with_section(opened(), "gates"), "gate_no")
        assert len(noted(storage, number)["gates"]) == 1
    titles = [storage.load(number).document["title"] for number in (1, 2)]
    assert titles[1] == f"{titles[0]} (copy 2)"


@pytest.mark.parametrize("name", ["promise_day", "review_on", "promise_hour", "lesson", "pause_done"])
@pytest.mark.parametrize("junk", [None, 7, [], {}, "next week"])
def test_a_note_that_cannot_be_read_leaves_its_field_empty(name, junk):
    expected = {"lesson": junk if isinstance(junk, str) else "", "pause_done": False}
    assert read_field(name, junk) == expected.get(name)


def test_a_day_comes_back_as_it_was_written():
    assert read_field("review_on", written_field(date(2026, 12, 1))) == date(2026, 12, 1)
    assert read_field("review_on", written_field(None)) is None
