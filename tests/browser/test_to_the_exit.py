"""A case that ends in a parting, in three languages: from the verdict to the next steps, the letter checked and sent,
a promise made of it and kept, and the exit closed once the law was asked."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from pages.reply.checking import rule_name
from retention.case import Case
from retention.decision import evaluate
from retention.explain import headline
from retention.fault_words import fault_line
from retention.faults import Fault
from retention.history import status_name
from retention.language import LANGUAGES, NATIVE_NAMES, Words, words
from retention.legal_questions import rows_for
from retention.letter import in_full
from retention.next_steps import barriers, plan
from retention.parting_dates import parting_dates
from retention.promise_words import kept_sentence, standing_name
from retention.promises import KeptShare, kept_shares, together
from retention.storage import SqlStorage
from retention.working_days import working_day
from tests.browser.axe import SCREENS, violations
from tests.browser.conftest import settle
from tests.browser.kept import database, day_after, kept_case
from tests.browser.leftovers import english_left
from tests.browser.steps import LESSON, day_typed, ending, keyed, lock, opened
from tests.small_case import case_of, small

MONTHS = timedelta(days=183)  # that the share of kept promises looks back
CALL_IN = timedelta(days=7)  # from the notice, where the letter is not told otherwise
SHARE = 2  # place of the view


class Told(NamedTuple):
    """What the manager types."""

    title: str
    client: str
    sender: str
    matter: str
    doubt: str  # of the client's word, in the draft


TOLD = {
    "en": Told("Kitchen, the last exit", "Elena Rusu", "Irina Popa", "The kitchen came nineteen days late",
               "Are you sure you read the terms?"),
    "ru": Told("Кухня, последний выход", "Елена Русу", "Ирина Попа", "Кухню привезли на девятнадцать дней позже",
               "Вы уверены, что читали условия?"),
    "ro": Told("Bucătăria, ultima ieșire", "Elena Rusu", "Irina Popa", "Bucătăria a venit cu nouăsprezece zile târziu",
               "Sunteți sigură că ați citit condițiile?"),
}  # fmt: skip
REACH = "022 123 456"
DRAFT = '[class*="st-key-letter_"] textarea'
DRAFTED = "([draft, text]) => [...document.querySelectorAll(draft)].some((field) => field.value.includes(text))"


def parting(told: Told) -> Case:
    """A client on whom money is lost, whatever is offered: nothing is better than parting."""
    return case_of(small(title=told.title, client=told.client, value__annual_margin=-100))


@pytest.fixture(scope="module")
def storage() -> Iterator[SqlStorage]:
    with database() as found:
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_goes_from_its_verdict_to_a_closed_exit(visit, app_url, storage, language):
    _, told = words(language), TOLD[language]
    case = parting(told)
    number = kept_case(storage, case)
    page = opened(visit(language), f"{app_url}/?case={number}")
    expect(keyed(page, "verdict").locator("h2")).to_contain_text(headline(evaluate(case), _).split(" — ")[1])

    to_the_steps(page, keyed(page, "outputs"), _)
    expect_plan(page, case, _)
    letter = letter_filled(page, told)
    assert english_left(page, language) == []
    checked(page, letter, told, _)
    assert english_left(page, language) == []
    sentence = sent(page, letter, _)
    assert [(one.side, one.note) for one in storage.messages.of_case(number)] == [("us", letter)]

    share = kept_so_far(storage)
    promised_and_kept(page, storage, number, sentence, told, _)
    keyed(page, "promises.view").locator("button").nth(SHARE).click()
    expect(keyed(page, "promises_share")).to_contain_text(kept_sentence(one_more(share), _))

    close(page, language)
    expect(keyed(page, "closing")).to_contain_text(unasked(_))
    assert storage.load(number).row.status == "draft"
    to_the_steps(page, keyed(page, "closing"), _)
    law_asked(page, language)
    keyed(page, "frame_links").get_by_role("link", name=_("Decide"), exact=True).click()
    expect(keyed(page, "closing_lock")).to_be_visible()
    settle(page)
    expect(keyed(page, "closing")).not_to_contain_text(unasked(_))
    lock(page)
    expect(keyed(page, "closed")).to_contain_text(told.sender)
    expect(keyed(page, "case_actions")).to_contain_text(status_name("closed", _))
    assert english_left(page, language) == []
    assert storage.memos(number)[-1].content["closing"]["chosen_option"] == "part"

    settle(page)
    to_the_steps(page, keyed(page, "closed"), _)
    expect_files(page, case, _)
    opened(page, f"{app_url}/?case={number}")
    expect(keyed(page, "closed")).to_be_visible()  # a step that was done leaves it closed


def containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


def to_the_steps(page: Page, within: Locator, _: Words) -> None:
    within.get_by_role("link", name=_("Next steps")).click()
    page.wait_for_url("**/steps*")
    expect(keyed(page, "steps_ics")).to_be_visible()
    settle(page)


def expect_plan(page: Page, case: Case, _: Words) -> None:
    """Every step of a parting with its day."""
    for step in plan("part", evaluate(case).verdict, day_after(0), _.language):
        expect(keyed(page, f"step_{step.id}")).to_contain_text(_.date(step.due))


def letter_filled(page: Page, told: Told) -> str:
    """The draft, with what the case does not know."""
    for key, text in (("sender", told.sender), ("reach", REACH), ("matter", told.matter)):
        field = keyed(page, f"letter_{key}").locator("input")
        field.fill(text)
        field.press("Tab")
        page.wait_for_function(DRAFTED, arg=[DRAFT, text])  # for a moment the old draft stands beside the new one
        settle(page)
    expect(page.locator(DRAFT)).to_have_count(1)
    return page.locator(DRAFT).input_value()


def checked(page: Page, letter: str, told: Told, _: Words) -> None:
    """Through the check: a doubt of the client's word is found first, and goes."""
    keyed(page, "letter_check").locator("button").click()
    page.wait_for_url("**/reply*")
    draft = keyed(page, "reply_draft").locator("textarea")
    expect(draft).to_have_value(letter)
    settle(page)
    first, *others = letter.split("\n\n")
    draft.fill("\n\n".join([first, told.doubt, *others]))
    keyed(page, "reply_check").locator("button").click()
    found = keyed(page, "finding_0")
    expect(found).to_contain_text(rule_name(5, _))
    quoted = found.locator("blockquote").inner_text().strip()
    assert quoted in told.doubt
    expect(keyed(page, "reply_findings")).to_contain_text(NATIVE_NAMES[_.language])
    expect(page.locator(".marked-draft mark").filter(has_text=quoted)).to_be_visible()
    settle(page)
    draft.fill(letter)
    keyed(page, "reply_check").locator("button").click()
    expect(keyed(page, "reply_findings")).not_to_contain_text(rule_name(5, _))
    settle(page)


def sent(page: Page, letter: str, _: Words, leave: bool = True) -> str:
    """Noted with the case; returns the sentence of the letter that promises a call.

    leave: go on to make a promise of it.
    """
    channel = keyed(page, "reply_channel").locator("input")
    channel.fill(_("e-mail"))
    channel.press("Enter")
    settle(page)
    keyed(page, "reply_note_sent").locator("button").click()
    day = in_full(working_day(parting_dates(day_after(0)).notice + CALL_IN), _)
    expect(keyed(page, "reply_dated_0")).to_be_visible()
    settle(page)
    row = page.locator('[class*="st-key-reply_dated_"]').filter(has_text=day).last
    sentence = next(line for line in row.inner_text().splitlines() if day in line)
    assert sentence in letter
    if leave:
        row.locator("button").click()
    return sentence


def promised_and_kept(page: Page, storage: SqlStorage, number: int, sentence: str, told: Told, _: Words) -> None:
    """In the register: the form knows what the letter says; the promise is noted, then kept."""
    page.wait_for_url("**/promises*")
    expect(keyed(page, "promise.new.what").locator("input")).to_have_value(sentence)
    expect(keyed(page, "promise.new.case").locator("input")).to_have_value(containing(told.title))
    expect(keyed(page, "promise.new.channel").locator("input")).to_have_value(_("e-mail"))
    expect(keyed(page, "promise.new.to_whom").locator("input")).to_have_value(told.client)
    settle(page)
    keyed(page, "promise.new.usual.0").locator("button").click()
    expect(keyed(page, "promise.new.hour").get_by_role("spinbutton").first).to_have_text(re.compile(r"\d"))
    settle(page)
    keyed(page, "promise_note").locator("button").click()
    row = page.locator('[class*="st-key-promise_"]').filter(has=page.get_by_role("timer")).filter(has_text=sentence)
    expect(row.filter(has_text=told.title).first).to_be_visible()
    (promise,) = storage.promises.of_case(number)
    assert (promise.what, promise.channel, promise.to_whom) == (sentence, _("e-mail"), told.client)
    keyed(page, f"promise_kept_{promise.id}").locator("button").click()
    expect(keyed(page, f"promise_{promise.id}")).to_have_count(0)
    settle(page)
    keyed(page, "promises_settled").locator("summary").click()
    expect(keyed(page, f"settled_{promise.id}")).to_contain_text(standing_name("kept", _))
    assert english_left(page, _.language) == []


def kept_so_far(storage: SqlStorage) -> KeptShare | None:
    """How promises were kept until now, those of other tests too."""
    now = datetime.now(UTC)
    listed = storage.promises.due_since(now - MONTHS)
    return together(kept_shares(listed, storage.promises.events(one.id for one in listed), now))


def one_more(before: KeptShare | None) -> KeptShare:
    day = day_after(0)
    return KeptShare(day, before.kept + 1, before.late, before.broken) if before else KeptShare(day, 1, 0, 0)


def close(page: Page, language: str) -> None:
    """Fill the closing form and try to close."""
    keyed(page, "frame_links").get_by_role("link", name=words(language)("Decide"), exact=True).click()
    keyed(page, "close_decision").locator("button").click()
    expect(keyed(page, "closing_lock")).to_be_visible()
    settle(page)
    ending(page, ".lesson").locator("textarea").fill(LESSON[language])
    ending(page, ".promise_text").locator("input").fill(TOLD[language].sender)
    expect(ending(page, ".promise_day").get_by_role("spinbutton")).to_have_count(3)
    day_typed(page, ".promise_day", day_after(7))
    lock(page)


def unasked(_: Words) -> str:
    return fault_line(Fault("", None, "parting_unasked"), _)[1:]  # its first letter is written large


def law_asked(page: Page, language: str) -> None:
    """Every question that could stop the parting, answered where the plan stands."""
    for open_one in [found for found in barriers(rows_for(""), {}, {}, language) if found.stops]:
        expect(keyed(page, "parting_question")).to_contain_text(open_one.question)
        keyed(page, "parting_no").locator("button").click()
    expect(keyed(page, "parting_question")).to_have_count(0)
    settle(page)
    assert english_left(page, language) == []


def expect_files(page: Page, case: Case, _: Words) -> None:
    """A step is ticked; the calendar has the others, the table all."""
    first, *others = plan("part", evaluate(case).verdict, day_after(0), _.language)
    keyed(page, f"step_done_{first.id}").locator("label").click()
    expect(keyed(page, f"step_{first.id}")).to_contain_text(_("done on {date}").format(date=_.date(day_after(0))))
    settle(page)
    with page.expect_download() as download:
        keyed(page, "steps_ics").locator("button").click()
    events = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert sorted((str(event["summary"]), event.decoded("dtstart")) for event in events) == sorted(
        (f"{step.title} – {case.title}", step.due) for step in others
    )
    with page.expect_download() as download:
        keyed(page, "steps_csv").locator("button").click()
    written = Path(download.value.path()).read_text("utf-8-sig")
    _heading, *rows = csv.reader(io.StringIO(written), delimiter=";" if ";" in written.splitlines()[0] else ",")
    assert [row[0] for row in rows] == [step.title for step in (first, *others)]
    assert [bool(row[-1]) for row in rows] == [True, *[False] * len(others)]


def test_no_state_on_the_way_breaks_an_accessibility_rule(visit, app_url, storage):
    _, told = words("en"), TOLD["en"]
    number = kept_case(storage, parting(told))
    page = opened(visit("en"), f"{app_url}/?case={number}")
    close(page, "en")
    expect(keyed(page, "closing")).to_contain_text(unasked(_))
    found = violations(page, "closing, refused", ".st-key-closing")
    to_the_steps(page, keyed(page, "closing"), _)
    found += violations(page, "next steps, the law", ".st-key-parting_question")
    letter = letter_filled(page, told)
    checked(page, letter, told, _)
    keyed(page, "reply_draft").locator("textarea").fill(f"{told.doubt} {letter}")
    keyed(page, "reply_check").locator("button").click()
    expect(keyed(page, "finding_0")).to_be_visible()
    settle(page)
    found += violations(page, "reply, to be mended")
    keyed(page, "reply_note_sent").locator("button").click()
    expect(keyed(page, "reply_sent").get_by_role("alert")).to_be_visible()  # nobody said how it went
    settle(page)
    found += violations(page, "reply, no channel", ".st-key-reply_sent")
    sent(page, letter, _, leave=False)
    found += violations(page, "reply, sent")
    page.set_viewport_size(SCREENS["phone"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert found == []
