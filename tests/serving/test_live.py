"""The line of events: who may listen, what is told, and that nothing stays behind when a phone hangs up."""

import asyncio
import json
from dataclasses import fields

import pytest
from starlette.applications import Starlette

from retention.access import PERSON_COOKIE
from retention.serving import live
from retention.serving.live import Pulses
from retention.storage import Unavailable, open_storage
from retention.workshop.records import NoRoom, NotHost, Pulse
from tests.benchmarks.documents import late_kitchen
from tests.serving.asgi import asked, scope_of

TOLD = {"revision", "step", "ends_at", "over", "people", "answered", "wall", "bank"}


@pytest.fixture
def storage(tmp_path):
    opened = open_storage(f"sqlite:///{tmp_path}/rooms.sqlite3")
    yield opened
    opened.dispose()


@pytest.fixture
def room(storage):
    return storage.rooms.open_room(late_kitchen(), "Late kitchen", "en")


@pytest.fixture(autouse=True)
def _quicker(monkeypatch):
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(live, "COUNT_SECONDS", 1.0)
    monkeypatch.setattr(live, "ALIVE_SECONDS", 0.3)


def hosts_only(storage):
    def may_listen(request, code):
        try:
            storage.rooms.hosted(code, request.query_params.get("host", ""))
        except (NoRoom, NotHost):
            return False
        return True

    return may_listen


def app_of(storage):
    pulses = Pulses(lambda: storage, hosts_only(storage))
    return pulses, Starlette(routes=pulses.routes())


def told(sent):
    lines = sent.body.decode().splitlines()
    found = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    return [pulse for pulse in found if pulse]


async def until(is_so):
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.02)


def as_person(token):
    return {"cookie": f"{PERSON_COOKIE}={token}"}


def test_nobody_listens_who_is_not_in_the_room(storage, room):
    _pulses, app = app_of(storage)
    other, _secret = storage.rooms.open_room(late_kitchen(), "Another", "en")
    storage.rooms.join(other.id, "token of another room")
    gone = storage.rooms.join(room[0].id, "token of someone removed")
    storage.rooms.remove(room[0].id, gone.id)
    code = room[0].code
    for path, query, headers in (
        (f"/live/{code}", "", {}),
        (f"/live/{code}", "", as_person("token of another room")),
        (f"/live/{code}", "", as_person("token of someone removed")),
        (f"/live/{code}", "me=nobody", {}),
        (f"/live/{code}", f"host={code}", {}),
        ("/live/ZZZZZZ", f"host={room[1]}", {}),
        ("/live/not-a-code", "", {}),
    ):
        sent = asyncio.run(asked(app, scope_of(path, query, **headers)))
        assert (sent.status, json.loads(sent.body)) == (403, {"error": "not in this room"})


def test_a_member_by_cookie_or_address_and_the_host_hear_the_pulse(storage, room):
    code = room[0].code
    storage.rooms.join(room[0].id, "token")
    for query, headers in (("", as_person("token")), ("me=token", {}), (f"host={room[1]}", {})):
        _pulses, app = app_of(storage)
        sent = asyncio.run(asked(app, scope_of(f"/live/{code.lower()}", query, **headers), told))
        assert sent.status == 200
        assert dict(sent.headers)["content-type"].startswith("text/event-stream")
        assert dict(sent.headers)["x-accel-buffering"] == "no"
        assert dict(sent.headers)["cache-control"] == "no-store"
        assert (told(sent)[0]["people"], told(sent)[0]["step"]) == (1, "lobby")


def test_no_event_tells_what_anyone_answered(storage, room):
    rooms, code = storage.rooms, room[0].code
    me, other = rooms.join(room[0].id, "token"), rooms.join(room[0].id, "other", "Nickname Marker")
    assert {field.name for field in fields(Pulse)} - {"room_id"} == TOLD

    async def watched():
        _pulses, app = app_of(storage)
        listening = asyncio.create_task(
            asked(app, scope_of(f"/live/{code}", **as_person("token")),
                  lambda sent: bool(told(sent)) and told(sent)[-1]["step"] == "discussion")
        )  # fmt: skip
        for step, content in (
            ("checkin", {"state": 4}),
            ("glass", {"guess": "guess marker"}),
            ("round1", {"risks.0.severity": [71717.25, 71718.5, 71719.75], "keep": "yes"}),
        ):
            await asyncio.to_thread(rooms.go_to, room[0].id, step)
            await asyncio.to_thread(rooms.answer, other.id, step, content)
            await asyncio.sleep(0.15)
        await asyncio.to_thread(rooms.ask, me.id, "question marker")
        await asyncio.to_thread(rooms.go_to, room[0].id, "discussion")
        return await listening

    sent = asyncio.run(watched())
    assert all(set(pulse) == TOLD for pulse in told(sent))
    for secret in ("marker", "Marker", "7171", "yes"):
        assert secret not in sent.body.decode()


def test_a_step_is_told_at_once_and_counts_to_phones_only_now_and_then(storage, room, monkeypatch):
    monkeypatch.setattr(live, "COUNT_SECONDS", 600.0)  # a step that waited for it would never come
    rooms, code = storage.rooms, room[0].code
    rooms.join(room[0].id, "token")

    async def watched(query, headers, hears_counts):
        _pulses, app = app_of(storage)
        heard: list[dict] = []

        def until_the_step(sent):
            heard[:] = told(sent)
            return bool(heard) and heard[-1]["step"] == "glass"

        listening = asyncio.create_task(asked(app, scope_of(f"/live/{code}", query, **headers), until_the_step))
        await until(lambda: heard)
        for number in range(3):
            before = heard[-1]["people"]
            await asyncio.to_thread(rooms.join, room[0].id, f"{query}{number}")
            if hears_counts:
                await until(lambda before=before: heard[-1]["people"] == before + 1)
        await asyncio.to_thread(rooms.go_to, room[0].id, "glass")
        await asyncio.wait_for(listening, 10)
        await asyncio.to_thread(rooms.go_to, room[0].id, "lobby")
        return [pulse["step"] for pulse in heard]

    assert asyncio.run(watched("", as_person("token"), hears_counts=False)) == ["lobby", "glass"]
    assert asyncio.run(watched(f"host={room[1]}", {}, hears_counts=True)) == ["lobby"] * 4 + ["glass"]


def test_a_phone_that_hangs_up_leaves_nothing_behind(storage, room):
    storage.rooms.join(room[0].id, "token")
    scope = scope_of(f"/live/{room[0].code}", **as_person("token"))

    async def hung_up():
        pulses, app = app_of(storage)
        other_left = asyncio.Event()
        staying = asyncio.create_task(asked(app, scope, lambda sent: other_left.is_set()))
        await asked(app, scope, lambda sent: bool(told(sent)))
        await until(lambda: pulses.listening == {room[0].id: 1})
        other_left.set()
        await staying
        await until(lambda: (pulses.listening, pulses.last) == ({}, {}))
        await asyncio.wait_for(pulses.watch, 2)

    asyncio.run(hung_up())


def test_a_line_on_which_nothing_happens_shows_signs_of_life(storage, room):
    storage.rooms.join(room[0].id, "token")
    _pulses, app = app_of(storage)
    scope = scope_of(f"/live/{room[0].code}", **as_person("token"))
    sent = asyncio.run(asked(app, scope, lambda sent: sent.body.count(b"event: alive") == 2))
    assert len(told(sent)) == 1


def test_a_database_that_does_not_answer_for_a_while_is_asked_again(storage, room, monkeypatch):
    rooms = storage.rooms
    rooms.join(room[0].id, "token")

    async def watched():
        _pulses, app = app_of(storage)
        done = asyncio.create_task(
            asked(app, scope_of(f"/live/{room[0].code}", **as_person("token")),
                  lambda sent: any(pulse["step"] == "checkin" for pulse in told(sent)))
        )  # fmt: skip
        await asyncio.sleep(0.2)

        def away(numbers):
            raise Unavailable("away")

        monkeypatch.setattr(rooms, "pulses", away)
        await asyncio.sleep(0.2)
        monkeypatch.undo()
        await asyncio.to_thread(rooms.go_to, room[0].id, "checkin")
        return await done

    assert told(asyncio.run(watched()))[-1]["step"] == "checkin"


def test_a_server_that_stops_lets_everyone_go(storage, room):
    storage.rooms.join(room[0].id, "token")

    async def stopped():
        pulses, app = app_of(storage)
        scope = scope_of(f"/live/{room[0].code}", **as_person("token"))
        listening = [asyncio.create_task(asked(app, scope)) for _ in range(3)]
        await asyncio.sleep(0.3)
        pulses.end()
        await asyncio.wait_for(asyncio.gather(*listening), 1)
        assert pulses.listening == {}

    asyncio.run(stopped())
