"""What the projector shows at each step."""

from __future__ import annotations

import streamlit as st

from retention.language import Words
from retention.terms import option_name, verdict_name
from retention.ui.drawing import draw
from retention.ui.host import join_link
from retention.ui.room import case_of, checkin_picture, moves, results, store
from retention.ui.text import escaped
from retention.workshop.codes import shown_code
from retention.workshop.drawing import choice_svg, picture_svg, picture_words, states_svg
from retention.workshop.qr import qr_svg
from retention.workshop.records import Pulse, Room
from retention.workshop.words import question_titles, step_name

TOP = 3  # questions of the overview


def show(room: Room, pulse: Pulse, _: Words) -> None:
    """The scene of the room's step."""
    if room.step == "lobby" and not pulse.over:
        _lobby(room, pulse, _)
        return
    st.title(step_name(room.step, _), anchor=False)
    if room.step in ("checkin", "exercise"):
        _states(room, pulse, _)
    elif room.step in ("glass", "round1", "round2"):
        _answering(room, pulse, _)
    elif room.step == "reveal":
        _pictures(room, "round1", _)
    elif room.step == "discussion":
        _wall(room, _)
    elif room.step == "verdict":
        _verdict(room, _)
    with st.container(key="projector_foot"):
        st.caption(f"{join_link(room)} · {shown_code(room.code)}")


def _lobby(room: Room, pulse: Pulse, _: Words) -> None:
    left, right = st.columns([1, 1], gap="large", vertical_alignment="center")
    with left:
        st.title(escaped(room.title), anchor=False)
        st.header(_("Join with your phone"), anchor=False)
        st.html(f'<p class="projector-code">{shown_code(room.code)}</p>')
        st.html(f'<p class="projector-link">{join_link(room).split("?")[0].split("://")[-1]}</p>')
        people = _.ngettext("One person is here", "{count} people are here", pulse.people)
        st.subheader(people.format(count=_.number(pulse.people, 0)), anchor=False)
    with right:
        draw(qr_svg(join_link(room), _("QR code of the join link")), "projector_qr")


def _answering(room: Room, pulse: Pulse, _: Words) -> None:
    told = _("{answered} of {people} answered")
    told = told.format(answered=_.number(pulse.answered, 0), people=_.number(pulse.people, 0))
    st.html(f'<p class="projector-code">{told}</p>')
    if room.step == "glass":
        st.header(_("Write your guess before you hear the facts."), anchor=False)
    else:
        st.header(
            _("Each alone, without looking at others. Everything can be changed until the round ends."), anchor=False
        )


def _states(room: Room, pulse: Pulse, _: Words) -> None:
    if room.step == "checkin":
        draw(states_svg(checkin_picture(room), _), "projector_states")
        st.caption(_("How many are where; the band is the healthy middle."))
    else:
        st.html('<div class="breath"><span></span></div>')
        st.header(_("In for five seconds, out for five."), anchor=False)


def _pictures(room: Room, step: str, _: Words) -> None:
    found = results(room, step)
    if found is None:
        st.header(_("Nobody has answered this round."), anchor=False)
        return
    case = case_of(room, _.language)
    titles = question_titles(case, _)
    chosen = [picture for picture in found.pictures if picture.question.key == room.reveal]
    for picture in chosen or found.pictures[:TOP]:
        st.header(escaped(titles[picture.question.key]), anchor=False)
        draw(picture_svg(picture, case, _), f"projector_{picture.question.key}")
        st.caption(escaped(picture_words(picture, case, _)))


def _wall(room: Room, _: Words) -> None:
    questions = store().wall(room.id)
    if not questions:
        st.header(_("What would you like to know before you decide?"), anchor=False)
    for question in questions[:8]:
        state = {"parked": _("parked for later"), "answered": _("answered")}.get(question.state, "")
        st.subheader(f"▲ {question.votes}  {escaped(question.text)}" + (f" · *{state}*" if state else ""), anchor=False)


def _verdict(room: Room, _: Words) -> None:
    found = results(room, "round2") or results(room, "round1")
    if found is None:
        st.header(_("Nobody has answered, so there is no verdict of the room."), anchor=False)
        return
    decision, outcome = found.outcome.decision, found.outcome
    st.html(
        f'<p class="projector-verdict">{verdict_name(decision.verdict, _)} – {option_name(decision.recommended, _)}</p>'
    )
    names = {option: option_name(option, _) for option in ("satisfy", "compromise", "decline", "part")}
    left, right = st.columns(2, gap="large")
    for column, title, counts in (
        (left, _("What the room would do"), outcome.option_votes),
        (right, _("What each one's own figures say"), outcome.recommended),
    ):
        with column:
            st.header(title, anchor=False)
            words = "; ".join(f"{names[option]}: {count}" for option, count in counts.items())
            draw(choice_svg(names, counts, words), f"projector_votes_{title}")
    shifted = [shift for shift in moves(room) if shift.moved]
    if shifted:
        closer = sum(shift.shrank is True for shift in shifted)
        moved = _("Between the rounds people moved on {changed} questions; on {closer} the room came closer together.")
        st.subheader(moved.format(changed=len(shifted), closer=closer), anchor=False)
