"""Two processes behind nginx with PostgreSQL, as `deploy/` describes them: they are one room, and nobody gets further.

Everything that a browser receives over its websocket is looked through, not only what it would draw.
"""

import asyncio
import json
import os
import random
import signal
from functools import partial

import pytest

from retention.language import words
from retention.serving.door import WRONG_KEY_SECONDS
from retention.serving.pages import WRONG_KEY
from retention.storage import open_storage
from retention.ui.room import room_document
from retention.ui.told import sentences
from tests.benchmarks.documents import late_kitchen
from tests.benchmarks.phones import Phone, spread
from tests.benchmarks.served import behind_nginx, database, nginx_path
from tests.benchmarks.tab import Browser, CutOff, Tab
from tests.storage.postgres import server_binaries

PEOPLE = 8
CROWD = 30  # so many that chance gives none of two processes all of them
SAVED = "Saved case marker"
GUESS = "guess marker"
GUESSES = 6
NUMBERS = (71717.25, 71718.5, 71719.75)  # nobody gives these by chance


@pytest.fixture(scope="module")
def place():
    missing = [name for name, found in (("nginx", nginx_path()), ("postgresql", server_binaries())) if not found]
    if missing:
        reason = f"install Debian's {' and '.join(missing)} to run the app behind nginx here"
        if os.environ.get("RETENTION_REQUIRE_NGINX") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with database("postgresql") as url, behind_nginx(url) as served:
        storage = open_storage(url)
        storage.create({**late_kitchen(), "title": SAVED})
        yield storage, served
        storage.dispose()


@pytest.fixture
def rooms(place):
    return place[0].rooms


@pytest.fixture
def served(place):
    return place[1]


@pytest.fixture
def room(rooms):
    return rooms.open_room(room_document(late_kitchen(), "late_kitchen", "en"), "Late kitchen", "en")


def messages(tab):
    return "\n".join(str(message) for message in tab.heard) + "".join(
        message.SerializeToString().decode("latin-1") for message in tab.heard
    )


async def seen(address, page, query="", browser=None):
    """All that a browser is told on a page."""
    tab = Tab(browser or Browser(address), page, query, keep=True)
    await tab.open()
    await asyncio.sleep(0.3)
    await tab.close()
    return tab


def test_two_processes_are_one_room(served, rooms, room):
    async def together():
        phones = [Phone(served.address, room[0].code, f"Person {number}") for number in range(PEOPLE)]
        rng = random.Random(1)
        joined = await spread([phone.join for phone in phones], 2, rng)
        assert [found for found in joined if isinstance(found, Exception)] == []
        assert len({phone.browser.cookies["retention_route"] for phone in phones}) == PEOPLE
        revision = (await asyncio.to_thread(rooms.go_to, room[0].id, "round1")).revision
        for _look in range(100):
            if all(revision in phone.seen for phone in phones):
                break
            await asyncio.sleep(0.1)
        assert all(revision in phone.seen for phone in phones)
        answered = await spread([partial(phone.answer, rng) for phone in phones], 2, rng)
        assert [found for found in answered if isinstance(found, Exception)] == []
        assert [phone.tab.disconnects for phone in phones] == [0] * PEOPLE
        assert [phone.tab.exceptions for phone in phones] == [[]] * PEOPLE
        await asyncio.gather(*(phone.leave() for phone in phones))

    asyncio.run(together())
    assert len(rooms.answers(room[0].id, "round1")) == PEOPLE


@pytest.mark.parametrize(("page", "query"), [
    ("cases", ""), ("workshop", ""), ("", "case=1"), ("decide", "case=1"), ("review", ""), ("compare", "left=1"),
])  # fmt: skip
def test_a_stranger_sees_no_case_on_any_page(served, page, query):
    tab = asyncio.run(seen(served.address, page, query))
    assert SAVED not in messages(tab)
    assert tab.field("join_code_typed") is not None  # what is shown instead


def test_the_key_opens_the_cases_in_the_browser_that_was_given_it(served):
    async def with_key():
        browser = Browser(served.address)
        wrong = await browser.get("/?owner=wrong")
        told = (wrong.status, wrong.header("location"), "retention_owner" in browser.cookies)
        assert told == (303, "/?told=wrong_key", False)
        page = messages(await seen(served.address, "", "told=wrong_key&lang=ro"))
        assert sentences(words("ro"))[WRONG_KEY] in page
        right = await browser.get(f"/cases?owner={served.key}")
        assert (right.status, right.header("location")) == (303, "/cases")
        assert served.key not in str(right.headers)
        return await seen(served.address, "cases", browser=browser)

    assert SAVED in messages(asyncio.run(with_key()))


def test_guessing_the_key_is_no_faster_from_many_browsers(served):
    async def guessed():
        begin = asyncio.get_running_loop().time()
        browsers = [Browser(served.address) for _guess in range(GUESSES)]
        sent = await asyncio.gather(*(browser.get("/?owner=wrong") for browser in browsers))
        assert {one.header("location") for one in sent} == {"/?told=wrong_key"}
        return asyncio.get_running_loop().time() - begin

    assert asyncio.run(guessed()) >= WRONG_KEY_SECONDS * GUESSES / len(served.pids) - 0.1


def test_a_stranger_is_led_from_the_owner_s_pages_to_the_way_in(served):
    async def asked():
        browser = Browser(served.address)
        for path, target in (("/steps", "owners_only"), ("/nonsense", "no_page"), ("/calm", None)):
            sent = await browser.get(path)
            assert sent.header("location") == (f"/?told={target}" if target else "")

    asyncio.run(asked())


def test_saying_that_one_is_the_machine_does_not_make_it_so(served):
    async def claimed():
        browser = Browser(served.address, {"retention_owner": "1", "retention_person": "x"})
        for claim in ("127.0.0.1", "::1", "localhost"):
            answered = await browser.get("/live/ABCDEF", **{"X-Forwarded-For": claim, "X-Real-IP": claim})
            assert answered.status == 403
        return await seen(served.address, "cases", browser=browser)

    assert SAVED not in messages(asyncio.run(claimed()))


def test_the_code_is_not_the_host_s_secret(served, rooms, room):
    rooms.join(room[0].id, "someone else entirely", "Nickname marker")
    for query in (f"room={room[0].code}", f"room={room[0].code}&host={room[0].code}", f"room={room[0].code}&host=x"):
        for page in ("host", "projector"):
            told = messages(asyncio.run(seen(served.address, page, query)))
            assert "Nickname marker" not in told
            assert late_kitchen()["title"] not in told


def test_nothing_of_anothers_answers_reaches_a_phone_before_the_reveal(served, rooms, room):
    other = rooms.join(room[0].id, "another browser", "Nickname marker")

    async def listened():
        phone = Phone(served.address, room[0].code, "Me", keep=True)
        await phone.join()
        for step, content in (
            ("checkin", {"state": -5}),
            ("glass", {"guess": GUESS}),
            ("round1", {"risks.0.severity": list(NUMBERS), "keep": "no"}),
        ):
            revision = (await asyncio.to_thread(rooms.go_to, room[0].id, step)).revision
            await asyncio.to_thread(rooms.answer, other.id, step, content)
            await until(lambda revision=revision: revision in phone.seen)
            await phone.tab.rerun()
        before = messages(phone.tab) + str(phone.pulses)
        revision = (await asyncio.to_thread(rooms.go_to, room[0].id, "reveal")).revision
        await until(lambda: revision in phone.seen)
        after = messages(phone.tab)
        await phone.leave()
        return before, after

    before, after = asyncio.run(listened())
    for secret in (GUESS, "71717", "71,71", "Nickname marker"):
        assert secret not in before
    assert "71,71" in after  # so the marks would have been found
    for secret in (GUESS, "Nickname marker"):
        assert secret not in after


async def until(is_so, seconds=15.0):
    end = asyncio.get_running_loop().time() + seconds
    while not is_so():
        assert asyncio.get_running_loop().time() < end
        await asyncio.sleep(0.05)


def test_being_in_one_room_opens_no_other(served, rooms, room):
    other, _secret = rooms.open_room({**late_kitchen(), "title": "Other title marker"}, "Other title marker", "en")
    rooms.go_to(other.id, "round1")

    async def tried():
        phone = Phone(served.address, room[0].code, "Me")
        await phone.join()
        tab = await seen(served.address, "join", f"room={other.code}", phone.browser)
        assert tab.field("join_nickname") is not None
        live = await phone.browser.get(f"/live/{other.code}")
        await phone.leave()
        return messages(tab), live.status

    told, status = asyncio.run(tried())
    assert "Other title marker" not in told
    assert status == 403


def test_a_process_that_is_killed_hands_its_phones_to_the_other(served, rooms, room):
    async def killed():
        phones = [Phone(served.address, room[0].code, f"Person {number}") for number in range(CROWD)]
        rng = random.Random(2)
        for phone in phones:
            await phone.join()
        revision = (await asyncio.to_thread(rooms.go_to, room[0].id, "round1")).revision
        await until(lambda: all(revision in phone.seen for phone in phones))
        for phone in phones:
            await phone.answer(rng)
        places = [phone.question for phone in phones]
        os.kill(served.pids[0], signal.SIGKILL)
        await asyncio.sleep(0.5)
        cut = [phone for phone in phones if not phone.tab.is_open]
        assert 0 < len(cut) < CROWD
        for phone in cut:
            assert await phone.come_back() < 10
        assert [phone.question for phone in phones] == places
        for phone in phones:
            await phone.answer(rng)
            await phone.leave()

    asyncio.run(killed())
    assert len(rooms.answers(room[0].id, "round1")) == CROWD


def test_what_tells_strangers_about_the_server_is_closed_and_scripts_come_compressed(served):
    async def looked():
        browser = Browser(served.address)
        for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
            assert (await browser.get(path)).status == 404
        config = await browser.get("/_stcore/host-config")  # no page starts without it; it says nothing
        assert config.status == 200
        assert not any(json.loads(config.body).values())
        page = await browser.get("/join", Accept="text/html")
        script = page.body.split(b'src="./')[1].split(b'"')[0].decode()
        plain = await browser.get(f"/{script}")
        packed = await browser.get(f"/{script}", **{"Accept-Encoding": "gzip"})
        assert packed.header("content-encoding") == "gzip"
        assert len(packed.body) < 0.5 * len(plain.body)
        assert "javascript" in packed.header("content-type")
        assert not page.header("server").startswith("nginx/")

    asyncio.run(looked())


def test_a_line_that_is_not_from_the_page_is_refused(served):
    async def foreign():
        tab = Tab(Browser(served.address), "join")
        tab.origin = "http://another.example"
        with pytest.raises(CutOff):
            await tab.open()

    asyncio.run(foreign())
