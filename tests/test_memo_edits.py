"""A memo that somebody edited: read as it stands, or told by path and row what is wrong, all at once (model 6)."""

import json

import pytest

from retention.document import case_document, read_case
from retention.faults import InvalidInput
from retention.memo_reader import is_memo, read_memo
from tests.memos import FULL, LATE_KITCHEN, edited, faults, memo, saved, table
from tests.small_case import small


def test_an_edited_input_is_read():
    data = edited(
        memo(LATE_KITCHEN), {"case.owed": {3: "1", 4: "2", 5: "3", 7: "assumed"}, "case.risks.0.category": {2: "legal"}}
    )
    document = read_memo(data).document
    assert document["owed"] == [1, 2, 3]
    assert document["risks"][0]["category"] == "legal"


def test_rows_taken_out_leave_no_gap():
    rows = [row for row in table(memo(LATE_KITCHEN)) if not row[-1].startswith("case.risks.1.")]
    assert read_memo(saved(rows)).document["risks"] == [
        case_document(read_case(LATE_KITCHEN))["risks"][index] for index in (0, 2)
    ]


def test_faults_after_rows_taken_out_name_the_key_in_the_memo():
    data = edited(memo(LATE_KITCHEN), {"case.risks.2.probability": {5: "7"}})
    rows = [row for row in table(data) if not row[-1].startswith("case.risks.1.")]
    assert faults(saved(rows)) == [("risks.2.probability.high", "probability")]


@pytest.mark.parametrize(
    "key, cells, expected",
    [
        ("case.options.satisfy.stay", {4: "many"}, ("options.satisfy.stay.likely", "memo_number")),
        ("case.options.satisfy.stay", {4: ""}, ("options.satisfy.stay.likely", "missing")),
        ("case.options.satisfy.stay", {3: "1,5"}, ("options.satisfy.stay.low", "memo_number")),
        ("case.options.satisfy.stay", {5: "1.4"}, ("options.satisfy.stay.high", "probability")),
        ("case.options.satisfy.stay", {3: "0.9"}, ("options.satisfy.stay", "order")),
        ("case.options.satisfy.stay", {7: "sure"}, ("options.satisfy.stay.basis", "choice")),
        ("case.owed", {5: "1e999"}, ("owed.high", "not_finite")),
        ("case.horizon_years", {2: "0"}, ("horizon_years", "range")),
        ("case.horizon_years", {2: "2.5"}, ("horizon_years", "memo_whole_number")),
        ("case.discount_rate", {2: ""}, ("discount_rate", "missing")),
        ("case.hourly_rate", {2: "forty"}, ("hourly_rate", "memo_number")),
        ("case.title", {2: ""}, ("title", "empty_text")),
        ("case.currency", {2: "euro"}, ("currency", "currency")),
        ("case.statutory_duty", {2: "perhaps"}, ("statutory_duty", "yes_or_no")),
        ("case.statutory_duty", {2: "yes"}, ("owed", "owed_needed")),
        ("case.risks.0.category", {2: "moral"}, ("risks.0.category", "choice")),
        ("case.red_lines", {2: "threat"}, ("", "memo_row")),
        ("case.risks.0.name", {8: "case.risks.0.nickname"}, ("", "memo_row")),
        ("case.owed", {8: "case.owed.low"}, ("", "memo_row")),
        ("case.owed", {8: "owed"}, ("", "memo_row")),
        ("case.owed", {8: ""}, ("", "memo_no_key")),
        ("case.client", {8: "case.title"}, ("title", "repeated_key")),
        ("memo.draws", {2: "5"}, ("memo.draws", "draws")),
        ("memo.draws", {2: "many"}, ("memo.draws", "draws")),
    ],
)  # fmt: skip
def test_a_bad_edit_is_told_by_path_or_row(key, cells, expected):
    found = faults(edited(memo(LATE_KITCHEN), {key: cells}))
    assert expected in found
    assert {path for path, _ in found} <= {expected[0], "risks.0.name"}  # whose row is gone where its key is


def test_all_bad_edits_are_told_at_once():
    changes = {"case.owed": {4: "x"}, "case.horizon_years": {2: "99"}, "decision.verdict": {8: "unknown"}}
    assert faults(edited(memo(LATE_KITCHEN), changes)) == [
        ("", "memo_row"), ("owed.likely", "memo_number"), ("horizon_years", "range")
    ]  # fmt: skip


def test_a_fault_of_a_row_names_the_row_that_a_spreadsheet_shows():
    data = memo(FULL)  # the story's line breaks do not count
    number = [row[-1] for row in table(data)].index("case.owed") + 1
    with pytest.raises(InvalidInput) as invalid:
        read_memo(edited(data, {"case.owed": {3: "x"}}))
    assert invalid.value.faults[0].limits["row"] == number


def test_an_empty_list_stays_empty_and_a_remark_is_passed_over():
    rows = [*table(memo(small())), ["", "Seen by the director", "", "", "", "", "", "", "note"]]
    assert read_memo(saved(rows)).document["risks"] == []


def test_the_computed_rows_may_be_lost():
    rows = [row for row in table(memo(small())) if row[-1] == "key" or row[-1].startswith("case.")]
    read = read_memo(saved(rows))
    assert (read.document, read.draws, read.seed) == (case_document(read_case(small())), None, None)


@pytest.mark.parametrize(
    "data, rule",
    [(b"", "not_memo"), (b"a,b,c\r\n1,2,3", "not_memo"), ("Section,é".encode("latin-1"), "not_utf8"),
     (b" " * 5_000_001, "too_large"), (b'"' + b"x,\n" * 1000, "not_memo")],
)  # fmt: skip
def test_what_is_no_memo_is_told_so(data, rule):
    assert not is_memo(data)
    assert faults(data) == [("", rule)]


def test_a_case_is_not_taken_for_a_memo():
    assert not is_memo(json.dumps(LATE_KITCHEN, indent=1).encode())
