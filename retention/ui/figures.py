"""How a chart and a table are shown: the sentence first, the picture, then the figures on demand."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from retention.language import Words
from retention.takeaways import Table
from retention.ui.text import escaped


def chart(key: str, sentence: str, figure: go.Figure | None, note: str = "") -> None:
    """One takeaway, a note in small print, and the chart that it is taken from; `sentence` is its text alternative."""
    st.markdown(escaped(sentence))
    if note:
        st.caption(escaped(note))
    if figure is not None:
        st.plotly_chart(figure, key=f"chart_{key}", config={"displayModeBar": False}, alt=sentence)


def table_below(rows: Table, _: Words, key: str = "table", label: str = "") -> None:
    """The figures of the chart above, drawn when they are asked for."""
    label = label or _("The figures as a table")
    section = st.expander(escaped(label), type="compact", key=key, on_change="rerun")
    if section.open:
        with section:
            table(rows, _("The figures of the chart above"))


def table(rows: Table, alt: str) -> None:
    """A table whose cells are text, never markup."""
    cells = {escaped(head): [escaped(cell) for cell in column] for head, column in rows.items()}
    st.table(cells, border="horizontal", alt=alt)
