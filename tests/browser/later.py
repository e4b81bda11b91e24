"""Streamlit's command line on a later day: `python -m tests.browser.later DAYS run app.py ...`.

The app is the same; the clock that its whole process reads runs that many days ahead.
"""

import sys
from datetime import UTC, datetime, timedelta

import time_machine
from streamlit.web.cli import main

if __name__ == "__main__":
    days = int(sys.argv.pop(1))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=True):
        main()
