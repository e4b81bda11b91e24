"""Streamlit's command line with a clock that a test moves: `python -m tests.browser.moved FILE run app.py ...`.

The file holds the seconds by which the clock that the whole process reads is ahead; it is looked at ten times a second.
"""

import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from streamlit.web.cli import main


def follow(file: Path, traveller: time_machine.Traveller) -> None:
    ahead = 0.0
    while True:
        time.sleep(0.1)
        with suppress(OSError, ValueError):
            asked = float(file.read_text())
            if asked != ahead:
                traveller.shift(asked - ahead)
                ahead = asked


if __name__ == "__main__":
    named = Path(sys.argv.pop(1))
    with time_machine.travel(datetime.now(UTC), tick=True) as found:
        threading.Thread(target=follow, args=(named, found), daemon=True).start()
        main()
