"""Plotly figures of how the options may end: a strip of quantiles each, and the chance of ending below an amount."""

from __future__ import annotations

import plotly.graph_objects as go

from retention.case import Case
from retention.charts import Palette, finished, label, option_colour
from retention.charts_plane import on_a_plane
from retention.decision import Decision
from retention.language import Words
from retention.outcomes import BANDS, compared_options
from retention.terms import option_name

SHADES = (0.3, 0.75)  # of the wide and the narrow band
DASHES = {"best": "solid", "other": "dash", "part": "dot"}
HEIGHT = 340
OUTER = 2  # per cent of the outcomes left out at either end, so that a rare extreme does not squeeze the rest


def strips(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """Each compared option as a strip: light from 5 to 95 %, dark from 25 to 75 %, a line at the median."""
    options = compared_options(decision)
    rows, figures = list(range(len(options))), [decision.options[option] for option in options]
    tints = [option_colour(option, decision, colours) for option in options]
    bands = [
        go.Bar(
            orientation="h",
            y=rows,
            base=[f.distribution[low] for f in figures],
            x=[f.distribution[high] - f.distribution[low] for f in figures],
            marker={"color": tints, "opacity": shade, "line": {"width": 0}},
            hoverinfo="skip",
        )
        for (low, high), shade in zip(BANDS, SHADES, strict=True)
    ]
    medians = go.Scatter(
        mode="markers",
        y=rows,
        x=[f.p50 for f in figures],
        marker={"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": colours.text}},
        hoverinfo="skip",
    )
    names = [label(option_name(option, _)) for option in options]
    amounts = [_.money(f.p50, case.currency, f.se["p50"]) for f in figures]
    title = _("Ends at, {currency}; line: the middle, dark: half of all, light: nine in ten").format(
        currency=case.currency
    )
    return finished(go.Figure([*bands, medians]), names, amounts, title, _, colours)


def chances_below(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """The chance of ending below each amount, a line for each compared option."""
    options = compared_options(decision)
    lines = []
    for option in options:
        kind = "part" if option == "part" else "best" if option == decision.recommended else "other"
        lines.append(
            go.Scatter(
                mode="lines",
                x=decision.options[option].distribution,
                y=[percent / 100 for percent in range(101)],
                name=option_name(option, _),
                line={"color": option_colour(option, decision, colours), "width": 3, "dash": DASHES[kind]},
                hoverinfo="skip",
            )
        )
    figure = on_a_plane(
        go.Figure(lines),
        across=_("Ends below, {currency}").format(currency=case.currency),
        up=_("Chance"),
        height=HEIGHT,
        _=_,
        colours=colours,
    )
    spans = [decision.options[option].distribution for option in options]
    low, high = min(span[OUTER] for span in spans), max(span[100 - OUTER] for span in spans)
    margin = 0.03 * (high - low) or 1.0
    figure.update_xaxes(range=[min(low, 0.0) - margin, max(high, 0.0) + margin], zeroline=True)
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    figure.update_layout(showlegend=True)
    return figure
