"""One's own way in a conflict outlasts a reload in the browser of whoever answered, and nowhere else."""

from playwright.sync_api import Browser, Page, expect

from retention.own_way import situations
from tests.browser.conftest import DESKTOP, settle
from tests.browser.steps import keyed

KEPT = "localStorage.getItem('retention.own_way')"
COUNT = len(situations("en"))


def at_question(page: Page, number: int) -> None:
    expect(keyed(page, f"own_way_question_{number}")).to_be_visible(timeout=20_000)
    settle(page)


def answered(page: Page, first: int, last: int) -> None:
    """From one question to the one before `last`, each with its first reaction."""
    for number in range(first, last):
        at_question(page, number)
        keyed(page, "own_way_reactions").locator("button").first.click()
        expect(keyed(page, f"own_way_question_{number}")).to_have_count(0)


def test_answers_and_result_outlast_a_reload_for_their_owner_alone(page: Page, browser: Browser, app_url: str):
    page.goto(f"{app_url}/own-way")
    at_question(page, 0)
    expect(keyed(page, "own_way_again")).to_have_count(0)
    answered(page, 0, 3)
    at_question(page, 3)
    page.reload()
    answered(page, 3, COUNT)
    result = keyed(page, "own_way_result")
    expect(result).to_be_visible()
    settle(page)
    said = result.inner_text()
    page.reload()
    expect(result).to_be_visible(timeout=20_000)
    settle(page)
    assert result.inner_text() == said

    somebody_else = browser.new_context(viewport=DESKTOP, locale="en-GB")
    other = somebody_else.new_page()
    other.goto(f"{app_url}/own-way")
    at_question(other, 0)
    expect(keyed(other, "own_way_result")).to_have_count(0)
    somebody_else.close()

    keyed(page, "own_way_again").locator("button").click()
    at_question(page, 0)
    page.wait_for_function(f"{KEPT} === null")
    page.reload()
    at_question(page, 0)
    expect(keyed(page, "own_way_again")).to_have_count(0)


def test_what_is_no_answer_is_not_given_back(page: Page, app_url: str):
    first = situations("en")[0].id
    page.goto(f"{app_url}/own-way")
    at_question(page, 0)
    page.evaluate("""first => localStorage.setItem("retention.own_way",
        JSON.stringify({[first]: "shouting", nobody: "pushing"}))""", first)  # fmt: skip
    page.reload()
    at_question(page, 0)
    page.evaluate("localStorage.setItem('retention.own_way', '[[[')")
    page.reload()
    at_question(page, 0)
    answered(page, 0, 1)
    at_question(page, 1)
