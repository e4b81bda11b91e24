"""What I take home: my own notes, what I had guessed, and my memo as a file."""

import streamlit as st

from pages.join import facts, receipt
from pages.join.place import Place
from retention.language import Words
from retention.memo_cells import style_of
from retention.ui import clock
from retention.ui.text import bold
from retention.workshop.export import own_memo
from retention.workshop.steps import ROUNDS, shows_facts

LONGEST = 2000


def show(place: Place, _: Words) -> None:
    st.title(_("What I take home"), anchor=False)
    guess = str(place.content("glass").get("guess", ""))
    if guess:
        _guess_and_facts(guess, place, _)
    kept = place.content("home")
    keys = {name: f"home_{name}_{place.room.id}" for name in ("seen", "note")}
    with st.form(f"home_{place.room.id}", border=False):
        if guess:
            _field(_("What I see now"), str(kept.get("seen", "")), keys["seen"])
        _field(_("One thing that I will do differently"), str(kept.get("note", "")), keys["note"])
        st.form_submit_button(
            _("Keep"), type="primary", width="stretch", key="home_send", on_click=_keep, args=(place, keys)
        )
    receipt.show(place, _)
    if not any(step in place.answered for step in ROUNDS):
        st.caption(_("Your memo comes from your estimates, and you have made none."))
        return
    st.download_button(
        _("Download my memo"),
        data=lambda: own_memo(place.case, place.room, place.answered, _, style_of(_.language), clock.today()),
        file_name=f"retention-{place.room.code}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        key="home_memo",
    )


def _guess_and_facts(guess: str, place: Place, _: Words) -> None:
    """What one had assumed, unfolded beside what is so."""
    with st.container(border=True, key="home_guess"):
        st.markdown(bold(_("What I had guessed")))
        st.text(guess)
        st.caption(_("Only you see this."))
    if shows_facts(place.room.step):
        facts.show(place, _)


def _field(label: str, written: str, key: str) -> None:
    st.text_area(label, value=written, max_chars=LONGEST, height=90, key=key, placeholder=" ")


def _keep(place: Place, keys: dict[str, str]) -> None:
    written = {name: str(st.session_state.get(key, "")).strip()[:LONGEST] for name, key in keys.items()}
    receipt.send(place, written)
