"""What a manager does in the app, step by step, in any language: parts are found by their keys, not by their words."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from retention.case import CATEGORIES
from retention.consequences import consequences_of
from tests.browser.live import settle

QUESTIONS_AT_MOST = 40
REQUEST = {"en": "A new worktop", "ru": "Новая столешница", "ro": "Un blat nou"}
LESSON = {
    "en": "Tell the client about a delay on the day we know",
    "ru": "Сообщать о задержке в тот же день",
    "ro": "Anunțăm o întârziere în ziua în care o aflăm",
}
TENURE, LOYALTY, SATISFACTION, NO_LINE = 2, 7, 1, 0  # places of: many years, 7 of 10, little, none
CONSEQUENCES = {
    "reputational": "negative_public_review",
    "financial": "withheld_payment",
    "legal": "court_claim",
    "emotional": "staff_hours_lost",
}
NUMBERS = {
    "start.total": "1000",
    "start.hours": "4",
    "start.rate": "40",
    "start.margin": "1200",
    "start.share.company": "70",
    "start.share.client": "30",
    "start.owed": "100",
}


def keyed(page: Page | Locator, key: str) -> Locator:
    """The element or container that has this key."""
    return page.locator(f".st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', key)}")


def ending(page: Page | Locator, end: str) -> Locator:
    """The element whose key ends so, where it begins with the number of its case."""
    return page.locator(f'[class*="{re.sub(r"[^a-zA-Z0-9_-]", "-", end)} "]')


def opened(page: Page, address: str) -> Page:
    """The decision screen at this address, at rest."""
    page.goto(address)
    expect(keyed(page, "downloads")).to_be_visible(timeout=20_000)
    settle(page)
    return page


def typed(page: Page, key: str, text: str) -> None:
    """Fill the field with this key, and let the app know."""
    field = keyed(page, key).locator("input")
    field.fill(text)
    field.press("Tab")
    settle(page)


def choices(page: Page, key: str) -> Locator:
    """The choices of the field with this key, without the sign for help beside its name."""
    return keyed(page, key).locator("button[data-variant]")


def chosen(page: Page, key: str, place: int) -> None:
    """Press the choice at this place, 0 for the first."""
    choices(page, key).nth(place).click()


def answer_the_eight(page: Page, language: str) -> None:
    """All eight questions of a new case, one after the other."""
    on_screen(page, "request")
    keyed(page, "start.request").locator("input").fill(REQUEST[language])
    filled(page, "start.total", "start.hours", "start.rate")
    go_on(page, "margin")
    filled(page, "start.margin")
    go_on(page, "history")
    chosen(page, "start.tenure", TENURE)
    chosen(page, "start.loyalty", LOYALTY)
    go_on(page, "satisfaction")
    chosen(page, "start.satisfaction", SATISFACTION)
    go_on(page, "consequences")
    for category in CATEGORIES:
        chosen(page, f"start.may.{category}", consequence_place(category))
    go_on(page, "responsibility")
    filled(page, "start.share.company", "start.share.client")
    go_on(page, "owed")
    filled(page, "start.owed")
    go_on(page, "red_lines")
    chosen(page, "start.lines", NO_LINE)


def filled(page: Page, *keys: str) -> None:
    """Type the number of each of these fields."""
    for key in keys:
        keyed(page, key).locator("input").fill(NUMBERS[key])
    page.keyboard.press("Tab")
    settle(page)


def go_on(page: Page, question: str) -> None:
    """To the next question of a new case, which is this one."""
    keyed(page, "start_next").locator("button").click()
    on_screen(page, question)


def on_screen(page: Page, question: str) -> None:
    """The question with this key is asked, and the page is at rest."""
    expect(keyed(page, f"question_{question}")).to_be_visible(timeout=20_000)
    settle(page)


def consequence_place(category: str) -> int:
    """Where the consequence that these tests name stands in its category."""
    return [found.key for found in consequences_of(category)].index(CONSEQUENCES[category])


def see_the_verdict(page: Page) -> None:
    """From the eight answers to the workbench."""
    keyed(page, "start_go").locator("button").click()
    expect(keyed(page, "verdict").locator("h2")).to_be_visible()


def ask_until_clear(page: Page) -> list[str]:
    """Answer what is asked with its likely value as sure, until nothing is asked; returns the questions."""
    card, asked = keyed(page, "next_question"), list[str]()
    skip = keyed(card, "ask_skip")
    expect(card).to_be_visible()
    while len(asked) < QUESTIONS_AT_MOST:
        settle(page)
        if not skip.count():
            return asked
        question = card.locator("p strong").filter(has_text="?").first.inner_text()
        assert question not in asked
        asked.append(question)
        numbers = card.get_by_role("spinbutton")
        expect(numbers.nth(1)).not_to_have_value("")
        likely = numbers.nth(1).input_value()
        for side in (0, 2):
            numbers.nth(side).fill(likely)
        card.locator('[data-testid="stFormSubmitButton"] button').click()
        expect(card.get_by_text(question)).to_have_count(0)
        expect(keyed(card, "ask_moved")).to_be_visible()
    raise AssertionError(f"still asking after {QUESTIONS_AT_MOST} answers")


def expect_due(page: Page, key: str) -> None:
    """The button with this key stands in the list of what is due, which shows the first few and the rest on demand."""
    wanted, more = keyed(page, key).locator("button"), keyed(page, "more_due").locator("button")
    expect(wanted.or_(more).first).to_be_visible(timeout=20_000)
    if not wanted.count():
        more.click()
    expect(wanted).to_be_visible()


def day_typed(page: Page, end: str, day: date) -> None:
    """Fill the parts of a date: day, month, year."""
    parts = ending(page, end).get_by_role("spinbutton")
    for part, number in zip(parts.all(), (f"{day:%d}", f"{day:%m}", f"{day:%Y}"), strict=True):
        part.click()
        part.press_sequentially(number)
    page.keyboard.press("Tab")


def lock(page: Page) -> None:
    """The button of the closing form that closes the decision."""
    keyed(page, "closing_lock").locator("button").click()
