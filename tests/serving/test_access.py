"""Who owns what is saved: only the machine itself and browsers that were given the key."""

import pytest

from retention.access import (
    FORWARDED,
    OWNER_COOKIE,
    given_key,
    is_owner,
    is_this_machine,
    listens_beyond,
    owner_pass,
    token_hash,
)

OWN = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
KEY = "k" * 32


@pytest.mark.parametrize("peer", [None, "127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "app.localhost"])
def test_a_browser_on_the_machine_is_the_machine(peer, name):
    for host in (name, f"{name}:8501"):
        assert is_this_machine(peer, {"Host": host, "Origin": f"http://{host}"})


def test_a_page_that_runs_without_a_server_is_the_machine_s():
    assert is_this_machine(None, {})


@pytest.mark.parametrize(
    "peer", ["192.0.2.7", "10.0.0.2", "2001:db8::1", "::ffff:192.0.2.7", "localhost", "", "0.0.0.0"]
)
def test_another_peer_is_not(peer):
    assert not is_this_machine(peer, OWN)


@pytest.mark.parametrize("name", FORWARDED)
@pytest.mark.parametrize("value", ["127.0.0.1", "for=127.0.0.1", "localhost", ""])
def test_what_a_proxy_passed_on_is_not_whatever_it_claims(name, value):
    for written in (name, name.title(), name.upper()):
        assert not is_this_machine("127.0.0.1", {**OWN, written: value})


@pytest.mark.parametrize(
    "host", ["room.example", "192.168.1.5:8501", "localhost.example", "127.0.0.1.example", "127.0.0.1@room.example",
             "evil-localhost", "0.0.0.0", "[2001:db8::1]:8501", "", "[", "localhost\\@room.example"],
)  # fmt: skip
def test_a_name_of_another_host_is_not(host):
    """A name that anybody may point to 127.0.0.1 opens nothing (DNS rebinding)."""
    assert not is_this_machine("127.0.0.1", {"Host": host})


@pytest.mark.parametrize("origin", ["http://room.example", "https://localhost.example:8501", "null", "", "file://"])
def test_a_page_from_elsewhere_is_not(origin):
    assert not is_this_machine("127.0.0.1", {"Host": "localhost:8501", "Origin": origin})


def test_the_key_makes_an_owner_from_anywhere_and_nothing_else_does():
    there = ("192.0.2.7", {"Host": "room.example", "X-Forwarded-For": "192.0.2.7"})
    assert is_owner(*there, {OWNER_COOKIE: owner_pass(KEY)}, KEY)
    right = owner_pass(KEY)
    for cookie in ("", KEY, owner_pass(KEY[:-1]), right[:-1], token_hash(KEY), right.upper(), "ключ"):
        assert not is_owner(*there, {OWNER_COOKIE: cookie}, KEY)
    assert not is_owner(*there, {}, KEY)


def test_while_the_key_is_not_known_only_the_machine_is_the_owner():
    assert is_owner("127.0.0.1", OWN, {}, None)
    assert not is_owner("192.0.2.7", {"Host": "room.example"}, {OWNER_COOKIE: owner_pass("")}, None)


def test_a_short_key_is_refused_and_none_is_none():
    assert given_key({}) is None
    assert given_key({"RETENTION_OWNER_KEY": KEY}) == KEY
    with pytest.raises(ValueError, match="16"):
        given_key({"RETENTION_OWNER_KEY": "short"})


@pytest.mark.parametrize(("address", "beyond"), [
    ("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("", True), (None, True),
    ("192.168.1.5", True),
])  # fmt: skip
def test_an_address_that_others_reach_is_known(address, beyond):
    assert listens_beyond(address) is beyond
