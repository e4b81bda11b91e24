"""The life of a case in a real browser: an example is changed and becomes one's own, two tabs meet, the decision is
closed and locked, reviewed, and found again on another day."""

from datetime import date, timedelta

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, settle

FIELD = ".st-key-options-satisfy-stay-low input"


def typed(field: Locator, text: str) -> None:
    field.fill(text)
    field.press("Tab")
    settle(field.page)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    settle(page)
    expect(page.locator(FIELD)).to_be_visible(timeout=15_000)
    return page


def day_typed(page: Page, label: str, day: date) -> None:
    parts = page.get_by_role("group", name=label).get_by_role("spinbutton")
    for part, number in zip(parts.all(), (f"{day:%d}", f"{day:%m}", f"{day:%Y}"), strict=True):
        part.click()
        part.press_sequentially(number)
    page.keyboard.press("Tab")


def test_the_life_of_a_case(page: Page, browser: Browser, app_url: str):
    opened(page, app_url)
    expect(page.get_by_text("An example: change anything")).to_be_visible()

    typed(page.locator(FIELD), "61")
    expect(page.get_by_text("Draft · saved")).to_be_visible()
    page.wait_for_url("**case=*")
    address = page.url
    page.reload()
    settle(page)
    expect(page.locator(FIELD)).to_have_value("61")

    other = opened(page.context.new_page(), address)
    typed(page.locator(FIELD), "62")
    expect(page.get_by_text("Draft · saved")).to_be_visible()
    typed(other.locator(FIELD), "63")
    expect(other.get_by_text("Someone else has changed this case")).to_be_visible()
    expect(other.locator(FIELD)).to_have_value("63")
    other.get_by_role("button", name="Keep mine as the new version").click()
    settle(other)
    expect(other.get_by_text("Someone else has changed this case")).to_have_count(0)
    page.close()

    close_decision(other)
    expect(other.get_by_text("Closed · saved")).to_be_visible()
    other.get_by_role("button", name="History").click()
    expect(other.get_by_text("untouched since")).to_be_visible()
    expect(other.get_by_text("My version kept over another one")).to_be_visible()
    other.keyboard.press("Escape")

    other.get_by_role("link", name="Review", exact=True).click()
    settle(other)
    other.get_by_role("button", name="Review it").first.click()
    settle(other)
    other.get_by_role("radiogroup", name="Did the client stay?").get_by_text("Yes").click()
    other.get_by_role("button", name="Save the review").click()
    expect(other.get_by_text("too early to learn from 1 review;")).to_be_visible()

    another_day = browser.new_context(viewport=DESKTOP, locale="en-GB")
    later = opened(another_day.new_page(), address)
    expect(later.get_by_text("Reviewed · saved")).to_be_visible()
    expect(later.locator(FIELD)).to_have_value("63")
    another_day.close()


def close_decision(page: Page) -> None:
    """Without a lesson it is refused; with one and a promise it is closed."""
    page.get_by_role("button", name="Close the decision").first.click()
    settle(page)
    page.get_by_label("Our part").fill("We were late and said nothing")
    page.get_by_role("button", name="Close the decision and lock the memo").click()
    expect(page.get_by_text("write down what this case has taught")).to_be_visible()
    expect(page.get_by_label("Our part")).to_have_value("We were late and said nothing")
    page.get_by_label("What has this case taught us?").fill("Tell the client about a delay on the day we know")
    page.get_by_label("What will they get?").fill("A new worktop")
    day_typed(page, "By which day?", date.today() + timedelta(days=2))
    page.get_by_role("button", name="Close the decision and lock the memo").click()
    settle(page)
