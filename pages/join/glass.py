"""The empty glass: a guess is written and folded before the facts are shown, to see later what one had assumed."""

import streamlit as st

from pages.join import facts, receipt
from pages.join.place import Place
from retention.language import Words
from retention.ui.text import bold

LONGEST = 2000


def show(place: Place, _: Words) -> None:
    written = str(place.content("glass").get("guess", ""))
    st.title(_("The empty glass"), anchor=False)
    if written:
        st.caption(_("Your guess is folded away. You find it again at the end, beside the facts; nobody else sees it."))
        facts.show(place, _)
        return
    st.write(_("All you know so far is what the case is called:"))
    st.markdown(bold(place.case.title))
    st.write(
        _(
            "What do you guess happened, and who is right? Write it down before you hear the facts. "
            "Only you see it again."
        )
    )
    with st.form(f"glass_{place.room.id}", border=False):
        key = f"glass_guess_{place.room.id}"
        guess = st.text_area(_("My guess"), max_chars=LONGEST, height=140, key=key, placeholder=" ")
        sent = st.form_submit_button(
            _("Fold it and show the facts"), type="primary", width="stretch", key="glass_send",
            on_click=_fold, args=(place, key),
        )  # fmt: skip
    if sent and not guess.strip():
        st.error(_("Write at least a word: the facts come after the guess."))


def _fold(place: Place, key: str) -> None:
    if guess := st.session_state[key].strip():
        receipt.send(place, {"guess": guess[:LONGEST]})
