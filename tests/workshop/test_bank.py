"""The leaderboard by its rules, the case that a bank entry becomes, the practice case, how homework stands."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.case import CATEGORIES
from retention.decision import evaluate
from retention.document import read_case
from retention.language import LANGUAGES, words
from retention.workshop.bank import (
    case_document,
    disappointed_entrant,
    homework_state,
    is_late,
    leaderboard,
    proposal,
    rules,
)
from retention.workshop.bank_records import FIELDS, BankEntry, CaseText, EntryState, Homework
from retention.workshop.sheet import questions_of

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEXT = CaseText("Late sofa", "Nine weeks.", "Money back", "10%")


def entry(number: int, votes: int, minutes: int = 0, state: EntryState = "published") -> BankEntry:
    moment = START + timedelta(minutes=minutes)
    return BankEntry(number, 1, number, "", "en", TEXT, "", TEXT, state, moment, moment, votes)


def test_as_many_votes_share_a_place_and_the_next_is_left_out():
    entries = [entry(1, 2), entry(2, 5, minutes=9), entry(3, 5, minutes=3), entry(4, 0), entry(5, 2, minutes=-1)]
    found = [(place.number, place.entry.id) for place in leaderboard(entries)]
    assert found == [(1, 3), (1, 2), (3, 5), (3, 1), (5, 4)]


def test_only_published_cases_are_ranked():
    assert [place.entry.id for place in leaderboard([entry(1, 9, state="withdrawn"), entry(2, 0)])] == [2]
    assert leaderboard([]) == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_a_place_counts_those_with_more_votes(given_entries):
    entries = [entry(number, votes, minutes) for number, (votes, minutes) in enumerate(given_entries)]
    places = leaderboard(entries)
    assert sorted(place.entry.id for place in places) == sorted(e.id for e in entries)
    for place in places:
        assert place.number == 1 + len([e for e in entries if e.votes > place.entry.votes])
    assert [place.number for place in places] == sorted(place.number for place in places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_told_in_every_language(language):
    assert len(rules(words(language))) == 5
    assert all(rules(words(language)))


def test_names_are_masked_in_the_language_of_the_case():
    told = CaseText("Шкаф", "Елена Русу звонила с +373 69 123 456.", "", "")
    assert set(proposal(told, words("ru"))) == set(FIELDS)
    assert "Русу" not in proposal(told, words("ru"))["story"].text
    english = CaseText("Sofa", "Elena Rusu called from +373 69 123 456.")
    assert proposal(english, words("en"))["story"].text == "[name] called from [phone]."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["EUR", "MDL"])
def test_a_case_of_the_bank_can_be_put_on_the_table(language, currency):
    text = CaseText("Late  sofa\n", "Nine weeks.", "Money back", "10%")
    document = case_document(text, currency, language)
    case = read_case(document)
    assert (case.title, case.story, case.request, case.currency) == ("Late sofa", "Nine weeks.", "Money back", currency)
    assert {risk.category for risk in case.risks} == set(CATEGORIES)
    assert all(risk.severity.basis == "assumed" for risk in case.risks)  # figures that nobody has told
    assert case.options.satisfy.outlay.basis == case.value.annual_margin.basis == "assumed"
    assert questions_of(case)
    assert evaluate(case).recommended


@pytest.mark.parametrize("text", [CaseText("😀" * 100, "x"), CaseText("=1+1", "", "", ""), CaseText("-", "\n\n")])
def test_any_entry_makes_a_case(text):
    assert read_case(case_document(text, "EUR", "en")).title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_disappointed_entrant_is_ready_to_practise(language):
    text = disappointed_entrant(words(language))
    assert all(text.as_dict().values())
    assert text == text.cut()
    assert read_case(case_document(text, "EUR", language)).story == text.story


def test_homework_is_missing_sent_late_or_reviewed():
    due = START
    draft = Homework(1, 1, "x", "", "", None, None, None)
    in_time = Homework(1, 1, "x", "", "", due, None, None)
    late = Homework(1, 1, "x", "", "", due + timedelta(seconds=1), None, None)
    reviewed = Homework(1, 1, "x", "", "", due + timedelta(days=1), due + timedelta(days=2), "Good")
    states = [homework_state(homework, due) for homework in (None, draft, in_time, late, reviewed)]
    assert states == ["missing", "missing", "sent", "late", "reviewed"]
    assert [is_late(homework, due) for homework in (draft, in_time, late, reviewed)] == [False, False, True, True]
