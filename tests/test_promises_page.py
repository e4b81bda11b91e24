"""The page of promises and what other pages show of it: the wiring, in every language."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.channels import SETTING, Channel, read, written
from retention.language import LANGUAGES
from retention.storage import open_storage
from retention.ui import promised
from tests.benchmarks.documents import late_kitchen

ROOT = Path(__file__).parent.parent
HOUR = timedelta(hours=1)


@pytest.fixture
def storage(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/cases.sqlite3"
    monkeypatch.setenv("RETENTION_DATABASE_URL", url)
    opened = open_storage(url)
    promised.forget()
    yield opened
    opened.dispose()


def now() -> datetime:
    return datetime.now(UTC)


def opened(page: str = "promises", view: str = "register", language: str = "en", case_id: int | None = None) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["lang"] = language
    if case_id is not None:
        at.query_params["case"] = str(case_id)
    at.session_state["promises.view"] = view
    at.run()
    if page != "decide":
        at.switch_page(f"pages/{page}/page.py").run()
    assert not at.exception
    return at


def pressed(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def texts(at: AppTest) -> str:
    kinds = (at.markdown, at.caption, at.title, at.header, at.error, at.warning, at.code, at.table)
    found = "\n".join(str(element.value) for kind in kinds for element in kind)
    return found.replace("\\", "").replace("\u2060", "")


def put(at: AppTest, key: str, moment: datetime) -> None:
    at.date_input(key=f"{key}.day").set_value(moment.date())
    at.time_input(key=f"{key}.hour").set_value(moment.time().replace(second=0, microsecond=0))


def test_a_promise_is_noted_and_kept_and_taken_back(storage):
    at = opened()
    at.text_input(key="promise.new.what").input("Ring back; *stars*")
    at.text_input(key="promise.new.to_whom").input("Ion")
    put(at, "promise.new", now() + 3 * HOUR)
    pressed(at, "promise_note")
    (promise,) = storage.promises.pending()
    assert (promise.what, promise.to_whom, promise.state) == ("Ring back; *stars*", "Ion", "open")
    assert "Ahead: 1" in texts(at)
    pressed(at, f"promise_kept_{promise.id}")
    assert storage.promises.pending() == ()
    at.session_state["promises_settled"] = True
    at.run()
    pressed(at, f"promise_back_{promise.id}")
    assert storage.promises.pending() == (promise,)


def test_a_promise_without_words_or_hour_is_refused_beside_the_fields(storage):
    at = pressed(opened(), "promise_note")
    assert len(at.error) == 2
    assert storage.promises.pending() == ()


def test_called_without_news_asks_for_the_next_time_and_gives_a_sentence(storage):
    promise = storage.promises.add("Ring back", now() - HOUR, "Ion")
    at = pressed(opened(), f"promise_called_{promise.id}")
    pressed(at, "promise_put_off")
    assert len(at.error) == 1
    assert storage.promises.promise(promise.id).due_at == promise.due_at
    put(at, f"promise.{promise.id}.next", now() + 30 * HOUR)
    at.run()
    (said,) = [element.value for element in at.code]
    assert f"{(now() + 30 * HOUR):%H:%M}" in said
    pressed(at, "promise_put_off")
    changed = storage.promises.promise(promise.id)
    assert changed.due_at > now() + 29 * HOUR
    assert [event.kind for event in storage.promises.events([promise.id])[promise.id]] == ["made", "no_news"]
    assert not at.error


def test_a_promise_is_moved_and_dropped(storage):
    promise = storage.promises.add("Ring back", now() + HOUR)
    at = pressed(opened(), f"promise_move_{promise.id}")
    pressed(at, f"promise.{promise.id}.next.usual.0")
    pressed(at, "promise_put_off")
    assert storage.promises.promise(promise.id).state == "moved"
    pressed(at, f"promise_drop_{promise.id}")
    assert storage.promises.promise(promise.id).state == "dropped"


@pytest.mark.parametrize("page", ["decide", "start", "cases", "compare", "review", "promises", "workshop", "method"])
def test_an_overdue_promise_is_on_top_of_every_page(storage, page):
    promise = storage.promises.add("Ring back about the worktop", now() - HOUR)
    at = opened(page)
    assert "A promise is overdue since" in texts(at)
    storage.promises.keep(promise.id)
    promised.forget()
    at.run()
    assert "A promise is overdue since" not in texts(at)


@pytest.mark.parametrize("page", ["join", "projector", "host"])
def test_what_a_room_sees_shows_no_promise(storage, page):
    storage.promises.add("Ring back about the worktop", now() - HOUR)
    at = opened(page)
    assert "worktop" not in texts(at)


def test_a_complaint_of_49_hours_ago_is_red_and_its_answer_ends_the_wait(storage):
    case = storage.create(late_kitchen())
    storage.messages.log(case.id, "client", "e-mail", now() - 49 * HOUR)
    at = opened(view="waiting")
    assert ":red[:material/error: Unanswered for 49 hours; the target is 24 h]" in texts(at)
    storage.messages.log(case.id, "us", "phone", now())
    at.run()
    assert ":red[:material/error: Unanswered" not in texts(at)
    assert "No client waits" in texts(at)


def test_a_message_is_noted_for_the_chosen_case_only(storage):
    case = storage.create(late_kitchen())
    at = opened(view="waiting")
    pressed(at, "message.new.add")
    assert len(at.error) == 1
    at.selectbox(key="message.new.case").select(case.id)
    at.run()
    pressed(at, "message.new.add")
    assert len(at.error) == 1
    at.selectbox(key="message.new.channel").select("phone")
    pressed(at, "message.new.add")
    (message,) = storage.messages.of_case(case.id)
    assert (message.side, message.channel) == ("client", "phone")


def test_channels_are_kept_and_flagged(storage):
    at = pressed(opened(view="channels"), "channels_usual")
    assert len(read(storage.setting(SETTING))) == 6
    storage.set_setting(SETTING, written([Channel("live chat", staffed=False), Channel("phone", "Vera", "9–18")]))
    at.run()
    assert "nobody answers there" in texts(at)
    pressed(at, "channel_change_0")
    at.text_input(key="channel.fields.name").input("phone")
    pressed(at, "channel_keep")
    assert len(at.error) == 1
    at.text_input(key="channel.fields.name").input("chat")
    at.toggle(key="channel.fields.visible").set_value(False)
    at.number_input(key="channel.fields.target_hours").set_value(0.5)
    pressed(at, "channel_keep")
    assert read(storage.setting(SETTING))[0] == Channel("chat", staffed=False, visible=False, target_hours=0.5)
    assert "nobody answers there" not in texts(at)
    pressed(at, "channel_change_1")
    pressed(at, "channel_remove")
    assert [channel.name for channel in read(storage.setting(SETTING))] == ["chat"]


def test_beside_the_case_a_message_is_noted_and_a_promise_kept(storage):
    case = storage.create(late_kitchen())
    promise = storage.promises.add("Ring back", now() - HOUR, case_id=case.id)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["case"] = str(case.id)
    at.session_state["section_dealing"] = True
    at.run()
    assert not at.exception
    assert "promise overdue since" in texts(at)
    at.selectbox(key="message.case.channel").select("phone")
    pressed(at, "message.case.add")
    assert [message.side for message in storage.messages.of_case(case.id)] == ["client"]
    assert "the client waits for" in texts(at)
    pressed(at, f"promise_kept_{promise.id}")
    assert storage.load(case.id).row.promise_kept_at is not None
    assert "A promise is overdue" not in texts(at.run())


def test_from_a_case_one_goes_to_the_register_with_the_case_in_its_form(storage):
    case = storage.create(late_kitchen())
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.query_params["case"] = str(case.id)
    at.session_state["section_dealing"] = True
    at.run()
    pressed(at, "case_promise_new")
    assert at.title[0].value == "Promises"
    assert at.selectbox(key="promise.new.case").value == case.id


def test_a_list_of_cases_marks_who_waits_and_what_is_overdue(storage):
    case = storage.create(late_kitchen())
    storage.promises.add("Ring back", now() - HOUR, case_id=case.id)
    storage.messages.log(case.id, "client", "e-mail", now() - 49 * HOUR)
    said = texts(opened("cases"))
    assert said.count("Promise overdue since") == 2  # in what is due and in the list
    assert "Unanswered for 49 hours" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["register", "waiting", "share", "channels"])
def test_every_view_runs_in_every_language_empty_and_full(storage, view, language):
    assert opened(view=view, language=language).title
    case = storage.create(late_kitchen())
    for hours in (-3, 1, 50):
        storage.promises.add("Ring back", now() + hours * HOUR, "Ion", "phone", "Vera", case.id)
    kept = storage.promises.add("Offer", now() - 30 * HOUR)
    storage.promises.keep(kept.id, now() - 31 * HOUR)
    storage.messages.log(case.id, "client", "phone", now() - 3 * HOUR)
    storage.set_setting(SETTING, written([Channel("live chat", staffed=False)]))
    assert opened(view=view, language=language).title
