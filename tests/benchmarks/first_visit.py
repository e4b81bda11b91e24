"""What a phone loads at its first visit, beside an empty page of Streamlit, in a real Chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.served import NAME
from tests.benchmarks.tab import Address
from tests.benchmarks.table import Row, at_most
from tests.browser.live import CHROMIUM_ARGUMENTS, came_up, chromium_path, free_port, settle

MOST = 1.2  # times the bytes of an empty page


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium for which this machine is also the server of that name."""
    arguments = [*CHROMIUM_ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=arguments, ignore_default_args=["--headless"]
        )
        yield browser
        browser.close()


@contextmanager
def empty_page() -> Iterator[str]:
    """An app of one page with nothing on it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "empty.py"
        app.write_text("import streamlit as st\n\nst.write('')\n", "utf-8")
        options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true",
                   "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]  # fmt: skip
        silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [sys.executable, "-m", "streamlit", "run", str(app), *options]
        server = subprocess.Popen(command, cwd=folder, **silent)  # type: ignore[call-overload]
        try:
            if not came_up(server, port):
                raise RuntimeError("the empty page did not start")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()
            server.wait()


def loaded(browser: Browser, url: str, then: str = "") -> tuple[int, list[str]]:
    """Bytes over the line of a first visit with an empty cache, websocket included, and the addresses loaded.

    then: the name of a button to press once the page stands.
    """
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = context.new_page()
    line = context.new_cdp_session(page)
    sizes: list[int] = []
    addresses: list[str] = []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    line.on("Network.webSocketFrameReceived", lambda told: sizes.append(len(told["response"]["payloadData"]) * 3 // 4))
    line.on("Network.requestWillBeSent", lambda told: addresses.append(told["request"]["url"]))
    page.goto(url)
    settle(page)
    if then:
        page.get_by_role("button", name=then, exact=True).click()
        page.get_by_text("connected", exact=True).wait_for()
        settle(page)
    page.wait_for_timeout(1000)
    context.close()
    return sum(sizes), addresses


def visit_rows(own: Address, code: str) -> Iterator[Row]:
    """A participant who comes by the link and joins, against the empty page."""
    if chromium_path() is None:
        return
    with chromium() as browser:
        with empty_page() as url:
            empty, _ = loaded(browser, url)
        ours, addresses = loaded(browser, f"http://{NAME}:{own.port}/join?room={code}", "Join")
    heavy = [address for address in addresses if "plotly" in address.lower()]
    yield at_most(f"first visit, times an empty page of {empty / 1000:.0f} kB", ours / empty, MOST, "{:.2f}")
    yield Row("Plotly loaded on the participant's page", str(len(heavy)), "= 0", not heavy)
