"""The reveal on a phone: what the room thinks and where one stands oneself; the trainer chooses the question."""

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.ui.drawing import Card, draw_cards
from retention.ui.room import drawn, results
from retention.workshop.drawing import NARROW
from retention.workshop.picture import Picture, middle
from retention.workshop.words import order_told, picture_titles

ROUND = "round1"
MOST_SHOWN = 5


def show(place: Place, _: Words) -> None:
    st.title(_("What the room thinks"), anchor=False)
    found = results(place.room, ROUND)
    if found is None:
        st.write(_("Nobody has answered the first round."))
        return
    answered = _.ngettext("One person has answered.", "{count} people have answered.", len(found.sheets))
    stands = _("**▲** is where you stand.") if place.content(ROUND) else _("You did not answer this round.")
    st.markdown(f"{answered.format(count=_.number(len(found.sheets), 0))} {stands}")
    chosen = [picture for picture in found.pictures if picture.question.key == place.room.reveal]
    if not chosen:
        st.caption(order_told(_))
    draw_cards([_card(picture, place, _) for picture in chosen or found.pictures[:MOST_SHOWN]], "reveal_pictures")
    facts.within_reach(place, _)


def _card(picture: Picture, place: Place, _: Words) -> Card:
    """One question's distribution with one's own place in it."""
    own = place.content(ROUND).get(picture.question.key)
    mark = None if own is None else (str(own) if picture.counts else middle(picture.question, own))
    svg, words = drawn(place.room, picture, mark, NARROW, _)
    return Card(picture_titles(place.case, _)[picture.question.key], svg, words)
