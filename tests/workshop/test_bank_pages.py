"""The case bank, the contest and the tasks for home on the pages of owner, host, phone and projector."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.storage import database_url, open_storage
from retention.ui import casefile
from retention.ui.room import room_document
from retention.workshop.bank_csv import read_bank
from retention.workshop.bank_records import CaseText
from tests.benchmarks.documents import late_kitchen
from tests.workshop.cases import COUNT, collected, collected_csv

SCRIPT = str(Path(__file__).parent.parent.parent / "app.py")
TOLD = CaseText("Late sofa", "Elena Rusu waited nine weeks; call +373 69 123 456.", "Money back", "10%")


@pytest.fixture
def storage(tmp_path, monkeypatch):
    """A database of this test alone, the one that the pages use."""
    monkeypatch.setenv("RETENTION_DATABASE_URL", f"sqlite:///{tmp_path}/bank.sqlite3")
    casefile._storage.clear()
    yield open_storage(database_url())
    casefile.storage().dispose()
    casefile._storage.clear()


@pytest.fixture
def room(storage):
    return storage.rooms.open_room(room_document(late_kitchen(), None, "en"), "Late kitchen", "en")[0]


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return ran(ran(app).switch_page(f"pages/{page}/page.py"))


def ran(changed) -> AppTest:
    """The app after a run because of `changed`, which is the app or a widget of it."""
    app = changed.run()
    assert not app.exception
    return app


def pressed(app: AppTest, key: str) -> AppTest:
    return ran(app.button(key=key).click())


def texts(app: AppTest) -> str:
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.text, app.success, app.warning,
             app.error)  # fmt: skip
    return "\n".join(element.value for kind in kinds for element in kind).replace("\u2060", "").replace("\\", "")


def workshop(part: str) -> AppTest:
    return ran(opened("workshop").segmented_control(key="workshop_part").set_value(part))


def phone(room, name: str = "") -> AppTest:
    app = opened("join", room=room.code)
    app.text_input(key="join_nickname").set_value(name)
    return pressed(app, "join_send")


def typed(app: AppTest, told: CaseText) -> AppTest:
    app.text_input(key="bank_title").set_value(told.title)
    for field in ("story", "request", "done"):
        app.text_area(key=f"bank_{field}").set_value(getattr(told, field))
    return ran(app)


def voted_on(app: AppTest) -> list[str]:
    """The keys of the buttons to vote with, in the order on screen."""
    return [str(button.key) for button in app.button if str(button.key).startswith("bank_vote_")]


def test_86_cases_of_a_file_are_all_shown_with_names_masked(storage):
    app = workshop("bank")
    assert "will stand here" in texts(app)  # the empty bank teaches
    app.file_uploader(key="bank_owner_file_0").set_value(("bank.csv", collected_csv(";").encode(), "text/csv"))
    assert f"{COUNT} cases can be taken" in texts(ran(app))
    pressed(app, "bank_owner_take")
    assert f"{COUNT} cases were taken" in texts(app)
    assert len(storage.bank.entries()) == COUNT
    shown = texts(app)
    for text, name in collected():
        assert f"**{text.title}**" in shown
        assert name not in shown
    pressed(app, "bank_owner_all_sure")
    published = storage.bank.entries(states=("published",))
    assert len(published) == COUNT
    for entry, (_text, name) in zip(published, collected(), strict=True):
        assert name not in entry.published.story


def test_a_bad_file_and_bad_rows_are_told(storage):
    app = workshop("bank")
    app.file_uploader(key="bank_owner_file_0").set_value(("bank.csv", b"name,age\nAnn,7\n", "text/csv"))
    assert "title, story" in texts(ran(app))
    app.file_uploader(key="bank_owner_file_0").set_value(("bank.csv", b"title,story\nA,one\n,two\n", "text/csv"))
    told = texts(ran(app))
    assert "One case can be taken" in told
    assert "Row 3, column “title”" in told
    pressed(app, "bank_owner_take")
    assert [entry.told.title for entry in storage.bank.entries()] == ["A"]


def test_the_owner_sees_what_is_found_and_publishes_what_they_edited(storage, room):
    who = storage.rooms.join(room.id, "a").id
    number = storage.bank.submit(who, TOLD, "Owls", "en")
    app = pressed(workshop("bank"), f"bank_owner_open_{number}")
    story = app.text_area(key=f"bank_owner_story_{number}")
    assert story.value == "[name] waited nine weeks; call [phone]."
    assert "name: 1, phone: 1" in texts(app)
    story.set_value("[name] waited nine weeks in winter; call [phone].")
    app.text_input(key=f"bank_owner_tags_{number}").set_value("late")
    pressed(app, "bank_owner_publish")
    entry = storage.bank.entry(number)
    assert (entry.state, entry.tags) == ("published", "late")
    assert entry.published.story == "[name] waited nine weeks in winter; call [phone]."
    pressed(app, f"bank_owner_open_{number}")
    pressed(app, "bank_owner_withdraw")
    assert storage.bank.entry(number).state == "withdrawn"
    pressed(app, f"bank_owner_open_{number}")
    pressed(app, "bank_owner_delete")
    assert storage.bank.entries() == ()


def test_a_published_case_is_put_on_the_table(storage, room):
    who = storage.rooms.join(room.id, "a").id
    number = storage.bank.submit(who, TOLD, "", "en")
    storage.bank.publish(number, CaseText("Late sofa", "[name] waited.", "Money back"))
    app = opened("workshop")
    ran(app.selectbox(key="workshop_case").set_value(f"bank:{number}"))
    ran(app.selectbox(key="workshop_currency").set_value("MDL"))
    pressed(app, "workshop_open_room")
    newest = storage.rooms.listed()[0]
    document = storage.rooms.room(newest.id).document
    assert (document["title"], document["story"], document["currency"]) == ("Late sofa", "[name] waited.", "MDL")


def test_the_contest_offers_its_disappointed_entrant(storage):
    pressed(workshop("bank"), "workshop_practise")
    assert storage.rooms.listed()[0].title == "The contest that she did not win"


def test_a_case_is_handed_in_on_a_phone_and_voted_for_on_another(storage, room):
    ann, ben = phone(room, "Ann"), phone(room)
    typed(pressed(ann, "bank_open"), TOLD)
    pressed(ann, "bank_send")
    assert "Handed in." in texts(ann)
    assert ann.text_area(key="bank_story").value == ""
    (entry,) = storage.bank.entries(room.id)
    assert entry.told == TOLD
    assert "Late sofa" not in texts(pressed(ben, "bank_open"))
    storage.bank.publish(entry.id, CaseText("Late sofa", "[name] waited."))
    seen = texts(ran(ben))
    assert "[name] waited." in seen
    assert "Elena" not in seen
    pressed(ben, f"bank_vote_{entry.id}")
    assert storage.bank.entry(entry.id).votes == 1
    assert ran(ann).button(key=f"bank_vote_{entry.id}").disabled
    pressed(ben, f"bank_vote_{entry.id}")
    assert storage.bank.entry(entry.id).votes == 0


def test_many_cases_are_read_ten_at_a_time_each_in_an_own_order(storage, room):
    storage.bank.add(read_bank(collected_csv().encode()).entries, room.id)
    storage.bank.publish_all({entry.id: entry.told for entry in storage.bank.entries()})
    app, other = pressed(phone(room), "bank_open"), pressed(phone(room), "bank_open")
    seen: list[str] = []
    for _turn in range(9):
        shown = voted_on(app)
        assert len(shown) == min(10, COUNT - len(seen))
        seen += shown
        pressed(app, "bank_more")
    assert len(set(seen)) == COUNT
    assert voted_on(other) != seen[:10]


def test_what_is_being_written_outlives_steps_and_a_reload(storage, room):
    app = typed(pressed(phone(room), "bank_open"), TOLD)
    for step in ("round1", "reveal", "home"):
        storage.rooms.go_to(room.id, step)
        assert ran(app).text_area(key="bank_story").value == TOLD.story
    again = opened("join", room=room.code, me=app.session_state["me"])
    pressed(again, "bank_open")
    assert again.text_input(key="bank_title").value == TOLD.title
    assert again.text_area(key="bank_story").value == TOLD.story
    assert storage.bank.entries() == ()


def test_an_empty_case_and_a_closed_room_are_told(storage, room):
    app = pressed(pressed(phone(room), "bank_open"), "bank_send")
    assert "needs a title" in texts(app)
    typed(app, TOLD)
    storage.rooms.close_room(room.id)
    pressed(app, "bank_send")
    assert "takes no more cases" in texts(app)
    assert app.text_area(key="bank_story").value == TOLD.story  # nothing lost


def test_a_host_with_the_control_link_reviews_and_shows_the_leaderboard(storage, room, monkeypatch):
    monkeypatch.setattr("retention.ui.access.session_is_owner", lambda: False)
    who = storage.rooms.join(room.id, "a").id
    number = storage.bank.submit(who, TOLD, "", "en")
    secret = storage.rooms.new_secret(room.id)
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["room"], app.query_params["host"] = room.code, secret
    ran(ran(app).switch_page("pages/host/page.py"))
    assert "One case waits for your review." in texts(app)
    app.session_state["host_bank"] = True
    pressed(ran(app), f"bank_host_open_{number}")
    pressed(app, "bank_host_publish")
    assert storage.bank.entry(number).state == "published"
    pressed(app, "host_board")
    assert storage.rooms.room(room.id).reveal == "bank"
    storage.rooms.go_to(room.id, "reveal")
    storage.rooms.show(room.id, "bank")
    ran(app)  # the choice of the question leaves the leaderboard where it is
    assert storage.rooms.room(room.id).reveal == "bank"


def test_the_projector_shows_places_and_the_rule_for_ties(storage, room):
    people = [storage.rooms.join(room.id, token).id for token in "abcd"]
    for place, who in enumerate(people[:3]):
        number = storage.bank.submit(who, CaseText(f"Case {place}", "x"), "", "en")
        storage.bank.publish(number, CaseText(f"Case {place}", "x"))
        if place:
            storage.bank.vote(people[3], number)
    storage.rooms.show(room.id, "bank")
    shown = [element.value.replace("\\", "") for element in opened("projector", room=room.code).subheader]
    assert shown == ["1. Case 1 · one vote", "1. Case 2 · one vote", "3. Case 0 · 0 votes"]


def test_an_assignment_is_set_written_sent_late_and_reviewed(storage, room):
    ann, ben = phone(room, "Ann"), phone(room, "Ben")
    app = workshop("home")
    app.text_input(key=f"assignment_title_{room.id}").set_value("A case of yours")
    pressed(app, f"assignment_set_{room.id}")
    (task,) = storage.assignments.of_room(room.id)
    assert timedelta(days=6) < task.due_at - datetime.now(UTC) < timedelta(days=8)
    storage.rooms.go_to(room.id, "home")
    ran(ann).text_area(key=f"homework_text_{task.id}").set_value("It was so.")
    ann.text_area(key=f"homework_their_part_{task.id}").set_value("They never called.")
    ran(ann)
    assert storage.assignments.sent(task.id) == ()
    again = opened("join", room=room.code, me=ann.session_state["me"])
    assert again.text_area(key=f"homework_text_{task.id}").value == "It was so."
    storage.assignments.change_due(task.id, datetime.now(UTC) - timedelta(minutes=1))
    pressed(ran(ann), f"homework_send_{task.id}")
    assert "late" in texts(ann)
    shown = texts(ran(app))
    assert "sent, late" in shown
    assert "They never called." in shown
    assert "Not sent yet: Ben" in shown
    who = storage.assignments.sent(task.id)[0].participant_id
    app.text_area(key=f"homework_comment_{task.id}_{who}").set_value("And your own part?")
    pressed(app, f"homework_done_{task.id}_{who}")
    assert "And your own part?" in texts(ran(ann))
    assert "Reviewed; it was sent late." in texts(ann)
    pressed(ran(ben), f"homework_send_{task.id}")
    assert "Write something" in texts(ben)


def test_one_phone_knows_nothing_of_anothers_homework(storage, room):
    ann, ben = phone(room), phone(room)
    task = storage.assignments.set(room.id, "Task", "Do it.", datetime.now(UTC) + timedelta(days=1))
    storage.rooms.go_to(room.id, "home")
    ran(ann).text_area(key=f"homework_text_{task.id}").set_value("My secret words")
    pressed(ann, f"homework_send_{task.id}")
    assert "in time" in texts(ann)
    assert ran(ben).text_area(key=f"homework_text_{task.id}").value == ""


def test_who_only_watches_reads_and_neither_hands_in_nor_votes(storage, room):
    who = storage.rooms.join(room.id, "a").id
    number = storage.bank.submit(who, TOLD, "", "en")
    storage.bank.publish(number, CaseText("Late sofa", "[name] waited."))
    app = opened("join", room=room.code)
    app.checkbox(key="join_observer").set_value(True)
    pressed(pressed(app, "join_send"), "bank_open")
    assert "[name] waited." in texts(app)
    assert app.button(key=f"bank_vote_{number}").disabled
    assert "bank_send" not in [button.key for button in app.button]
