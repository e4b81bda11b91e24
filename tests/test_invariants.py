"""What must hold for every case, whatever its numbers."""

import json
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from retention.decision import decision_document, evaluate
from retention.document import read_case
from tests.brute_force import groups
from tests.random_cases import cases
from tests.reference import OPTIONS, RETENTION, Reading, domain, leads

Document = dict[str, Any]
SIMULATED = {"confidence", "confidence_se", "evpi", "evpi_se", "evppi_groups", "seed",
             "p05", "p50", "p95", "distribution", "p_below_zero", "p_below_part", "p_best", "regret", "se"}
few = settings(max_examples=25)


def decided(document: Document, draws: int = 1024, seed: int | None = None) -> Document:
    decision = evaluate(read_case(document), draws, seed)
    return json.loads(json.dumps(decision_document(decision), allow_nan=False))


def placed(document: Document, name: str, estimate: Any) -> Document:
    """A copy with one estimate set; `name` is its path, such as `options.part.remaining_risk.legal`."""
    changed = deepcopy(document)
    at: Any = changed
    *parents, key = name.split(".")
    for parent in parents:
        at = at[int(parent)] if isinstance(at, list) else at.setdefault(parent, {})
    at[key] = estimate
    return changed


def at_means(document: Document) -> Document:
    """The case with every input certain: at its mean, and the retention where the annuity is at its own."""
    case, certain = Reading(document), document | {"widening": 1}
    for name, x in case.inputs.items():
        mean = x.mean
        if name == RETENTION and case.years > 1 and not x.certain:
            mean = brentq(lambda rho: case.annuity(rho) - case.means["annuity"], 0, 1, xtol=1e-15)
        certain = placed(certain, name, mean)
    return certain


def is_clear(case: Reading) -> bool:
    """Whether no other allowed option comes within a rounding error of the recommended one."""
    return all(case.expected[case.recommended] - case.expected[o] > 1e-7 * case.scale for o in case.others)


def exact_figures(decision: Any) -> Any:
    """A decision without its simulated figures."""
    if isinstance(decision, dict):
        return {key: exact_figures(value) for key, value in decision.items() if key not in SIMULATED}
    return [exact_figures(value) for value in decision] if isinstance(decision, list) else decision


def times(stated: Any, factor: float) -> Any:
    """An estimate in the form it has, each of its numbers multiplied."""
    if isinstance(stated, dict):
        return {key: times(value, factor) for key, value in stated.items()}
    if isinstance(stated, list):
        return [times(value, factor) for value in stated]
    return stated if isinstance(stated, str) else stated * factor


def with_money_times(document: Document, factor: float) -> Document:
    changed = deepcopy(document)
    for key in {"owed", "hourly_rate", "client_loss"} & document.keys():
        changed[key] = times(document[key], factor)
    for key in document["value"].keys() - {"annual_retention"}:
        changed["value"][key] = times(document["value"][key], factor)
    for option in changed["options"].values():
        if "outlay" in option:
            option["outlay"] = times(option["outlay"], factor)
    for risk in changed["risks"]:
        risk["severity"] = times(risk["severity"], factor)
    return changed


@few
@given(cases())
def test_components_sum_to_expected(document: Document) -> None:
    scale = Reading(document).scale
    for option in decided(document)["options"].values():
        total = sum(option["components"].values())
        assert total == pytest.approx(option["expected"], rel=1e-9, abs=1e-12 * scale)
        assert all(part <= 0 for name, part in option["components"].items() if name != "client_value")


@few
@given(cases())
def test_nothing_is_worth_learning_where_all_is_certain(document: Document) -> None:
    decision = decided(at_means(document))
    assert decision["evpi"] == 0
    assert decision["evppi"] == decision["evppi_groups"] == decision["tornado"] == []
    assert decision["assumed_share"] is None
    assert decision["confidence"] == 1


@few
@given(cases())
def test_one_input_is_never_worth_more_than_all(document: Document) -> None:
    case, decision = Reading(document), decided(document)
    for row in decision["evppi"]:
        assert row["value"] >= 0
        # What happens in fewer draws than can be counted on may be missing from the simulated EVPI.
        x = case.inputs[row["input"]]
        most = max(0.0, *(float(leads(case, x.name, end)) for end in (x.low, x.high))) if case.others else 0.0
        unseen = most * 10 / decision["draws"]
        assert row["value"] <= decision["evpi"] + 5 * decision["evpi_se"] + unseen + 1e-12 * case.scale


@few
@given(cases())
def test_a_group_is_worth_at_least_each_of_its_members(document: Document) -> None:
    case, decision = Reading(document), decided(document)
    single = {row["input"]: row["value"] for row in decision["evppi"]}
    members = groups(case)
    assert {row["group"] for row in decision["evppi_groups"]} == members.keys()
    assert decision["evppi_groups"] == sorted(decision["evppi_groups"], key=lambda row: -row["value"])
    for row in decision["evppi_groups"]:
        for name in members[row["group"]]:
            x = case.inputs[name]
            most = max(float(leads(case, name, end)) for end in (x.low, x.high)) if case.others else 0.0
            slack = 5 * row["se"] + max(most, 0.0) * 10 / decision["draws"] + 1e-12 * case.scale
            assert row["value"] >= single.get(name, 0.0) - slack, (row, name)


@few
@given(cases(), st.sampled_from(OPTIONS), st.floats(0, 1e6))
def test_a_dearer_outlay_never_makes_an_option_better(document: Document, option: str, extra: float) -> None:
    name = f"options.{option}.outlay"
    mean = Reading(document).means[name]
    before, after = (decided(placed(document, name, outlay)) for outlay in (mean, mean + extra))
    for other in OPTIONS:
        difference = after["options"][other]["expected"] - before["options"][other]["expected"]
        assert difference <= 0 if other == option else difference == 0


@few
@given(cases(), st.randoms())
def test_the_order_of_the_risks_does_not_matter(document: Document, shuffler: Any) -> None:
    order = list(range(len(document["risks"])))
    shuffler.shuffle(order)
    shuffled = decided(document | {"risks": [document["risks"][i] for i in order]})
    decision, case = decided(document), Reading(document)
    for key in ("verdict", "recommended", "keep", "provisional"):
        assert shuffled[key] == decision[key]
    for option in OPTIONS:
        expected = decision["options"][option]["expected"]
        found = shuffled["options"][option]["expected"]
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12 * case.scale)
    worth = {row["input"]: row["value"] for row in decision["evppi"]}
    for row in shuffled["evppi"]:
        name = row["input"]
        if name.startswith("risks."):
            _, number, key = name.split(".")
            name = f"risks.{order[int(number)]}.{key}"
        assert row["value"] == pytest.approx(worth[name], rel=1e-6, abs=1e-9 * case.scale)


@few
@given(cases())
def test_shares_and_quantiles_are_in_order(document: Document) -> None:
    decision = decided(document)
    options = decision["options"]
    assert sum(option["p_best"] for option in options.values()) == pytest.approx(1, abs=1e-9)
    assert decision["evpi"] >= 0
    assert decision["evpi"] == options[decision["recommended"]]["regret"]
    assert options["part"]["p_below_part"] == 0
    for option in options.values():
        assert option["p05"] <= option["p50"] <= option["p95"]
        assert len(option["distribution"]) == 101
        assert option["distribution"] == sorted(option["distribution"])
        shares = (option["p_best"], option["p_below_zero"], option["p_below_part"], decision["confidence"])
        assert all(0 <= share <= 1 for share in shares)
        assert option["allowed"] or (option["p_best"] == 0 and option["regret"] is None)
        assert not option["allowed"] or option["regret"] >= 0


@few
@given(cases())
def test_beyond_a_flip_value_the_other_option_is_recommended(document: Document) -> None:
    case = Reading(document)
    assume(is_clear(case))
    decision, certain = decided(document), at_means(document)
    for flip in decision["flips"]:
        least, most = domain(flip["input"])
        away = flip["at"] - case.means[flip["input"]]
        step = 1e-5 * away
        beyond, before = flip["at"] + step, flip["at"] - step
        if abs(beyond) > 1e12 or not least <= beyond <= most:
            continue
        choices = [decided(placed(certain, flip["input"], x), 64)["recommended"] for x in (before, beyond)]
        assert choices == [decision["recommended"], flip["to"]], flip


def plain_case(decline_stay: float, satisfy_stay: float = 0.0) -> Document:
    """A case without costs or risks: what an option is worth is its chance to keep the client times 1234.5."""
    options = {"satisfy": {"stay": satisfy_stay}, "compromise": {"stay": 0}, "decline": {"stay": decline_stay}}
    return {"title": "Plain", "currency": "EUR", "horizon_years": 1, "discount_rate": 0.1,
            "value": {"annual_margin": 1234.5}, "options": options | {"part": {}}, "risks": []}


def test_a_tie_at_the_end_of_the_domain_is_no_flip() -> None:
    """With a stay of 0 declining ties with satisfying, which is named first; no stay is lower than that."""
    for stay in np.linspace(0.01, 0.99, 99):
        flips = {flip["input"]: flip for flip in decided(plain_case(float(stay)), 64)["flips"]}
        assert "options.decline.stay" not in flips, stay
        assert flips["options.satisfy.stay"]["at"] == pytest.approx(stay)


def test_options_that_tie_flip_where_they_stand() -> None:
    """No option is worth anything, so the first is recommended, until it costs or another keeps the client."""
    assert decided(plain_case(0.0), 64)["flips"] == [
        {"input": "options.satisfy.outlay", "at": 0, "to": "compromise"},
        {"input": "options.compromise.stay", "at": 0, "to": "compromise"},
        {"input": "options.decline.stay", "at": 0, "to": "decline"},
    ]


@few
@given(cases())
def test_at_its_break_even_outlay_an_option_ties(document: Document) -> None:
    scale, decision, certain = Reading(document).scale, decided(document), at_means(document)
    for option in ("satisfy", "compromise"):
        outlay = decision["options"][option]["break_even_outlay"]
        if outlay is None or outlay > 1e12:
            continue
        tied = decided(placed(certain, f"options.{option}.outlay", outlay), 64)["options"]
        rivals = [row["expected"] for name, row in tied.items() if row["allowed"] and name != option]
        assert tied[option]["expected"] == pytest.approx(max(rivals), rel=1e-9, abs=1e-9 * (scale + outlay))


@few
@given(cases())
def test_widening_by_one_changes_nothing(document: Document) -> None:
    unset = {key: value for key, value in document.items() if key != "widening"}
    assert decided(unset | {"widening": 1}) == decided(unset)


@few
@given(cases(), st.integers(0, 2**31))
def test_the_seed_decides_the_simulated_figures_and_no_others(document: Document, seed: int) -> None:
    first, again, other = (decided(document, seed=s) for s in (seed, seed, seed + 1))
    assert json.dumps(first) == json.dumps(again)
    assert exact_figures(first) == exact_figures(other)
    assert (first["seed"], other["seed"]) == (seed, seed + 1)
    drawn = [[row["distribution"] for row in decision["options"].values()] for decision in (first, other)]
    outlay = Reading(document).inputs["options.part.outlay"]
    assert drawn[0] != drawn[1] or outlay.certain  # an uncertain outlay alone spreads what parting ends in


@few
@given(cases(), st.sampled_from([2.0, 0.25]))
def test_the_currency_unit_does_not_matter(document: Document, factor: float) -> None:
    scale = Reading(document).scale
    decision, scaled = decided(document), decided(with_money_times(document, factor))
    for key in ("verdict", "recommended", "keep", "fit", "as_good", "provisional", "warnings"):
        assert scaled[key] == decision[key]
    assert scaled["confidence"] == pytest.approx(decision["confidence"], abs=1e-9)
    assert scaled["evpi"] == pytest.approx(factor * decision["evpi"], rel=1e-9, abs=1e-12 * scale)
    for option in OPTIONS:
        for key in ("expected", "p05", "p50", "p95"):
            value = factor * decision["options"][option][key]
            assert scaled["options"][option][key] == pytest.approx(value, rel=1e-9, abs=1e-9 * scale)
        assert np.isclose(scaled["options"][option]["p_best"], decision["options"][option]["p_best"])
