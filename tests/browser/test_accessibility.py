"""WCAG 2.2 AA on every page and in every state of it: light and dark, desktop and phone, three languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from retention.case import Case
from retention.language import LANGUAGES, LOCALES
from retention.quick_start import QUESTIONS
from retention.storage import SqlStorage
from tests.browser.axe import SCREENS, violations
from tests.browser.conftest import settle
from tests.browser.kept import closed_case, database, kept_case, quick_case
from tests.browser.live import running_app
from tests.browser.steps import keyed, lock, on_screen, opened, typed

VIEWS = ("options", "why", "spread", "sides", "stands", "change", "learn")
PICTURES = {"spread": 2, "sides": 3, "change": 2}


@pytest.fixture(scope="module")
def storage(tmp_path_factory) -> Iterator[SqlStorage]:
    with database(f"sqlite:///{tmp_path_factory.mktemp('cases')}/cases.sqlite3") as found:
        yield found


@pytest.fixture(scope="module")
def url(storage: SqlStorage) -> Iterator[str]:
    with running_app({"RETENTION_DATABASE_URL": str(storage.engine.url)}, days_ahead=2) as address:
        yield address


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture
def page(browser: Browser, language: str) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREENS["desktop"], locale=LOCALES[language].replace("_", "-"))
    yield context.new_page()
    context.close()


def at(page: Page, address: str, key: str) -> Page:
    """The page at this address, when the part with this key has come and all is at rest."""
    page.goto(address)
    expect(keyed(page, key)).to_be_visible(timeout=20_000)
    settle(page)
    return page


def pressed(page: Page, key: str, choice: str) -> None:
    keyed(page, key).locator("button").nth(VIEWS.index(choice)).click()
    settle(page)


def open_all(page: Page, key: str) -> None:
    """Open every section in the container with this key."""
    closed = keyed(page, key).locator("details:not([open]) > summary")
    while count := closed.count():
        closed.first.click()
        expect(closed).to_have_count(count - 1)
        settle(page)


def popover_violations(page: Page, key: str) -> list[str]:
    body, button = page.get_by_test_id("stPopoverBody"), keyed(page, key).locator("button").first

    def open_it() -> None:
        if not body.count():
            button.focus()  # a click would first have to scroll it from under the verdict that stays in view
            button.press("Enter")
        expect(body).to_be_visible()
        settle(page)

    found = violations(page, key, '[data-testid="stPopoverBody"]', open_it)
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    return found


def upset(case: Case) -> Case:
    """The same case while its manager is carried away, who is asked for a pause then."""
    return case.model_copy(update={"emotion": case.emotion.model_copy(update={"manager": 5.0})})


def test_the_decision_and_every_output(page, url, storage, language):
    number = kept_case(storage, quick_case(language))
    opened(page, f"{url}/?case={number}")
    found = violations(page, "decide")
    for view in VIEWS:
        pressed(page, "view", view)
        if view == "options":
            keyed(page, "table").locator("summary").click()  # stays open from here on
        for place in range(PICTURES.get(view, 1)):
            if place:
                keyed(page, f"{view}_picture").locator("button").nth(place).click()
                settle(page)
            found += violations(page, f"{view} {place}", ".st-key-outputs")
    assert found == []


def test_every_input(page, url, storage, language):
    number = kept_case(storage, quick_case(language))
    opened(page, f"{url}/?case={number}")
    open_all(page, "inputs")
    keyed(page, "usual_fit").locator("button").click()
    typed(page, "options.satisfy.stay.low", "95")  # more than the likely value
    expect(keyed(page, "inputs").get_by_role("alert").first).to_be_visible()
    found = violations(page, "inputs")
    for key in ("options.satisfy.stay.who", "price.0", "open", "history"):
        found += popover_violations(page, key)
    assert found == []


def test_a_new_case(page, url, language):
    at(page, f"{url}/new", "question_request")
    found = violations(page, "new")
    for question in QUESTIONS[1:]:
        keyed(page, f"start_to_{question.key}").locator("button").click()
        on_screen(page, question.key)
        found += violations(page, f"new, {question.key}", f".st-key-question_{question.key}")
    keyed(page, "start_go").locator("button").click()
    expect(keyed(page, "start").get_by_role("alert").first).to_be_visible()
    found += violations(page, "new, with what is missing")
    assert found == []


def test_the_list_of_cases(page, url, storage, language):
    number = closed_case(storage, quick_case(language), language, review_in_days=2)
    deleted = kept_case(storage, quick_case(language))
    at(page, f"{url}/cases", "due")
    keyed(page, f"more_{deleted}").locator("button").click()
    keyed(page, f"act_delete_{deleted}").locator("button").click()
    expect(keyed(page, "undo")).to_be_visible()
    found = violations(page, "cases")
    found += popover_violations(page, f"more_{number}")
    assert found == []


def test_a_comparison(page, url, language):
    at(page, f"{url}/compare", "nothing_to_compare")
    found = violations(page, "compare, nothing chosen")
    keyed(page, "compare_example").locator("input").click()
    found += violations(page, "the list of examples")
    page.get_by_role("option").nth(2).click()
    expect(keyed(page, "right_case")).to_be_visible()
    found += violations(page, "compare")
    assert found == []


def test_closing_and_review(page, url, storage, language):
    number = kept_case(storage, upset(quick_case(language)))
    opened(page, f"{url}/?case={number}")
    keyed(page, "close_decision").locator("button").click()
    expect(keyed(page, "closing")).to_be_visible()
    lock(page)
    expect(keyed(page, "closing").get_by_role("alert").first).to_be_visible()
    found = violations(page, "closing, with what is missing")

    number = closed_case(storage, quick_case(language), language, review_in_days=2)
    at(page, f"{url}/review", f"review_{number}")
    found += violations(page, "reviews that wait")
    keyed(page, f"review_{number}").locator("button").click()
    expect(keyed(page, "review_form")).to_be_visible()
    found += violations(page, "review")
    keyed(page, "review_form").locator('button[kind="primaryFormSubmit"]').click()
    toast = page.get_by_test_id("stToast")
    toast.locator("button").last.focus()  # it stays as long as the focus is in it
    found += violations(page, "a toast")
    expect(toast).to_be_visible()
    assert found == []


def test_the_method(page, url, language):
    at(page, f"{url}/method", "method")
    open_all(page, "method")
    assert violations(page, "method") == []
