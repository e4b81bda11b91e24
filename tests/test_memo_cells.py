"""A memo in a spreadsheet: no formulas, numbers stay numbers, and what is saved anew still reads (model 6)."""

import pytest
from hypothesis import given

from retention.document import case_document, read_case
from retention.memo import BYTE_ORDER_MARK
from retention.memo_cells import neutralised, number_text, read_number, read_whole, restored
from retention.memo_reader import is_memo, read_memo
from tests.memos import DELIMITER, FULL, HOSTILE, LATE_KITCHEN, STYLES, by_key, edited, memo, saved, table
from tests.small_case import small

# ---- for spreadsheets


@pytest.mark.parametrize(
    "text, cell",
    [
        ("=1+1", "'=1+1"),
        ("+373 22 123", "'+373 22 123"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("\xa0=1", "'\xa0=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("007", "'007"),
        ("1/2", "'1/2"),
        ("2026-08-04", "'2026-08-04"),
        ("14:30", "'14:30"),
        ("1e5", "'1e5"),
        ("'twas nothing", "'twas nothing"),
        ("3 rooms flooded", "3 rooms flooded"),
        ("a=b", "a=b"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_number_or_date_is_kept_text(text, cell):
    assert neutralised(text) == cell
    assert restored(cell) == text


@given(HOSTILE)
def test_neutralising_can_be_undone_for_every_text(text):
    assert restored(neutralised(text)) == text


@pytest.mark.parametrize("style, decimal", [("comma", "."), ("semicolon", ",")])
def test_no_cell_starts_a_formula_but_numbers_stay_numbers(style, decimal):
    texts = {"title": "=1", "client": "@a", "request": "+", "story": "-x", "trade": "\t", "channel": "\rx"}
    hostile = FULL | texts | {"risks": [LATE_KITCHEN["risks"][0] | {"name": "=cmd|'/c calc'!A1"}]}
    negative = 0
    for row in table(memo(hostile, style), style):
        for cell in row:
            if cell[:1] in tuple("=+-@\t\r\n") and cell:
                assert float(cell.replace(decimal, ".")) < 0, cell
                negative += 1
    assert negative > 4  # costs and risks of the options are negative


@pytest.mark.parametrize("style, decimal", [("comma", "."), ("semicolon", ",")])
def test_decimals_are_those_of_the_style(style, decimal):
    rows = by_key(memo(LATE_KITCHEN, style), style)
    assert rows["case.options.satisfy.stay"][3:6] == [f"0{decimal}7", f"0{decimal}85", f"0{decimal}95"]
    assert rows["case.value.annual_margin"][3:6] == ["800", "1200", "2000"]


@pytest.mark.parametrize("style", STYLES)
def test_the_file_is_what_excel_expects(style):
    data = memo(FULL, style)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = table(data, style)
    assert {len(row) for row in rows} == {9}
    assert rows[0][-1] == "key"
    keys = [row[-1] for row in rows]
    assert all(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("number", [0.1, -0.0, 1e-7, 123456789.125, 1e12, 5e-324, 3])
def test_numbers_are_written_short_and_exact(number):
    for decimal in ".,":
        text = number_text(number, decimal)
        assert not text.endswith(".0")
        assert read_number(text, decimal) == number


# ---- saved anew by a spreadsheet


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("mark", [BYTE_ORDER_MARK, b""], ids=["mark", "no mark"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"], ids=["crlf", "lf"])
def test_a_memo_saved_anew_still_reads(style, mark, line_end):
    rows = [[*row, "", ""] for row in table(memo(LATE_KITCHEN, style), style)] + [[""] * 11, [], [""]]
    data = saved(rows, DELIMITER[style], line_end, mark)
    assert is_memo(data)
    assert read_memo(data).document == case_document(read_case(LATE_KITCHEN))


def test_decimals_go_by_the_row_that_shows_one_and_not_by_the_delimiter():
    rows = table(memo(LATE_KITCHEN))
    assert read_memo(saved(rows, ";")).document == case_document(read_case(LATE_KITCHEN))
    assert read_memo(saved(rows, "\t")).document == case_document(read_case(LATE_KITCHEN))
    rows = table(memo(LATE_KITCHEN, "semicolon"), "semicolon")
    assert read_memo(saved(rows, ",")).document == case_document(read_case(LATE_KITCHEN))


def test_unicode_text_as_excel_saves_it_reads_too():
    data = memo(LATE_KITCHEN).decode("utf-8-sig").encode("utf-16")
    assert is_memo(data)
    assert read_memo(data).document == case_document(read_case(LATE_KITCHEN))


def test_lines_above_the_heading_are_passed_over():
    rows = [["Our company"], [""], *table(memo(LATE_KITCHEN))]
    assert read_memo(saved(rows)).document == case_document(read_case(LATE_KITCHEN))


@pytest.mark.parametrize(
    "yes, no", [("TRUE", "FALSE"), ("Yes", " no "), ("ИСТИНА", "ЛОЖЬ"), ("да", "нет"), ("da", "nu")]
)
def test_answers_are_read_in_any_language_and_as_excel_writes_them(yes, no):
    data = memo(small(red_lines=["Threat"]))
    read = read_memo(edited(data, {"case.statutory_duty": {2: no}, "case.red_lines.0.confirmed": {2: yes}}))
    assert read.document["statutory_duty"] is False
    assert read.document["red_lines"][0]["confirmed"] is True


@pytest.mark.parametrize(
    "cell, number", [("1 200", 1200), ("1\xa0200.5", 1200.5), ("1.2E+03", 1200), ("−5", -5), ("+7", 7)]
)
def test_numbers_as_people_write_them(cell, number):
    assert read_number(cell, ".") == number


@pytest.mark.parametrize("cell", ["1,200", "1.2.3", "20%", "€5", "five", "5 Jan", "0x10", "١", "nan", "inf", "1e", "."])
def test_what_is_no_number_is_not_made_one(cell):
    assert read_number(cell, ".") is None


@pytest.mark.parametrize(
    "cell, whole", [("3", 3), ("3.0", 3), ("1E+12", None), ("3.5", None), ("9" * 31, None), ("-1", -1)]
)
def test_a_rounded_whole_number_is_not_taken_for_the_number(cell, whole):
    assert read_whole(cell, ".") == whole
