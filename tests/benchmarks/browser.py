"""From a key pressed on a slider to the new verdict painted and to all settled, in a real browser, against a page that
only echoes one.

`python -m tests.benchmarks.browser` prints both.  The moves alternate between the two pages, so that what else the
machine does weighs on both alike.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.table import at_most, printed
from tests.browser.live import CHROMIUM_ARGUMENTS, ROOT, came_up, chromium_path, free_port, running_app, settle

MOST = 2.0  # times the echo page, at the 95th percentile
MOST_SETTLED = 6.0  # the same for the last change on the page, charts too
QUIET_MS = 500  # without a change: the page has settled
MOVES = 40
WARM_UP = 5
PAUSE_MS = 350  # between two moves: a person's, and long enough for a chart to be drawn
SLIDER = "If we offer a compromise"
VERDICT = ".st-key-verdict"
ECHO_TEXT = ".st-key-echo"
ECHO = f"""
import streamlit as st
value = st.slider({SLIDER!r}, 0, 100, 70)
with st.container(key="echo"):
    st.markdown(f"It is {{value}}.")
"""

# Times a move inside the page: from the key event to the paint of the first change of the watched text, and to the last
# change of anything on the page, charts too, before it is quiet.
TIMER = """
([selector, quiet]) => new Promise(done => {
  const text = () => document.querySelector(selector).innerText, before = text();
  let pressed = null, painted = null, seen = false, last = null;
  addEventListener('keydown', event => { pressed = event.timeStamp; }, {capture: true, once: true});
  const observer = new MutationObserver(() => {
    if (pressed === null) return;
    last = performance.now();
    if (seen || text() === before) return;
    seen = true;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { painted = performance.now() - pressed; };
      channel.port2.postMessage(0);
    });
  });
  observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const end = answer => { observer.disconnect(); clearInterval(watch); done(answer); };
  const watch = setInterval(() => {
    if (painted !== null && performance.now() - last > quiet)
      end({text: painted, settled: Math.max(painted, last - pressed)});
  }, 20);
  setTimeout(() => end(null), 15000);
})"""


@dataclass(frozen=True)
class Times:
    """Milliseconds from the key to the paint of the text, and to the last change on the page."""

    p50: float
    p95: float
    settled_p50: float
    settled_p95: float
    moves: int


def browser_times(moves: int = MOVES) -> dict[str, Times]:
    """Times of the `app` and of the `echo` page, measured in turn in one run.  Needs a Chromium."""
    with running_app() as app, _echo_page() as echo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_ARGUMENTS), ignore_default_args=["--headless"]
        )
        pages = {
            "app": (_opened(browser, app, VERDICT), VERDICT),
            "echo": (_opened(browser, echo, ECHO_TEXT), ECHO_TEXT),
        }
        times: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
        for move in range(-WARM_UP, moves):
            for name, (page, watched) in pages.items():
                milliseconds = _moved(page, watched)
                if move >= 0:
                    times[name].append(milliseconds)
        browser.close()
    return {name: _summary(values) for name, values in times.items()}


def browser_ratio() -> tuple[float, float] | None:
    """The 95th percentile over that of the echo page, and the most it should be; None where there is no Chromium."""
    if chromium_path() is None:
        return None
    times = browser_times()
    return times["app"].p95 / times["echo"].p95, MOST


def _opened(browser: Browser, url: str, watched: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    page.goto(url)
    page.wait_for_selector(watched)
    settle(page)
    page.wait_for_timeout(1000)
    return page


def _moved(page: Page, watched: str) -> dict[str, float]:
    """One step of the slider, each to a value it has not had yet; milliseconds to the text and to all settled."""
    page.bring_to_front()
    slider = page.locator(f'input[type="range"][aria-label="{SLIDER}"]')
    slider.focus()
    page.wait_for_timeout(PAUSE_MS)
    page.evaluate(f"given => {{ window.timed = ({TIMER})(given); }}", [watched, QUIET_MS])
    page.keyboard.press("ArrowLeft")
    milliseconds = page.evaluate("() => window.timed")
    settle(page)
    if milliseconds is None:
        raise RuntimeError(f"a moved slider changed nothing in {watched}")
    return {name: float(value) for name, value in milliseconds.items()}


def _summary(moves: list[dict[str, float]]) -> Times:
    text, settled = ([move[name] for move in moves] for name in ("text", "settled"))
    return Times(statistics.median(text), _p95(text), statistics.median(settled), _p95(settled), len(moves))


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


@contextmanager
def _echo_page() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "echo.py"
        script.write_text(ECHO)
        port = free_port()
        options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options, "--server.fileWatcherType=none"],
            cwd=ROOT,
            env=dict(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            if not came_up(server, port):
                raise RuntimeError("the echo page did not start")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=MOVES)
    times = browser_times(parser.parse_args().moves)
    print(json.dumps({name: asdict(found) for name, found in times.items()}, indent=1))
    app, echo = times["app"], times["echo"]
    rows = [
        at_most("verdict text, p95 over the echo page's", app.p95 / echo.p95, MOST, "{:.2f}"),
        at_most("all settled, p95 over the echo page's", app.settled_p95 / echo.settled_p95, MOST_SETTLED, "{:.2f}"),
    ]
    print(printed(rows))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
