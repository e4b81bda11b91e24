"""A practice paced on screen: circle, phase in words, time left, skip; without sound, with or without motion."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from retention.language import Words
from retention.practices import Practice

HERE = Path(__file__).parent
HTML = """<div data-pacer>
<div class="ground" aria-hidden="true"><div data-circle></div><b data-left></b></div>
<p data-phase role="status" aria-live="polite"></p><p data-breath></p>
<div class="track" aria-hidden="true"><div data-bar></div></div>
<div class="ways"><button type="button" data-start></button><button type="button" data-skip></button></div>
</div>"""
CSS = """[data-pacer] { display: grid; justify-items: center; gap: .5rem; font: 1rem var(--st-font);
  color: var(--st-text-color); }
.ground { position: relative; width: 16rem; height: 16rem; display: grid; place-items: center; }
[data-circle] { position: absolute; inset: 0; border-radius: 50%; background: var(--st-primary-color); opacity: .28; }
[data-left] { font-size: 2rem; font-variant-numeric: tabular-nums; z-index: 1; }
[data-phase] { font-size: 1.5rem; font-weight: 600; min-height: 2rem; margin: 0; }
[data-breath] { margin: 0; min-height: 1.4rem; }
.track { width: min(100%, 22rem); height: 6px; border-radius: 3px; overflow: hidden;
  background: var(--st-border-color); }
[data-bar] { height: 100%; background: var(--st-primary-color); width: 0; }
.ways { display: flex; gap: .6rem; }
button { font: inherit; min-height: 44px; padding: .4rem 1.2rem; border-radius: 10px; cursor: pointer;
  border: 1px solid var(--st-border-color); background: var(--st-background-color); color: var(--st-text-color); }
button[data-start] { border-color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
[data-going="yes"] [data-start], [data-going="no"] [data-skip] { display: none; }"""

_pacer = st.components.v2.component("retention.pacer", html=HTML, css=CSS, js=(HERE / "pacer.js").read_text("utf-8"))


@dataclass(frozen=True)
class Done:
    """A practice that has just ended.  seconds: how long it was done."""

    skipped: bool
    seconds: int


def pace(practice: Practice, _: Words, key: str) -> Done | None:
    """Draw the practice, to be started by whoever wants; what came of it, in the one run after it has ended."""
    words = {
        "in": _("Breathe in"),
        "hold_in": _("Hold"),
        "out": _("Breathe out"),
        "hold_out": _("Rest"),
        "going": _("At your own pace"),
        "over": _("Done. Notice how you are now."),
        "start": _("Start"),
        "again": _("Once more"),
        "skip": _("Skip"),
        "breath": _("Breath {number} of {count}"),
    }
    phases = [{"name": phase.name, "seconds": phase.seconds} for phase in practice.phases]
    data = {"key": key, "phases": phases, "seconds": practice.seconds, "breaths": practice.breaths, "words": words}
    ended = _pacer(key=key, data=data, on_done_change=_nothing).done
    return Done(bool(ended["skipped"]), int(ended["seconds"])) if ended else None


def _nothing() -> None:
    """The run itself shows what came of it."""
