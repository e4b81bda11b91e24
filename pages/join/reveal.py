"""The reveal on a phone: what the room thinks and where one stands oneself; the trainer chooses the question."""

import streamlit as st

from pages.join import facts
from pages.join.place import Place
from retention.language import Words
from retention.ui.drawing import draw
from retention.ui.room import drawn, results
from retention.ui.text import bold, escaped
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
    for picture in chosen or found.pictures[:MOST_SHOWN]:
        one_picture(picture, place, _)
    facts.within_reach(place, _)


def one_picture(picture: Picture, place: Place, _: Words, round_step: str = ROUND) -> None:
    """One question's distribution with one's own place in it."""
    own = place.content(round_step).get(picture.question.key)
    mark = None if own is None else (str(own) if picture.counts else middle(picture.question, own))
    with st.container(border=True, key=f"picture_{picture.question.key.replace('.', '_')}"):
        st.markdown(bold(picture_titles(place.case, _)[picture.question.key]))
        svg, words = drawn(place.room, picture, mark, NARROW, _)
        draw(svg, f"drawn_{picture.question.key}")
        st.caption(escaped(words))
