"""What the room sees at this step, and what only its host sees before."""

from __future__ import annotations

import streamlit as st

from retention.case import Case
from retention.language import Words
from retention.terms import verdict_line
from retention.ui.drawing import draw, draw_cards
from retention.ui.host import Hosted
from retention.ui.room import Results, case_of, checkin_picture, results, store
from retention.ui.text import bold, escaped
from retention.ui.verdict_cards import moved, votes
from retention.workshop.drawing import picture_svg, picture_words, states_svg
from retention.workshop.records import Pulse, Room
from retention.workshop.steps import SHIFTS, TAKING_ANSWERS
from retention.workshop.strips import overview_svg
from retention.workshop.words import answered_told, order_told, picture_titles

FIRST = ""  # what the projector shows until a question is chosen
ACROSS = 460.0  # units: letters of one size on a desk, where the style keeps the picture small, and on a phone


def show(hosted: Hosted, pulse: Pulse, _: Words) -> None:
    room = hosted.room
    if room.step in TAKING_ANSWERS:
        st.header(answered_told(room.step, pulse.answered, pulse.people, _), anchor=False)
        st.progress(min(pulse.answered / pulse.people, 1.0) if pulse.people else 0.0)
    if room.step == "checkin":
        draw(states_svg(checkin_picture(room), _, width=ACROSS), "host_states")
    if room.step not in ("reveal", "discussion", "verdict"):
        return
    found = results(room, "round1")
    if room.step == "verdict":
        found = results(room, "round2") or found
    if found is None:
        st.caption(_("Nobody has answered, so there is nothing to reveal."))
        return
    _on_screen(room, found, case_of(room, _.language), _)


def _on_screen(room: Room, found: Results, case: Case, _: Words) -> None:
    """Choose what the projector shows, and see it too."""
    titles = picture_titles(case, _)
    first = {
        "reveal": _("Overview: where the disagreement matters most"),
        "discussion": _("The question wall"),
        "verdict": _("The verdict and the votes"),
    }[room.step]
    keys = [FIRST]
    if room.step == "verdict" and results(room, "round1") is not None and results(room, "round2") is not None:
        keys.append(SHIFTS)
    keys += [picture.question.key for picture in found.pictures]
    names = {FIRST: first, SHIFTS: _("Second round against the first")} | titles
    at = keys.index(room.reveal) if room.reveal in keys else 0
    chosen = _chooser(room, keys, names, at, _)
    if chosen != keys[at]:  # what else may be on the projector is chosen elsewhere
        store().show(room.id, chosen or None)
        st.rerun()
    _seen(room, found, case, chosen, _)


def _chooser(room: Room, keys: list[str], names: dict[str, str], at: int, _: Words) -> str:
    st.markdown(bold(_("On the projector and on every phone") if room.step == "reveal" else _("On the projector")))
    chosen = st.selectbox(
        _("On the projector"), keys, index=at, format_func=names.__getitem__, key=f"host_reveal_{room.revision}",
        label_visibility="collapsed",
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button(_("◂ Previous question"), disabled=at == 0, key="host_reveal_previous"):
            chosen = keys[at - 1]
        if st.button(_("Next question ▸"), disabled=at == len(keys) - 1, key="host_reveal_next"):
            chosen = keys[at + 1]
    return chosen


def _seen(room: Room, found: Results, case: Case, chosen: str, _: Words) -> None:
    picture = next((picture for picture in found.pictures if picture.question.key == chosen), None)
    if picture is not None:
        draw(picture_svg(picture, case, _, width=ACROSS), f"host_drawn_{picture.question.key}")
        st.caption(escaped(picture_words(picture, case, _)))
    elif chosen == SHIFTS:
        draw_cards(moved(room, case, ACROSS, _), "host_moved")
    elif room.step == "verdict":
        decision = found.outcome.decision
        st.markdown(bold(verdict_line(decision.verdict, decision.recommended, _)))
        if not found.outcome.voted:
            st.caption(_("Nobody has voted."))
        draw_cards(votes(found.outcome, ACROSS, _), "host_votes")
    elif room.step == "reveal":  # in the discussion the question wall stands below
        draw(overview_svg(found.pictures, case, _, ACROSS), "host_overview")
        st.caption(order_told(_))
