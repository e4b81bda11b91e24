"""What all tests share: browser tests last and only with a browser, and how Hypothesis searches."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser.live import chromium_path

BROWSER_TESTS = Path(__file__).parent / "browser"

# The cases that tests make lie in a folder of this run, never among those of whoever runs the tests.
_folder = tempfile.TemporaryDirectory(prefix="retention-tests-")
os.environ["RETENTION_DATABASE_URL"] = f"sqlite:///{_folder.name}/cases.sqlite3"

LEFT_OUT = pytest.StashKey[int]()

# In CI the same examples every time: what fails there fails on every machine. Elsewhere new ones are tried.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)  # the quick ones first
    browser_items = [item for item in items if item.get_closest_marker("browser")]
    if not browser_items or chromium_path():
        return
    if os.environ.get("RETENTION_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError("the browser tests must run here, but no Chromium was found: set CHROMIUM")
    config.stash[LEFT_OUT] = len(browser_items)
    for item in browser_items:
        item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{left_out} browser tests left out: no Chromium found. Install it, or set CHROMIUM to its path.",
            yellow=True,
        )
