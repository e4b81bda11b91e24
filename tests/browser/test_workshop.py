"""A room in real browsers: a host, a projector and three phones in three languages, from the lobby to the exports."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from retention.examples import example_document
from retention.memo_reader import read_memo
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, settle
from tests.browser.kept import database, kept_case
from tests.browser.rooms import (
    PROJECTOR,
    all_answer,
    answer_round,
    code_of,
    full_room,
    joined,
    lead_to,
    named,
    outside,
    phone,
    soon,
)
from tests.browser.steps import keyed
from tests.small_case import case_of, small

RISK = {"name": "Bad review", "category": "reputational", "probability": [0.1, 0.2, 0.3], "severity": [10, 20, 30]}
TITLE = "A small case of the session"
QUESTIONS = 8  # of the case below: a risk's two, three of staying, shares, keep, option
GUESS, LATE_GUESS, NOTE = "The supplier was late", "Clientul exagerează", "I will ring on the first day"
THREE_DOTS = re.compile(r"^(M[\d. ]+h0){3}$")
ASKED = "Что мы **обещали**? <b>x</b>"
HOSTILE = "<b>Ana</b> [x](y) $z$ *w*"


@pytest.fixture
def host(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def phones(browser: Browser) -> Iterator[dict[str, Page]]:
    found = {language: phone(browser, language) for language in ("en", "ru", "ro")}
    yield found
    for page in found.values():
        page.context.close()


def test_a_room_goes_from_the_lobby_to_the_exports(host, phones, app_url):
    with database() as storage:
        kept_case(storage, case_of(small(title=TITLE, risks=[RISK])))
    code, projector = opened_room(host, app_url)
    all_come_in(host, phones, app_url, code)
    checkin_and_glass(host, phones)
    first_round(host, phones)
    reveal(host, phones, projector)
    discussion(host, phones, projector)
    second_round_and_verdict(host, phones, projector)
    exercise_and_home(host, phones)
    exports(host)
    the_end(host, phones)


def opened_room(host: Page, app_url: str) -> tuple[str, Page]:
    host.goto(f"{app_url}/workshop")
    case = keyed(host, "workshop_case").locator("input")
    case.click()
    case.press_sequentially(TITLE)
    host.get_by_role("option", name=TITLE).click()
    settle(host)
    keyed(host, "workshop_open_room").locator("button").click()
    expect(keyed(host, "host_next")).to_be_visible(timeout=20_000)
    settle(host)
    code = code_of(host)
    projector = host.context.new_page()
    projector.set_viewport_size(PROJECTOR)
    projector.goto(f"{app_url}/projector?room={code}")
    expect(projector.locator(".projector-code")).to_have_text(f"{code[:3]} {code[3:]}", timeout=20_000)
    expect(keyed(projector, "frame")).to_be_hidden()
    return code, projector


def all_come_in(host: Page, phones: dict[str, Page], app_url: str, code: str) -> None:
    joined(phones["en"], app_url, code, HOSTILE)
    expect(phones["en"].locator("h1")).to_contain_text(HOSTILE)
    phones["ru"].goto(f"{outside(app_url)}/join")  # by the code that stands on the screen, mistyped at first
    for typed in ("ZZZ ZZZ", f"{code[:3].lower()} {code[3:]}"):
        field = keyed(phones["ru"], "join_code_typed").locator("input")
        expect(field).to_be_visible(timeout=20_000)
        field.fill(typed)
        keyed(phones["ru"], "join_code_send").locator("button").click()
        if typed.startswith("Z"):
            expect(phones["ru"].get_by_text("ZZZZZZ")).to_be_visible(timeout=10_000)
    named(phones["ru"], "Борис")
    joined(phones["ro"], app_url, code)
    for page in phones.values():
        expect(keyed(page, "frame_links")).to_have_count(0)
        page.goto(page.url)  # a reload is no second person
        expect(keyed(page, "room_line")).to_be_visible(timeout=20_000)
    expect(keyed(host, "host_people").locator("summary")).to_contain_text("3", timeout=5_000)


def checkin_and_glass(host: Page, phones: dict[str, Page]) -> None:
    lead_to(host, "checkin")
    for page in phones.values():
        soon(page, "checkin_send")
    for page in phones.values():
        settle(page)
        keyed(page, "checkin_send").locator("button").click()
        expect(keyed(page, "join_receipt_checkin")).to_be_visible()
    lead_to(host, "glass")
    for page in phones.values():
        soon(page, "glass_send")
    settle(phones["en"])
    keyed(phones["en"], "room_body_glass").locator("textarea").fill(GUESS)
    keyed(phones["en"], "glass_send").locator("button").click()
    expect(keyed(phones["en"], "join_facts_glass")).to_be_visible()
    expect(keyed(phones["ru"], "join_facts_glass")).to_have_count(0)  # nobody else's facts are unlocked by it
    keyed(phones["ro"], "room_body_glass").locator("textarea").fill(LATE_GUESS)  # typed and not sent


def first_round(host: Page, phones: dict[str, Page]) -> None:
    lead_to(host, "round1")
    for page in phones.values():
        soon(page, "estimates_ways_round1")
    expect(keyed(phones["ro"], "room_body_glass").locator("textarea")).to_have_value(LATE_GUESS)
    phones["ro"].wait_for_timeout(2_000)  # past the grace
    keyed(phones["ro"], "glass_send").locator("button").click()
    expect(keyed(phones["ro"], "join_receipt_late").locator('[data-testid="stAlertContentSuccess"]')).to_be_visible()
    expect(keyed(phones["ru"], "room_leftover_glass")).to_be_hidden()  # nothing was typed, so nothing is in the way
    assert answer_round(phones["en"], 1, at_most=3) == 3
    asked = phones["en"].locator("h1").inner_text()
    phones["en"].reload()
    expect(phones["en"].locator("h1")).to_have_text(asked, timeout=20_000)  # back at one's place
    assert answer_round(phones["en"], 1) == QUESTIONS - 3
    assert answer_round(phones["ru"], 4) == QUESTIONS
    assert answer_round(phones["ro"], 2, at_most=2) == 2
    expect(keyed(host, "host_next").locator("button")).to_be_enabled()  # one has not answered all: go on all the same
    expect(host.locator("h2", has_text="2 of 3")).to_be_visible(timeout=6_000)


def reveal(host: Page, phones: dict[str, Page], projector: Page) -> None:
    keyed(host, "host_next").locator("button").click()
    for page in phones.values():
        expect(page.locator(".room-picture").first).to_be_visible(timeout=3_000)
    expect(projector.locator(".room-picture").first).to_be_visible()
    choose_on_projector(host, "host_drawn_risks-0-probability")
    for page in (*phones.values(), projector):
        drawn = page.locator(".room-picture .dot").first
        expect(drawn).to_have_attribute("d", THREE_DOTS, timeout=5_000)  # the same count for all
    for page in phones.values():
        expect(page.locator(".own")).to_have_count(1)  # where one stands oneself


def choose_on_projector(host: Page, drawn: str) -> None:
    """Go on from question to question as far as the one that is drawn under this key."""
    for _question in range(QUESTIONS + 1):
        settle(host)
        if keyed(host, drawn).count():
            return
        keyed(host, "host_reveal_next").locator("button").first.click()
        host.wait_for_timeout(300)
    raise AssertionError(f"{drawn} was not reached")


def discussion(host: Page, phones: dict[str, Page], projector: Page) -> None:
    lead_to(host, "discussion")
    for page in phones.values():
        soon(page, "wall_send")
    settle(phones["ru"])
    keyed(phones["ru"], "room_body_discussion").locator("textarea").fill(ASKED)
    keyed(phones["ru"], "wall_send").locator("button").click()
    for page in (phones["en"], phones["ro"], host, projector):
        expect(page.get_by_text(ASKED).first).to_be_visible(timeout=8_000)
    expect(keyed(phones["ru"], "room_body_discussion").locator("textarea")).to_have_value("")
    settle(phones["en"])
    phones["en"].locator('[class*="st-key-wall_vote_"] button:visible').first.click()
    expect(host.get_by_text("▲ 1").first).to_be_visible(timeout=8_000)
    settle(host)
    host.locator('[class*="st-key-host_question_"] button').nth(1).click()  # parked
    for page in phones.values():
        expect(page.locator('[class*="st-key-wall_row_"] em')).to_be_visible(timeout=3_000)


def second_round_and_verdict(host: Page, phones: dict[str, Page], projector: Page) -> None:
    lead_to(host, "round2")
    for page in phones.values():
        soon(page, "estimates_ways_round2")
    assert answer_round(phones["ru"], 1, at_most=1) == 1
    for _question in range(QUESTIONS - 1):
        settle(phones["ru"])
        title = keyed(phones["ru"], "room_body_round2").locator("h1")
        asked = title.inner_text()
        phones["ru"].locator('[class*="st-key-estimates_keep_"] button').click()
        expect(title).not_to_have_text(asked)
    expect(keyed(phones["ru"], "join_receipt_round2")).to_be_visible()
    assert answer_round(phones["en"], 1) == QUESTIONS
    keyed(host, "host_next").locator("button").click()
    for page in phones.values():
        soon(page, "room_verdict")
    expect(keyed(phones["en"], "own_verdict")).to_be_visible()
    expect(projector.locator(".projector-verdict")).to_be_visible(timeout=3_000)
    settle(host)
    keyed(host, "host_reveal_next").locator("button").click()
    expect(keyed(projector, "projector_shifts").locator(".before").first).to_be_visible(timeout=5_000)


def exercise_and_home(host: Page, phones: dict[str, Page]) -> None:
    lead_to(host, "exercise")
    for page in phones.values():
        soon(page, "exercise_send")
    pacer = phones["en"].locator("[data-pacer]")
    pacer.locator("[data-start]").click()
    expect(pacer.locator("[data-phase]")).to_have_text("Breathe in")
    pacer.locator("[data-skip]").click()
    expect(pacer).to_have_attribute("data-going", "no")
    lead_to(host, "home")
    for page in phones.values():
        soon(page, "home_send")
    settle(phones["en"])
    expect(keyed(phones["en"], "home_guess")).to_contain_text(GUESS)
    expect(keyed(phones["ru"], "home_guess")).to_have_count(0)
    keyed(phones["en"], "room_body_home").locator("textarea").last.fill(NOTE)
    keyed(phones["en"], "home_send").locator("button").click()
    expect(keyed(phones["en"], "join_receipt_home")).to_be_visible()
    settle(phones["en"])
    memo = downloaded(phones["en"], "home_memo")
    assert GUESS.encode() in memo
    assert NOTE.encode() in memo
    case = case_of(read_memo(memo).document)
    assert case.risks[0].probability.likely != 0.2  # one's own, no longer the trainer's


def exports(host: Page) -> None:
    keyed(host, "host_take_away").locator("summary").click()
    settle(host)
    text = downloaded(host, "host_everything").decode("utf-8-sig")
    assert GUESS not in text
    assert LATE_GUESS not in text
    assert NOTE not in text
    assert HOSTILE not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    kinds = Counter((row["kind"], row["step"]) for row in rows)
    assert kinds["answer", "round1"] == 2 * QUESTIONS + 2
    assert kinds["answer", "round2"] == 2 * QUESTIONS
    assert [row["question"] for row in rows if row["kind"] == "question"] == [ASKED]
    assert kinds["room_verdict", "round2"] == 1
    assert kinds["own_verdict", "round2"] == 2
    assert sum(float(row["votes"]) for row in rows if row["kind"] == "state" and row["step"] == "checkin") == 3
    assert len(read_memo(downloaded(host, "host_memo")).document["risks"]) == 1


def the_end(host: Page, phones: dict[str, Page]) -> None:
    """Somebody is sent out and told; the room is closed and everyone keeps what is theirs."""
    keyed(host, "host_people").locator("summary").click()
    host.locator('[class*="st-key-host_out_"] button:visible').last.click()
    expect(keyed(phones["ro"], "room_line")).to_have_count(0, timeout=3_000)
    settle(host)
    host.get_by_role("button", name="Close the room").click()
    keyed(host, "host_close").locator("button").click()
    for language in ("en", "ru"):
        expect(phones[language].locator('[data-testid="stAlertContentInfo"]')).to_be_visible(timeout=3_000)
        expect(keyed(phones[language], "home_memo")).to_be_visible()


def downloaded(page: Page, key: str) -> bytes:
    with page.expect_download() as download:
        keyed(page, key).locator("button").click()
    return Path(download.value.path()).read_bytes()


def test_a_room_keeps_to_the_rules_of_accessibility(browser, host, app_url):
    with database() as storage:
        room, _secret = full_room(storage, example_document("late_kitchen", "en"), "en")
        guest = joined(phone(browser, "en"), app_url, room.code, "Maria")
        projector = host.context.new_page()
        projector.goto(f"{app_url}/projector?room={room.code}")
        host.goto(f"{app_url}/host?room={room.code}")
        found = list[str]()
        for step, part in (("round1", "estimates_ways_"), ("reveal", "reveal_pictures"), ("verdict", "room_verdict")):
            storage.rooms.go_to(room.id, step)
            if step == "round1":
                all_answer(storage, room, step)
            expect(guest.locator(f'[class*="st-key-{part}"]').first).to_be_visible(timeout=5_000)
            for name, page in (("phone", guest), ("host", host), ("projector", projector)):
                settle(page)
                found += violations(page, f"{name}, {step}")
        guest.context.close()
    assert not found, "\n".join(found)
