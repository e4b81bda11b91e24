"""A room's screens for the clumsy and the far away: nothing cut off or covered, and no way that leads nowhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from retention.examples import example_document
from retention.language import LOCALES, words
from retention.storage import SqlStorage
from retention.workshop.records import Room
from retention.workshop.steps import SHIFTS
from tests.browser.kept import database
from tests.browser.live import settle
from tests.browser.rooms import PROJECTOR, all_answer, full_room, joined, named, outside, phone
from tests.browser.steps import keyed

SMALL_PROJECTOR = ViewportSize(width=1280, height=720)
LONGEST = "Câți clienți ne-a trimis familia aceasta în ultimii trei ani, și ce spun ei astăzi despre noi în oraș?"


@pytest.fixture(scope="module")
def storage(app_url: str) -> Iterator[SqlStorage]:
    with database() as found:
        yield found


@pytest.fixture
def room(storage: SqlStorage) -> Room:
    return full_room(storage, example_document("late_kitchen", "ro"), "ro")[0]


def shown(browser: Browser, address: str, language: str, size: ViewportSize, **settings: Any) -> Page:
    context = browser.new_context(viewport=size, locale=LOCALES[language].replace("_", "-"), **settings)
    page = context.new_page()
    page.goto(address)
    return page


def edges(found: Locator) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    box = found.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


@pytest.mark.parametrize("language", ["ru", "ro"])
def test_streamlit_s_menu_keeps_clear_of_the_language(browser, app_url, room, language):
    page = shown(browser, f"{app_url}/host?room={room.code}", language, ViewportSize(width=390, height=844))
    for path, key in ((None, "host_steps"), ("/steps", "frame"), ("/", "verdict")):
        if path:
            page.goto(f"{app_url}{path}")
        expect(keyed(page, key)).to_be_visible(timeout=20_000)
        settle(page)
        for width in (360, 390, 768, 820, 1024, 1180):
            page.set_viewport_size({"width": width, "height": 900})
            expect(keyed(page, "frame_menu" if width < 1100 else "frame_links")).to_be_visible()
            menu = page.get_by_test_id("stMainMenu")
            (left, _top, _right, bottom), (_l, top, right, _b) = edges(menu), edges(keyed(page, "frame_language"))
            assert left >= right or bottom <= top, f"{page.url} at {width}"
            is_cut = "label => label.scrollWidth > label.clientWidth"
            assert width in (360, 1180) or not keyed(page, "frame_menu").locator("p").evaluate(is_cut)
    page.context.close()


@pytest.mark.parametrize("size", [PROJECTOR, SMALL_PROJECTOR], ids=["1080", "720"])
def test_nothing_lies_under_the_projector_s_foot(browser, app_url, storage, room, size):
    projector = shown(browser, f"{app_url}/projector?room={room.code}&lang=ro", "ro", size)
    expect(keyed(projector, "projector_qr")).to_be_visible(timeout=20_000)
    storage.rooms.go_to(room.id, "discussion")
    for person in storage.rooms.participants(room.id)[:8]:
        storage.rooms.ask(person.id, LONGEST)
    expect(keyed(projector, "projector_wall")).to_contain_text("Câți", timeout=10_000)
    clear_of_the_foot(projector, keyed(projector, "projector_wall"))
    for step, width in (("round1", 1.0), ("round2", 0.55)):
        storage.rooms.go_to(room.id, step)
        all_answer(storage, room, step, 17, width)
    for step, reveal, key in (
        ("reveal", None, "projector_overview"),
        ("reveal", "options.compromise.stay", "projector_options-compromise-stay"),
        ("verdict", None, "projector_votes"),
        ("verdict", SHIFTS, "projector_shifts"),
    ):
        storage.rooms.go_to(room.id, step)
        storage.rooms.show(room.id, reveal)
        picture = projector.locator(f'[class*="st-key-{key}"]').last
        expect(picture).to_be_visible(timeout=10_000)
        clear_of_the_foot(projector, picture)
    projector.context.close()


def clear_of_the_foot(projector: Page, found: Locator) -> None:
    settle(projector)
    expect(keyed(projector, "projector_foot")).to_be_visible()
    below = projector.locator(".st-key-projector :is(h2, h3, p):visible").filter(has_not_text="127.0.0.1")
    lowest = max(edges(one)[3] for one in (found, *below.all()))
    assert lowest <= edges(keyed(projector, "projector_foot"))[1]


def test_the_host_s_phone_shows_every_choice_and_what_is_on_the_projector(browser, app_url, storage, room):
    storage.rooms.go_to(room.id, "round1")
    all_answer(storage, room, "round1")
    storage.rooms.go_to(room.id, "discussion")
    storage.rooms.ask(storage.rooms.participants(room.id)[0].id, LONGEST)
    address = f"{app_url}/host?room={room.code}"
    host = shown(browser, address, "ro", ViewportSize(width=390, height=844), is_mobile=True, has_touch=True)
    states = keyed(host, "host_wall_now").get_by_role("radio")
    expect(states).to_have_count(4, timeout=20_000)
    settle(host)
    inside = edges(keyed(host, "host_wall_now"))[2]
    assert all(edges(state)[2] <= inside for state in states.all())
    first = words("ro")("The question wall")
    chosen = host.get_by_role("combobox", name=words("ro")("On the projector"))
    expect(chosen).to_have_value(first)
    keyed(host, "host_reveal_next").locator("button").click()
    expect(chosen).not_to_have_value(first)
    keyed(host, "host_reveal_previous").locator("button").click()
    expect(chosen).to_have_value(first)
    assert storage.rooms.find(room.code).reveal is None
    host.context.close()


def test_back_in_the_browser_does_not_lead_from_the_room_to_an_empty_code(browser, app_url, storage, room):
    guest = phone(browser, "ro")
    guest.goto(f"{outside(app_url)}/calm")
    expect(keyed(guest, "calm")).to_be_visible(timeout=20_000)
    guest.goto(f"{outside(app_url)}/join")
    keyed(guest, "join_code_typed").locator("input").fill(room.code)
    keyed(guest, "join_code_send").locator("button").click()
    named(guest, "Ana")
    guest.go_back()
    expect(keyed(guest, "calm")).to_be_visible(timeout=20_000)
    guest.go_forward()
    expect(keyed(guest, "room_line")).to_be_visible(timeout=20_000)
    assert len(storage.rooms.participants(room.id)) == 24
    guest.context.close()


def test_a_turned_phone_keeps_what_is_typed(browser, app_url, storage, room):
    storage.rooms.go_to(room.id, "glass")
    guest = joined(phone(browser, "ru"), app_url, room.code)
    guess = keyed(guest, "room_body_glass").locator("textarea")
    guess.fill("ещё не отправлено")
    for size in (ViewportSize(width=844, height=390), ViewportSize(width=390, height=844)):
        guest.set_viewport_size(size)
        settle(guest)
        expect(guess).to_have_value("ещё не отправлено")
        assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    guest.context.close()


@pytest.mark.parametrize("page", ["host", "projector"])
@pytest.mark.parametrize("secret", ["", "&host=wrong"])
def test_a_link_without_the_host_s_secret_leads_to_the_way_in(browser, app_url, room, page, secret):
    guest = phone(browser, "ro")
    guest.goto(f"{outside(app_url)}/{page}?room={room.code}{secret}")
    link = guest.get_by_role("link", name=words("ro")("Join a room"))
    expect(link).to_be_visible(timeout=20_000)
    settle(guest)
    assert room.title not in guest.inner_text("body")
    link.click()
    named(guest, "Ana")
    guest.context.close()


def test_a_room_that_is_locked_while_one_joins_says_so_and_keeps_the_name(browser, app_url, storage, room):
    guest = phone(browser, "ru")
    guest.goto(f"{outside(app_url)}/join?room={room.code}")
    expect(keyed(guest, "join_send")).to_be_visible(timeout=20_000)
    storage.rooms.lock(room.id, True)
    nickname, join = keyed(guest, "join_nickname").locator("input"), keyed(guest, "join_send").locator("button")
    nickname.fill("Ирина")
    join.click()
    locked = words("ru")("The trainer has locked the room. Ask them to open it, then press Join again.")
    expect(guest.get_by_role("alert")).to_have_text(locked)
    expect(nickname).to_have_value("Ирина")
    storage.rooms.lock(room.id, False)
    join.click()
    expect(keyed(guest, "room_line")).to_be_visible()
    assert storage.rooms.participants(room.id)[-1].nickname == "Ирина"
    guest.context.close()
