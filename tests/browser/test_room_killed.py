"""A phone in a room whose server is killed: it goes on by itself, with its answers."""

from pathlib import Path

from playwright.sync_api import Page

from tests.benchmarks.room_kill import run


def test_a_phone_goes_on_by_itself_when_its_server_was_killed(page: Page, tmp_path: Path):
    figures = run(f"sqlite:///{tmp_path}/rooms.sqlite3", kills=1, people=1, page=page, host="127.0.0.1")
    assert figures.ok, str(figures)
    assert figures.browser_seconds
