"""A case being edited: what is typed is kept, and what is not valid yet harms nothing else."""

import pytest

from retention.document import read_case
from retention.examples import FIRST, example_document
from retention.working import appended, edited, faults_at, likely_moved, opened, removed, replaced, written_out


@pytest.fixture
def working():
    return opened(read_case(example_document(FIRST, "en")))


def test_what_is_written_out_reads_back_equal(working):
    assert read_case(working.document) == working.case
    assert set(working["options.part.outlay"]) == {"low", "likely", "high", "basis"}


def test_a_valid_change_is_in_the_case(working):
    changed = edited(working, "options.satisfy.outlay.high", 1500.0)
    assert changed.case.options["satisfy"].outlay.high == 1500
    assert changed.faults == ()
    assert working["options.satisfy.outlay.high"] == 1300


def test_numbers_out_of_order_stay_on_screen_and_out_of_the_case(working):
    changed = edited(working, "options.satisfy.outlay.low", 5000.0)
    assert changed["options.satisfy.outlay.low"] == 5000
    assert changed.case == working.case
    assert [fault.rule for fault in faults_at(changed, "options.satisfy.outlay")] == ["order"]
    assert faults_at(changed, "options.satisfy.hours") == ()


def test_other_changes_count_while_one_figure_is_not_valid(working):
    changed = edited(edited(working, "options.satisfy.outlay.low", 5000.0), "horizon_years", 5)
    assert changed.case.horizon_years == 5
    assert changed.case.options == working.case.options
    mended = edited(changed, "options.satisfy.outlay.high", 6000.0)
    assert mended.faults != ()
    mended = edited(mended, "options.satisfy.outlay.likely", 5500.0)
    assert mended.faults == ()
    assert mended.case.options["satisfy"].outlay.low == 5000
    assert mended.case.horizon_years == 5


def test_an_emptied_field_is_a_fault_of_that_figure(working):
    changed = edited(working, "risks.0.severity.likely", None)
    assert changed.case == working.case
    assert len(faults_at(changed, "risks.0.severity")) == 1
    assert faults_at(changed, "risks.0.probability") == ()


def test_a_duty_waits_for_what_is_owed(working):
    wanted = edited(working, "statutory_duty", True)
    assert not wanted.case.statutory_duty
    assert wanted["statutory_duty"]
    owed = edited(wanted, "owed", {"low": 100.0, "likely": 100.0, "high": 100.0, "basis": "known"})
    assert owed.case.statutory_duty
    assert owed.faults == ()


def test_a_faulty_entry_of_a_shortened_list_leaves_the_last_case(working):
    faulty = edited(working, "risks.2.name", "")
    shorter = removed(faulty, "risks", 0)
    assert shorter.case == working.case
    assert edited(shorter, "risks.1.name", "Team worn out").case.risks == working.case.risks[1:]


def test_entries_come_and_go(working):
    line = {"line": "Threat", "effect": "end", "confirmed": False}
    more = appended(working, "red_lines", line)
    assert more.case.red_lines[-1].line == "Threat"
    assert removed(more, "red_lines", len(working["red_lines"])).case == working.case


def test_a_moved_likely_value_takes_the_bound_along_that_it_passes(working):
    before = working["options.compromise.stay"]
    inside = likely_moved(working, "options.compromise.stay", before["likely"])
    assert inside.case == working.case
    up = likely_moved(working, "options.compromise.stay", 0.99)["options.compromise.stay"]
    assert (up["low"], up["likely"], up["high"]) == (before["low"], 0.99, 0.99)
    down = likely_moved(working, "options.compromise.stay", 0.0)["options.compromise.stay"]
    assert (down["low"], down["likely"], down["high"]) == (0.0, 0.0, before["high"])


def test_a_moved_likely_value_beside_an_empty_bound_repairs_nothing(working):
    empty = edited(working, "options.compromise.stay.low", None)
    moved = likely_moved(empty, "options.compromise.stay", 0.99)
    assert moved["options.compromise.stay.low"] is None
    assert moved.faults != ()


def test_another_document_takes_its_place(working):
    document = written_out(working.case)
    document["title"] = "Another title"
    assert replaced(working, document).case.title == "Another title"
