"""One server and one browser for all browser tests, a fresh visitor for each.  `settle` waits for the app."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.live import CHROMIUM_ARGUMENTS, chromium_path, running_app, settle

__all__ = ["settle"]

DESKTOP = ViewportSize(width=1280, height=900)


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of a running app."""
    with running_app() as url:
        yield url


# The event loop that Playwright keeps in this thread must not reach the tests of other folders.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_ARGUMENTS), ignore_default_args=["--headless"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor who has never been here: no cookies, no stored choices."""
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    yield context.new_page()
    context.close()
