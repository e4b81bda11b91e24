"""One row per bad input: the path, the value and what is allowed are said, and all faults at once (model 6)."""

import json
from typing import Any

import pytest

from retention.document import read_bytes, read_case
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput, shown
from retention.language import words
from tests.small_case import SMALL, small

EN = words("en")
RISK = {"name": "Claim", "category": "legal", "probability": 0.1, "severity": 100}
NAN, INFINITY = float("nan"), float("inf")


def lines(document: Any) -> list[str]:
    """The fault lines of a document, given as data or as bytes; read as a file is."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(InvalidInput) as invalid:
        read_case(read_bytes(data))
    return [fault_line(fault, EN) for fault in invalid.value.faults]


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in SMALL.items() if key not in keys}


@pytest.mark.parametrize(
    "document, path, value, allowed",
    [
        # the document
        (b"", "", "", "not a JSON document"),
        (b"{", "", "", "not a JSON document (line 1, column 2)"),
        (b'{"a": 1,\n}', "", "", "line 2"),
        (b"hello", "", "", "not a JSON document"),
        (b"[]", "", "[]", "object"),
        (b"null", "", "null", "object"),
        (b"17", "", "17", "object"),
        ('{"title": "é"}'.encode("latin-1"), "", "", "UTF-8"),
        (json.dumps(SMALL).encode("utf-16"), "", "", "UTF-8"),
        (b" " * 5_000_001, "", "5,000,001", "5,000,000"),
        (b"[" * 10_000 + b"]" * 10_000, "", "", "nested"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "", "", "nested"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "", "", "digits"),
        # keys
        (without("currency"), "currency", "", "missing"),
        (small(colour="red"), "colour", "", "not a key"),
        (small(value__margin=1), "value.margin", "", "not a key"),
        (small(options__part__stay=0.1), "options.part.stay", "", "not a key"),
        (small(options__satisfy__remaining_risk={"moral": 1}), "options.satisfy.remaining_risk.moral", "", "not a key"),
        (small(owed={"low": 1, "likely": 2, "high": 3, "unit": "EUR"}), "owed.unit", "", "not a key"),
        (small(owed={"low": 1, "high": 3}), "owed.likely", "", "missing"),
        (b'{"title": "A", "title": "B"}', "title", "", "twice"),
        (small(**{"\ud800": 1}), "�", "", "not a key"),
        (small(**{"a\nb": 1}), "a�b", "", "not a key"),
        (small(options={}), "options.satisfy", "", "missing"),
        (without("options"), "options", "", "missing"),
        (small(options=[]), "options", "[]", "object"),
        (small(risks={}), "risks", "{}", "list"),
        (small(risks=[RISK] * 1001), "risks", "1,001", "1,000"),
        (small(risks=[{**RISK, "chance": 1}]), "risks.0.chance", "", "not a key"),
        (small(risks=[RISK, {}]), "risks.1.name", "", "missing"),
        # numbers
        (small(options__satisfy__stay=1.4), "options.satisfy.stay", "1.4", "give 0 to 1"),
        (small(options__satisfy__stay=[0.2, 0.5, 1.4]), "options.satisfy.stay.high", "1.4", "give 0 to 1"),
        (small(options__satisfy__stay=-0.1), "options.satisfy.stay", "-0.1", "give 0 to 1"),
        (small(options__satisfy__remaining_risk={"legal": 2}), "options.satisfy.remaining_risk.legal", "2", "share"),
        (small(owed=[3, 2, 4]), "owed", "[3, 2, 4]", "low ≤ likely ≤ high"),
        (small(owed=[1, 5, 4]), "owed", "[1, 5, 4]", "low ≤ likely ≤ high"),
        (small(owed=[1, 2]), "owed", "[1, 2]", "three numbers"),
        (small(owed=[1, 2, 3, 4]), "owed", "[1, 2, 3, 4]", "three numbers"),
        (small(owed=[]), "owed", "[]", "three numbers"),
        (small(owed=["1", 2, 3]), "owed.low", '"1"', "number"),
        (small(owed="5"), "owed", '"5"', "estimate"),
        (small(owed=None), "owed", "null", "estimate"),
        (small(owed=True), "owed", "true", "estimate"),
        (small(owed=NAN), "owed", "NaN", "finite"),
        (small(owed=[0, 1, INFINITY]), "owed.high", "Infinity", "finite"),
        (small(owed=-1), "owed", "-1", "give 0 to 1,000,000,000,000"),
        (small(owed=2e12), "owed", "2000000000000.0", "give 0 to 1,000,000,000,000"),
        (small(owed=10**400), "owed", "", "digits"),
        (small(value__annual_margin=-2e12), "value.annual_margin", "-2000000000000.0", "−1,000,000,000,000 to"),
        (small(discount_rate="0.1"), "discount_rate", '"0.1"', "number"),
        (small(discount_rate=True), "discount_rate", "true", "number"),
        (small(discount_rate=NAN), "discount_rate", "NaN", "finite"),
        (small(discount_rate=-INFINITY), "discount_rate", "-Infinity", "finite"),
        (small(discount_rate=1.5), "discount_rate", "1.5", "give 0 to 1"),
        (small(horizon_years=0), "horizon_years", "0", "give 1 to 30"),
        (small(horizon_years=1000), "horizon_years", "1000", "give 1 to 30"),
        (small(horizon_years=2.5), "horizon_years", "2.5", "whole number"),
        (small(horizon_years="3"), "horizon_years", '"3"', "whole number"),
        (small(seed=-1), "seed", "-1", "give 0 to"),
        (small(seed=2**64), "seed", str(2**64), "give 0 to"),
        (small(widening=0.5), "widening", "0.5", "give 1 to 5"),
        (small(satisfaction=6), "satisfaction", "6", "give 1 to 5"),
        (small(loyalty=11), "loyalty", "11", "give 0 to 10"),
        (small(emotion__manager=-6), "emotion.manager", "-6", "give −5 to 5"),
        (small(fit=[{"criterion": "Pays", "weight": 6, "score": 3}]), "fit.0.weight", "6", "give 0 to 5"),
        (small(fit=[{"criterion": "Pays", "weight": 5, "score": 0}]), "fit.0.score", "0", "give 1 to 5"),
        (
            small(interests=[{"name": "A", "weight": 1, "met": {"part": 101}}]),
            "interests.0.met.part",
            "101",
            "0 to 100",
        ),
        # words
        (small(title=""), "title", '""', "text"),
        (small(title="  \n"), "title", "", "empty"),
        (small(title=7), "title", "7", "text"),
        (small(title="\ud800"), "title", "�", "printable"),
        (small(story="a\0b"), "story", "a�b", "printable"),
        (small(client=None), "client", "null", "text"),
        (small(currency="XYZW"), "currency", '"XYZW"', "ISO 4217"),
        (small(currency="eur"), "currency", '"eur"', "ISO 4217"),
        (small(received_at="yesterday"), "received_at", '"yesterday"', "ISO 8601"),
        (small(received_at="2026-02-30"), "received_at", '"2026-02-30"', "ISO 8601"),
        (small(statutory_duty="yes"), "statutory_duty", '"yes"', "true or false"),
        (small(statutory_duty=1), "statutory_duty", "1", "true or false"),
        (small(risks=[{**RISK, "category": "moral"}]), "risks.0.category", '"moral"', "reputational, financial, legal"),
        (small(risks=[{**RISK, "category": "\ud800"}]), "risks.0.category", "�", "reputational, financial, legal"),
        (small(owed={"low": 1, "likely": 2, "high": 3, "basis": "sure"}), "owed.basis", '"sure"', "known, assumed"),
        (small(red_lines=[{"line": "A", "effect": "warn"}]), "red_lines.0.effect", '"warn"', "end, refuse"),
        (small(red_lines=[""]), "red_lines.0", '""', "empty"),
        (small(red_lines=[5]), "red_lines.0", "5", "object"),
        # what one input asks of another
        (small(statutory_duty=True), "owed", "0", "above 0"),
    ],
)
def test_a_fault_says_where_what_and_what_is_allowed(document, path, value, allowed):
    found = lines(document)
    line = next((line for line in found if line.startswith(f"{path}: " if path else "")), None)
    assert line is not None, found
    assert value in line
    assert allowed in line
    assert line.isprintable()


def test_every_fault_is_told_at_once():
    document = small(horizon_years=0, options__satisfy__stay=1.4, owed=[3, 2, 1], colour="red", currency="?")
    starts = {line.split(":")[0] for line in lines(document)}
    assert starts == {"horizon_years", "options.satisfy.stay", "owed", "colour", "currency"}


def test_a_number_that_breaks_one_rule_as_low_likely_and_high_is_one_fault():
    assert len(lines(small(options__satisfy__stay=1.4))) == 1
    assert len(lines(small(options__satisfy__stay=[1.4, 1.5, 1.6]))) == 3


def test_faults_beside_a_repeated_or_unreadable_key_are_told_too():
    document = json.dumps(small(horizon_years=0))
    repeated = document.replace('"title"', '"title": "A", "title"', 1).encode()
    assert [line.split(":")[0] for line in lines(repeated)] == ["title", "horizon_years"]
    unreadable = small(horizon_years=0, **{"\ud800": 1})
    assert [line.split(":")[0] for line in lines(unreadable)] == ["�", "horizon_years"]


def test_keys_repeated_deep_inside_are_found():
    data = b'{"risks": [{"name": "A", "name": "B"}]}'
    assert "risks.0.name: is given twice; give it once" in lines(data)


@pytest.mark.parametrize("depth", [100, 900, 960, 980, 990, 1000])
def test_nesting_of_any_depth_ends_in_a_fault(depth):
    nested = b"[" * depth + b"]" * depth
    assert len(lines(json.dumps(SMALL).encode()[:-1] + b', "trade": ' + nested + b"}")) == 1


def test_many_repeated_keys_take_no_more_than_a_moment():
    pairs = ", ".join(f'"k{number // 2}": 0' for number in range(20_000))
    assert len(lines(f"{{{pairs}}}".encode())) > 20_000


@pytest.mark.parametrize(
    "value, said",
    [
        ("text", '"text"'),
        ("x" * 100, '"' + "x" * 59 + '…"'),
        ("a\nb\x1b[31m\u202e", '"a�b�[31m�"'),
        ([1, 2], "[1, 2]"),
        (None, "null"),
        ("😀", '"😀"'),
    ],
)
def test_a_value_is_shown_short_and_printable(value, said):
    assert shown(value) == said


def test_a_fault_line_is_one_line_even_where_a_path_has_braces():
    line = fault_line(Fault("options.{x}", '"{y}"', "missing"), EN)
    assert line.startswith("options.{x}: ")
    assert "{y}" in fault_line(Fault("a", '"{y}"', "number"), EN)
