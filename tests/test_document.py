"""JSON ⇄ Case: what is read, the defaults, and that it is written back whole (model 3, 6)."""

import json
from pathlib import Path

import numpy as np
import pytest

from retention.case import CATEGORIES, OPTIONS
from retention.document import LARGEST_FILE, case_document, read_bytes, read_case, read_file
from retention.faults import InvalidInput
from tests.random_cases import random_case
from tests.small_case import SMALL, small

TESTS = Path(__file__).parent
FILES = [TESTS / "data" / "late_kitchen.json", *sorted((TESTS.parent / "data" / "examples").glob("*.json"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_is_a_case_and_reads_back_equal(path):
    case = read_case(read_bytes(path.read_bytes()))
    written = json.dumps(case_document(case), allow_nan=False)
    assert read_case(read_bytes(written.encode())) == case


@pytest.mark.parametrize("seed", range(50))
def test_random_cases_read_back_equal(seed):
    case = read_case(random_case(np.random.default_rng(seed)))
    assert read_case(json.loads(json.dumps(case_document(case)))) == case


def test_the_defaults():
    written = case_document(read_case(SMALL))
    stays = {option: {"stay": SMALL["options"][option]["stay"]} for option in OPTIONS[:3]} | {"part": {}}
    outlays = {"satisfy": 300, "compromise": 100, "decline": 0, "part": 0}
    assert written == SMALL | {
        "value": {"annual_margin": 1000, "annual_cost_to_serve": 0, "annual_retention": 1, "referral_value": 0},
        "options": {
            option: stays[option]
            | {"outlay": outlays[option], "hours": 0, "precedent_claims": 0}
            | {"remaining_risk": dict.fromkeys(CATEGORIES, 1)}
            for option in OPTIONS
        },
        **dict.fromkeys(("client", "request", "story", "trade", "channel", "received_at", "jurisdiction"), ""),
        **{"hourly_rate": 0, "owed": 0, "fit": [], "fit_threshold": 50, "interests": [], "red_lines": []},
        **{"company_responsibility": None, "client_loss": None, "satisfaction": None, "loyalty": None},
        **{"statutory_duty": False, "emotion": {"manager": 0, "client": 0}, "widening": 1, "seed": 1},
    }


def test_defaults_of_lists():
    case = read_case(small(red_lines=["Threat", {"line": "Invoice", "effect": "refuse", "confirmed": False}],
                           interests=[{"name": "Rest", "weight": 2}]))  # fmt: skip
    assert [(line.line, line.effect, line.confirmed) for line in case.red_lines] == [
        ("Threat", "end", True),
        ("Invoice", "refuse", False),
    ]
    assert [case.interests[0].met[option] for option in OPTIONS] == [0, 0, 0, 0]


def test_estimates_are_written_in_their_shortest_form():
    known = {"low": 1, "likely": 2, "high": 3, "basis": "known"}
    guess = {"low": 2, "likely": 2, "high": 2, "basis": "assumed"}
    document = small(owed=known, client_loss=guess, value__referral_value={"low": 1, "likely": 2, "high": 3})
    written = case_document(read_case(document))
    assert (written["owed"], written["client_loss"], written["value"]["referral_value"]) == (known, guess, [1, 2, 3])
    assert case_document(read_case(small(owed={"low": 2, "likely": 2, "high": 2, "basis": "known"})))["owed"] == 2


def test_a_path_in_the_file_is_a_path_in_the_case():
    case = read_case(small(options__satisfy__remaining_risk={"legal": [0, 0.1, 0.2]}))
    assert case.options["satisfy"].outlay.likely == 300
    assert case.options["satisfy"].remaining_risk["legal"].high == 0.2


@pytest.mark.parametrize(
    "text", ["multi\nline\r\nand\ttabs", "שלום", "😀👩‍👩‍👧", "„ghilimele”", " spaces ", "=1+1", "\u2028"]
)
def test_texts_stay_as_they_are(text):
    assert read_case(small(story=text)).story == text


@pytest.mark.parametrize("moment", ["", "2026-08-04", "2026-08-04T14:30", "2026-08-04T14:30:00+03:00", "20260804"])
def test_moments_in_iso_8601(moment):
    assert read_case(small(received_at=moment)).received_at == moment


@pytest.mark.parametrize(
    "path, lowest, highest",
    [
        ("horizon_years", 1, 30),
        ("discount_rate", 0, 1),
        ("hourly_rate", 0, 1e12),
        ("value__annual_margin", -1e12, 1e12),
        ("value__annual_retention", 0, 1),
        ("owed", 0, 1e12),
        ("options__satisfy__stay", 0, 1),
        ("options__satisfy__hours", 0, 1e12),
        ("fit_threshold", 0, 100),
        ("company_responsibility", 0, 100),
        ("satisfaction", 1, 5),
        ("loyalty", 0, 10),
        ("emotion__client", -5, 5),
        ("widening", 1, 5),
        ("seed", 0, 2**63 - 1),
    ],
)
def test_the_ends_of_each_range_are_allowed_and_what_lies_beyond_is_not(path, lowest, highest):
    for allowed in (lowest, highest):
        read_case(small(**{path: allowed}))
    for beyond in (lowest - 1, highest + max(1, highest // 10**6)):
        with pytest.raises(InvalidInput) as invalid:
            read_case(small(**{path: beyond}))
        assert {fault.path.removesuffix(".low") for fault in invalid.value.faults} == {path.replace("__", ".")}


def test_a_byte_order_mark_is_allowed():
    assert read_bytes(b"\xef\xbb\xbf" + json.dumps(SMALL).encode()) == SMALL


def test_500_risks_are_a_case():
    risk = {"name": "Risk", "category": "legal", "probability": 0.01, "severity": [1, 2, 3]}
    assert len(read_case(small(risks=[risk] * 500)).risks) == 500


def test_a_file_that_never_ends_is_not_read_to_the_end():
    with pytest.raises(InvalidInput) as invalid:
        read_file(Path("/dev/zero"))
    assert [fault.rule for fault in invalid.value.faults] == ["too_large"]


def test_the_largest_file_is_still_read(tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(json.dumps(SMALL).encode().ljust(LARGEST_FILE))
    assert read_bytes(read_file(path)) == SMALL
