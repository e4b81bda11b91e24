"""How promises were kept, week by week: a column of the words that fell due, the kept ones at its foot."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go
from babel.dates import format_date

from retention.charts import Palette, separators
from retention.language import Words
from retention.promises import KeptShare
from retention.takeaways import Table

HEIGHT = 320
WEEKS_SHOWN = 13


def kept_shares_chart(shares: Sequence[KeptShare], _: Words, colours: Palette) -> go.Figure:
    """Columns of counts, the share kept in words above each; the last WEEKS_SHOWN weeks that had any."""
    shown = list(shares)[-WEEKS_SHOWN:]
    weeks = [_week(share, _) for share in shown]
    parts = (
        ([share.kept for share in shown], _("kept in time"), colours.ours),
        ([share.late for share in shown], _("kept late"), colours.caution),
        ([share.broken for share in shown], _("not kept, or moved"), colours.parting),
    )
    bars = [
        go.Bar(
            x=weeks,
            y=counts,
            name=html.escape(name),
            marker={"color": colour, "line": {"color": colours.ground, "width": 1}},
            hovertext=[
                html.escape(f"{week}: {name}, {_.number(count)}") for week, count in zip(weeks, counts, strict=True)
            ],
            hoverinfo="text",
        )
        for counts, name, colour in parts
    ]
    figure = go.Figure(bars)
    text = {"size": 12, "color": colours.text}
    for week, share in zip(weeks, shown, strict=True):
        figure.add_annotation(
            x=week, y=share.count, text=_.percent(share.share), showarrow=False, yshift=12,
            font={"size": 13, "color": colours.text},
        )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 24, "b": 0},
        legend={"orientation": "h", "traceorder": "normal", "y": -0.25, "x": 0, "font": text},
        dragmode=False,
        separators=separators(_),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    title = {"font": {"size": 13, "color": colours.text}, "standoff": 8}
    figure.update_xaxes(
        type="category", fixedrange=True, tickfont=text, title={**title, "text": html.escape(_("Week from"))}
    )
    figure.update_yaxes(
        fixedrange=True, tickfont=text, gridcolor=colours.faint, zeroline=False, rangemode="tozero", tickformat="d",
        nticks=5, title={**title, "text": html.escape(_("Promises"))},
    )  # fmt: skip
    return figure


def kept_shares_table(shares: Sequence[KeptShare], _: Words) -> Table:
    """The same as a table, the newest week first."""
    newest = list(shares)[::-1]
    return {
        _("Week from"): [_.date(share.begins_on) for share in newest],
        _("kept in time"): [_.number(share.kept) for share in newest],
        _("kept late"): [_.number(share.late) for share in newest],
        _("not kept, or moved"): [_.number(share.broken) for share in newest],
        _("share kept in time"): [_.percent(share.share) for share in newest],
    }


def _week(share: KeptShare, _: Words) -> str:
    return format_date(share.begins_on, "d MMM", locale=_.locale)
