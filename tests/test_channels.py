"""Channels: what is flagged, and that settings come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.channels import (
    TARGET_HOURS,
    Channel,
    channel_faults,
    flagged,
    flags,
    read,
    target_hours,
    written,
)

HONEST = Channel("chat", "Vera", "Mon–Fri 9–18")


@pytest.mark.parametrize(
    "channel, expected",
    [
        (HONEST, ()),
        (Channel("chat", "Vera", "Mon–Fri 9–18", staffed=False), ("unstaffed",)),
        (Channel("chat", staffed=False), ("unstaffed",)),
        (Channel("chat", staffed=False, visible=False), ()),
        (Channel("chat", "Vera"), ("hours_unsaid",)),
        (Channel("chat", " ", " "), ("unwatched", "hours_unsaid")),
    ],
)
def test_what_is_visible_and_not_kept_is_flagged(channel, expected):
    assert flags(channel) == expected
    assert flagged([HONEST, channel]) == ([channel] if expected else [])


TEXTS = st.text(max_size=20)
CHANNELS = st.builds(Channel, TEXTS, TEXTS, TEXTS, st.booleans(), st.booleans(), st.floats(0.1, 1e6))


@given(CHANNELS)
def test_only_what_clients_see_is_flagged(channel):
    assert bool(flags(channel)) <= channel.visible
    if channel.visible and not channel.staffed:
        assert flags(channel) == ("unstaffed",)


@given(st.lists(CHANNELS, max_size=5))
def test_settings_come_back_as_they_were(channels):
    assert read(written(channels)) == tuple(channels)


@pytest.mark.parametrize("value", [None, 7, "chat", {}, [7], [{"name": 7}], [{"staffed": True}]])
def test_what_is_no_channel_is_left_out(value):
    assert read(value) == ()


def test_a_channel_without_some_fields_has_the_usual_ones():
    assert read([{"name": "chat", "visible": 7, "hours": None}]) == (Channel("chat"),)


def test_a_channel_has_its_own_target_whatever_the_case_of_its_name():
    channels = [Channel("Live  Chat", target_hours=0.5)]
    assert target_hours(channels, "live chat") == 0.5
    assert target_hours(channels, "e-mail") == TARGET_HOURS


def test_a_channel_needs_a_name_of_its_own_and_a_target():
    assert [fault.rule for fault in channel_faults(Channel(" "), [])] == ["channel_needed"]
    assert [fault.rule for fault in channel_faults(Channel("CHAT"), [HONEST])] == ["channel_twice"]
    assert [fault.rule for fault in channel_faults(Channel("x", target_hours=0.0), [])] == ["amount"]
    assert channel_faults(HONEST, []) == ()
