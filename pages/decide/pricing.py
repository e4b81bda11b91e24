"""What a risk would cost: a band in a word, or the formula that the evidence gives, with its inputs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from retention.case import Case, Risk
from retention.consequences import Consequence, consequence_named
from retention.defaults import Triple, severity_bands
from retention.estimate import LARGEST, Amount
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.quick_start import two_digits
from retention.severity import (
    SHARE_UNITS,
    HelperInput,
    as_amount,
    band_severity,
    helper_inputs,
    known_inputs,
    price,
)
from retention.ui import state
from retention.ui.text import escaped
from retention.working import written_out

PERCENT = 100.0
REFUSED = "pricing.refused"  # place of the risk and faults of the inputs last refused
RATES = "pricing.rates"  # what one unit of a currency is worth in another, by both, as the visitor has said


def shown(index: int, case: Case, _: Words) -> None:
    """Ways to price the risk at this place, in a popover."""
    if index >= len(case.risks):
        return
    risk = case.risks[index]
    with st.popover(_("Help with the price"), type="tertiary", key=f"price.{index}", on_change="rerun") as popover:
        if popover.open:
            _band(index, case, _)
            found = consequence_named(risk.name, risk.category)
            for helper in found.helpers if found else ():
                if found is not None and helper_inputs(found.key, helper):
                    _formula(index, found, helper, risk, case, _)


def _band(index: int, case: Case, _: Words) -> None:
    bands = severity_bands()

    def label(key: str) -> str:
        likely = band_severity(key, case).likely
        return f"{bands[key].names[_.language]} · {_.money(likely, case.currency)}"

    st.pills(
        _("In a word, against the client's margin per year"), tuple(bands), format_func=label,
        key=f"price.{index}.band", on_change=_take_band, args=(index,),
    )  # fmt: skip


def _formula(index: int, found: Consequence, helper: str, risk: Risk, case: Case, _: Words) -> None:
    known = known_inputs(found, helper, case, _rates(case))
    with st.form(f"price.{index}.{helper}", border=False):
        st.caption(_("Or piece by piece; an empty field takes the figure beside it."))
        for currency in _foreign(found, helper, case):
            _rate(f"price.{index}.{helper}.rate.{currency}", currency, case, _)
        for wanted in helper_inputs(found.key, helper):
            factor = PERCENT if wanted.unit in SHARE_UNITS else 1.0
            st.number_input(
                _label(wanted, case, _), 0.0, PERCENT if factor != 1 else LARGEST, value=None, format="%g",
                placeholder=_usual(wanted, known.get(wanted.name), factor, _),
                key=f"price.{index}.{helper}.{wanted.name}",
            )  # fmt: skip
        st.form_submit_button(_("Use this price"), on_click=_take_price, args=(index, found, helper))
    place, faults = st.session_state.get(REFUSED, (None, ()))
    for fault in faults if place == (index, helper) else ():
        st.warning(escaped(_fault(fault, found, helper, _)), icon=":material/error:")


def _usual(wanted: HelperInput, known: Triple | None, factor: float, _: Words) -> str:
    """The figure that stands for an empty field, in its own currency until there is a rate."""
    if known is not None:
        return _.number(two_digits(known)[1] * factor, 2)
    if wanted.default is not None and wanted.currency:
        return _.money(wanted.default.triple[1], wanted.currency)
    return ""


def _foreign(found: Consequence, helper: str, case: Case) -> list[str]:
    """The currencies of the evidence that are not the case's."""
    wanted = (given.currency for given in helper_inputs(found.key, helper))
    return [currency for currency in dict.fromkeys(wanted) if currency not in ("", case.currency)]


def _rate(key: str, currency: str, case: Case, _: Words) -> None:
    said = _rates(case).get(currency)
    if said is not None and key not in st.session_state:
        st.session_state[key] = said
    label = _("The usual prices are in {foreign}: what is 1 {foreign} worth, {currency}?")
    st.number_input(
        label.format(foreign=currency, currency=case.currency), 0.0, LARGEST, value=None, format="%g", key=key,
        placeholder=_("as today's rate has it"),
    )  # fmt: skip


def _rates(case: Case) -> dict[str, float]:
    """What one unit of each currency is worth in the case's, as far as it was said."""
    said: dict[tuple[str, str], float] = st.session_state.get(RATES, {})
    return {foreign: rate for (foreign, own), rate in said.items() if own == case.currency}


def _label(wanted: HelperInput, case: Case, _: Words) -> str:
    name = wanted.names[_.language]
    if wanted.unit in SHARE_UNITS:
        return f"{name}, %"
    return f"{name}, {case.currency}" if wanted.unit == "money" else name


def _fault(fault: Fault, found: Consequence, helper: str, _: Words) -> str:
    names = {wanted.name: wanted.names[_.language] for wanted in helper_inputs(found.key, helper)}
    sentence = fault_line(replace(fault, path=""), _)
    first = fault.path.split(".")[0]
    return f"{names[first]}: {sentence}" if first in names else sentence[:1].upper() + sentence[1:]


def _take_band(index: int) -> None:
    chosen = st.session_state[f"price.{index}.band"]
    if chosen:
        _fill_in(index, band_severity(chosen, state.current().case))
        st.session_state[f"price.{index}.band"] = None


def _take_price(index: int, found: Consequence, helper: str) -> None:
    case, given = state.current().case, {}
    for currency in _foreign(found, helper, case):
        rate = st.session_state[f"price.{index}.{helper}.rate.{currency}"]
        if rate:
            st.session_state[RATES] = {**st.session_state.get(RATES, {}), (currency, case.currency): rate}
    for wanted in helper_inputs(found.key, helper):
        value = st.session_state[f"price.{index}.{helper}.{wanted.name}"]
        if value is not None:
            given[wanted.name] = value / PERCENT if wanted.unit in SHARE_UNITS else value
    try:
        priced = price(found, helper, case, given, _rates(case))
    except InvalidInput as invalid:
        st.session_state[REFUSED] = ((index, helper), invalid.faults)
        return
    st.session_state[REFUSED] = (None, ())
    _fill_in(index, priced)


def _fill_in(index: int, severity: Amount) -> None:
    rounded = two_digits((severity.low, severity.likely, severity.high))
    state.edit(f"risks.{index}.severity", written_out(as_amount(rounded)))
