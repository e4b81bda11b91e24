"""The line between a page and its room: it says whether it stands, counts down, and has the page run when needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from retention.language import Words
from retention.workshop.records import Pulse

HERE = Path(__file__).parent
HTML = """<div data-live role="status"><span data-live-sign aria-hidden="true"></span><span data-live-state></span>
<span data-live-note></span><span data-live-count></span><b data-live-time role="timer" aria-live="off"></b></div>"""
CSS = """[data-live] { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: center;
  font: var(--live-size, .9rem) var(--st-font);
  color: var(--st-text-color); min-height: 1.6rem; }
[data-live-sign] { width: .7em; height: .7em; border-radius: 50%; background: var(--st-primary-color); }
[data-state="connecting"] [data-live-sign] { background: #6b7a8c; }
[data-state="cut"] [data-live-sign] { background: #e08a1e; border-radius: 0; transform: rotate(45deg); }
[data-live-time] { margin-left: auto; font-variant-numeric: tabular-nums; font-size: var(--live-time-size, 1.25em); }"""

_line = st.components.v2.component("retention.live", html=HTML, css=CSS, js=(HERE / "live.js").read_text("utf-8"))


def line(
    _: Words,
    code: str,
    pulse: Pulse,
    follows: Mapping[str, float],
    secret: str | None = None,
    person: str | None = None,
    counts: str = "",
    note: str = "",
    on_change: Callable[[], None] | None = None,
    key: str = "live",
) -> None:
    """Draw the line and keep the page in step.

    pulse: of the room as this run shows it.  follows: names of the pulse (`revision`, `wall`, `answered`, `people`)
    and how many seconds lie at least between two runs because of it.  secret: the host's, where the page is the
    host's.  person: the token of a browser that takes no cookies.  counts: the sentence on how many {answered}
    of how many {people}, empty for none.  note: what else the line says.
    """
    asked = {name: value for name, value in (("host", secret), ("me", person)) if value}
    url = f"/live/{code}" + (f"?{urlencode(asked)}" if asked else "")
    words = {
        "connecting": _("connecting …"),
        "connected": _("connected"),
        "cut": _("no connection – trying again"),
        "time_up": _("time is up"),
        "answered": counts,
    }
    shown = {name: getattr(pulse, name) for name in ("revision", "wall", "answered", "people", "bank")}
    data = {"url": url, "note": note, "words": words, "shown": shown, "follows": dict(follows)}
    _line(key=key, data=data, on_changed_change=on_change or _nothing)


def _nothing() -> None:
    """The run itself is what the change asks for."""
