"""A promise in a real browser as time goes on: due, overdue on every screen, called without news, in the calendar."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from retention.channels import SETTING, Channel, written
from retention.storage import SqlStorage
from tests.benchmarks.documents import late_kitchen
from tests.browser.axe import SCREENS, violations
from tests.browser.conftest import settle
from tests.browser.kept import closed_case, database, quick_case
from tests.browser.live import running_app
from tests.browser.steps import REQUEST, keyed

VIEWS = ("register", "waiting", "share", "channels")
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return Path(tmp_path_factory.mktemp("promises"))


@pytest.fixture(scope="module")
def storage(folder: Path) -> Iterator[SqlStorage]:
    with database(f"sqlite:///{folder}/cases.sqlite3") as found:
        yield found


@pytest.fixture(scope="module")
def url(storage: SqlStorage, folder: Path) -> Iterator[str]:
    with running_app({"RETENTION_DATABASE_URL": str(storage.engine.url)}, clock=folder / "ahead") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREENS["desktop"], locale="en-GB", timezone_id="Europe/Chisinau")
    yield context.new_page()
    context.close()


@pytest.fixture
def wait_until(page: Page, folder: Path) -> Callable[[datetime], None]:
    """Lets the clocks of the server and of the browser come to a moment."""
    page.clock.install()
    ahead = [0.0]

    def go_on(moment: datetime) -> None:
        seconds = (moment - datetime.now(UTC)).total_seconds() - ahead[0]
        ahead[0] += seconds
        (folder / "ahead").write_text(str(ahead[0]))
        page.wait_for_timeout(500)  # the server looks at its file
        page.clock.fast_forward(round(seconds * 1000))

    return go_on


def at(page: Page, address: str, key: str) -> None:
    page.goto(address)
    expect(keyed(page, key)).to_be_visible(timeout=20_000)
    settle(page)


def pressed(page: Page, key: str) -> None:
    keyed(page, key).locator("button").first.click()
    settle(page)


def test_a_promise_turns_due_then_overdue_and_a_call_without_news_takes_a_next_time(page, url, storage, wait_until):
    at(page, f"{url}/promises", "promises_register")
    keyed(page, "promise.new.what").locator("input").fill("Ring back about the worktop")
    pressed(page, "promise.new.usual.0")
    pressed(page, "promise_note")
    expect(page.get_by_role("heading", name="Ahead: 1")).to_be_visible()
    (promise,) = storage.promises.pending()
    row = keyed(page, f"promise_{promise.id}")
    expect(row.get_by_role("timer")).to_contain_text("min")

    wait_until(promise.due_at - timedelta(seconds=3))
    expect(page.get_by_role("heading", name="Due now: 1")).to_be_visible(timeout=10_000)  # by itself
    expect(row.get_by_role("timer")).to_have_text("due now")
    expect(keyed(page, "overdue")).to_have_count(0)
    wait_until(promise.due_at + MINUTE)
    expect(page.get_by_role("heading", name="Overdue: 1")).to_be_visible(timeout=10_000)
    expect(row.get_by_role("timer")).to_contain_text("overdue by")
    expect(keyed(page, "overdue")).to_contain_text("Ring back about the worktop")

    for name in ("Cases", "Method", "Compare"):
        keyed(page, "frame_links").get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{name.lower()}*")
        settle(page)
        expect(keyed(page, "overdue")).to_be_visible()
    keyed(page, "overdue").get_by_role("link").click()
    expect(row).to_be_visible()
    settle(page)

    pressed(page, f"promise_called_{promise.id}")
    pressed(page, "promise_put_off")
    expect(keyed(page, "promise_acting").get_by_role("alert")).to_contain_text("next time")
    assert storage.promises.promise(promise.id) == promise
    pressed(page, f"promise.{promise.id}.next.usual.0")
    expect(keyed(page, "promise_sentence")).to_contain_text("I will call you again")
    pressed(page, "promise_put_off")
    expect(keyed(page, "overdue")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ahead: 1")).to_be_visible()
    changed = storage.promises.promise(promise.id)
    assert changed.due_at > promise.due_at

    with page.expect_download() as download:
        pressed(page, "promises_ics")
    (event,) = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert download.value.suggested_filename == "promises.ics"
    assert event.decoded("dtstart") == changed.due_at
    assert str(event["summary"]) == "Ring back about the worktop"
    pressed(page, f"promise_kept_{promise.id}")
    expect(keyed(page, "no_promises")).to_be_visible()


def test_a_closed_case_is_taken_up_again_when_its_client_writes(page, url, storage):
    number = closed_case(storage, quick_case("en"), "en")
    at(page, f"{url}/?case={number}", "closed")
    keyed(page, "section_dealing").locator("summary").click()
    field = keyed(page, "message.case.channel").locator("input")
    field.fill("tele")
    field.press("Enter")
    settle(page)
    pressed(page, "message.case.add")
    expect(keyed(page, "section_dealing")).to_contain_text("The client wrote · tele")
    expect(keyed(page, "closed")).to_have_count(0)  # the question of the case is back in its place
    assert [message.side for message in storage.messages.of_case(number)] == ["client"]
    assert storage.load(number).row.status == "draft"

    pressed(page, "case_promise_new")  # from the case to the register, the case in its form
    expect(keyed(page, "promise.new.case").locator("input")).to_have_value(re.compile(REQUEST["en"]))


def test_no_view_breaks_an_accessibility_rule(page, url, storage):
    now = datetime.now(UTC)
    case = storage.create(late_kitchen())
    late = storage.promises.add("Ring back", now - MINUTE * 200, "Ion", "phone", "Vera", case.id)
    soon = storage.promises.add("Send the offer", now + MINUTE * 3000)
    storage.promises.no_news(soon.id, now + MINUTE * 4000)
    storage.messages.log(case.id, "client", "e-mail", now - MINUTE * 60 * 49)
    storage.set_setting(SETTING, written([Channel("live chat", staffed=False), Channel("phone", "Vera", "9–18")]))
    at(page, f"{url}/promises", "promises_register")
    keyed(page, "promise_add").locator("summary").click()
    pressed(page, f"promise_called_{late.id}")
    pressed(page, f"promise.{late.id}.next.usual.0")
    found = []
    for place, view in enumerate(VIEWS):
        keyed(page, "promises.view").locator("button").nth(place).click()
        expect(keyed(page, f"promises_{view}")).to_be_visible()
        settle(page)
        if view == "waiting":
            keyed(page, "message_add").locator("summary").click()
        if view == "channels":
            pressed(page, "channel_change_0")
        settle(page)
        found += violations(page, view)
        page.set_viewport_size(SCREENS["phone"])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.set_viewport_size(SCREENS["desktop"])
    at(page, f"{url}/?case={case.id}", "verdict")
    keyed(page, "section_dealing").locator("summary").click()
    expect(keyed(page, f"case_promise_{late.id}")).to_be_visible()
    settle(page)
    assert found + violations(page, "beside the case", ".st-key-section_dealing") == []
