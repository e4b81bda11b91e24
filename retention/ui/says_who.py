"""Says who: beside every figure whether it is known, assumed or a default, and its source one click away."""

from __future__ import annotations

import streamlit as st

from retention.defaults import Default, Source, default_of
from retention.inputs import input_names
from retention.language import Words
from retention.origin import DefaultSource, default_source
from retention.terms import basis_name
from retention.ui import state
from retention.ui.text import escaped
from retention.working import PARTS

BASES = ("known", "assumed")


def says_who(path: str, category: str = "") -> None:
    """A small button that says known, assumed or default, and opens on where the figure comes from."""
    _ = state.words()
    estimate = state.current()[path]
    default = _default(path, estimate, category) or _derived(path, estimate)
    label = _("default") if default else basis_name(estimate["basis"], _)
    with st.popover(label, type="tertiary", key=f"{path}.who"):
        key = f"{path}.basis"
        if st.session_state.get(key) != estimate["basis"]:
            st.session_state[key] = estimate["basis"]
        st.segmented_control(
            _("How do you know?"),
            BASES,
            format_func=lambda basis: basis_name(basis, _),
            required=True,
            key=key,
            on_change=_take_basis,
            args=(path,),
        )
        st.caption(_("Known: from records, a contract or the law. Assumed: judged, and worth checking."))
        if default:
            _explained(default, _)


def source_line(source: Source, _: Words) -> str:
    """One source as a line of a list."""
    finding, name = (escaped(texts[_.language]) for texts in (source.findings, source.names))
    where = f"[{name}]({source.link})" if source.link else name
    return f"- {finding}. {where}" + (f" ({source.year})" if source.year else "")


def _default(path: str, estimate: dict, category: str) -> Default | None:
    if estimate["basis"] != "assumed" or None in estimate.values():
        return None
    return default_of(path, tuple(float(estimate[part]) for part in PARTS), category)  # type: ignore[arg-type]


def _derived(path: str, estimate: dict) -> DefaultSource | None:
    """Where a figure of the quick start comes from that is not a row of the defaults but made from some."""
    working = state.current()
    if path not in input_names(working.case) or state.faults_at(path) or estimate["basis"] != "assumed":
        return None
    return default_source(path, working.case)


def _explained(default: Default | DefaultSource, _: Words) -> None:
    notes = (default.notes,) if isinstance(default, Default) else default.notes
    for note in dict.fromkeys(texts[_.language] for texts in notes):
        st.markdown(escaped(note))
    if not default.sources:
        st.caption(_("No source stands behind this default, only expert judgement."))
    else:
        st.caption(_("This default rests on:"))
        st.markdown("\n".join(source_line(source, _) for source in default.sources))


def _take_basis(path: str) -> None:
    chosen = st.session_state[f"{path}.basis"]
    if chosen in BASES:  # the browser may report no choice at all, and then the basis stays as it was
        state.edit(f"{path}.basis", chosen)
