"""The five journeys of a case in three languages: eight answers to a first verdict in a minute, questions until nothing
is worth asking, the decision closed and locked, reviewed when its day has come, and found again on another day."""

import time
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from retention.case import Case
from retention.decision import evaluate
from retention.explain import headline, reasons
from retention.history import status_name
from retention.language import LANGUAGES, words
from retention.storage import SqlStorage
from tests.browser.conftest import Visit, settle
from tests.browser.kept import case_at, closed_case, database, day_after, kept_case, quick_case
from tests.browser.leftovers import english_left
from tests.browser.live import running_app
from tests.browser.steps import (
    LESSON,
    NUMBERS,
    REQUEST,
    answer_the_eight,
    ask_until_clear,
    chosen,
    day_typed,
    ending,
    expect_due,
    filled,
    go_on,
    keyed,
    lock,
    on_screen,
    opened,
    see_the_verdict,
)

SECONDS_TO_VERDICT = 60.0
DAYS_TO_REVIEW = 30

@pytest.fixture(scope="module")
def storage() -> Iterator[SqlStorage]:
    with database() as found:
        yield found


@pytest.fixture(scope="module")
def later_url() -> Iterator[str]:
    """The same app and the same cases on the day of the review."""
    with running_app(days_ahead=DAYS_TO_REVIEW) as url:
        yield url


def expect_verdict_on(page: Page, case: Case, language: str) -> None:
    """Sentence and reasons as the language says them."""
    _, decision = words(language), evaluate(case)
    for sentence in (headline(decision, _), *reasons(case, decision, _)):
        expect(keyed(page, "verdict")).to_contain_text(sentence)


def expect_all_said_in(page: Page, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert english_left(page, language) == []


def case_in_address(page: Page) -> int:
    page.wait_for_url("**case=*")
    return int(parse_qs(urlsplit(page.url).query)["case"][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_answers_give_a_verdict_in_less_than_a_minute(visit: Visit, app_url, storage, language):
    page = visit(language)
    page.goto(f"{app_url}/new")
    expect(page.get_by_role("heading", name=words(language)("New case"), level=1)).to_be_visible(timeout=20_000)
    settle(page)
    expect_all_said_in(page, language)
    started = time.monotonic()
    answer_the_eight(page, language)
    see_the_verdict(page)
    assert time.monotonic() - started < SECONDS_TO_VERDICT
    title = page.get_by_role("heading", name=REQUEST[language], level=1)
    expect(title).to_be_visible()
    expect(title).to_be_in_viewport()
    settle(page)
    expect_verdict_on(page, case_at(storage, case_in_address(page)), language)
    expect_all_said_in(page, language)


def test_what_was_typed_survives_leaving_the_page(visit: Visit, app_url):
    page = visit("en")
    page.goto(f"{app_url}/new")
    on_screen(page, "request")
    filled(page, "start.total")
    go_on(page, "margin")
    page.get_by_role("link", name="Method").click()
    expect(keyed(page, "method")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="New case").click()
    keyed(page, "start_to_request").locator("button").click()
    on_screen(page, "request")
    expect(keyed(page, "start.total").locator("input")).to_have_value(NUMBERS["start.total"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_asked_until_no_further_one_is_worth_it(visit: Visit, app_url, storage, language):
    number = kept_case(storage, quick_case(language))
    page = opened(visit(language), f"{app_url}/?case={number}")
    assert ask_until_clear(page)
    _ = words(language)
    ends = [_("Clear enough. No further answer is worth the minutes that it would take."),
            _("It stays open, but no single answer would pay for the minutes that it takes. Decide as it is."),
            _("All that matters has been asked. What is left open stays a judgement.")]  # fmt: skip
    card = keyed(page, "next_question").inner_text()
    assert any(end in card for end in ends)
    expect_verdict_on(page, case_at(storage, number), language)
    expect_all_said_in(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_closed_and_locked_and_found_again_on_another_day(
    visit: Visit, app_url, later_url, storage, language
):
    _ = words(language)
    number = kept_case(storage, quick_case(language))
    page = opened(visit(language), f"{app_url}/?case={number}")
    keyed(page, "close_decision").locator("button").click()
    ending(page, ".our_part").locator("textarea").fill(LESSON[language])
    lock(page)
    expect(keyed(page, "closing").get_by_role("alert").first).to_be_visible()  # nothing was learnt yet
    expect(ending(page, ".our_part").locator("textarea")).to_have_value(LESSON[language])
    expect_all_said_in(page, language)
    ending(page, ".lesson").locator("textarea").fill(LESSON[language])
    ending(page, ".promise_text").locator("input").fill(REQUEST[language])
    day_typed(page, ".promise_day", day_after(2))
    lock(page)
    expect(keyed(page, "closed")).to_contain_text(REQUEST[language])
    expect(keyed(page, "case_actions")).to_contain_text(status_name("closed", _))
    promised = storage.memos(number)[-1].content["closing"]["promise_at"]
    assert datetime.fromisoformat(promised).date() == day_after(2)
    keyed(page, "history").locator("button").click()
    expect(page.get_by_text(_("untouched since"))).to_be_visible()
    expect_all_said_in(page, language)

    later = visit(language)
    later.goto(f"{later_url}/cases")
    expect_due(later, f"due_promise_{number}_kept")  # overdue by now
    keyed(later, f"open_{number}").locator("button").click()
    expect(keyed(later, "closed")).to_contain_text(REQUEST[language])
    settle(later)
    expect_verdict_on(later, quick_case(language), language)
    expect_all_said_in(later, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_decision_comes_back_on_its_review_day(visit: Visit, app_url, later_url, storage, language):
    _ = words(language)
    number = closed_case(storage, quick_case(language), language, DAYS_TO_REVIEW)
    page = visit(language)
    page.goto(f"{app_url}/cases")
    expect(keyed(page, f"open_{number}")).to_be_visible(timeout=20_000)
    expect(keyed(page, f"due_review_{number}_review")).to_have_count(0)  # not before its day

    later = visit(language)
    later.goto(f"{later_url}/cases")
    expect_due(later, f"due_review_{number}_review")
    keyed(later, f"due_review_{number}_review").locator("button").click()
    expect(keyed(later, "review_form")).to_be_visible()
    settle(later)
    expect_all_said_in(later, language)
    chosen(later, f"review.{number}.stayed", 0)
    chosen(later, f"review.{number}.happened.0", 1)
    keyed(later, f"review.{number}.paid").locator("input").fill("450")
    keyed(later, "review_form").locator('button[kind="primaryFormSubmit"]').click()
    expect(keyed(later, "review_form")).to_have_count(0)
    settle(later)
    expect_all_said_in(later, language)
    found = storage.reviews(number)[-1]
    assert (found.stayed, found.risks[0].happened, found.paid) == (True, False, 450)
    assert found.reviewed_on == day_after(DAYS_TO_REVIEW)
    opened(later, f"{later_url}/?case={number}")
    expect(keyed(later, "case_actions")).to_contain_text(status_name("reviewed", _))
