"""Cards to take home: which ones, how large, and the file to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from retention import printed
from retention.behaviours import behaviours
from retention.language import Words
from retention.practices import practices
from retention.printed import SIZES, Card
from retention.ui import download


def practices_shown(_: Words) -> None:
    """Cards of the practices."""
    named = {one.id: one.name for one in practices(_.language)}
    made = {one.id: one for one in practices(_.language)}
    _shown("practices", named, lambda id: printed.practice_card(made[id], _), (), _)


def behaviours_shown(open_card: str | None, _: Words) -> None:
    """Cards of what clients do; the one on screen alone, unless others are chosen.

    open_card: the id of the card on screen.
    """
    named = {card.id: card.name for card in behaviours(_.language)}
    made = {card.id: card for card in behaviours(_.language)}
    _shown("behaviours", named, lambda id: printed.behaviour_card(made[id], _), (open_card,) if open_card else (), _)


def _shown(
    kind: str, named: Mapping[str, str], made: Callable[[str], Card], otherwise: Sequence[str], _: Words
) -> None:
    with st.expander(_("Cards to take home"), icon=":material/print:", key=f"print_{kind}"):
        st.caption(_("A file to open in the browser and print, a card to a page; it needs no network."))
        chosen = st.multiselect(
            _("Which cards?"), tuple(named), format_func=named.__getitem__, key=f"print_{kind}_chosen",
            placeholder=_("The one on screen") if otherwise else _("All of them"), persist_state="session",
        )  # fmt: skip
        size = st.segmented_control(
            _("Size of the sheet"), tuple(SIZES), default="A6", required=True, key=f"print_{kind}_size",
            persist_state="session",
        ) or "A6"  # fmt: skip
        cards = [made(id) for id in chosen or otherwise or named]
        label = _.ngettext("Download {count} card", "Download {count} cards", len(cards))
        title = _("Cards to take home")
        download.button(
            label.format(count=_.number(len(cards), 0)), f"print_{kind}_file", f"retention-{kind}-{_.language}.html",
            "text/html", lambda: printed.page(cards, size, title, _).encode(), ":material/download:",
        )  # fmt: skip
    download.handed_over()
