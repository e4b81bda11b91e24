"""From eight answers to a first verdict in less than a minute, then questions until nothing is worth asking."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

SECONDS_TO_VERDICT = 60.0
QUESTIONS_AT_MOST = 40


def answer_the_eight(page: Page) -> None:
    page.get_by_role("textbox", name="What they ask for").fill("A new worktop")
    for name, value in (
        ("All that they would get", "1000"),
        ("Hours of your people's time", "4"),
        ("What an hour costs you", "40"),
        ("Margin per year", "1200"),
    ):
        page.get_by_role("spinbutton", name=name).fill(value)
    page.get_by_role("radio", name="Many years").click()
    page.get_by_role("radio", name="7", exact=True).click()
    page.get_by_role("radio", name="2 · little").click()
    for name in ("Negative public review", "Open invoice not paid", "Claim in court", "Working hours lost to upset"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("spinbutton", name="You, %").fill("70")
    page.get_by_role("spinbutton", name="The client, %").fill("30")
    page.get_by_role("spinbutton", name="Owed in any case").fill("100")
    page.get_by_role("spinbutton", name="Owed in any case").press("Tab")
    page.get_by_role("button", name="None", exact=True).click()
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()


def open_new(page: Page, app_url: str) -> None:
    page.goto(app_url)
    settle(page)
    page.get_by_role("link", name="New case").click()
    expect(page.get_by_role("heading", name="New case", level=1)).to_be_visible()
    settle(page)


def test_eight_answers_give_a_verdict_in_less_than_a_minute(page, app_url):
    open_new(page, app_url)
    started = time.monotonic()
    answer_the_eight(page)
    page.get_by_role("button", name="See the verdict").click()
    expect(page.get_by_role("heading", name="A new worktop", level=1)).to_be_visible()
    expect(page.locator(".st-key-verdict h2")).to_be_visible()
    assert time.monotonic() - started < SECONDS_TO_VERDICT
    expect(page.get_by_role("heading", name="A new worktop", level=1)).to_be_in_viewport()


def test_what_was_typed_survives_leaving_the_page(page, app_url):
    open_new(page, app_url)
    answer_the_eight(page)
    page.get_by_role("link", name="Method").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("New case")
    settle(page)
    page.get_by_role("link", name="New case").click()
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Margin per year")).to_have_value("1200")


def test_questions_are_answered_until_nothing_is_worth_asking(page, app_url):
    open_new(page, app_url)
    answer_the_eight(page)
    page.get_by_role("button", name="See the verdict").click()
    card = page.locator(".st-key-next_question")
    expect(card).to_be_visible()
    asked: list[str] = []
    while len(asked) < QUESTIONS_AT_MOST:
        settle(page)
        if not card.get_by_role("button", name="Skip", exact=True).count():
            break
        question = card.locator("p strong").filter(has_text="?").first.inner_text()
        assert question not in asked
        asked.append(question)
        likely = card.get_by_role("spinbutton", name="Likely").input_value()
        for side in ("Low", "High"):
            card.get_by_role("spinbutton", name=side).fill(likely)
        card.get_by_role("button", name="Answer").click()
        expect(card.get_by_text(question)).to_have_count(0)
        expect(card.get_by_text("The verdict").first).to_be_visible()
    assert asked
    expect(card.get_by_role("button", name="Skip", exact=True)).to_have_count(0)
    ends = re.compile("Clear enough|Decide as it is|has been asked")
    expect(card.get_by_text(ends)).to_be_visible()
