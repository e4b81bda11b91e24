"""Who is responsible, in shares that come to 100; what you answer for is yours and your partners' together."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.responsibility import SIDES, Shares, client_share, share_faults
from retention.ui import notes, state
from retention.ui.text import bold, escaped

PREFIX = "shares."
MISSING = object()
NOTE = "shares"  # the note of the case that holds them, in percent


def shown(_: Words) -> None:
    """Four shares, the client's last; where they come to 100 the case is told, and nothing is written before."""
    labels = {
        "company": _("You, %"),
        "partner": _("Partners, %"),
        "chance": _("Chance, %"),
        "client": _("The client, %"),
    }
    st.caption(_("Or split it, the client's share last; it sizes the offer and never lowers what is owed."))
    for column, side in zip(st.columns(4, gap="xsmall", wrap=False), SIDES, strict=True):
        column.number_input(
            labels[side], 0.0, 100.0, value=None, step=5.0, format="%g", key=_seeded(side), on_change=_take,
            args=(side,),
        )  # fmt: skip
    given = [st.session_state.get(PREFIX + side) for side in SIDES]
    if any(share is not None for share in given):
        _sum(given, _)


def _sum(given: list[float | None], _: Words) -> None:
    company, partner, chance, client = (share or 0.0 for share in given)
    together = _("Together {percent}").format(percent=_.percents(company + partner + chance + client))
    if not share_faults(company, partner, chance, client):
        said = _("that is all of it")
        st.markdown(f"{bold(together)} · {escaped(said)}")
        return
    left = client_share(company, partner, chance)
    if given[-1] is None and left >= 0:
        note = _("{percent} left for the client").format(percent=_.percents(left))
        st.markdown(f"{bold(together)} · {escaped(note)}")
        return
    refused = _("the shares must come to {whole}; nothing was changed yet").format(whole=_.percent(1))
    st.warning(f"{bold(together)} · {escaped(refused)}", icon=":material/error:")


def _seeded(side: str) -> str:
    """The key of a share, its field filled with what is noted in the case."""
    noted = notes.noted(NOTE).get(side)
    share = float(noted) if isinstance(noted, (int, float)) else None
    if st.session_state.get(PREFIX + side, MISSING) != share:
        st.session_state[PREFIX + side] = share
    return PREFIX + side


def _take(side: str) -> None:
    state.note(NOTE, {side: st.session_state[PREFIX + side]})
    company, partner, chance, client = (notes.noted(NOTE).get(side) or 0.0 for side in SIDES)
    if not share_faults(company, partner, chance, client):
        state.edit("company_responsibility", Shares(company, partner, chance, client).answered_for)
