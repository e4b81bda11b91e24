"""Plotly figures on two scales: where the case stands, both sides of the options, satisfaction and loyalty."""

from __future__ import annotations

import html
import textwrap

import plotly.graph_objects as go

from retention.balance import LOYAL, SATISFIED
from retention.both_sides import SEGMENTS, mark_of, segment_short
from retention.case import OPTIONS, Case
from retention.charts import Palette, finished, label, option_colour, separators
from retention.decision import Decision
from retention.language import Words
from retention.standing import Standing
from retention.terms import option_name, verdict_name

HEIGHT = 380
LEGEND_HEIGHT = 70  # of a name for each option below the chart
VERDICTS = ("too_dear", "our_client", "not_our_client", "new_terms")  # top row, then bottom row
NARROW = 16  # characters of a field's name that fit a quarter of a phone's chart
SYMBOLS = {"satisfy": "circle", "compromise": "square", "decline": "diamond", "part": "triangle-up"}
FIELD_TINT = 0.14


def on_a_plane(figure: go.Figure, across: str, up: str, height: int, _: Words, colours: Palette) -> go.Figure:
    """The same manners for every chart on two scales: titles in words, legend below, nothing to drag."""
    words = {"size": 13, "color": colours.text}
    ticks = {"tickfont": {"size": 12, "color": colours.text}, "gridcolor": colours.faint, "fixedrange": True}
    zero = {"zeroline": False, "zerolinecolor": colours.text, "zerolinewidth": 1}
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 26, "b": 8},
        showlegend=False,
        legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0, "font": words},
        dragmode=False,
        separators=separators(_),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(
        title={"text": html.escape(across), "font": words, "standoff": 8}, tickformat=",~r", nticks=5, automargin=True,
        **ticks, **zero,
    )  # fmt: skip
    figure.update_yaxes(automargin=True, **ticks, **zero)
    # the name of the upright scale lies above it: turned words are hard to read and take a phone's width
    figure.add_annotation(
        xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=4, showarrow=False,
        text=f"↑ {html.escape(up)}", font=words,
    )  # fmt: skip
    return figure


def value_and_fit(case: Case, decision: Decision, place: Standing, _: Words, colours: Palette) -> go.Figure:
    """The four verdicts as fields over value gap and fit, the case a point with its spread in value."""
    reach = 1.15 * max(abs(place.low), abs(place.high), abs(place.gap), 1.0)
    needed = case.fit_threshold
    fit = needed if place.fit is None else place.fit
    figure = go.Figure(
        go.Scatter(
            mode="markers",
            x=[place.gap],
            y=[fit],
            marker={"size": 15, "color": colours.text, "line": {"width": 2, "color": colours.ground}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [max(place.high - place.gap, 0.0)],
                "arrayminus": [max(place.gap - place.low, 0.0)],
                "color": colours.text,
                "thickness": 2.5,
                "width": 8,
            },
            hoverinfo="skip",
        )
    )
    names = {verdict: verdict_name(verdict, _) for verdict in VERDICTS}
    here = decision.verdict
    _fields(figure, (-reach, 0.0, reach), (0.0, needed, 100.0), fit, names, here, _tints(VERDICTS, colours), colours)
    title = _("Worth keeping by, {currency}").format(currency=case.currency)
    on_a_plane(figure, title, _("Fit, of 100"), HEIGHT, _, colours)
    figure.update_xaxes(range=[-reach, reach], showgrid=False)
    figure.update_yaxes(range=[0, 100], showgrid=False)
    return figure


def both_sides(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """Each option by its net value to us and the client's needs that it meets; a word marks the dominated ones.

    The names stand in the legend: options often lie so close that names beside them would cover each other.
    """
    figure, values = go.Figure(), [decision.options[option].expected for option in OPTIONS]
    for option, value in zip(OPTIONS, values, strict=True):
        f, mark = decision.options[option], mark_of(option, decision, _)
        tint, name = option_colour(option, decision, colours), html.escape(option_name(option, _))
        figure.add_scatter(
            mode="markers",
            x=[value],
            y=[f.client_interest or 0.0],
            name=f"{name} · <b>{html.escape(mark)}</b>" if mark else name,
            marker={
                "size": 15,
                "symbol": SYMBOLS[option] + ("-open" if f.dominated or not f.allowed else ""),
                "color": tint,
                "line": {"width": 2, "color": tint},
            },
            hoverinfo="skip",
        )
    low, high = min(*values, 0.0), max(*values, 0.0)
    margin = 0.08 * (high - low) or 1.0
    title = _("Net value to us, {currency}").format(currency=case.currency)
    on_a_plane(figure, title, _("Needs of the client met, %"), HEIGHT + LEGEND_HEIGHT, _, colours)
    figure.update_xaxes(range=[low - margin, high + margin], zeroline=True)
    figure.update_yaxes(range=[-8, 108], tickvals=[0, 25, 50, 75, 100])
    figure.update_layout(showlegend=True, legend={"orientation": "v"})
    return figure


def given_and_due(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """What each option gives the client, and a line at what is due by our share of the responsibility."""
    given = [decision.options[option].fairness_given for option in OPTIONS]
    figure = go.Figure(
        go.Bar(
            orientation="h",
            y=list(range(len(OPTIONS))),
            x=given,
            marker={"color": [option_colour(option, decision, colours) for option in OPTIONS], "line": {"width": 0}},
            hoverinfo="skip",
        )
    )
    names = [
        label(option_name(option, _), _("recommended") if option == decision.recommended else "") for option in OPTIONS
    ]
    amounts = [_.money(money, case.currency) for money in given]
    title = _("Given to the client, {currency}").format(currency=case.currency)
    due = decision.fairness_due
    if due is not None:
        title = _("Given to the client, {currency}; dashed line: due, {due}").format(
            currency=case.currency, due=_.money(due, case.currency)
        )
        figure.add_vline(due, line={"color": colours.text, "width": 2, "dash": "dash"}, layer="below")
    return finished(figure, names, amounts, title, _, colours)


def satisfied_and_loyal(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """Four fields over satisfaction and loyalty; a score that nobody gave leaves out the point."""
    figure = go.Figure()
    if case.satisfaction is not None and case.loyalty is not None:
        figure.add_scatter(
            mode="markers",
            x=[case.satisfaction],
            y=[case.loyalty],
            marker={"size": 17, "color": colours.text, "line": {"width": 2, "color": colours.ground}},
            hoverinfo="skip",
        )
    names = {segment: segment_short(segment, _) for segment in SEGMENTS}
    here = decision.loyalty_segment
    scales, point, tints = ((0.8, SATISFIED, 5.2), (-0.4, LOYAL, 10.4)), case.loyalty, _tints(SEGMENTS, colours)
    _fields(figure, *scales, point, names, here, tints, colours)
    on_a_plane(figure, _("Satisfaction with this contact, 1 to 5"), _("Loyalty, 0 to 10"), HEIGHT, _, colours)
    figure.update_xaxes(range=[0.8, 5.2], tickvals=[1, 2, 3, 4, 5], showgrid=False)
    figure.update_yaxes(range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10], showgrid=False)
    return figure


def _tints(fields: tuple[str, ...], colours: Palette) -> dict[str, str]:
    return dict(zip(fields, (colours.caution, colours.ours, colours.parting, colours.neutral), strict=True))


def _fields(
    figure: go.Figure,
    across: tuple[float, float, float],
    up: tuple[float, float, float],
    point: float | None,
    names: dict[str, str],
    here: str | None,
    tints: dict[str, str],
    colours: Palette,
) -> None:
    """Four tinted fields, top row first, each with its name in a corner, the one of the case in bold.

    across, up: the two ends of the scale and the line between them.  point: the height of the case; the names of a
    row keep away from it.
    """
    corners = (("left", "top"), ("right", "top"), ("left", "bottom"), ("right", "bottom"))
    for (side, end), (key, name) in zip(corners, names.items(), strict=True):
        left, right = across[:2] if side == "left" else across[1:]
        bottom, top = up[1:] if end == "top" else up[:2]
        if top <= bottom:
            continue  # everybody fits, or nobody does
        for look in ({"fillcolor": tints[key], "opacity": FIELD_TINT, "line": {"width": 0}},
                     {"line": {"width": 1, "color": colours.faint}}):  # fmt: skip
            figure.add_shape(type="rect", x0=left, x1=right, y0=bottom, y1=top, layer="below", **look)
        words = "<br>".join(html.escape(line) for line in textwrap.wrap(name, NARROW))
        if point is not None and bottom <= point <= top:
            end = "top" if point - bottom < top - point else "bottom"
        figure.add_annotation(
            x=left if side == "left" else right, y=top if end == "top" else bottom, xanchor=side, yanchor=end,
            align=side, showarrow=False, borderpad=6, text=f"<b>{words}</b>" if key == here else words,
            font={"size": 13, "color": colours.text},
        )  # fmt: skip
