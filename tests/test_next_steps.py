"""What follows from a decision: dated steps for every option, what stops a parting, and the letter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.case import OPTIONS
from retention.language import LANGUAGES, words
from retention.legal_questions import rows_for
from retention.letter import GAP, LetterFields, in_full, letter, open_gaps, suggested_days
from retention.next_steps import SETTLED, barriers, parting_faults, plan, still_owed
from retention.owed import Owed
from retention.parting_dates import NOTICE, WARNING, parting_dates
from retention.reply import check_reply
from retention.tables import table
from retention.working_days import working_day
from tests.small_case import case_of, small

DAY = date(2026, 11, 22)
VERDICTS = ("our_client", "new_terms", "too_dear", "not_our_client")
FIELDS = LetterFields(
    sender="Irina Popa",
    reach="022 123 456",
    matter="The kitchen came nineteen days late.",
    remedy="300 euros off the price",
    done_by=date(2026, 11, 25),
    call_on=date(2026, 11, 27),
    end_on=date(2026, 12, 31),
    handover_by=date(2026, 12, 15),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("option", OPTIONS)
def test_every_decision_ends_in_dated_steps_with_an_owner_and_a_proof(option, verdict, language):
    steps = plan(option, verdict, DAY, language, owed=Owed(None, "EUR"))
    assert len(steps) >= 5
    assert [step.due for step in steps] == sorted(step.due for step in steps)
    assert len({step.id for step in steps}) == len(steps)
    for step in steps:
        assert step.title
        assert step.text
        assert step.owner
        assert step.proof
        assert step.due >= DAY
        assert step.due.weekday() < 5


def test_dates_move_with_the_day_of_the_decision():
    before, after = (plan("part", "not_our_client", day, "en") for day in (DAY, DAY + timedelta(days=14)))
    assert [step.due + timedelta(days=14) for step in before] == [step.due for step in after]


def test_new_terms_come_on_top_of_what_was_decided():
    plain, on_terms = (plan("compromise", verdict, DAY, "en") for verdict in ("our_client", "new_terms"))
    added = {step.id for step in on_terms} - {step.id for step in plain}
    assert added == {row["id"] for row in table("next_steps") if row["plan"] == "new_terms"}
    assert plan("part", "new_terms", DAY, "en") == plan("part", "our_client", DAY, "en")


def test_a_red_line_needs_no_warning_and_harm_needs_care():
    ids = {step.id for step in plan("part", "not_our_client", DAY, "en")}
    after_line = {step.id for step in plan("part", "not_our_client", DAY, "en", red_line=True, staff_harmed=True)}
    assert ids - after_line == {"x03", "x04", "x10"}  # warn, let it cool, talk first
    assert after_line - ids == {"x17"}  # look after one's own people


def test_there_is_no_plan_for_what_is_no_option():
    with pytest.raises(KeyError):
        plan("sue", "our_client", DAY, "en")


@pytest.mark.parametrize("effect, kind", [("cannot_exit", "forbidden"), ("must_satisfy", "owed")])
@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_duty_or_a_bar_stops_a_parting_until_it_is_cleared(effect, kind, answer):
    rows = rows_for("any")
    gate = next(row["id"] for row in rows if row["effect"] == effect)
    clear = {row["id"]: "no" for row in rows}
    assert barriers(rows, clear, {}, "en") == ()
    (found,) = barriers(rows, {**clear, gate: answer}, {}, "en")
    assert (found.gate, found.kind, found.stops) == (gate, kind, True)
    settled = barriers(rows, {**clear, gate: answer}, {gate: "Refund of 300 paid on 21 November, A. Rusu"}, "en")
    assert bool(settled) is (effect == "cannot_exit")  # what is forbidden cannot be bought off
    assert barriers(rows, {**clear, gate: answer}, {gate: "  "}, "en")


def test_what_is_not_asked_yet_keeps_a_parting_open_and_a_deadline_only_delays():
    rows = rows_for("any")
    stopping = [row["id"] for row in rows if row["effect"] in ("cannot_exit", "must_satisfy")]
    assert [barrier.gate for barrier in barriers(rows, {}, {}, "en")] == stopping
    assert all(barrier.kind == "open" and barrier.stops for barrier in barriers(rows, {}, {}, "en"))
    clear = {row["id"]: "no" for row in rows}
    deadline = next(row["id"] for row in rows if row["effect"] == "deadline")
    (found,) = barriers(rows, {**clear, deadline: "yes"}, {}, "en")
    assert (found.kind, found.stops) == ("delay", False)


def test_a_case_is_not_closed_by_parting_while_the_law_stands_in_the_way():
    document = {**small(), "notes": {"gates": {"g20": "yes"}}}
    assert [fault.rule for fault in parting_faults(document, "part")] == ["parting_barred"]
    assert parting_faults(document, "satisfy") == ()
    cleared = {row["id"]: "no" for row in rows_for("")}
    assert parting_faults({**small(), "notes": {"gates": cleared}}, "part") == ()


def test_a_case_is_not_closed_by_parting_while_a_question_that_could_stop_it_has_no_answer():
    assert [fault.rule for fault in parting_faults(small(), "part")] == ["parting_unasked"]
    assert parting_faults(small(), "decline") == ()
    stopping = [row["id"] for row in rows_for("") if row["effect"] in ("cannot_exit", "must_satisfy")]
    *all_but_one, last = stopping
    notes = {"gates": dict.fromkeys(all_but_one, "no")}
    assert [fault.rule for fault in parting_faults({**small(), "notes": notes}, "part")] == ["parting_unasked"]
    notes = {"gates": dict.fromkeys(stopping, "no")}
    assert parting_faults({**small(), "notes": notes}, "part") == ()
    notes = {"gates": {**dict.fromkeys(all_but_one, "no"), last: "yes"}, "settled": {last: "Paid on 21 November"}}
    assert parting_faults({**small(), "notes": notes}, "part") == ()


@pytest.mark.parametrize("language, day", [("en", "1 December 2026"), ("ru", "1 декабря 2026 года"),
                                           ("ro", "1 decembrie 2026")])  # fmt: skip
def test_a_letter_writes_days_in_full(language, day):
    assert in_full(date(2026, 12, 1), words(language)) == day


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", OPTIONS)
def test_a_letter_says_what_by_when_and_who(option, language):
    _ = words(language)
    case = case_of(small(client="Elena Rusu"))
    written = letter(case, option, "our_client", FIELDS, _)
    assert "Elena Rusu" in written
    assert "nineteen days late" in written
    assert "022 123 456" in written
    assert written.endswith("Irina Popa")
    assert in_full(FIELDS.call_on, _) in written
    assert (in_full(FIELDS.end_on, _) in written) is (option == "part")
    assert ("300 euros off" in written) is (option != "part")
    assert open_gaps(written) == 0


def test_new_terms_are_proposed_where_the_client_stays():
    case = case_of(small())
    plain, on_terms = (letter(case, "satisfy", verdict, FIELDS, words("en")) for verdict in ("our_client", "new_terms"))
    assert len(on_terms.split("\n\n")) == len(plain.split("\n\n")) + 1


def test_a_gap_is_shown_as_a_gap():
    empty = LetterFields("", "", "", "", DAY, DAY, DAY, DAY)
    assert open_gaps(letter(case_of(small()), "satisfy", "our_client", empty, words("en"))) == 4
    assert open_gaps("We thought about it… and it is clear.") == 0
    assert open_gaps(f"{GAP} and {GAP}") == 2


MATTERS = {
    "en": ("The kitchen came nineteen days late", "300 euros off the price of the kitchen"),
    "ru": ("Кухню привезли с опозданием на девятнадцать дней", "скидка 300 евро на кухню"),
    "ro": ("Bucătăria a venit cu nouăsprezece zile întârziere", "300 de euro reducere la bucătărie"),
}
NAMES = {"ru": ("Ирина Попа", "Елена Русу")}  # who signs and the client, as they are written there


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", OPTIONS)
def test_a_letter_passes_the_check_of_replies(option, language):
    (matter, remedy), (sender, client) = MATTERS[language], NAMES.get(language, (FIELDS.sender, "Elena Rusu"))
    fields = replace(FIELDS, matter=matter, remedy=remedy, sender=sender)
    for verdict, owed in (("our_client", None), ("new_terms", Owed(None, "EUR")), ("our_client", Owed(300, "EUR"))):
        written = letter(case_of(small(client=client)), option, verdict, replace(fields, owed=owed), words(language))
        assert check_reply(written, language).broken == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_working_day_is_the_nearest_one_on_its_side(day):
    later, sooner = working_day(day), working_day(day, before=True)
    assert later.weekday() < 5
    assert sooner.weekday() < 5
    between = [sooner + timedelta(days=days) for days in range(1, (later - sooner).days)]
    assert all(one.weekday() >= 5 for one in between)  # nothing but a weekend is passed over
    assert sooner <= day <= later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans())
def test_the_days_of_a_parting_follow_from_each_other(decided, red_line):
    dates = parting_dates(decided, red_line)
    assert decided < dates.notice <= dates.handover < dates.end
    assert dates.end - dates.notice >= NOTICE
    assert red_line or dates.notice - decided >= WARNING
    assert all(day.weekday() < 5 for day in (dates.notice, dates.payment, dates.handover, dates.end))
    due = {step.id: step.due for step in plan("part", "our_client", decided, "en", red_line=red_line,
                                              owed=Owed(None, "EUR"))}  # fmt: skip
    assert (due["x11"], due["x08"], due["x12"], due["x15"]) == (dates.notice, dates.payment, dates.handover, dates.end)
    assert max(due[step] for step in ("x01", "x02", "x05", "x06", "x07")) < due["x11"]
    assert due["x16"] == due["x11"] <= due["x08"] == due["x09"]
    assert red_line or due["x04"] < due["x11"]
    assert red_line or due["x03"] + timedelta(days=10) <= due["x11"]  # time to change something


def test_an_end_that_is_set_is_kept_though_it_is_a_sunday_and_what_belongs_to_it_follows():
    end = date(2027, 1, 31)
    due = {step.id: step.due for step in plan("part", "our_client", DAY, "en", given={"end": end})}
    assert due["x15"] == end
    assert due["x12"] == date(2027, 1, 22)  # a week before is a Sunday, 24 January; the Friday before it
    assert due["x11"] == parting_dates(DAY).notice


@pytest.mark.parametrize("option, step", [("part", "x08"), ("decline", "d03")])
def test_what_is_owed_is_paid_and_nothing_else_is(option, step):
    def titles(owed):
        return {one.id: one.title for one in plan(option, "our_client", DAY, "en", owed=owed)}

    assert step not in titles(None)
    unknown = titles(Owed(None, "EUR"))[step]
    assert titles(Owed(300, "EUR"))[step] == f"{unknown}: {words('en').money(300, 'EUR')}"


def test_a_letter_pays_what_is_owed_and_promises_no_money_where_nothing_is():
    _, case = words("en"), case_of(small())

    def said(owed):
        return letter(case, "part", "our_client", replace(FIELDS, owed=owed), _)

    money = _.money(300, "EUR")
    assert money in said(Owed(300, "EUR"))
    assert "what is owed to you" in said(Owed(None, "EUR"))
    assert " pay" not in said(None)
    assert "statement" in said(None)


def test_what_is_still_owed_follows_the_case_and_the_law():
    duty = next(row["id"] for row in rows_for("") if row["effect"] == "must_satisfy")
    nothing, certain, guessed = (
        case_of(small(owed=owed)) for owed in (0, 300, {"low": 100, "likely": 200, "high": 400})
    )
    yes, settled = {"gates": {duty: "yes"}}, {"gates": {duty: "yes"}, SETTLED: {duty: "Paid on 21 November"}}
    assert still_owed(nothing, {}) is None
    assert still_owed(nothing, {"gates": {duty: "no"}}) is None
    assert still_owed(nothing, yes) == Owed(None, nothing.currency)
    assert still_owed(certain, {}) == still_owed(certain, yes) == Owed(300, certain.currency)
    assert still_owed(guessed, {}) == Owed(None, guessed.currency)
    assert still_owed(certain, settled) is still_owed(nothing, settled) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(OPTIONS))
def test_no_step_falls_on_a_weekend_or_before_the_decision(decided, option):
    for step in plan(option, "new_terms", decided, "en", owed=Owed(None, "EUR")):
        assert step.due.weekday() < 5
        assert step.due >= decided


def test_what_is_owed_is_paid_rather_before_a_weekend_than_after():
    friday = date(2026, 11, 27)
    due = {step.id: step.due for step in plan("decline", "our_client", friday, "en", owed=Owed(None, "EUR"))}
    assert due["d03"] == friday  # two days on is a Sunday


def test_a_letter_names_days_on_which_people_work_until_others_are_set():
    thursday = date(2026, 11, 26)  # three days on it is Sunday
    assert suggested_days(thursday) == {"done_by": date(2026, 11, 30), "call_on": date(2026, 12, 3)}
    dates = parting_dates(thursday)
    found = suggested_days(thursday, dates)
    assert (found["done_by"], found["handover_by"]) == (dates.payment, dates.handover)
    assert found["call_on"] == dates.notice + timedelta(days=7)  # a working day as the notice is
