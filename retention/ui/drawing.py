"""SVG on a page, in the colours of the theme; `st.html` would take it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

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
[data-drawing] section { border: 1px solid var(--st-border-color); border-radius: 10px; padding: .8rem;
  margin: 0 0 .8rem; font: 1rem var(--st-font); color: var(--st-text-color); }
[data-drawing] h3 { font-size: 1rem; margin: 0 0 .4rem; }
[data-drawing] p { font-size: .9rem; margin: .4rem 0 0; }
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


@dataclass(frozen=True)
class Card:
    """A picture with its title above and its words below."""

    title: str
    svg: str
    words: str = ""


def draw_cards(cards: Iterable[Card], key: str) -> None:
    """Show pictures as cards, one below the other: one element for all, which costs a phone's server the least."""
    draw("".join(_card(card) for card in cards), key)


def _card(card: Card) -> str:
    words = f"<p>{escape(card.words)}</p>" if card.words else ""
    return f"<section><h3>{escape(card.title)}</h3>{card.svg}{words}</section>"


def draw(svg: str, key: str) -> None:
    """Show an SVG as wide as its place."""
    _drawing(key=key, data={"svg": svg})
