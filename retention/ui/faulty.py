"""What is wrong with what was entered, beside its field, until it is entered anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from retention.fault_words import fault_line
from retention.faults import Fault
from retention.language import Words
from retention.ui.text import escaped


def keep(key: str, faults: Iterable[Fault]) -> None:
    """Remember the faults of a form; none of them forgets those of before."""
    st.session_state[f"{key}.faults"] = tuple(faults)


def beside(key: str, path: str, _: Words) -> None:
    """The faults of the form at one path."""
    faults: tuple[Fault, ...] = st.session_state.get(f"{key}.faults", ())
    for fault in faults:
        if fault.path == path:
            said = fault_line(replace(fault, path=""), _)
            st.error(escaped(said[:1].upper() + said[1:]), icon=":material/error:")
