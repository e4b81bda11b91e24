"""The bank as a file: 86 cases come in whole, bad rows are named, what goes out comes back the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.faults import InvalidInput
from retention.language import LANGUAGES, words
from retention.memo_cells import STYLES, Cell, csv_text
from retention.workshop.bank import proposal
from retention.workshop.bank_csv import COLUMNS, RowFault, bank_csv, fault_sentence, read_bank
from retention.workshop.bank_records import LONGEST, BankEntry, CaseText, EntryState, one_line
from tests.workshop.cases import collected, collected_csv

_ = words("en")
START = datetime(2024, 5, 1, 9, 30, 15, 123456, tzinfo=UTC)


def kept(told: CaseText, published: CaseText | None = None, state: EntryState = "submitted") -> BankEntry:
    moment = START if published else None
    return BankEntry(1, None, None, "", "en", told, "", published, state, START, moment, 0)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_of_86_cases_is_taken_whole(delimiter, mark):
    found = read_bank(mark + collected_csv(delimiter).encode())
    assert found.faults == ()
    assert [entry.told for entry in found.entries] == [text for text, _name in collected()]
    assert {entry.language for entry in found.entries} == set(LANGUAGES)
    assert {entry.state for entry in found.entries} == {"submitted"}


def test_the_names_of_the_86_cases_are_masked():
    for text, name in collected():
        told = proposal(text, _)
        assert all(name not in found.text for found in told.values()), text.title


@pytest.mark.parametrize("heading", ["Title,Story", "НАЗВАНИЕ,История", "titlu,povestea", " title , What happened "])
def test_headings_are_found_in_three_languages(heading):
    (entry,) = read_bank(f"{heading}\nSofa,Nine weeks\n".encode()).entries
    assert (entry.told.title, entry.told.story) == ("Sofa", "Nine weeks")


def test_bad_rows_are_named_beside_the_good_ones():
    text = "\n".join([
        "Title,story,language,state,submitted_at,published_title,published_story,extra",
        "Good,One,en,,,,,whatever",
        ",No title,,,,,,",
        "",
        "No story,  ,,,,,,",
        "Tongue,Story,fr,,,,,",
        "State,Story,,draft,,,,",
        "Moment,Story,,,yesterday,,,",
        "Unmasked,Story,,published,,Only a title,,",
        f"{'x' * (LONGEST['title'] + 1)},Story,,,,,,",
        "good,ONE,,,,,,",
        "Commas,in,a,text,without,quotes,are,too,many",
        "Also good,Two,ro,withdrawn,2024-05-01,,,",
    ])  # fmt: skip
    found = read_bank(text.encode(), [kept(CaseText("In bank", "Old"))])
    assert [entry.told.title for entry in found.entries] == ["Good", "Also good"]
    assert found.entries[1].submitted_at == datetime(2024, 5, 1, tzinfo=UTC)
    assert found.faults == (
        RowFault(3, "Title", "empty", '""', 120),
        RowFault(5, "story", "empty", '"  "', 4000),
        RowFault(6, "language", "language", '"fr"'),
        RowFault(7, "state", "state", '"draft"'),
        RowFault(8, "submitted_at", "moment", '"yesterday"'),
        RowFault(9, "state", "not_masked", '"published"'),
        RowFault(10, "Title", "too_long", f'"{"x" * 59}…"', 120),
        RowFault(11, "Title", "repeated", '"good"'),
        RowFault(12, "", "too_many_cells"),
    )
    again = read_bank(b"title,story\nIn  bank, old \n", [kept(CaseText("In bank", "Old"))])
    assert again.faults == (RowFault(2, "title", "in_bank", '"In  bank"'),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_a_sentence_with_row_and_column(language):
    for reason in ("empty", "too_long", "language", "state", "moment", "not_masked", "repeated", "in_bank"):
        sentence = fault_sentence(RowFault(7, "Story", reason, '"x"', 10), words(language))
        assert "7" in sentence
        assert "Story" in sentence
    assert "7" in fault_sentence(RowFault(7, "", "too_many_cells"), words(language))


@pytest.mark.parametrize(
    "data, rule",
    [
        (b"", "not_bank"),
        (b"name;age\nAnn;7\n", "not_bank"),
        (b"title,story\n", "not_bank"),
        (b"title\nSofa\n", "not_bank"),
        (b"title,story\n\xff\xfe,x\n", "not_utf8"),
        (b"title,story\n" + b"x" * 5_000_001, "too_large"),
        (b"title,story\n" + b"a,b\n" * 5001, "too_many"),
        (b"\x00" * 100, "not_bank"),
    ],
)
def test_a_file_that_is_no_list_of_cases_is_refused(data, rule):
    with pytest.raises(InvalidInput) as refusal:
        read_bank(data)
    assert [fault.rule for fault in refusal.value.faults] == [rule]


@pytest.mark.parametrize("text", ["=1+1", "+373 69 123 456", "-5", "@SUM(A1)", "\t=x", "12.05", "'=1", "＝cmd|'!A0"])
@pytest.mark.parametrize("style", ["comma", "semicolon"])
def test_a_formula_leaves_as_text_and_comes_back_as_it_was(text, style):
    told = CaseText(text.strip(), f"{text} and more", text.strip(), "")
    data = bank_csv([replace(kept(told), team=text.strip())], style)
    for line in data.decode("utf-8-sig").splitlines()[1:]:
        assert not line.startswith(("=", "+", "-", "@", "\t"))
    assert read_bank(data).entries[0].told == told.cut()


def test_what_was_handed_in_and_what_is_published_go_out_side_by_side():
    masked = CaseText("Late sofa", "[name] waited.")
    data = bank_csv([replace(kept(CaseText("Late sofa", "Elena waited."), masked, "published"), votes=7)], "comma")
    heading, row = data.decode("utf-8-sig").splitlines()
    assert heading == ",".join(COLUMNS)
    assert row == (
        "Late sofa,Elena waited.,,,,en,,published,Late sofa,[name] waited.,,,"
        "2024-05-01T09:30:15.123456+00:00,2024-05-01T09:30:15.123456+00:00,7"
    )


plain_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100)
lines = st.builds("{}\n{}".format, plain_texts, plain_texts)
filled = st.builds("{}x".format, plain_texts)
cases = st.builds(CaseText, filled, st.builds("x{}".format, lines), lines, plain_texts).map(CaseText.cut)


@given(
    st.lists(st.tuples(cases, st.one_of(st.none(), cases), st.sampled_from(["submitted", "withdrawn"]), plain_texts,
                       st.sampled_from(LANGUAGES)), min_size=1, max_size=5,
             unique_by=lambda case: " ".join(case[0].title.split()).casefold()),
    st.sampled_from(["comma", "semicolon"]),
)  # fmt: skip
def test_the_whole_bank_goes_out_and_comes_back_exactly(rows, style):
    entries = [
        replace(kept(told, masked, "published" if masked else state), team=one_line(team)[:60], language=language)
        for told, masked, state, team, language in rows
    ]
    found = read_bank(bank_csv(entries, style))
    assert found.faults == ()
    names = ("told", "team", "language", "tags", "published", "state", "submitted_at", "published_at")
    for before, after in zip(entries, found.entries, strict=True):
        assert {name: getattr(before, name) for name in names} == {name: getattr(after, name) for name in names}


def test_moments_keep_their_microseconds_and_time_zone():
    entry = replace(kept(CaseText("a", "b")), submitted_at=START + timedelta(microseconds=1))
    assert read_bank(bank_csv([entry], "semicolon")).entries[0].submitted_at == entry.submitted_at


def test_spreadsheet_files_with_line_breaks_in_cells_keep_their_row_numbers():
    rows: list[tuple[Cell, ...]] = [("title", "story"), ("One", "line\nbreak\nhere"), ("", "no title"), ("Two", "x")]
    found = read_bank(csv_text(rows, STYLES["semicolon"]).encode())
    assert found.entries[0].told.story == "line\nbreak\nhere"
    assert [(fault.row, fault.reason) for fault in found.faults] == [(3, "empty")]
