"""Who is responsible, in shares that come to 100; what you answer for is yours and your partners' together."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.responsibility import SIDES, Shares, client_share, share_faults
from retention.ui import state
from retention.ui.text import bold, escaped

PREFIX = "shares."
SHARED_FOR = "shares.for"


def shown(_: Words) -> None:
    """Four shares, the client's last; where they come to 100 the case is told, and nothing is written before."""
    if st.session_state.get(SHARED_FOR) is not state.steps():  # the session has a new one for each case it opens
        for side in SIDES:
            st.session_state.pop(PREFIX + side, None)
        st.session_state[SHARED_FOR] = state.steps()
    labels = {
        "company": _("You, %"),
        "partner": _("Partners, %"),
        "chance": _("Chance, %"),
        "client": _("The client, %"),
    }
    st.caption(_("Or split it, the client's share last; it sizes the offer and never lowers what is owed."))
    for column, side in zip(st.columns(4, gap="xsmall", wrap=False), SIDES, strict=True):
        column.number_input(
            labels[side], 0.0, 100.0, value=None, step=5.0, format="%g", key=PREFIX + side, on_change=_take,
            persist_state="session",
        )  # fmt: skip
    given = [st.session_state.get(PREFIX + side) for side in SIDES]
    if any(share is not None for share in given):
        _sum(given, _)


def _sum(given: list[float | None], _: Words) -> None:
    company, partner, chance, client = (share or 0.0 for share in given)
    together = _("Together {total} %").format(total=_.number(company + partner + chance + client, 1))
    if not share_faults(company, partner, chance, client):
        said = _("that is all of it")
        st.markdown(f"{bold(together)} · {escaped(said)}")
        return
    left = client_share(company, partner, chance)
    if given[-1] is None and left >= 0:
        note = _("{left} % are left for the client").format(left=_.number(left, 1))
        st.markdown(f"{bold(together)} · {escaped(note)}")
        return
    refused = _("the shares must come to 100 %; nothing was changed yet")
    st.warning(f"{bold(together)} · {escaped(refused)}", icon=":material/error:")


def _take() -> None:
    company, partner, chance, client = (st.session_state.get(PREFIX + side) or 0.0 for side in SIDES)
    if not share_faults(company, partner, chance, client):
        state.edit("company_responsibility", Shares(company, partner, chance, client).answered_for)
