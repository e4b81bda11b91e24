"""The command line as its users meet it: its output, its exit code, the files it leaves (model 6)."""

import json

import pytest

from retention.decision import decision_document, evaluate
from retention.document import read_bytes, read_case
from tests.console import FAST, LATE_KITCHEN, ROOT, lines, process, run, written
from tests.small_case import SMALL, small


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETENTION_LANG", raising=False)


# ---- evaluate


def test_evaluate_prints_the_decision_as_json():
    result = process("evaluate", LATE_KITCHEN, "--draws", 512, "--seed", 3)
    assert (result.returncode, result.stderr) == (0, b"")
    decision = evaluate(read_case(read_bytes(LATE_KITCHEN.read_bytes())), 512, 3)
    assert json.loads(result.stdout) == json.loads(json.dumps(decision_document(decision)))
    assert result.stdout.startswith(b'{\n  "verdict": "our_client",\n')
    assert result.stdout.endswith(b"}\n")


def test_the_object_has_the_keys_of_the_model():
    found = json.loads(run("evaluate", LATE_KITCHEN, *FAST).stdout)
    names = """verdict recommended keep confidence confidence_se value_gap relationship_value fit evpi evpi_se
        forgone_value as_good assumed_share loyalty_segment fairness_due provisional warnings seed draws options
        evppi evppi_groups flips tornado"""
    assert list(found) == names.split()
    assert list(found["options"]) == ["satisfy", "compromise", "decline", "part"]
    figures = """allowed expected p05 p50 p95 distribution p_below_zero p_below_part p_best regret se
        break_even_outlay client_interest fairness_given dominated components"""
    assert list(found["options"]["satisfy"]) == figures.split()
    assert len(found["options"]["satisfy"]["distribution"]) == 101
    assert list(found["options"]["satisfy"]["se"]) == [
        "p05",
        "p50",
        "p95",
        "p_below_zero",
        "p_below_part",
        "p_best",
        "regret",
    ]
    assert {tuple(row) for row in found["evppi"]} == {("input", "value", "basis")}
    assert {tuple(row) for row in found["evppi_groups"]} == {("group", "value", "se")}
    assert {tuple(row) for row in found["flips"]} == {("input", "at", "to")}
    assert {tuple(row) for row in found["tornado"]} == {("input", "low", "high")}


def test_numbers_that_do_not_exist_are_null(tmp_path):
    found = json.loads(run("evaluate", written(tmp_path, small(red_lines=["Threat"])), *FAST).stdout)
    assert found["options"]["satisfy"]["regret"] is None
    assert found["fit"] is None


def test_draws_and_seed_are_used_and_reported(tmp_path):
    path = written(tmp_path, small(seed=5))
    default = json.loads(run("evaluate", path).stdout)
    assert (default["draws"], default["seed"]) == (8192, 5)
    given = json.loads(run("evaluate", path, "--draws", 100, "--seed", 0).stdout)
    assert given["seed"] == 0
    assert 64 <= given["draws"] <= 128


def test_500_risks_take_no_more_than_moments(tmp_path):
    risk = {"name": "Claim", "category": "legal", "probability": [0, 0.01, 0.05], "severity": [1, 10, 50]}
    result = process("evaluate", written(tmp_path, small(risks=[risk] * 500)))
    assert result.returncode == 0
    assert len(json.loads(result.stdout)["evppi"]) == 1000


# ---- memo


@pytest.mark.parametrize("style, delimiter", [("comma", ","), ("semicolon", ";")])
def test_a_memo_reads_back_to_the_same_decision(tmp_path, style, delimiter):
    out = tmp_path / "memo.csv"
    result = process("memo", LATE_KITCHEN, "--out", out, "--draws", 512, "--seed", 9, "--style", style)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.read_text("utf-8-sig").split("\n")[0].count(delimiter) == 8
    from_case = run("evaluate", LATE_KITCHEN, "--draws", 512, "--seed", 9)
    assert process("evaluate", out).stdout == from_case.stdout
    assert run("evaluate", out, "--seed", 1, "--draws", 64).stdout == run("evaluate", LATE_KITCHEN, *FAST).stdout


def test_the_name_of_a_file_does_not_matter(tmp_path):
    out, again = tmp_path / "memo.json", tmp_path / "memo.txt"
    assert run("memo", LATE_KITCHEN, "--out", out, *FAST).returncode == 0
    assert run("memo", out, "--out", again).returncode == 0
    assert out.read_bytes() == again.read_bytes()


def test_a_memo_replaces_the_file_as_a_whole_and_leaves_nothing_beside_it(tmp_path):
    out = tmp_path / "memo.csv"
    out.write_text("x" * 1_000_000)
    assert run("memo", LATE_KITCHEN, "--out", out, *FAST).returncode == 0
    assert len(out.read_bytes()) < 100_000
    assert list(tmp_path.iterdir()) == [out]


def test_a_memo_is_written_through_a_link(tmp_path):
    out, link = tmp_path / "memo.csv", tmp_path / "link.csv"
    out.write_text("old")
    link.symlink_to(out)
    assert run("memo", LATE_KITCHEN, "--out", link, *FAST).returncode == 0
    assert link.is_symlink()
    assert "Late kitchen" in out.read_text("utf-8-sig")


def test_nothing_is_written_where_there_is_a_fault(tmp_path):
    out = tmp_path / "memo.csv"
    out.write_text("old")
    assert lines(run("memo", written(tmp_path, small(horizon_years=0)), "--out", out)) == [
        "horizon_years: 0 is out of range; give 1 to 30"
    ]
    assert out.read_text() == "old"


@pytest.mark.parametrize("place", ["missing/memo.csv", ".", "case.json/memo.csv"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    path = written(tmp_path, SMALL)
    (found,) = lines(run("memo", path, "--out", tmp_path / place, *FAST))
    assert str(tmp_path / place).removesuffix("/.")[:50] in found
    assert list(tmp_path.iterdir()) == [path]


def test_an_edited_memo_tells_every_fault(tmp_path):
    out = tmp_path / "memo.csv"
    run("memo", LATE_KITCHEN, "--out", out, *FAST)
    text = (
        out.read_text("utf-8-sig")
        .replace(",0.7,0.85,0.95,", ",0.7,0.85,1.95,")
        .replace(",900,1000,1300,", ",900,x,1300,")
    )
    out.write_text(text, "utf-8")
    assert lines(run("evaluate", out)) == [
        f'options.satisfy.outlay.likely: "x" in row {1 + text.split("case.options.satisfy.outlay")[0].count(chr(10))} '
        "is not a number; write numbers like 0.5",
        "options.satisfy.stay.high: 1.95 is not a probability; give 0 to 1",
    ]


def test_a_memo_without_its_heading_is_told_so(tmp_path):
    path = tmp_path / "memo.csv"
    path.write_text("a,b\n1,2\n")
    (found,) = lines(run("evaluate", path))
    assert "memo" in found


# ---- help, languages


def test_without_arguments_it_explains_itself():
    result = process()
    assert (result.returncode, result.stderr) == (0, b"")
    text = result.stdout.decode()
    for word in ("evaluate", "memo", "python -m retention evaluate data/examples/late_kitchen.json"):
        assert word in text


def test_the_examples_of_the_help_work(tmp_path):
    examples = [line.split()[3:] for line in run().stdout.decode().splitlines() if line.startswith("    python -m")]
    assert len(examples) > 2
    for command, path, *_ in examples:
        assert command in ("evaluate", "memo")
        assert path in ("case.json", "memo.csv") or (ROOT / path).is_file()


@pytest.mark.parametrize("command", ["evaluate", "memo"])
def test_every_command_explains_itself(command):
    result = run(command, "--help")
    assert result.returncode == 0
    assert b"--seed" in result.stdout


@pytest.mark.parametrize(
    "before, after, variable", [(["--lang", "ru"], [], "ro"), ([], ["--lang", "ru"], "ro"), ([], [], "ru_RU.UTF-8")]
)
def test_faults_are_told_in_the_language_asked_for(tmp_path, monkeypatch, before, after, variable):
    monkeypatch.setenv("RETENTION_LANG", variable)
    (found,) = lines(run(*before, "evaluate", written(tmp_path, small(horizon_years=0)), *after))
    assert found.startswith("horizon_years: 0 ")
    assert any("а" <= letter <= "я" for letter in found)


def test_the_nearest_option_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("RETENTION_LANG", "ro")
    path = written(tmp_path, small(horizon_years=0))
    (found,) = lines(run("--lang", "ru", "evaluate", path, "--lang", "en"))
    assert found == "horizon_years: 0 is out of range; give 1 to 30"


@pytest.mark.parametrize("language", ["ru", "ro"])
def test_a_memo_in_another_language_reads_back_to_the_same_decision(tmp_path, language):
    out = tmp_path / "memo.csv"
    result = run("memo", LATE_KITCHEN, "--out", out, "--lang", language, "--style", "semicolon", *FAST)
    assert result.returncode == 0
    assert "Our client" not in out.read_text("utf-8-sig")
    assert run("evaluate", out).stdout == run("evaluate", LATE_KITCHEN, *FAST).stdout
