"""SVG on a page, in the colours of the theme; `st.html` would take it out."""

from __future__ import annotations

import streamlit as st

# The SVG is made by this program and every text in it is escaped there.
JS = """export default function ({ parentElement, data }) {
  const place = parentElement.querySelector("[data-drawing]");
  if (place.dataset.drawn === data.svg) return;
  place.dataset.drawn = data.svg;
  place.innerHTML = data.svg;
}"""
CSS = """[data-drawing] svg { display: block; max-width: 100%; height: auto; font: 15px var(--st-font);
  fill: var(--st-text-color); }
.strong { font-weight: 600; }
.axis { stroke: var(--st-text-color); stroke-opacity: .4; }
.band { fill: var(--st-primary-color); fill-opacity: .16; }
.bar { fill: var(--st-primary-color); fill-opacity: .85; }
.dot { stroke: var(--st-primary-color); stroke-opacity: .85; stroke-linecap: round; }
.median { stroke: var(--st-text-color); stroke-width: 3; }
.own { fill: #e08a1e; }
.track { fill: var(--st-text-color); fill-opacity: .08; }
.before { fill: var(--st-text-color); fill-opacity: .38; }
.after { fill: var(--st-primary-color); fill-opacity: .7; }"""

_drawing = st.components.v2.component("retention.drawing", html="<div data-drawing></div>", css=CSS, js=JS)


def draw(svg: str, key: str) -> None:
    """Show an SVG as wide as its place."""
    _drawing(key=key, data={"svg": svg})
