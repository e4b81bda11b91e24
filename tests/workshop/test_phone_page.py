"""The page of a phone without a browser: what arrives past the widgets is checked, and what is private stays so."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.join.door import one_line
from retention.examples import example_document
from retention.responsibility import SIDES
from retention.ui.room import room_document
from tests.browser.live import ROOT

CASE = example_document("late_kitchen", "en")
TOKEN = "the-token-of-a-browser"


@pytest.fixture
def room(rooms):
    return rooms.open_room(room_document(CASE, None, "en"), CASE["title"], "en")[0]


@pytest.fixture
def me(rooms, room):
    return rooms.join(room.id, TOKEN, "Ann", "en")


def phone(code: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.session_state["me"] = TOKEN
    app.query_params["room"] = code
    app.query_params["me"] = TOKEN
    app.run()
    app.switch_page("pages/join/page.py").run()
    assert not app.exception
    return app


def pressed(app: AppTest, end: str) -> AppTest:
    next(button for button in app.button if str(button.key).endswith(end)).click().run()
    assert not app.exception
    return app


def test_numbers_outside_the_scale_are_refused_on_the_server(rooms, room, me):
    rooms.go_to(room.id, "round1")
    app = phone(room.code)
    app.segmented_control[0].set_value("numbers").run()
    assert not any(field.proto.has_min or field.proto.has_max for field in app.number_input)  # or Streamlit refuses it
    for field, number in zip(app.number_input, (10, 20, 4000), strict=True):
        field.set_value(number)
    pressed(app, "_send")
    assert [error.value for error in app.error] == ["4,000% is out of range; give 0% to 100%"]
    assert app.segmented_control[0].value == "numbers"
    assert [field.value for field in app.number_input] == [10, 20, 4000]  # nothing typed is taken away
    assert rooms.answers(room.id, "round1") == ()
    app.number_input[2].set_value(40)
    pressed(app, "_send")
    assert [answer.content for answer in rooms.answers(room.id, "round1")] == [{"risks.0.probability": [0.1, 0.2, 0.4]}]


def test_an_amount_below_nothing_and_shares_above_the_whole_are_told_in_our_words(rooms, room, me):
    rooms.go_to(room.id, "round1")
    app = phone(room.code)
    pressed(app, "estimates_skip_round1")
    app.segmented_control[0].set_value("numbers").run()
    for field, number in zip(app.number_input, (-5, 20, 40), strict=True):
        field.set_value(number)
    pressed(app, "_send")
    (error,) = app.error
    assert error.value.startswith("\N{MINUS SIGN}5 is not a possible amount; give 0 to")
    while len(app.number_input) != len(SIDES):
        pressed(app, "estimates_skip_round1")
    for field, number in zip(app.number_input, (100, 150, 0, 0), strict=True):
        field.set_value(number)
    pressed(app, "_send")
    assert [error.value for error in app.error] == ["150% is out of range; give 0% to 100%"]
    assert rooms.answers(room.id, "round1") == ()


def test_an_answer_in_numbers_is_shown_in_numbers_after_a_reload(rooms, room, me):
    rooms.go_to(room.id, "round1")
    rooms.answer(me.id, "round1", {"risks.0.probability": [0.11, 0.22, 0.44]}, complete=False)
    app = phone(room.code)
    pressed(app, "estimates_back_round1")
    assert app.segmented_control[0].value == "numbers"
    assert [field.value for field in app.number_input] == [11, 22, 44]


def test_a_code_of_letters_that_no_code_has_is_told_which(rooms):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.run()
    app.switch_page("pages/join/page.py").run()
    app.text_input(key="join_code_typed").set_value("6CL N40")
    pressed(app, "join_code_send")
    (error,) = app.error
    assert error.value.endswith("a code has 6 Latin letters and digits, and none of these: I, O, 0, 1.")


@pytest.mark.parametrize("grace", [timedelta(hours=1), timedelta(0)], ids=["in the grace", "after it"])
def test_a_guess_that_comes_late_is_kept_and_nothing_is_said_of_counting(rooms, room, me, monkeypatch, grace):
    monkeypatch.setattr("retention.workshop.steps.GRACE", grace)
    rooms.go_to(room.id, "glass")
    app = phone(room.code)
    rooms.go_to(room.id, "round1")
    app.text_area[0].set_value("The supplier was late")
    pressed(app, "glass_send")
    (told,) = [alert.value for alert in (*app.success, *app.warning)]
    assert told.endswith("It is kept for you alone; you see it again in the last step.")
    rooms.go_to(room.id, "home")
    assert "The supplier was late" in [text.value for text in phone(room.code).text]


def test_numbers_in_the_wrong_order_are_told_and_nothing_is_kept(rooms, room, me):
    rooms.go_to(room.id, "round1")
    app = phone(room.code)
    app.segmented_control[0].set_value("numbers").run()
    for field, number in zip(app.number_input, (50, 20, 40), strict=True):
        field.set_value(number)
    pressed(app, "_send")
    assert app.error
    assert rooms.answers(room.id, "round1") == ()


def test_two_tabs_of_one_person_are_one_participant_and_add_up(rooms, room, me):
    rooms.go_to(room.id, "round1")
    first, second = phone(room.code), phone(room.code)
    for app in (first, second):
        app.radio[0].set_value("likely")
        pressed(app, "_send")
    pressed(first, "estimates_skip_round1")
    first.radio[0].set_value("likely")
    pressed(first, "_send")
    assert len(rooms.participants(room.id)) == 1
    (answer,) = rooms.answers(room.id, "round1")
    assert len(answer.content) == 2


def test_a_room_closed_in_its_first_round_shows_no_one_what_others_answered(rooms, room, me):
    other = rooms.join(room.id, "another", "Ben", "en").id
    rooms.go_to(room.id, "round1")
    rooms.answer(other, "round1", {"keep": "no", "option": "part"})
    rooms.close_room(room.id)
    app = phone(room.code)
    shown = " ".join(str(element.value) for element in [*app.markdown, *app.caption, *app.text])
    assert "Part gracefully" not in shown
    assert "has answered" not in shown


def test_the_facts_wait_for_the_empty_glass(rooms, room, me):
    story = CASE["story"]
    rooms.go_to(room.id, "checkin")
    assert story not in [text.value for text in phone(room.code).text]
    rooms.close_room(room.id)
    assert story not in [text.value for text in phone(room.code).text]  # closed before they were shown


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("  Ana \n Maria\t", "Ana Maria"),
        ("\u202eevil\u202c", "evil"),
        ("a" * 500, "a" * 40),
        ("", ""),
        ("e\u0301\u0301\u0301\u0301\u0301", "\u00e9\u0301\u0301"),
        ("مریم", "مریم"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_shown(typed, shown):
    assert one_line(typed) == shown
