"""Bad input and wrong calls: exit code 2, one line per fault, nothing printed, nothing written (model 6)."""

import json

import pytest

from tests.console import LATE_KITCHEN, lines, process, run, written
from tests.small_case import SMALL, small


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETENTION_LANG", raising=False)


@pytest.mark.parametrize(
    "document, starts",
    [
        (b"hello", ["not a JSON document"]),
        (b"", ["not a JSON document"]),
        ('{"title": "é"}'.encode("latin-1"), ["not UTF-8"]),
        ({key: value for key, value in SMALL.items() if key != "currency"}, ["currency: is missing"]),
        (small(colour="red"), ["colour: is not a key"]),
        (small(owed=[3, 2, 4]), ["owed: [3, 2, 4] is not in order"]),
        (small(options__satisfy__stay=1.4), ["options.satisfy.stay: 1.4 is not a probability; give 0 to 1"]),
        (small(owed=float("nan")), ["owed: NaN is not a finite number"]),
        (small(discount_rate=float("inf")), ["discount_rate: Infinity is not a finite number"]),
        (small(options={}), [f"options.{name}: is missing" for name in ("satisfy", "compromise", "decline", "part")]),
        (b" " * 40_000_000, ["the file has 40,000,000 bytes; give at most 5,000,000"]),
        (b"[" * 10_000 + b"]" * 10_000, ["lists or objects are nested too deeply"]),
        (small(discount_rate="0.1"), ['discount_rate: "0.1" is not a number']),
        (small(horizon_years=0), ["horizon_years: 0 is out of range; give 1 to 30"]),
        (small(horizon_years=1000), ["horizon_years: 1000 is out of range; give 1 to 30"]),
        (json.dumps(SMALL).replace('"title"', '"title": "A", "title"').encode(), ["title: is given twice"]),
        (small(title="\ud800", **{"\udfff": 1}), ["�: is not a key", 'title: "�" has control characters']),
        (b'{"seed": ' + b"9" * 5000 + b"}", ["a number has too many digits"]),
        (small(owed=10**400), ["owed: a number has too many digits"]),
        (small(horizon_years=0, client="\x1b[31m"), ['client: "�[31m" has control', "horizon_years: 0 is out"]),
    ],
)  # fmt: skip
def test_bad_input_ends_with_one_line_per_fault(tmp_path, document, starts):
    found = lines(process("evaluate", written(tmp_path, document)))
    assert len(found) == len(starts)
    for line, start in zip(found, starts, strict=True):
        assert line.startswith(start)


def test_a_folder_or_a_missing_file_cannot_be_read(tmp_path):
    for path in (tmp_path, tmp_path / "missing.json"):
        (found,) = lines(run("evaluate", path))
        assert "cannot be read" in found


@pytest.mark.parametrize("draws", ["63", "4194305", "0", "-5", "many", "1e3", "9" * 5000, ""])
def test_draws_out_of_range_or_no_number_are_a_fault(draws):
    (found,) = lines(run("evaluate", LATE_KITCHEN, "--draws", draws))
    assert found.startswith("--draws: ")
    assert found.endswith("give 64 to 4,194,304")
    assert len(found) < 200


@pytest.mark.parametrize("seed", ["-1", "1.5", "x", str(2**63)])
def test_a_seed_is_a_whole_number_from_0(seed):
    (found,) = lines(run("evaluate", LATE_KITCHEN, "--seed", seed))
    assert found.startswith("--seed: ")
    assert "from 0 to" in found


def test_faults_of_arguments_and_file_are_told_together(tmp_path):
    found = lines(run("evaluate", written(tmp_path, small(horizon_years=0)), "--draws", 1, "--seed", -1))
    assert [line.split(":")[0] for line in found] == ["--draws", "--seed", "horizon_years"]


@pytest.mark.parametrize(
    "arguments",
    [["evaluate"], ["evaluates", "x"], ["evaluate", "x", "y"], ["--nothing"], ["memo", LATE_KITCHEN], ["--lang", "de"],
     ["memo", LATE_KITCHEN, "--out", "x.csv", "--style", "tab"], ["evaluate", LATE_KITCHEN, "--draws"]],
)  # fmt: skip
def test_a_wrong_call_is_one_clear_line(arguments):
    (found,) = lines(run(*arguments))
    assert "--help" in found
