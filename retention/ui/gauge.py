"""A gauge of emotional states: both poles, the healthy middle between them, and where one stands."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from retention.calm import HIGHEST, LOWEST, signed
from retention.language import Words
from retention.verdict import HEALTHY_STATE


def gauge(marks: Sequence[tuple[str, float]], _: Words) -> None:
    """The scale with a mark for each name and state, from −5 to +5."""
    said = ", ".join(_("{name}: {value}").format(name=name, value=signed(state, _)) for name, state in marks)
    poles = "".join(
        f"<span>{html.escape(name)}</span>" for name in (_("holding it in"), _("healthy middle"), _("carried away"))
    )
    points = "".join(
        f'<i class="mark mark-{number}" style="left:{_percent(state):g}%"></i>'
        for number, (_name, state) in enumerate(marks, 1)
    )
    legend = "".join(
        f'<span><i class="sign sign-{number}"></i>{html.escape(name)} <b>{html.escape(signed(state, _))}</b></span>'
        for number, (name, state) in enumerate(marks, 1)
    )
    start, width = _percent(-HEALTHY_STATE), _percent(HEALTHY_STATE) - _percent(-HEALTHY_STATE)
    st.html(
        f'<div class="gauge" role="img" aria-label="{html.escape(said, quote=True)}">'
        f'<div class="scale"><i class="middle" style="left:{start:g}%;width:{width:g}%"></i>{points}</div>'
        f'<div class="poles">{poles}</div>'
        f'<div class="legend">{legend}</div></div>'
    )


def _percent(state: float) -> float:
    return 100 * (state - LOWEST) / (HIGHEST - LOWEST)
