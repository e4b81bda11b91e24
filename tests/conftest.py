"""What all tests share: browser tests only with a browser, beside the others, and how Hypothesis searches."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.browser.live import chromium_path

BROWSER_TESTS = Path(__file__).parent / "browser"

# The cases that tests make lie in a folder of this run, never among those of whoever runs the tests.
_folder = tempfile.TemporaryDirectory(prefix="retention-tests-")
os.environ["RETENTION_DATABASE_URL"] = f"sqlite:///{_folder.name}/cases.sqlite3"

LEFT_OUT = pytest.StashKey[int]()
LEFT_OUT_TOLD = "retention_left_out"  # the same, from a process of `-n` to the one that sums up

# In CI the same examples every time: what fails there fails on every machine. Elsewhere new ones are tried.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: Any, items: list[pytest.Item]) -> None:
    several = hasattr(config, "workerinput")
    for item in items:
        is_browser = BROWSER_TESTS in item.path.parents
        if is_browser:
            item.add_marker("browser")
        if several:  # one process takes all with a browser, one after the other; a file stays together
            item.add_marker(pytest.mark.xdist_group("browser" if is_browser else item.path.stem))
    # By themselves the quick ones come first; with `-n` the browser is what the others do not wait for.
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None) != several)
    browser_items = [item for item in items if item.get_closest_marker("browser")]
    if not browser_items or chromium_path():
        return
    if os.environ.get("RETENTION_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError("the browser tests must run here, but no Chromium was found: set CHROMIUM")
    config.stash[LEFT_OUT] = len(browser_items)
    if several:
        config.workeroutput[LEFT_OUT_TOLD] = len(browser_items)
    for item in browser_items:
        item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    if left_out := getattr(node, "workeroutput", {}).get(LEFT_OUT_TOLD, 0):
        node.config.stash[LEFT_OUT] = left_out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{left_out} browser tests left out: no Chromium found. Install it, or set CHROMIUM to its path.",
            yellow=True,
        )
