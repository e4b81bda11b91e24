"""The app as its users meet it: a server of its own and the Chromium of the machine."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # needed as root, and the only pages opened are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP phone.test 127.0.0.1",  # a visitor under this name is not the machine itself
)
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
START_SECONDS = 60.0


def chromium_path() -> str | None:
    """The Chromium to drive: $CHROMIUM and no other where it is set, else the first usual one, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named if os.access(named, os.X_OK) else None
    usual = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in usual if (found := shutil.which(name))), None)


@contextmanager
def running_app(
    environment: Mapping[str, str] | None = None, days_ahead: int = 0, clock: Path | None = None
) -> Iterator[str]:
    """The app on a free port of this machine; yields its address and ends the server afterwards.

    environment: variables on top of those of this process; without RETENTION_DATABASE_URL in either, cases are kept
    in a folder that ends with the server.  days_ahead: how far the server's clock runs ahead; clock: a file with
    the seconds by which it does, to be written at any time.  Raises RuntimeError with the server's last words where it
    does not come up.
    """
    port = free_port()
    streamlit = ["tests.browser.later", str(days_ahead)] if days_ahead else ["streamlit"]
    streamlit = ["tests.browser.moved", str(clock)] if clock else streamlit
    command = [sys.executable, "-m", *streamlit, "run", "app.py"]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as folder:
        ours = {"RETENTION_DATABASE_URL": f"sqlite:///{folder}/cases.sqlite3"}
        server = subprocess.Popen(
            [*command, *options, "--server.fileWatcherType=none"],
            cwd=ROOT,
            env={**ours, **os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not came_up(server, port):
                log.seek(0)
                words = log.read().decode(errors="replace")[-2000:]
                raise RuntimeError(f"the app did not start:\n{words}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def settle(page: Page, timeout_seconds: float = 30.0) -> None:
    """Wait until the app has finished its run and everything of it has reached the page."""
    page.wait_for_selector(IDLE, state="attached", timeout=timeout_seconds * 1000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def came_up(server: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if is_healthy(port):
            return True
        time.sleep(0.1)
    return False


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    return False
