"""People think in totals: what the client would get in all, from which what is owed anyway is taken off."""

from __future__ import annotations

import streamlit as st

from retention.estimate import LARGEST, Amount
from retention.language import Words
from retention.quick_start import outlay_beyond
from retention.ui import state
from retention.ui.text import escaped
from retention.working import PARTS, written_out

TOO_LITTLE = "total.too_little"


def shown(option: str, _: Words) -> None:
    """A way to say the total of an option, where something is owed."""
    case = state.current().case
    if option not in ("satisfy", "compromise") or case.owed.mean <= 0:
        return
    with st.popover(_("I know the total"), type="tertiary", key=f"total.{option}.open"):
        st.caption(
            escaped(
                _("What the client would get in all; {owed}, owed anyway, is taken off.").format(
                    owed=_.money(case.owed.mean, case.currency)
                )
            )
        )
        labels = {"low": _("Low"), "likely": _("Likely"), "high": _("High")}
        with st.form(f"total.{option}", border=False):
            for column, part in zip(st.columns(3, gap="xsmall", wrap=False), PARTS, strict=True):
                column.number_input(
                    labels[part], 0.0, LARGEST, value=None, step=10.0, format="%g", key=f"total.{option}.{part}"
                )
            st.form_submit_button(_("Take off what is owed"), on_click=_take, args=(option,))
        if st.session_state.get(TOO_LITTLE) == option:
            st.warning(
                _("Give low, likely and high in order, at least what is owed."), icon=":material/error:"
            )


def _take(option: str) -> None:
    low, likely, high = (st.session_state[f"total.{option}.{part}"] for part in PARTS)
    st.session_state[TOO_LITTLE] = option
    if None in (low, likely, high) or not low <= likely <= high:
        return
    total, owed = Amount(low=low, likely=likely, high=high), state.current().case.owed
    if total.mean >= owed.mean:
        st.session_state[TOO_LITTLE] = None
        state.edit(f"options.{option}.outlay", written_out(outlay_beyond(total, owed)))
