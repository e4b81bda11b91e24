"""A phone in three languages: the verdict is in view without scrolling past the inputs, nothing scrolls sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from retention.language import LANGUAGES, LOCALES
from tests.browser.conftest import settle
from tests.browser.kept import closed_case, database, quick_case
from tests.browser.steps import answer_the_eight, keyed, on_screen, opened, see_the_verdict

PHONE = ViewportSize(width=390, height=844)
WIDE = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth > main.clientWidth + 1
        || document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;
}"""


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture
def phone(browser: Browser, language: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE, is_mobile=True, has_touch=True, locale=LOCALES[language].replace("_", "-")
    )
    yield context.new_page()
    context.close()


def expect_no_sideways_scrolling(page: Page) -> None:
    settle(page)
    assert not page.evaluate(WIDE), f"{page.url} scrolls sideways"


def test_eight_answers_on_a_phone_end_at_the_verdict(phone, app_url, language):
    phone.goto(f"{app_url}/new")
    on_screen(phone, "request")
    expect(keyed(phone, "start_next")).to_be_in_viewport()  # a question has room on one screen
    expect_no_sideways_scrolling(phone)
    answer_the_eight(phone, language)
    expect_no_sideways_scrolling(phone)
    see_the_verdict(phone)
    expect(keyed(phone, "verdict_head")).to_be_in_viewport(ratio=1)


def test_the_verdict_stays_in_view_and_nothing_scrolls_sideways(phone, app_url, language):
    opened(phone, app_url)
    head = keyed(phone, "verdict_head")
    expect(head).to_be_in_viewport(ratio=1)
    for section in keyed(phone, "inputs").locator("summary").all():
        section.scroll_into_view_if_needed()
        expect(head).to_be_in_viewport(ratio=1)  # it stays at the top while the inputs pass under it
    for view in keyed(phone, "view").locator("button[data-variant]").all():
        view.click()
        expect_no_sideways_scrolling(phone)


def test_no_other_page_scrolls_sideways(phone, app_url, language):
    with database() as storage:
        number = closed_case(storage, quick_case(language), language, review_in_days=1)
    for path, key in (
        ("cases", f"open_{number}"),
        ("review", f"review_{number}"),
        ("compare", "compare_example"),
        ("method", "method"),
    ):
        phone.goto(f"{app_url}/{path}")
        expect(keyed(phone, key)).to_be_visible(timeout=20_000)
        expect_no_sideways_scrolling(phone)
