"""What a risk would cost: a band in a word, or the formula that the evidence gives, with its inputs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from retention.case import Case, Risk
from retention.consequences import Consequence, consequence_named
from retention.defaults import severity_bands
from retention.estimate import LARGEST
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.severity import SHARE_UNITS, HelperInput, band_severity, helper_inputs, known_inputs, price
from retention.ui import state
from retention.ui.text import escaped
from retention.working import written_out

PERCENT = 100.0
REFUSED = "pricing.refused"  # place of the risk and faults of the inputs last refused


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
    known = known_inputs(found, helper, case, {})
    with st.form(f"price.{index}.{helper}", border=False):
        st.caption(_("Or piece by piece; an empty field takes the figure beside it."))
        for wanted in helper_inputs(found.key, helper):
            factor = PERCENT if wanted.unit in SHARE_UNITS else 1.0
            usual = known.get(wanted.name)
            st.number_input(
                _label(wanted, case, _), 0.0, PERCENT if factor != 1 else LARGEST, value=None, format="%g",
                placeholder="" if usual is None else _.number(usual[1] * factor, 2),
                key=f"price.{index}.{helper}.{wanted.name}",
            )  # fmt: skip
        st.form_submit_button(_("Use this price"), on_click=_take_price, args=(index, found, helper))
    place, faults = st.session_state.get(REFUSED, (None, ()))
    for fault in faults if place == (index, helper) else ():
        st.warning(escaped(_fault(fault, found, helper, _)), icon=":material/error:")


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
        state.edit(f"risks.{index}.severity", written_out(band_severity(chosen, state.current().case)))
        st.session_state[f"price.{index}.band"] = None


def _take_price(index: int, found: Consequence, helper: str) -> None:
    given = {}
    for wanted in helper_inputs(found.key, helper):
        value = st.session_state[f"price.{index}.{helper}.{wanted.name}"]
        if value is not None:
            given[wanted.name] = value / PERCENT if wanted.unit in SHARE_UNITS else value
    try:
        priced = price(found, helper, state.current().case, given)
    except InvalidInput as invalid:
        st.session_state[REFUSED] = ((index, helper), invalid.faults)
        return
    st.session_state[REFUSED] = (None, ())
    state.edit(f"risks.{index}.severity", written_out(priced))
