"""The decision memo reads back to the same case and decision, and says to people what they want to know (model 6)."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention import MODEL_VERSION, __version__
from retention.case import CATEGORIES
from retention.decision import evaluate
from retention.document import case_document, read_case
from retention.language import LANGUAGES, words
from retention.memo import memo_bytes, memo_text
from retention.memo_fields import FIELDS
from retention.memo_reader import read_memo
from retention.memo_rows import rounded
from tests.memos import DAY, FULL, HOSTILE, LATE_KITCHEN, STYLES, by_key, decided, memo
from tests.random_cases import cases, random_case
from tests.small_case import small

# ---- read back


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [LATE_KITCHEN, FULL, small()], ids=["late kitchen", "full", "small"])
def test_a_memo_reads_back_to_the_same_case(document, language, style):
    assert read_memo(memo(document, style, language)).document == case_document(read_case(document))


@given(cases(), st.sampled_from(STYLES))
@settings(max_examples=25)
def test_any_case_reads_back(document, style):
    assert read_memo(memo(document, style)).document == case_document(read_case(document))


@given(HOSTILE, HOSTILE.filter(str.strip), st.sampled_from(STYLES))
@settings(max_examples=150)
def test_any_text_reads_back(text, name, style):
    document = small(story=text, client=name, title=name, trade=text + name, red_lines=[name])
    case, decision = decided(small(red_lines=["Threat"]))
    case = read_case(document)
    assert read_memo(memo_bytes(case, decision, words("en"), style, DAY)).document == case_document(case)


@given(st.floats(-1e12, 1e12), st.floats(0, 1), st.sampled_from(STYLES))
@settings(max_examples=50)
def test_every_number_reads_back_to_the_last_bit(money, share, style):
    document = small(value__annual_margin=money, options__satisfy__stay=share, discount_rate=share)
    _, decision = decided(small())
    case = read_case(document)
    assert read_memo(memo_bytes(case, decision, words("en"), style, DAY)).document == case_document(case)


@pytest.mark.parametrize("seed", [None, 77])
@pytest.mark.parametrize("draws", [64, 512])
def test_the_decision_comes_out_the_same(draws, seed):
    case = read_case(LATE_KITCHEN)
    decision = evaluate(case, draws, seed)
    read = read_memo(memo_bytes(case, decision, words("en"), "comma", DAY))
    assert (read.draws, read.seed) == (draws, seed)
    assert evaluate(read_case(read.document), draws, read.seed) == decision


def test_the_fields_of_a_memo_are_the_leaves_of_a_case():
    leaves = {key.removeprefix("case.") for key in by_key(memo(FULL)) if key.startswith("case.")}
    numbered = {leaf.replace(".0.", ".*.") for leaf in leaves if ".0." in leaf or not any(c.isdigit() for c in leaf)}
    assert numbered == set(FIELDS)

    def paths(part: Any, path: str = "") -> set[str]:
        if isinstance(part, list) and part and isinstance(part[0], dict):
            part = {"*": part[0]}
        if isinstance(part, dict) and "low" not in part:
            return {leaf for key, inner in part.items() for leaf in paths(inner, f"{path}.{key}")}
        return {path[1:]}

    assert paths(case_document(read_case(FULL))) == set(FIELDS)


def test_a_long_case_is_read_back():
    document = random_case(np.random.default_rng(2))
    risk = {"name": "Risk", "category": CATEGORIES[0], "probability": [0, 0.001, 0.01], "severity": [1, 2, 3]}
    document |= {"risks": [risk | {"name": f"Risk {i}"} for i in range(500)], "story": "long " * 40_000}
    assert read_memo(memo(document)).document == case_document(read_case(document))


# ---- for people


def test_the_memo_says_the_decision_its_reasons_and_how_it_was_computed():
    case, decision = decided(LATE_KITCHEN)
    rows = by_key(memo(LATE_KITCHEN))
    assert rows["decision.options.satisfy.expected"][2:7] == [
        str(round(decision.options["satisfy"].expected, 2)), "", "", "", "EUR"
    ]  # fmt: skip
    assert rows["case.value.annual_retention"][6:8] == ["probability", "assumed"]
    assert rows["case.owed"][6:8] == ["EUR", "known"]
    assert MODEL_VERSION in rows["memo.model"][2]
    assert __version__ in rows["memo.product"][2]
    assert rows["memo.date"][2] == "2026-11-22"
    assert rows["case.seed"][2] == "1"
    assert int(rows["memo.draws"][2]) == decision.draws
    assert sum(key.startswith("decision.reasons.") for key in rows) == 3
    assert sum(key.startswith("decision.flips.") for key in rows) == len(decision.flips)
    assert rows["decision.evppi.1"][1:3] == ["Chance that the client stays if we offer a compromise",
                                             str(round(decision.evppi[0].value, 2))]  # fmt: skip


def test_warnings_and_provisional_reasons_are_said():
    document = small(options__satisfy__stay=0.4, emotion__manager=5)
    rows = by_key(memo(document))
    assert {"decision.warnings.1", "decision.provisional.manager_state", "decision.provisional.fit_not_judged"} <= set(
        rows
    )


def test_a_seed_from_outside_the_case_is_named():
    case = read_case(small())
    data = memo_bytes(case, evaluate(case, 64, 9), words("en"), "comma", DAY)
    rows = by_key(data)
    assert (rows["case.seed"][2], rows["memo.seed"][2]) == ("1", "9")
    assert "memo.seed" not in by_key(memo(small()))


def test_notes_are_written_and_not_read_back():
    case, decision = decided(small())
    text = memo_text(case, decision, words("en"), "comma", DAY, [("Promise", "=Friday"), ("Promise", "Call")])
    assert ",Promise,'=Friday," in text
    assert read_memo(text.encode()).document == case_document(case)


@pytest.mark.parametrize(
    "value, se, shown",
    [(1234.567, None, 1234.57), (1234.567, 0, 1234.57), (1234.567, 3.2, 1235), (1234.567, 40, 1230), (0.04, 40, 0),
     (1234.567, 0.001, 1234.57), (-0.3, 5, 0), (99.96, 0.1, 100)],
)  # fmt: skip
def test_simulated_figures_have_the_digits_that_their_standard_error_supports(value, se, shown):
    assert rounded(value, se) == shown
    assert str(rounded(value, se))[:2] != "-0"


def test_barred_options_have_no_chance_to_be_the_best():
    rows = by_key(memo(small(red_lines=["Threat"])))
    assert rows["decision.options.satisfy.allowed"][2] == "no"
    assert "decision.options.satisfy.p_best" not in rows
    assert "decision.options.satisfy.regret" not in rows
    assert rows["decision.forgone_value"][2] == "600"
