"""The case bank in real browsers: from a phone's story over the host's review to votes and the leaderboard."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Dialog, Page, ViewportSize, expect

from retention.storage import SqlStorage, open_storage
from retention.ui.room import room_document
from retention.workshop.bank_records import CaseText
from retention.workshop.records import Room
from tests.benchmarks.documents import late_kitchen
from tests.browser.axe import violations
from tests.browser.live import running_app, settle

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
STORY = "Elena Rusu waited nine weeks; her number is +373 69 123 456."


@dataclass
class Workshop:
    """A server, what it keeps, and a way to open pages of it, each of a visitor of its own."""

    url: str
    storage: SqlStorage
    browser: Browser

    def room(self) -> Room:
        return self.storage.rooms.open_room(room_document(late_kitchen(), None, "en"), "Late kitchen", "en")[0]

    def page(self, address: str, size: ViewportSize = DESKTOP, locale: str = "en-GB") -> Page:
        page = self.browser.new_context(viewport=size, locale=locale).new_page()
        page.goto(f"{self.url}/{address}")
        settle(page)
        return page

    def phone(self, room: Room, locale: str = "en-GB") -> Page:
        page = self.page(f"join?room={room.code}", PHONE, locale)
        pressed(page, "join_send")
        pressed(page, "bank_open")
        expect(page.locator(".st-key-bank_story textarea")).to_be_visible()
        return page


@pytest.fixture(scope="module")
def workshop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    url = f"sqlite:///{tmp_path_factory.mktemp('bank')}/bank.sqlite3"
    with running_app({"RETENTION_DATABASE_URL": url}) as address:
        storage = open_storage(url)
        yield Workshop(address, storage, browser)
        storage.dispose()
        for context in browser.contexts:
            context.close()


def pressed(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()
    settle(page)


def test_a_story_goes_from_a_phone_to_the_leaderboard(workshop: Workshop) -> None:
    room = workshop.room()
    ann, ben = workshop.phone(room), workshop.phone(room, "ro-RO")
    ann.locator(".st-key-bank_title input").fill("Late sofa")
    ann.locator(".st-key-bank_story textarea").fill(STORY)
    pressed(ann, "bank_send")
    expect(ann.get_by_text("Handed in.")).to_be_visible()

    host = workshop.page(f"host?room={room.code}")
    expect(host.get_by_text("One case waits for your review.")).to_be_visible()
    host.locator(".st-key-host_bank summary").first.click()
    (entry,) = workshop.storage.bank.entries(room.id)
    pressed(host, f"bank_host_open_{entry.id}")
    expect(host.locator(".bank-told mark")).to_have_text(["Elena Rusu", "+373 69 123 456"])
    pressed(host, "bank_host_publish")

    vote = ben.locator(f".st-key-bank_vote_{entry.id} button")
    expect(vote).to_be_visible(timeout=10_000)  # the phone learns of it by itself
    assert "Elena" not in ben.content()
    vote.click()
    expect(ann.locator(f".st-key-bank_vote_{entry.id} button").first).to_be_disabled()
    pressed(host, "host_board")
    projector = workshop.page(f"projector?room={room.code}")
    expect(projector.get_by_role("heading", name="1. Late sofa")).to_contain_text("one vote")


def test_what_is_typed_stays_through_steps_and_a_reload(workshop: Workshop) -> None:
    room = workshop.room()
    phone = workshop.phone(room)
    phone.locator(".st-key-bank_title input").fill("Late sofa")
    phone.locator(".st-key-bank_story textarea").click()
    phone.keyboard.type("Nine weeks")
    for step, name in (("checkin", "step 2"), ("reveal", "step 5"), ("home", "step 10")):
        workshop.storage.rooms.go_to(room.id, step)
        expect(phone.locator(".st-key-room_line")).to_contain_text(name, timeout=10_000, ignore_case=True)
        settle(phone)
        phone.keyboard.type(f", {step}")  # the place of the cursor stays as well
    written = CaseText("Late sofa", "Nine weeks, checkin, reveal, home")
    expect(phone.locator(".st-key-bank_story textarea")).to_have_value(written.story)
    phone.locator(".st-key-bank_team input").click()
    who = workshop.storage.rooms.participants(room.id)[0].id
    until = time.monotonic() + 10
    while [draft.told for draft in workshop.storage.bank.own(who)] != [written] and time.monotonic() < until:
        phone.wait_for_timeout(100)
    phone.reload()
    settle(phone)
    pressed(phone, "bank_open")
    expect(phone.locator(".st-key-bank_title input")).to_have_value(written.title)
    expect(phone.locator(".st-key-bank_story textarea")).to_have_value(written.story)


def test_hostile_words_are_shown_as_they_are(workshop: Workshop) -> None:
    room = workshop.room()
    phone = workshop.phone(room)
    evil = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(2)) $x$ :red[y] <mark>"
    who = workshop.storage.rooms.participants(room.id)[0].id
    number = workshop.storage.bank.submit(who, CaseText(evil, evil, evil, evil), evil[:60], "en")
    host = workshop.page(f"host?room={room.code}")
    dialogs: list[str] = []

    def close(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    host.on("dialog", close)
    host.locator(".st-key-host_bank summary").first.click()
    pressed(host, f"bank_host_open_{number}")
    assert host.locator(".bank-told").first.inner_text() == evil
    pressed(host, "bank_host_publish")
    pressed(phone, "bank_open") if phone.locator(".st-key-bank_open").count() else None
    expect(phone.locator(f".st-key-bank_case_{number}")).to_contain_text("**bold**", timeout=10_000)
    for page in (host, phone):
        assert page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("where", ["phone", "owner", "host", "home"])
def test_nothing_is_wrong_for_those_who_do_not_see_or_use_a_mouse(workshop: Workshop, where: str) -> None:
    room = workshop.room()
    who = workshop.storage.rooms.join(room.id, "a").id
    number = workshop.storage.bank.submit(who, CaseText("Late sofa", STORY), "Owls", "en")
    workshop.storage.bank.publish(number, CaseText("Late sofa", "Nine weeks."))
    workshop.storage.assignments.set(room.id, "Task", "Do it.", datetime.now(UTC) + timedelta(days=7))
    if where == "phone":
        workshop.storage.rooms.go_to(room.id, "home")
        page, within = workshop.phone(room), ".st-key-room_beside"
        expect(page.locator("[class*='st-key-homework_text_']")).to_be_visible()
    elif where == "host":
        page, within = workshop.page(f"host?room={room.code}"), ".st-key-host_bank"
        page.locator(".st-key-host_bank summary").first.click()
        pressed(page, f"bank_host_open_{number}")
    else:
        page, within = workshop.page("workshop"), "[data-testid='stMain']"
        page.get_by_text("Case bank" if where == "owner" else "For home", exact=True).click()
        settle(page)
        if where == "owner":
            pressed(page, f"bank_owner_open_{number}")
        else:
            page.locator("[class*='st-key-assignment_'] summary").first.click()
    found = violations(page, where, within)
    assert found == [], "\n".join(found)
