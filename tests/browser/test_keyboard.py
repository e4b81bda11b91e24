"""The whole way of a case by keyboard alone: eight answers, the verdict, one question more, the decision closed."""

from playwright.sync_api import Locator, Page, expect

from retention.case import CATEGORIES
from tests.browser.conftest import settle
from tests.browser.kept import day_after
from tests.browser.steps import (
    LESSON,
    LOYALTY,
    NO_LINE,
    NUMBERS,
    REQUEST,
    SATISFACTION,
    TENURE,
    choices,
    consequence_place,
    ending,
    keyed,
    on_screen,
)

STOPS_AT_MOST = 100  # presses of Tab to what comes next; more would be too long a way


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is in `wanted`."""
    settle(page)
    expect(wanted.first).to_be_visible()
    passed = []
    for _press in range(STOPS_AT_MOST):
        page.keyboard.press(key)
        if holds_focus(wanted):
            return
        passed.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    raise AssertionError(f"{key} never comes to it; it stops at:\n" + "\n".join(passed))


def holds_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate_all("all => all.some(element => element.contains(document.activeElement))"))


def type_in(page: Page, wanted: Locator, text: str) -> None:
    if not holds_focus(wanted):
        tab_to(page, wanted)
    page.keyboard.type(text)


def press_button(page: Page, wanted: Locator, key: str = "Enter") -> None:
    tab_to(page, wanted)
    page.keyboard.press(key)
    settle(page)


def choose(page: Page, key: str, place: int) -> None:
    """Go to a group of choices and take the one at this place; its first may have the focus already."""
    group = choices(page, key)
    if not holds_focus(group):
        tab_to(page, group)
    for _press in range(place):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settle(page)
    assert group.nth(place).evaluate("button => [button.ariaChecked, button.ariaPressed].includes('true')")


def test_a_case_is_worked_by_keyboard_alone(page: Page, app_url: str):
    page.goto(app_url)
    settle(page)
    press_button(page, keyed(page, "frame_links").get_by_role("link", name="New case"))
    on_screen(page, "request")
    answer_by_keyboard(page)

    expect(page.get_by_role("heading", name=REQUEST["en"], level=1)).to_be_visible()
    expect(keyed(page, "verdict").locator("h2")).to_be_visible()

    card = keyed(page, "next_question")
    question = card.locator("p strong").filter(has_text="?").first.inner_text()
    press_button(page, card.locator('[data-testid="stFormSubmitButton"]'))
    expect(keyed(card, "ask_moved")).to_be_visible()
    expect(card.get_by_text(question)).to_have_count(0)

    press_button(page, keyed(page, "close_decision"))
    form = keyed(page, "closing")
    expect(form).to_be_visible()
    type_in(page, ending(page, ".lesson"), LESSON["en"])
    type_in(page, ending(page, ".our_part"), LESSON["en"])
    type_in(page, ending(page, ".promise_text"), REQUEST["en"])
    type_in(page, ending(page, ".promise_day"), f"{day_after(2):%d%m%Y}")
    press_button(page, keyed(form, "closing_lock"))
    expect(keyed(page, "closed")).to_contain_text(REQUEST["en"])


def answer_by_keyboard(page: Page) -> None:
    """The eight questions; the focus is at the first field of each when it comes."""
    type_in(page, keyed(page, "start.request"), REQUEST["en"])
    numbers(page, "start.total", "start.hours", "start.rate")
    go_on(page, "margin")
    numbers(page, "start.margin")
    go_on(page, "history")
    choose(page, "start.tenure", TENURE)
    choose(page, "start.loyalty", LOYALTY)
    go_on(page, "satisfaction")
    choose(page, "start.satisfaction", SATISFACTION)
    go_on(page, "consequences")
    for category in CATEGORIES:
        choose(page, f"start.may.{category}", consequence_place(category))
    go_on(page, "responsibility")
    numbers(page, "start.share.company", "start.share.client")
    go_on(page, "owed")
    numbers(page, "start.owed")
    go_on(page, "red_lines")
    choose(page, "start.lines", NO_LINE)
    press_button(page, keyed(page, "start_go"))


def numbers(page: Page, *keys: str) -> None:
    for key in keys:
        type_in(page, keyed(page, key).locator("input"), NUMBERS[key])


def go_on(page: Page, question: str) -> None:
    press_button(page, keyed(page, "start_next"))
    on_screen(page, question)
    expect(keyed(page, f"question_{question}").locator(":focus")).to_have_count(1)
