"""The door: the key opens it once, each browser gets its token, and no address carries a secret on."""

import asyncio

import pytest

from retention.access import OWNER_COOKIE, PERSON_COOKIE, owner_pass
from retention.language import words
from retention.serving import door
from retention.serving.door import Door
from retention.serving.pages import EVERYBODYS, OWNERS, OWNERS_FIRST, STRANGERS_FIRST
from tests.serving.asgi import asked, scope_of

KEY = "the key of the owner, long"


async def page(scope, receive, send):
    headers = [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"<html></html>"})


async def data(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b"{}"})


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    monkeypatch.setattr(door, "WRONG_KEY_SECONDS", 0.2)


def through(path="/", query="", app=page, key=KEY, method="GET", **headers):
    return asyncio.run(asked(Door(app, lambda: key), scope_of(path, query, method, **headers)))


def with_key(key):
    return f"owner={key.replace(' ', '+').replace(',', '%2C')}"


def test_the_right_key_gives_the_pass_once_and_leaves_the_address():
    sent = through("/cases", with_key(KEY) + "&lang=ro")
    assert (sent.status, sent.all("location")) == (303, ["/cases?lang=ro"])
    (cookie,) = sent.all("set-cookie")
    name, _, rest = cookie.partition("=")
    assert (name, rest.split(";")[0]) == (OWNER_COOKIE, owner_pass(KEY))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert sent.all("cache-control") == ["no-store"]
    assert KEY not in str(sent.headers)
    assert with_key(KEY) not in str(sent.headers)


@pytest.mark.parametrize("wrong", ["", "x", KEY[:-1], KEY.upper(), owner_pass(KEY), "%00", "ключ"])
def test_a_wrong_key_gives_nothing_leaves_the_address_and_takes_time(wrong):
    async def timed():
        start = asyncio.get_running_loop().time()
        sent = await asked(Door(page, lambda: KEY), scope_of("/", f"owner={wrong}".encode().decode("latin-1")))
        return sent, asyncio.get_running_loop().time() - start

    sent, seconds = asyncio.run(timed())
    assert (sent.status, sent.all("location"), sent.all("set-cookie")) == (303, ["/?told=wrong_key"], [])
    assert seconds >= 0.2


def test_wrong_keys_are_tried_one_after_the_other_and_the_right_one_waits_among_them():
    async def tried():
        begin, app = asyncio.get_running_loop().time(), Door(page, lambda: KEY)
        queries = [f"owner=wrong{number}" for number in range(3)] + [with_key(KEY)]
        sent = await asyncio.gather(*(asked(app, scope_of("/", query)) for query in queries))
        return sent, asyncio.get_running_loop().time() - begin

    sent, seconds = asyncio.run(tried())
    assert [one.all("location") for one in sent] == [["/?told=wrong_key"]] * 3 + [["/"]]
    assert [bool(one.all("set-cookie")) for one in sent] == [False] * 3 + [True]
    assert seconds >= 3 * 0.2


def test_of_many_keys_at_once_most_are_not_looked_at(monkeypatch):
    monkeypatch.setattr(door, "MOST_WAITING", 2)

    async def tried():
        app = Door(page, lambda: KEY)
        first = await asyncio.gather(*(asked(app, scope_of("/", query)) for query in ("owner=x", "owner=y", ours)))
        return [*first, await asked(app, scope_of("/", ours))]

    ours = with_key(KEY)
    wrong, other, kept_out, later = asyncio.run(tried())
    assert [one.all("location") for one in (wrong, other)] == [["/?told=wrong_key"]] * 2
    assert (kept_out.all("location"), kept_out.all("set-cookie")) == (["/?told=many_keys"], [])
    assert later.all("set-cookie")


def test_the_last_of_several_keys_counts_and_none_stays():
    sent = through("/", f"owner=x&{with_key(KEY)}")
    assert sent.all("set-cookie")
    assert sent.all("location") == ["/"]
    assert not through("/", f"{with_key(KEY)}&owner=x").all("set-cookie")


def test_while_the_database_does_not_answer_no_key_is_right():
    sent = through("/", "owner=", key=None)
    assert (sent.all("location"), sent.all("set-cookie")) == (["/?told=unchecked_key"], [])


@pytest.mark.parametrize(
    "path", ["//room.example", "///room.example/x", "/\\room.example", "/%2F/room.example", "/\r\nX: y"]
)
def test_the_way_on_stays_on_this_server(path):
    (target,) = through(path, with_key(KEY)).all("location")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "\r" not in target
    assert "\n" not in target


OWNER = {"cookie": f"{OWNER_COOKIE}={owner_pass(KEY)}; {PERSON_COOKIE}=abc"}
STRANGER = {"cookie": f"{PERSON_COOKIE}=abc"}


def led(path, query="", **headers):
    """Where a visitor of a page is led, None where they stay."""
    sent = through(path, query, host="room.example", **headers)
    assert (sent.status, bool(sent.body)) in ((200, True), (303, False))
    return sent.all("location")[0] if sent.status == 303 else None


def test_a_stranger_is_led_from_the_owner_s_pages_to_the_way_in_and_told_why():
    for name in (*OWNERS, "decide"):
        assert led(f"/{name}", **STRANGER) == "/?told=owners_only"
    assert led("/compare", "left=1&lang=ro", **STRANGER) == "/?left=1&lang=ro&told=owners_only"
    assert led("/cases", "told=wrong_key", **STRANGER) == "/?told=wrong_key"  # what was said first matters more
    for name in EVERYBODYS:
        assert led(f"/{name}", "room=ABCDEF", **STRANGER) is None


def test_the_owner_is_led_nowhere_but_from_a_name_of_the_first_page():
    for name in OWNERS | EVERYBODYS:
        assert led(f"/{name}", **OWNER) is None
    assert led("/decide", "case=1", **OWNER) == "/?case=1"


@pytest.mark.parametrize("path", ["/nonsense", "/cases/1", "/calm/x/y", "/index.html", "/live", "/components", "/%2F"])
@pytest.mark.parametrize("who", [OWNER, STRANGER])
def test_an_address_that_does_not_exist_leads_to_the_first_page(path, who):
    assert led(path, **who) == "/?told=no_page"


def test_capital_letters_lead_to_the_page():
    assert led("/Join", "room=ABCDEF", **STRANGER) == "/join?room=ABCDEF"
    assert led("/Cases", **OWNER) == "/cases"
    assert led("/Cases", **STRANGER) == "/?told=owners_only"
    assert led("/Door", **STRANGER) == "/"


def test_a_file_is_no_page():
    assert through("/manifest.json", app=data).status == 200


def test_the_door_knows_every_page_of_the_app(monkeypatch):
    import app

    listed = []
    monkeypatch.setattr(app.st, "Page", lambda _file, **page: listed.append(page))
    for is_owner, expected in ((True, OWNERS | EVERYBODYS), (False, EVERYBODYS)):
        listed.clear()
        monkeypatch.setattr("retention.ui.access.session_is_owner", lambda is_owner=is_owner: is_owner)
        app.pages(words("en"))
        assert {"" if page.get("default") else page["url_path"] for page in listed} == expected
        first = OWNERS_FIRST if is_owner else STRANGERS_FIRST
        assert [page["url_path"] for page in listed if page.get("default")] == [first]


def test_each_browser_gets_a_token_of_its_own_that_no_script_reads():
    first, second = through("/join").all("set-cookie"), through("/join").all("set-cookie")
    assert len(first) == len(second) == 1
    assert first != second
    name, _, rest = first[0].partition("=")
    assert name == PERSON_COOKIE
    assert len(rest.split(";")[0]) >= 32
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in first[0].split(";")}
    assert "Secure" not in first[0]
    assert "Secure" in through("/join", x_forwarded_proto="https").all("set-cookie")[0]


def test_a_browser_that_has_its_token_keeps_it():
    assert through("/join", cookie=f"{PERSON_COOKIE}=abc; other=1").all("set-cookie") == []


def test_only_pages_give_tokens():
    for path in ("/_stcore/health", "/static/js/main.js", "/media/x.png", "/live/ABCDEF"):
        assert through(path).all("set-cookie") == []
    assert through("/join", app=data).all("set-cookie") == []
    assert through("/join", method="POST").all("set-cookie") == []


def test_no_answer_lets_addresses_out_or_other_sites_in():
    for path in ("/", "/static/js/main.js", "/_stcore/health"):
        sent = through(path)
        assert sent.all("referrer-policy") == ["no-referrer"]
        assert sent.all("x-content-type-options") == ["nosniff"]
        assert "frame-ancestors 'self'" in sent.all("content-security-policy")[0]


def test_what_is_no_page_passes_untouched():
    passed = []

    async def app(scope, receive, send):
        passed.append(scope["type"])

    for kind in ("websocket", "lifespan"):
        asyncio.run(Door(app, lambda: KEY)({"type": kind}, page, page))  # type: ignore[arg-type]
    assert passed == ["websocket", "lifespan"]
