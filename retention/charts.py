"""Plotly figures of a decision; each function returns one and shows nothing.

Every row has its words above its bar, so that a narrow screen has room for both.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass

import plotly.graph_objects as go

from retention.case import OPTIONS, Case
from retention.decision import Decision
from retention.language import Words
from retention.takeaways import shown_bars, worth_knowing
from retention.terms import basis_name, component_name, input_name, option_name

ROW_HEIGHT = 56  # pixels: one line of words and a bar
LINE_HEIGHT = 17  # of each further line of words
AXIS_HEIGHT = 56
BAR_HEIGHT = 13
LINE = 40  # characters that fit a phone's line beside the amount
MOST_LINES = 2
TITLE_LINE = 52  # characters of an axis title that fit a phone


@dataclass(frozen=True)
class Palette:
    """Colours of one theme; a word or a sign always says the same."""

    ground: str
    text: str
    faint: str
    ours: str
    caution: str
    neutral: str
    parting: str


LIGHT = Palette("#ffffff", "#1c2733", "#d9dfe7", "#1d5fa8", "#d97f14", "#6b7a8c", "#8a5fb0")
DARK = Palette("#12181f", "#e8edf3", "#2f3b48", "#7db4f0", "#f0ab55", "#a3b0bf", "#bf9be0")


def palette(dark: bool) -> Palette:
    """The colours for a dark or a light ground."""
    return DARK if dark else LIGHT


def option_values(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """Net value of each option: a dot where it is expected, a bar from 5 to 95 %."""
    rows, names, amounts, hovers = list(range(len(OPTIONS))), [], [], []
    figures = [decision.options[option] for option in OPTIONS]
    for option, f in zip(OPTIONS, figures, strict=True):
        mark = _("recommended") if option == decision.recommended else "" if f.allowed else _("not open")
        names.append(label(option_name(option, _), mark))
        amounts.append(_.money(f.expected, case.currency))
        ends = (_.money(f.p05, case.currency, f.se["p05"]), _.money(f.p95, case.currency, f.se["p95"]))
        told = _("{low} to {high}, on average {expected}")
        hovers.append(told.format(low=ends[0], high=ends[1], expected=amounts[-1]))
    tints = [option_colour(option, decision, colours) for option in OPTIONS]
    figure = go.Figure(
        [
            go.Bar(
                orientation="h",
                y=rows,
                base=[f.p05 for f in figures],
                x=[f.p95 - f.p05 for f in figures],
                marker={"color": tints, "opacity": 0.35, "line": {"width": 0}},
                hovertext=hovers,
                hoverinfo="text",
            ),
            go.Scatter(
                mode="markers",
                y=rows,
                x=[f.expected for f in figures],
                marker={"color": tints, "size": 13},
                hovertext=hovers,
                hoverinfo="text",
            ),
        ]
    )
    title = _("Net value in {currency}; dot: on average, bar: nine times in ten").format(currency=case.currency)
    return finished(figure, names, amounts, title, _, colours)


def option_parts(case: Case, decision: Decision, option: str, _: Words, colours: Palette) -> go.Figure:
    """What an option's expected net value is made of, as a waterfall; parts of nothing are left out."""
    figures = decision.options[option]
    parts = [(name, amount) for name, amount in figures.components.items() if amount]
    bases, reached = [], 0.0
    for _name, amount in parts:
        bases.append(reached)
        reached += amount
    names = [label(component_name(name, _)) for name, _amount in parts] + [label(_("Net value"))]
    lengths = [amount for _name, amount in parts] + [figures.expected]
    amounts = [("+" if a > 0 else "") + _.money(a, case.currency) for _name, a in parts]
    amounts.append(_.money(figures.expected, case.currency))
    tints = [colours.ours if amount > 0 else colours.caution for _name, amount in parts] + [colours.neutral]
    bars = go.Bar(
        orientation="h",
        y=list(range(len(lengths))),
        base=[*bases, 0.0],
        x=lengths,
        marker={"color": tints, "line": {"width": 0}},
        hovertext=amounts,
        hoverinfo="text",
    )
    title = _("Adds up to net value, {currency}").format(currency=case.currency)
    return finished(go.Figure([bars]), names, amounts, title, _, colours)


def tornado(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """Lead of the recommended option over the runner-up with one input at either end of its range, widest first."""
    bars = shown_bars(decision)
    names = [label(input_name(bar.input, case, _)) for bar in bars]
    ends = [(min(bar.low, bar.high), max(bar.low, bar.high)) for bar in bars]
    amounts = [f"{_.money(low, case.currency)} … {_.money(high, case.currency)}" for low, high in ends]
    rows = list(range(len(bars)))
    behind = [(min(low, 0.0), min(high, 0.0)) for low, high in ends]
    ahead = [(max(low, 0.0), max(high, 0.0)) for low, high in ends]
    figure = go.Figure([_piece(rows, behind, colours.caution), _piece(rows, ahead, colours.ours)])
    title = _("Lead in {currency}; left of zero another option is better").format(currency=case.currency)
    return finished(figure, names, amounts, title, _, colours)


def worth_finding_out(case: Case, decision: Decision, _: Words, colours: Palette) -> go.Figure:
    """What knowing each unknown alone would be worth; striped where it is only assumed."""
    rows = worth_knowing(case, decision, _)
    names = [label(name) for name, _value, _basis in rows]
    bars = go.Bar(
        orientation="h",
        y=list(range(len(rows))),
        x=[value for _name, value, _basis in rows],
        marker={
            "color": [colours.caution if basis == "assumed" else colours.ours for _name, _value, basis in rows],
            "line": {"width": 0},
            "pattern": {"shape": ["/" if basis == "assumed" else "" for _name, _value, basis in rows], "size": 6},
        },
        hoverinfo="skip",
    )
    amounts = [
        " · ".join(([f"<b>{basis_name(basis, _)}</b>"] if basis else []) + [_.money(value, case.currency)])
        for _name, value, basis in rows
    ]
    return finished(
        go.Figure([bars]), names, amounts, _("Worth finding out, {currency}").format(currency=case.currency), _, colours
    )


def _piece(rows: list[int], ends: list[tuple[float, float]], colour: str) -> go.Bar:
    starts, lengths = [start for start, _end in ends], [end - start for start, end in ends]
    return go.Bar(
        orientation="h",
        y=rows,
        base=starts,
        x=lengths,
        marker={"color": colour, "line": {"width": 0}},
        hoverinfo="skip",
    )


def option_colour(option: str, decision: Decision, colours: Palette) -> str:
    if option == "part":
        return colours.parting
    return colours.ours if option == decision.recommended else colours.neutral


def label(name: str, mark: str = "") -> str:
    """A row's words, at most two lines of them; a person's own words are text here, never markup."""
    lines = textwrap.wrap(name, LINE, max_lines=MOST_LINES, placeholder="…")
    shown = "<br>".join(html.escape(line) for line in lines)
    return f"{shown} · <b>{html.escape(mark)}</b>" if mark else shown


def finished(
    figure: go.Figure, names: list[str], amounts: list[str], title: str, _: Words, colours: Palette
) -> go.Figure:
    """The same manners for every chart: words above the bars, a line at zero, the language's separators."""
    words = [
        {
            "xref": "paper",
            "x": x,
            "xanchor": anchor,
            "y": row,
            "yshift": 9,
            "yanchor": "bottom",
            "text": text,
            "showarrow": False,
            "align": anchor,
            "bgcolor": colours.ground,
            "borderpad": 0,
            "font": {"size": 13, "color": colours.text},
        }
        for side, x, anchor in ((names, 0, "left"), (amounts, 1, "right"))
        for row, text in enumerate(side)
    ]
    further_lines = max((name.count("<br>") for name in names), default=0)
    row_height = ROW_HEIGHT + LINE_HEIGHT * further_lines
    titles = [html.escape(line) for line in textwrap.wrap(title, TITLE_LINE)]
    axis_height = AXIS_HEIGHT + LINE_HEIGHT * (len(titles) - 1)
    figure.update_traces(width=BAR_HEIGHT / row_height, selector={"type": "bar"})
    figure.update_layout(
        overwrite=True,  # all at once: merging setting by setting takes four times as long
        annotations=words,
        height=row_height * len(names) + axis_height,
        margin={"l": 0, "r": 0, "t": 0, "b": axis_height},
        barmode="overlay",
        showlegend=False,
        dragmode=False,
        separators=separators(_),
        hoverlabel={"align": "left"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={
            "title": {"text": "<br>".join(titles), "font": {"size": 13, "color": colours.text}, "standoff": 8},
            "tickfont": {"size": 12, "color": colours.text},
            "tickformat": ",~r",
            "nticks": 6,
            "gridcolor": colours.faint,
            "zeroline": True,
            "zerolinecolor": colours.text,
            "zerolinewidth": 1,
            "fixedrange": True,
        },
        yaxis={
            "range": [len(names) - 0.7, -0.65],
            "visible": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    return figure


def separators(_: Words) -> str:
    """Decimal mark and thousands separator, as Plotly wants them."""
    marks = _.number(1234567.5, 1)
    decimal, group = marks[-2], marks[1]
    return decimal + group
