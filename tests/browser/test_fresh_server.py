"""Addresses: of a server's first visitor, and of whoever asks for a page that is not theirs or that there is not."""

import pytest
from playwright.sync_api import Page, expect

from retention.language import words
from retention.serving.pages import NO_PAGE, OWNERS, OWNERS_ONLY, WRONG_KEY
from retention.ui.told import sentences
from tests.browser.live import running_app, settle
from tests.browser.rooms import outside
from tests.browser.steps import keyed


def told(page: Page, code: str, language: str = "en") -> None:
    """The page says this, once, and no dialog is on it."""
    expect(keyed(page, "told")).to_have_text(sentences(words(language))[code], timeout=20_000)
    settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "told=" not in page.url


def test_a_link_to_a_page_opens_it_and_nothing_else(page: Page):
    with running_app() as url:
        page.goto(f"{url}/method")
        expect(keyed(page, "method")).to_be_visible(timeout=20_000)
        settle(page)
        expect(page.get_by_role("heading", name=words("en")("How it is computed"), level=1)).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.close()


@pytest.mark.parametrize(("name", "language"), [*zip(sorted(OWNERS), ("en", "ru", "ro") * 3, strict=True)])
def test_a_stranger_on_the_owner_s_page_meets_the_way_in(page: Page, app_url: str, name: str, language: str):
    page.goto(f"{outside(app_url)}/{name}?lang={language}")
    told(page, OWNERS_ONLY, language)
    expect(page.get_by_role("heading", name=words(language)("Join a room"), level=1)).to_be_visible()
    page.reload()  # it has been said
    expect(keyed(page, "join_code_send")).to_be_visible()
    settle(page)
    expect(keyed(page, "told")).to_have_count(0)


def test_an_address_that_does_not_exist_opens_the_first_page(page: Page, app_url: str):
    for path in ("nonsense", "cases/1/2"):
        page.goto(f"{outside(app_url)}/{path}")
        told(page, NO_PAGE)
        expect(keyed(page, "join_code_send")).to_be_visible()
        page.goto(f"{app_url}/{path}")
        told(page, NO_PAGE)
        expect(keyed(page, "verdict")).to_be_visible()


def test_decide_leads_to_decide_without_a_word(page: Page, app_url: str):
    page.goto(f"{app_url}/decide?lang=ro")
    expect(keyed(page, "verdict").locator("h2")).to_be_visible(timeout=20_000)
    settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(keyed(page, "told")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "ro")


def test_a_wrong_key_is_told_until_the_visitor_goes_on(page: Page, app_url: str):
    page.goto(f"{outside(app_url)}/?owner=wrong&lang=ru")
    told(page, WRONG_KEY, "ru")
    assert "owner=" not in page.url
    keyed(page, "join_code_typed").locator("input").fill("ABCDEF")
    keyed(page, "join_code_send").locator("button").click()
    expect(page.get_by_role("alert").filter(has_text="ABCDEF")).to_be_visible()
    settle(page)
    expect(keyed(page, "told")).to_have_count(0)


def test_the_owner_with_a_wrong_key_is_told_on_the_page_asked_for(page: Page, app_url: str):
    page.goto(f"{app_url}/cases?owner=wrong")
    told(page, WRONG_KEY)
    expect(page.get_by_role("heading", name=words("en")("Cases"), level=1)).to_be_visible()
    page.get_by_role("link", name=words("en")("Method")).first.click()
    expect(keyed(page, "method")).to_be_visible()
    settle(page)
    expect(keyed(page, "told")).to_have_count(0)
