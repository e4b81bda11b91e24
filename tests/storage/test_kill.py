"""A few of the kills that `python -m tests.benchmarks.kill` does in earnest."""

from tests.benchmarks.kill import run


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(url):
    toll = run(url, kills=3)
    assert toll.acknowledged >= 3
    assert (toll.lost, toll.sound) == (0, True)
