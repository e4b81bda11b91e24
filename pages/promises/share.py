"""How promises are kept over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from retention import charts, promises
from retention.charts_promises import kept_shares_chart, kept_shares_table
from retention.language import Words
from retention.promise_words import kept_sentence
from retention.storage import SqlStorage
from retention.ui import clock, state
from retention.ui.figures import chart, table_below
from retention.ui.text import bold, escaped

LOOKED_BACK = timedelta(days=183)


def shown(storage: SqlStorage, _: Words) -> None:
    """The share, week by week; before the first promise fell due, what will stand here."""
    now = datetime.now(UTC)
    listed = storage.promises.due_since(now - LOOKED_BACK)
    events = storage.promises.events(promise.id for promise in listed)
    shares = promises.kept_shares(listed, events, now, clock.zone())
    whole = promises.together(shares)
    if whole is None:
        with st.container(border=True, key="no_share"):
            st.markdown(bold(_("No promise has fallen due yet.")))
            st.markdown(escaped(_("Every hour that a client was told counts as one promise. Here it shows, week by "
                                  "week, how many of them were kept.")))  # fmt: skip
        return
    figure = kept_shares_chart(shares, _, charts.palette(state.is_dark()))
    note = _("The last six months. A call without news at the promised hour counts as kept; an hour that passed in "
             "silence, or was moved, does not; what nobody waited for any more is left out.")  # fmt: skip
    chart("kept_share", kept_sentence(whole, _), figure, note)
    table_below(kept_shares_table(shares, _), _, "kept_share_table")
