"""What the answers come to: the leading way with its strength, its slip, and one caution."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from retention.language import Words
from retention.own_way import ENOUGH, Style, own_way, styles
from retention.ui.text import bold, escaped


def shown(answers: Mapping[str, str], _: Words) -> None:
    """The result, or that too little was answered for one."""
    found, named = own_way(answers), styles(_.language)
    if not found.leading:
        st.header(_("Too few answers to say anything"), anchor=False)
        st.markdown(escaped(_("It takes {count} of the situations at least.").format(count=ENOUGH)))
        return
    if found.is_tied:
        st.header(_("Several ways come first equally often"), anchor=False)
    else:
        st.header(escaped(_("What comes first: {style}").format(style=named[found.leading[0]].name)), anchor=False)
    for key in found.leading:
        with st.container(border=True, key=f"own_way_style_{key}"):
            _style(named[key], found.is_tied, _)
    counts = ", ".join(
        _("{style} {count}").format(style=named[key].name, count=count) for key, count in found.counts.items() if count
    )
    st.caption(escaped(_("How often each was chosen: {counts}.").format(counts=counts)))
    st.caption(_("Our own wording, not a tested instrument. On another day, with another client, it may be another."))


def _style(style: Style, named: bool, _: Words) -> None:
    if named:
        st.subheader(escaped(style.name), anchor=False)
    for heading, text in (
        (_("What it is good for"), style.strength),
        (_("Its typical slip"), style.slip),
        (_("A caution to yourself"), style.caution),
    ):
        st.markdown(f"{bold(heading)}  \n{escaped(text)}")
