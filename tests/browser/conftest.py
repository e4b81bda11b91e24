"""One server and one browser for all browser tests, a fresh visitor for each.  `settle` waits for the app."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from retention.language import LOCALES
from tests.browser.live import CHROMIUM_ARGUMENTS, chromium_path, running_app, settle

__all__ = ["settle"]

Visit = Callable[[str], Page]
PATIENCE_MS = 15_000  # for what a busy machine does late; what must be quick says so itself

DESKTOP = ViewportSize(width=1280, height=900)


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of a running app."""
    with running_app() as url:
        yield url


# The event loop that Playwright keeps in this thread must not reach the tests of other folders.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
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


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Makes a page of a visitor whose browser speaks this language."""
    contexts = []

    def new(language: str) -> Page:
        contexts.append(browser.new_context(viewport=DESKTOP, locale=LOCALES[language].replace("_", "-")))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()
