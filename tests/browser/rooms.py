"""A room as its people meet it: a host, phones and the projector, and rooms full of people put into the database."""

import random
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, expect

from retention.case import Case
from retention.language import LOCALES
from retention.storage import SqlStorage
from retention.ui.room import case_of, room_document
from retention.workshop.records import Room
from retention.workshop.sheet import Question, questions_of
from tests.browser.live import settle
from tests.browser.steps import keyed

PHONE = ViewportSize(width=390, height=844)
PROJECTOR = ViewportSize(width=1920, height=1080)
STEP_SECONDS = 3.0  # within which every phone shows a step that the trainer has changed
NAMES = ("Ana", "Борис", "Cătălina", "Dan", "", "Елена", "Florin", "Gheorghe", "Ирина", "Jana")


def phone(browser: Browser, language: str, **settings: Any) -> Page:
    """A participant's phone, as yet in no room."""
    locale = LOCALES[language].replace("_", "-")
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale=locale, **settings)
    return context.new_page()


def outside(app_url: str) -> str:
    """The same server under a name that is not this machine's: its visitors are no owners."""
    return f"http://phone.test:{urlsplit(app_url).port}"


def joined(page: Page, app_url: str, code: str, nickname: str = "") -> Page:
    """Come in by the link."""
    page.goto(f"{outside(app_url)}/join?room={code}")
    return named(page, nickname)


def named(page: Page, nickname: str) -> Page:
    """Give a name or none, and join."""
    expect(keyed(page, "join_send")).to_be_visible(timeout=20_000)
    keyed(page, "join_nickname").locator("input").fill(nickname)
    keyed(page, "join_send").locator("button").click()
    expect(keyed(page, "room_line")).to_be_visible(timeout=20_000)
    settle(page)
    return page


def lead_to(host: Page, step: str) -> None:
    """Press the step in the host's list."""
    settle(host)
    keyed(host, f"host_step_{step}").locator("button:visible").first.click()
    expect(keyed(host, f"host_step_{step}")).to_have_count(0)
    settle(host)


def soon(page: Page, key: str) -> None:
    """The part with this key comes as quickly as a changed step must."""
    expect(keyed(page, key).first).to_be_visible(timeout=STEP_SECONDS * 1000)


def code_of(host: Page) -> str:
    """The code of the room that this page leads."""
    found = re.search(r"room=(\w+)", host.url)
    assert found is not None
    return found[1]


def answer_round(page: Page, choice: int, at_most: int = 30) -> int:
    """Answer the questions of a round, each with the same place of its choices; returns how many different ones."""
    room = page.locator('[class*="st-key-room_body_round"]:has(h1)').last
    title, done = room.locator("h1").first, room.locator('[class*="st-key-answer_row_"]').first
    form = room.locator('[data-testid="stForm"]').first
    options, numbers = form.locator('[data-testid="stRadioOption"]'), form.locator('[data-testid="stNumberInput"]')
    answered = set[str]()
    for _try in range(2 * at_most):  # while a screen is drawn anew the question before may be met once more
        settle(page)
        expect(done.or_(options.nth(1)).or_(numbers.nth(3)).first).to_be_visible()
        if done.is_visible() or len(answered) == at_most:
            break
        asked = title.inner_text()
        if options.count():
            options.nth(min(choice, options.count() - 1)).click()
        else:
            for place, number in enumerate(("50", "20", "10", "20")):
                numbers.nth(place).locator("input").fill(number)
        form.locator('[data-testid="stFormSubmitButton"] button').click()
        expect(title).not_to_have_text(asked)
        answered.add(asked)
    return len(answered)


def full_room(storage: SqlStorage, document: dict[str, Any], language: str, people: int = 23) -> tuple[Room, str]:
    """A room in the lobby with that many people in it; returns it with its host's secret."""
    example = room_document(document, "late_kitchen", language)
    room, secret = storage.rooms.open_room(example, document["title"], language)
    for place in range(people):
        storage.rooms.join(room.id, f"token-{place}", NAMES[place % len(NAMES)], language)
    return room, secret


def all_answer(storage: SqlStorage, room: Room, step: str, people: int = 17, width: float = 1.0) -> None:
    """That many people of the room answer the step, in their various ways.  width: how far apart they are."""
    chance, case = random.Random(7), case_of(room, room.language)
    for person in storage.rooms.participants(room.id)[:people]:
        storage.rooms.answer(person.id, step, _content(step, case, chance, width))


def _content(step: str, case: Case, chance: random.Random, width: float) -> dict[str, Any]:
    if step in ("round1", "round2"):
        return {question.key: _answer(question, chance, width) for question in questions_of(case)}
    if step == "glass":
        return {"guess": "…"}
    return {"state": max(-5, min(5, round(chance.gauss(1, 2.2))))}


def _answer(question: Question, chance: random.Random, width: float) -> Any:
    if question.kind == "probability":
        likely = min(0.9, max(0.1, chance.gauss(0.5, 0.2 * width)))
        return [likely - 0.1, likely, likely + 0.1]
    if question.kind == "money":
        likely = max(50.0, chance.gauss(900, 400 * width))
        return [0.6 * likely, likely, 1.6 * likely]
    if question.kind == "score":
        return float(min(5, max(1, round(chance.gauss(3.4, width)))))
    if question.kind == "shares":
        ours = min(90, max(20, 5 * round(chance.gauss(60, 15 * width) / 5)))
        return {"company": float(ours), "partner": 0.0, "chance": 0.0, "client": float(100 - ours)}
    if question.kind == "keep":
        return chance.choice(("yes", "yes", "yes", "no"))
    return chance.choice(("compromise", "compromise", "satisfy", "decline", "part"))
