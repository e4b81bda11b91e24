"""The decision screen in a real browser: a verdict at once, moved figures, files out and in, languages."""

import json
import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from retention.decision import evaluate
from retention.document import case_document, read_bytes, read_case
from retention.examples import FIRST, example_document
from retention.explain import headline, reasons
from retention.language import words
from retention.memo_reader import read_memo
from tests.browser.conftest import settle

EXAMPLE = read_case(example_document(FIRST, "en"))
PROBE = "/_stcore/"  # opened below a page's address, Streamlit's own client first asks there and gets a 404


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator(".st-key-downloads")).to_be_visible(timeout=20_000)
    settle(page)
    return page


def verdict(page: Page) -> Locator:
    return page.locator(".st-key-verdict")


def expect_verdict_on(page: Page, case) -> None:
    _, decision = words("en"), evaluate(case)
    expect(verdict(page)).to_contain_text(headline(decision, _))
    for reason in reasons(case, decision, _):
        expect(verdict(page)).to_contain_text(reason)


def stay_slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="If we offer a compromise")


def test_a_moved_figure_changes_the_verdict_and_the_memo_brings_the_case_back(page: Page, app_url: str):
    opened(page, app_url)
    expect_verdict_on(page, EXAMPLE)
    slider = stay_slider(page)
    slider.focus()
    for _press in range(10):
        slider.press("ArrowLeft")
    expect(slider).to_have_value("60")
    settle(page)
    document = case_document(EXAMPLE)
    document["options"]["compromise"]["stay"][1] = 0.6
    changed = read_case(document)
    expect_verdict_on(page, changed)
    assert headline(evaluate(changed), words("en")) != headline(evaluate(EXAMPLE), words("en"))
    settle(page)  # the verdict is drawn before the run ends, and a run draws the buttons anew

    with page.expect_download() as memo:
        page.get_by_role("button", name="Download the memo").click()
    data = memo.value.path().read_bytes()
    assert memo.value.suggested_filename.endswith(".csv")
    taken = read_case(read_memo(data).document)
    assert taken.title.startswith(changed.title)  # a name that other tests' cases have taken is numbered
    changed = changed.model_copy(update={"title": taken.title})
    assert taken == changed
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the case").click()
    assert read_case(read_bytes(saved.value.path().read_bytes())) == changed


def test_a_bad_file_changes_nothing_and_a_good_one_is_opened(page: Page, app_url: str):
    opened(page, app_url)
    page.get_by_role("button", name="Open a case").click()
    page.get_by_role("radio", name="Open a file").click()
    upload = page.locator('[data-testid="stFileUploaderDropzoneInput"], input[type="file"]').first
    bad = {**case_document(EXAMPLE), "owed": -5, "colour": "red"}
    upload.set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": json.dumps(bad).encode()})
    expect(page.get_by_role("alert")).to_contain_text("2 faults; nothing was opened.")
    expect_verdict_on(page, EXAMPLE)

    good = {**case_document(EXAMPLE), "title": "A case of ours", "horizon_years": 6}
    upload.set_input_files({"name": "good.json", "mimeType": "application/json", "buffer": json.dumps(good).encode()})
    expect(page.get_by_role("heading", name="A case of ours", level=1)).to_be_visible()
    expect(page.get_by_role("radio", name="Open a file")).to_have_count(0)  # the window has closed
    expect_verdict_on(page, read_case(good))


def test_a_section_stays_open_while_its_summary_changes(page: Page, app_url: str):
    opened(page, app_url)
    section = page.locator(".st-key-section_risks")
    section.locator("summary").click()
    section.get_by_role("button", name="Add a risk").click()
    expect(section).to_contain_text("4 risks")
    section.get_by_role("button", name="Remove this risk").last.click()
    expect(section).to_contain_text("3 risks")
    section.locator("summary").press("Enter")
    expect(section.get_by_role("button", name="Add a risk")).to_have_count(0)
    expect(section.locator("summary")).to_contain_text("3 risks")
    expect(section.locator("summary")).to_be_focused()


def test_a_keyboard_moves_a_slider_step_by_step(page: Page, app_url: str):
    slider = stay_slider(opened(page, app_url))
    slider.focus()
    for steps in range(1, 4):
        page.keyboard.press("ArrowLeft")
        settle(page)
        expect(slider).to_have_value(str(70 - steps))
        expect(slider).to_be_focused()


def test_the_language_stays_in_the_address_from_page_to_page(page: Page, app_url: str):
    opened(page, app_url)
    page.locator(".st-key-frame_language input").click()
    page.get_by_role("option", name="Română").click()
    expect(page.locator("html")).to_have_attribute("lang", "ro")
    page.wait_for_url(re.compile(r"[?&]lang=ro\b"))
    page.locator(".st-key-frame_links a").last.click()
    page.wait_for_url(re.compile(r"/method\?.*lang=ro\b"))
    expect(page.locator("html")).to_have_attribute("lang", "ro")
    page.go_back()
    title = example_document(FIRST, "ro")["title"]
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_a_romanian_browser_is_spoken_to_in_romanian(browser: Browser, app_url: str):
    context = browser.new_context(locale="ro-MD")
    page = opened(context.new_page(), app_url)
    expect(page.locator("html")).to_have_attribute("lang", "ro")
    context.close()


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong_on_the_way(page: Page, app_url: str):
    troubles: list[str] = []
    host = urlsplit(app_url).netloc

    def note(is_trouble: bool, what: str) -> None:
        if is_trouble:
            troubles.append(what)

    page.on("console", lambda message: note(message.type == "error", message.text))
    page.on("pageerror", lambda error: note(True, str(error)))
    page.on("request", lambda r: note(urlsplit(r.url).netloc not in (host, ""), r.url))
    page.on("response", lambda r: note(r.status >= 400 and PROBE not in r.url, f"{r.status} {r.url}"))
    opened(page, app_url)
    for name in ("Why", "Options"):
        page.locator(".st-key-view").get_by_role("radio", name=name, exact=True).click()
        settle(page)
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.get_by_role("link", name="Method").click()
    expect(page.get_by_role("heading", name="How it is computed")).to_be_visible()
    settle(page)
    assert troubles == []
