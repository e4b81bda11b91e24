"""What is typed stays: a killed server, a database that does not answer, a reload, a click that comes too early."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from retention.document import read_case
from retention.memo_reader import read_memo
from retention.storage import SqlStorage, open_storage
from tests.benchmarks.documents import late_kitchen
from tests.benchmarks.kill_screen import run
from tests.browser.conftest import DESKTOP
from tests.browser.live import running_app, settle

FIELD = ".st-key-options-satisfy-stay-low input"
SAVED_MS = 20_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="module")
def storage(folder: Path) -> Iterator[SqlStorage]:
    opened = open_storage(f"sqlite:///{folder}/cases.sqlite3")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def own_app(folder: Path, storage: SqlStorage) -> Iterator[str]:
    """An app whose database the tests can reach."""
    with running_app({"RETENTION_DATABASE_URL": f"sqlite:///{folder}/cases.sqlite3"}) as url:
        yield url


def opened(page: Page, own_app: str, case_id: int) -> Page:
    page.goto(f"{own_app}/?case={case_id}")
    expect(page.locator(FIELD)).to_be_visible(timeout=SAVED_MS)
    settle(page)
    return page


def made(storage: SqlStorage, **changes: object) -> int:
    return storage.create({**late_kitchen(), **changes}).id


def test_what_the_screen_called_saved_survives_a_killed_server(page: Page, tmp_path: Path):
    figures = run(page, f"sqlite:///{tmp_path}/cases.sqlite3", rounds=3)
    assert figures.ok, str(figures)


def test_while_the_database_does_not_answer_typing_goes_on_and_all_is_saved_later(
    page: Page, own_app: str, folder: Path, storage: SqlStorage
):
    case_id = made(storage, title="Locked")
    opened(page, own_app, case_id)
    lock = sqlite3.connect(folder / "cases.sqlite3", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    page.locator(FIELD).fill("41")
    page.locator(FIELD).press("Tab")
    expect(page.get_by_text("saving …")).to_be_visible()
    expect(page.get_by_text("The last change could not be saved.")).to_be_visible(timeout=SAVED_MS)
    expect(page.locator(".st-key-case_actions").get_by_text("not saved")).to_be_visible()
    settle(page)
    other = page.locator(".st-key-options-compromise-stay-low input")
    other.fill("42")
    other.press("Tab")
    page.wait_for_timeout(4000)  # it is tried again meanwhile
    expect(page.locator(FIELD)).to_have_value("41")
    expect(other).to_have_value("42")
    lock.execute("ROLLBACK")
    lock.close()
    expect(page.get_by_text("everything is saved")).to_be_visible(timeout=SAVED_MS)
    expect(page.get_by_text("The last change could not be saved.")).to_have_count(0)
    options = storage.load(case_id).document["options"]
    assert (options["satisfy"]["stay"]["low"], options["compromise"]["stay"]["low"]) == (0.41, 0.42)
    page.reload()
    expect(page.locator(FIELD)).to_have_value("41", timeout=SAVED_MS)


def test_a_closing_half_written_survives_a_reload_and_another_session(
    page: Page, browser: Browser, own_app: str, storage: SqlStorage
):
    case_id = made(storage, title="Half closed")
    opened(page, own_app, case_id)
    page.get_by_role("button", name="Close the decision").first.click()
    lesson = page.get_by_label("What has this case taught us?")
    lesson.click()
    lesson.press_sequentially("Tell them on the day", delay=20)
    expect_noted(page, storage, case_id, "lesson", "Tell them on the day")  # while the field still has the focus
    page.get_by_label("What will they get?").click()
    page.get_by_label("What will they get?").press_sequentially("A new worktop", delay=20)
    expect_noted(page, storage, case_id, "promise_text", "A new worktop")
    assert len(storage.versions(case_id)) == 1
    page.reload()
    settle(page)
    another = browser.new_context(viewport=DESKTOP, locale="en-GB")
    for visitor in (page, opened(another.new_page(), own_app, case_id)):
        visitor.get_by_role("button", name="Close the decision").first.click()
        expect(visitor.get_by_label("What has this case taught us?")).to_have_value("Tell them on the day")
        expect(visitor.get_by_label("What will they get?")).to_have_value("A new worktop")
    another.close()


def expect_noted(page: Page, storage: SqlStorage, case_id: int, name: str, text: str) -> None:
    noted: dict[str, str] = {}
    for _look in range(50):
        noted = storage.load(case_id).document.get("notes", {}).get("closing", {})
        if noted.get(name) == text:
            return
        page.wait_for_timeout(100)
    raise AssertionError(noted)


def test_a_file_asked_for_right_after_a_change_holds_the_change(page: Page, own_app: str, storage: SqlStorage):
    opened(page, own_app, made(storage, title="Asked for at once"))
    for low in (31, 32, 33):
        page.locator(FIELD).fill(str(low))
        with page.expect_download() as memo:
            page.get_by_role("button", name="Download the memo").click()  # leaves the field and clicks, in one go
        case = read_case(read_memo(memo.value.path().read_bytes()).document)
        assert case.options.satisfy.stay.low == pytest.approx(low / 100)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the case").click()
    assert json.loads(saved.value.path().read_bytes())["options"]["satisfy"]["stay"][0] == 0.33


def test_a_file_of_a_case_that_is_kept_opens_that_case(page: Page, own_app: str, storage: SqlStorage):
    page.goto(f"{own_app}/cases")
    settle(page)
    document = {**late_kitchen(), "title": "Opened from a file"}
    upload(page, document)
    expect(page.get_by_text("saved")).to_be_visible()
    upload(page, document)
    expect(page.get_by_text("no second copy was made")).to_be_visible()
    assert len(storage.same_title("Opened from a file")) == 1
    upload(page, {**document, "owed": 77})
    expect(page.get_by_role("heading", name="Opened from a file (copy 2)", level=1)).to_be_visible()
    assert len(storage.same_title("Opened from a file (copy 2)")) == 1


def upload(page: Page, document: object) -> None:
    settle(page)
    page.get_by_role("link", name="Cases", exact=True).first.click()
    page.get_by_role("button", name="Open a file").click()
    field = page.locator('[data-testid="stFileUploaderDropzoneInput"], input[type="file"]').first
    field.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    expect(page.locator(FIELD)).to_be_visible(timeout=SAVED_MS)
    settle(page)
