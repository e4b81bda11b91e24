"""A few of the kills that `python -m tests.benchmarks.room_kill` does in earnest, without a browser."""

from tests.benchmarks.room_kill import run


def test_no_confirmed_answer_is_lost_and_everyone_comes_back_when_the_server_is_killed(tmp_path):
    figures = run(f"sqlite:///{tmp_path}/rooms.sqlite3", kills=2, people=3)
    assert figures.ok, str(figures)
    assert figures.confirmed >= 3
    assert len(figures.seconds) >= 6
