"""Cases put into the database that the app reads, as it would have put them there itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from retention.case import Case
from retention.closing import Closing
from retention.content import case_part
from retention.decision import decision_document, evaluate
from retention.document import case_document, read_case
from retention.language import words
from retention.memo import memo_text
from retention.quick_start import QuickAnswers, case_from
from retention.responsibility import Shares
from retention.storage import Headline, SqlStorage, database_url, open_storage
from tests.browser.steps import CONSEQUENCES, LESSON, REQUEST


@contextmanager
def database(url: str | None = None) -> Iterator[SqlStorage]:
    """The database of the app that runs for these tests."""
    storage = open_storage(url or database_url())
    yield storage
    storage.dispose()


def quick_case(language: str) -> Case:
    """A case that eight answers make."""
    return case_from(
        QuickAnswers(
            request=REQUEST[language],
            total={"low": 800.0, "likely": 1000.0, "high": 1200.0, "basis": "assumed"},
            hours={"low": 3.0, "likely": 4.0, "high": 5.0, "basis": "assumed"},
            annual_margin={"low": 960.0, "likely": 1200.0, "high": 1440.0, "basis": "assumed"},
            tenure="established",
            loyalty=7,
            satisfaction=2,
            consequences={category: [key] for category, key in CONSEQUENCES.items()},
            shares=Shares(70, 0, 0, 30),
            owed=100.0,
        ),
        "",
        "EUR",
        language=language,
        title=REQUEST[language],
        hourly_rate=40.0,
    )


def kept_case(storage: SqlStorage, case: Case) -> int:
    """Keep a case as a draft; returns its number."""
    return storage.create(case_document(case), "created", Headline.of(evaluate(case))).row.id


def closed_case(storage: SqlStorage, case: Case, language: str, review_in_days: int = 30) -> int:
    """Keep a case that was closed today with the option recommended, something promised for tomorrow."""
    number, decision, today = kept_case(storage, case), evaluate(case), datetime.now(UTC).date()
    closing = Closing(
        chosen_option=decision.recommended,
        lesson=LESSON[language],
        review_on=today + timedelta(days=review_in_days),
        our_part=LESSON[language],
        promise_text=REQUEST[language],
        promise_at=datetime.now(UTC) + timedelta(days=1),
    )
    memo = memo_text(case, decision, words(language), "comma", today)
    storage.close(number, closing, decision_document(decision), memo, 1, today)
    return number


def case_at(storage: SqlStorage, number: int) -> Case:
    """The case with this number as it is kept now."""
    return read_case(case_part(storage.load(number).document))


def day_after(days: int) -> date:
    """The day so many days from today."""
    return datetime.now(UTC).date() + timedelta(days=days)
