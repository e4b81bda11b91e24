"""A case as a file in a real browser: an example is changed and becomes one's own, a reload finds it, two tabs meet."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle

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


def test_a_changed_example_is_kept_and_two_tabs_never_overwrite_each_other(page: Page, app_url: str):
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
    other.get_by_role("button", name="History").click()
    expect(other.get_by_text("My version kept over another one")).to_be_visible()
