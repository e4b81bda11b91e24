"""The first visitor of a server that has just started, who comes by a link to a page other than the first."""

from playwright.sync_api import Page, expect

from retention.language import words
from tests.browser.live import running_app, settle
from tests.browser.steps import keyed


def test_a_link_to_a_page_opens_it_and_nothing_else(page: Page):
    with running_app() as url:
        page.goto(f"{url}/method")
        expect(keyed(page, "method")).to_be_visible(timeout=20_000)
        settle(page)
        expect(page.get_by_role("heading", name=words("en")("How it is computed"), level=1)).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.close()
