"""Calm in a real browser: from a provisional verdict to a practice and back, its pace, and cards on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from retention import printed
from retention.behaviours import behaviours
from retention.language import LANGUAGES, words
from retention.practices import practice, practices
from tests.browser.axe import violations
from tests.browser.conftest import settle
from tests.browser.steps import keyed, opened

MILLIMETRE = 72 / 25.4  # in points
SHEETS: dict[printed.SizeName, tuple[int, int]] = {"A6": (105, 148), "A5": (148, 210)}


def at(page: Page, address: str, key: str) -> None:
    page.goto(address)
    expect(keyed(page, key)).to_be_visible(timeout=20_000)
    settle(page)


def moved(page: Page, slider: Locator, key: str, steps: int) -> None:
    slider.focus()
    for _step in range(steps):
        slider.press(key)
    settle(page)


def scale(page: Page, key: str) -> Locator:
    return keyed(page, key).get_by_role("slider")


def test_a_provisional_verdict_leads_to_a_practice_whose_states_reach_case_and_memo(page: Page, app_url: str):
    opened(page, app_url)
    keyed(page, "section_feel").locator("summary").click()
    moved(page, scale(page, "emotion.manager"), "End", 1)
    expect(keyed(page, "verdict")).to_contain_text("Provisional. You are far from calm")
    settle(page)
    keyed(page, "verdict").get_by_role("link", name="Do a short practice").click()
    expect(keyed(page, "calm_practice")).to_be_visible()
    settle(page)

    practised = keyed(page, "calm_practice")
    practised.get_by_role("button", name="Start").click()
    expect(practised.get_by_role("status")).to_have_text("Breathe in")
    practised.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="And now?")).to_be_focused()
    moved(page, scale(page, "calm.after"), "ArrowLeft", 8)
    expect(keyed(page, "calm_after")).to_contain_text("From +5 to +1: you are back in the healthy middle.")
    keyed(page, "calm_keep").locator("button").click()
    kept = keyed(page, "calm_kept")
    expect(kept).to_be_visible()
    kept.get_by_role("link", name=re.compile("Back to the case")).click()

    expect(keyed(page, "verdict").locator("h2")).to_be_visible()
    expect(keyed(page, "verdict")).not_to_contain_text("You are far from calm")
    settle(page)
    with page.expect_download() as download:
        keyed(page, "memo").locator("button").click()
    memo = download.value.path().read_text("utf-8-sig")
    name = practice("p02", "en").name
    [line] = [line for line in memo.splitlines() if name in line]
    assert re.search(r"broken off after \d+ seconds?, \d+ \w+ \d{4}, \d\d:\d\d", line)
    assert "state before +5 (carried away), after +1 (calm)" in line


def test_even_breath_takes_two_minutes_and_twelve_breaths_without_motion(browser: Browser, app_url: str):
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()
    at(page, f"{app_url}/calm", "calm_practice")
    practised = keyed(page, "calm_practice")
    expect(practised.get_by_role("heading")).to_have_text(practice("p01", "en").name)
    practised.get_by_role("button", name="Start").click()
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    expect(practised).to_contain_text("Breath 1 of 12")
    circle = practised.locator("[data-circle]")
    still = circle.get_attribute("style")
    page.clock.run_for(5_000)
    expect(practised.get_by_role("status")).to_have_text("Breathe out")
    page.clock.run_for(107_000)  # into the middle of the last breath, wherever the first began
    expect(practised).to_contain_text("Breath 12 of 12")
    assert circle.get_attribute("style") == still
    assert page.locator("audio, video").count() == 0
    page.clock.run_for(12_000)
    page.clock.resume()
    expect(page.get_by_role("heading", name="And now?")).to_be_visible()
    context.close()


def test_a_card_is_chosen_by_conduct_and_comes_into_view_on_a_phone(browser: Browser, app_url: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ru-RU")
    page = context.new_page()
    at(page, f"{app_url}/client", "client_choices")
    shouts = behaviours("ru")[1]
    page.get_by_role("button", name=shouts.name).click()
    card = keyed(page, "client_card_b02")
    expect(card).to_contain_text(shouts.try_saying)
    expect(card.get_by_role("heading", name=shouts.name)).to_be_in_viewport()
    expect(card.get_by_role("heading", name=shouts.name)).to_be_focused()
    page.reload()
    expect(card).to_contain_text(shouts.avoid_saying)
    expect(card.get_by_role("heading", name=shouts.name)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_file_of_cards_opens_by_itself(page: Page, browser: Browser, app_url: str, tmp_path: Path):
    at(page, f"{app_url}/calm?lang=ro", "calm_practice")
    keyed(page, "print_practices").locator("summary").click()
    settle(page)
    with page.expect_download() as download:
        keyed(page, "print_practices_file").locator("button").click()
    assert download.value.suggested_filename == "retention-practices-ro.html"
    path = tmp_path / "cards.html"
    path.write_bytes(download.value.path().read_bytes())
    requests: list[str] = []
    context = browser.new_context()
    opened_file = context.new_page()
    opened_file.on("request", lambda request: requests.append(request.url))
    opened_file.goto(path.as_uri())
    expect(opened_file.get_by_role("article")).to_have_count(11)
    for one in practices("ro"):
        expect(opened_file.get_by_role("article").filter(has_text=one.name).first).to_contain_text(one.caution)
    assert requests == [path.as_uri()]
    context.close()


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_on_its_sheet(browser: Browser, language: str, size: printed.SizeName):
    _ = words(language)
    cards = [printed.practice_card(one, _) for one in practices(language)]
    cards += [printed.behaviour_card(card, _) for card in behaviours(language)]
    context = browser.new_context()
    page = context.new_page()
    page.set_content(printed.page(cards, size, "Cards", _))
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) == len(cards) == 11 + 19
    expected = [side * MILLIMETRE for side in SHEETS[size]]
    assert all([float(side) for side in box] == pytest.approx(expected, abs=1.5) for box in boxes)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_anybodys_way(page: Page, app_url: str, language: str):
    at(page, f"{app_url}/calm?lang={language}", "calm_practice")
    practised = keyed(page, "calm_practice")
    practised.locator("[data-start]").click()
    found = violations(page, "calm, going")
    practised.locator("[data-skip]").click()
    expect(keyed(page, "calm_after")).to_be_visible()
    keyed(page, "print_practices").locator("summary").click()
    practised.locator("summary").click()
    found += violations(page, "calm, done")
    at(page, f"{app_url}/client?lang={language}&does=b03", "client_card_b03")
    keyed(page, "client_card_b03").locator("summary").click()
    found += violations(page, "client")
    at(page, f"{app_url}/own-way?lang={language}", "own_way_question_0")
    found += violations(page, "own way")
    for number in range(8):
        keyed(page, "own_way_reactions").locator("button").nth(number % 2).click()
        expect(keyed(page, f"own_way_question_{number}")).to_have_count(0)
    expect(keyed(page, "own_way_result")).to_be_visible()
    found += violations(page, "own way, result")
    assert found == []
