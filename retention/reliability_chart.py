"""The reliability diagram: stated probability across, how often it happened up; on the diagonal they agree."""

from __future__ import annotations

import html

import plotly.graph_objects as go

from retention.calibration import Bin, Calibration
from retention.charts import Palette, separators
from retention.language import Words

HEIGHT = 360
SMALLEST, LARGEST = 10, 34  # of a dot, in pixels


def reliability_diagram(found: Calibration, _: Words, colours: Palette) -> go.Figure:
    """A dot for each group of forecasts, the larger the more of them."""
    diagonal = go.Scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        hoverinfo="skip",
        line={"color": colours.neutral, "width": 1, "dash": "dot"},
    )
    dots = go.Scatter(
        x=[100 * one.stated for one in found.bins],
        y=[100 * one.happened for one in found.bins],
        mode="lines+markers",
        line={"color": colours.ours, "width": 1},
        marker={"color": colours.ours, "size": _sizes(found.bins), "line": {"color": colours.ground, "width": 2}},
        hovertext=[_hover(one, _) for one in found.bins],
        hoverinfo="text",
    )
    figure = go.Figure([diagonal, dots])
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 0, "r": 12, "t": 12, "b": 0},
        showlegend=False,
        dragmode=False,
        separators=separators(_),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    axis = {"range": [-4, 104], "dtick": 20, "fixedrange": True, "gridcolor": colours.faint, "zeroline": False,
            "tickfont": {"size": 12, "color": colours.text}}  # fmt: skip
    title = {"font": {"size": 13, "color": colours.text}, "standoff": 8}
    figure.update_xaxes(**axis, title={**title, "text": html.escape(_("Stated, %"))})
    figure.update_yaxes(**axis, title={**title, "text": html.escape(_("Happened, %"))})
    return figure


def _sizes(bins: tuple[Bin, ...]) -> list[float]:
    most = max((one.count for one in bins), default=1)
    return [SMALLEST + (LARGEST - SMALLEST) * (one.count / most) ** 0.5 for one in bins]


def _hover(one: Bin, _: Words) -> str:
    line = _("stated {stated}, happened {happened}, {count} forecasts")
    return html.escape(
        line.format(stated=_.percent(one.stated), happened=_.percent(one.happened), count=_.number(one.count, 0))
    )
