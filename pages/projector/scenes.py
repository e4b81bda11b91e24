"""What the projector shows at each step."""

from __future__ import annotations

import streamlit as st

from pages.projector import board
from retention.language import Words
from retention.terms import verdict_line, verdict_name
from retention.ui.drawing import draw
from retention.ui.host import join_link
from retention.ui.room import Results, case_of, checkin_picture, moves, results, store
from retention.ui.text import escaped, isolated
from retention.ui.verdict_cards import options_svg
from retention.workshop.codes import shown_code
from retention.workshop.drawing import picture_svg, picture_words, states_svg
from retention.workshop.outcome import Outcome
from retention.workshop.qr import qr_svg
from retention.workshop.records import Pulse, Room
from retention.workshop.steps import BANK, SHIFTS
from retention.workshop.strips import moved_words, overview_svg, shifts_svg
from retention.workshop.words import answered_told, order_told, picture_titles, step_name

TOP = 5  # questions of the overview, as many as are read from the back row
MOST_SHIFTS = 3
ACROSS, HALF = 800.0, 420.0  # units across the whole screen and half of it
MOST_QUESTIONS = 6  # of two lines each
MOST_NAMES = 60


def show(room: Room, pulse: Pulse, _: Words) -> None:
    """The scene of the room's step."""
    if room.step == "lobby" and room.reveal != BANK and not pulse.over:
        _lobby(room, pulse, _)
        return
    if pulse.over:
        _over(_)
    elif room.reveal == BANK:
        board.show(room, _)
    else:
        _scene(room, pulse, _)
    if not pulse.over:
        _foot(room, _)


def _scene(room: Room, pulse: Pulse, _: Words) -> None:
    if room.step == "reveal":
        _pictures(room, results(room, "round1"), _)
    elif room.step == "discussion":
        _discussion(room, _)
    elif room.step == "verdict":
        _verdict(room, _)
    else:
        st.title(step_name(room.step, _), anchor=False)
        if room.step in ("glass", "round1", "round2"):
            _answering(room, pulse, _)
        elif room.step == "checkin":
            draw(states_svg(checkin_picture(room), _), "projector_states")
            st.caption(_("How many are where; the band is the healthy middle."))
        elif room.step == "exercise":
            st.html('<div class="breath"><span></span></div>')
            _alone(_("In for five seconds, out for five."))
        elif room.step == "home":
            _alone(_("What will I do differently? Write it on your phone, and download your own memo."))


def _lobby(room: Room, pulse: Pulse, _: Words) -> None:
    left, right = st.columns(2, gap="large", vertical_alignment="center")
    with left:
        st.title(escaped(room.title), anchor=False)
        st.header(_("Join with your phone"), anchor=False)
        st.html(f'<p class="projector-link">{_address(room)}</p>')
        st.html(f'<p class="projector-code">{shown_code(room.code)}</p>')
        people = _.ngettext("One person is here", "{count} people are here", pulse.people)
        st.header(people.format(count=_.number(pulse.people, 0)), anchor=False)
        names = [
            isolated(person.nickname)
            for person in store().participants(room.id)
            if person.nickname and not person.hidden and person.removed_at is None
        ]
        if names:
            st.markdown(", ".join(names[-MOST_NAMES:]) + (" …" if len(names) > MOST_NAMES else ""))
    with right:
        draw(qr_svg(join_link(room), _("QR code of the join link")), "projector_qr")


def _address(room: Room) -> str:
    """The join page as it is typed, without what leads into this room."""
    return join_link(room).split("?")[0].split("://")[-1]


def _foot(room: Room, _: Words) -> None:
    """How late ones come in: address, code and QR code, at every step."""
    with st.container(key="projector_foot", horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        told = _("Join: {address} · code {code}")
        st.markdown(escaped(told.format(address=_address(room), code=shown_code(room.code))), width="content")
        with st.container(width=96):
            draw(qr_svg(join_link(room), _("QR code of the join link")), "projector_qr_small")


def _over(_: Words) -> None:
    st.title(_("Thank you"), anchor=False)
    _alone(_("The room is closed. Your own memo is still on your phone."))


def _alone(sentence: str) -> None:
    """A sentence that has the screen to itself."""
    with st.container(key="projector_alone"):
        st.header(sentence, anchor=False)


def _answering(room: Room, pulse: Pulse, _: Words) -> None:
    st.html(f'<p class="projector-count">{answered_told(room.step, pulse.answered, pulse.people, _)}</p>')
    st.progress(min(pulse.answered / pulse.people, 1.0) if pulse.people else 0.0)
    if room.step == "glass":
        st.header(_("Write your guess before you hear the facts."), anchor=False)
    else:
        st.header(
            _("Each alone, without looking at others. Everything can be changed until the round ends."), anchor=False
        )


def _pictures(room: Room, found: Results | None, _: Words) -> None:
    """The question that the trainer chose, else those on which the room is furthest apart where it matters."""
    if found is None:
        st.title(step_name(room.step, _), anchor=False)
        st.header(_("Nobody has answered this round."), anchor=False)
        return
    case = case_of(room, _.language)
    answered = _.ngettext("One person answered", "{count} people answered", len(found.sheets))
    answered = answered.format(count=_.number(len(found.sheets), 0))
    chosen = next((picture for picture in found.pictures if picture.question.key == room.reveal), None)
    if chosen is None:
        st.title(f"{step_name(room.step, _)} · {answered}", anchor=False)
        st.caption(order_told(_))
        draw(overview_svg(found.pictures[:TOP], case, _, ACROSS), "projector_overview")
        return
    st.title(escaped(picture_titles(case, _)[chosen.question.key]), anchor=False)
    draw(picture_svg(chosen, case, _), f"projector_{chosen.question.key}")
    told = picture_words(chosen, case, _)
    st.header(escaped(told[:1].upper() + told[1:]), anchor=False)
    st.caption(answered)


def _discussion(room: Room, _: Words) -> None:
    if room.reveal is not None:
        _pictures(room, results(room, "round1"), _)
        return
    st.title(step_name(room.step, _), anchor=False)
    questions = store().wall(room.id)
    if not questions:
        _alone(_("What would you like to know before you decide?"))
    with st.container(key="projector_wall"):
        for question in questions[:MOST_QUESTIONS]:
            state = {"parked": _("parked for later"), "answered": _("answered")}.get(question.state, "")
            mark = f" · *{escaped(state)}*" if state else ""
            st.header(f"▲ {_.number(question.votes, 0)}  {escaped(question.text)}{mark}", anchor=False)
    if len(questions) > MOST_QUESTIONS:
        more = len(questions) - MOST_QUESTIONS
        told = _.ngettext("and one more question", "and {count} more questions", more)
        st.caption(told.format(count=_.number(more, 0)))


def _verdict(room: Room, _: Words) -> None:
    found = results(room, "round2") or results(room, "round1")
    if found is None:
        st.title(step_name(room.step, _), anchor=False)
        st.header(_("Nobody has answered, so there is no verdict of the room."), anchor=False)
    elif room.reveal == SHIFTS:
        _shifts(room, _)
    elif room.reveal is not None:
        _pictures(room, found, _)
    else:
        _rooms_verdict(room, found, _)


def _rooms_verdict(room: Room, found: Results, _: Words) -> None:
    decision, outcome = found.outcome.decision, found.outcome
    verdict = verdict_line(decision.verdict, decision.recommended, _)
    st.caption(_("The room's estimate comes to"))
    st.html(f'<p class="projector-verdict" role="heading" aria-level="1">{verdict}</p>')
    own = outcome.verdicts.items()
    verdicts = " · ".join(f"{verdict_name(name, _)}: {_.number(count, 0)}" for name, count in own)
    left, right = st.columns(2, gap="large")
    for column, title, counts, below in (
        (left, _("What the room would do"), outcome.option_votes, _kept(outcome, _)),
        (right, _("What each one's own figures say"), outcome.recommended, verdicts),
    ):
        with column:
            st.header(title, anchor=False)
            if counts:
                draw(options_svg(counts, HALF, _), f"projector_votes_{title}")
            if below:
                st.subheader(below, anchor=False)


def _kept(outcome: Outcome, _: Words) -> str:
    """How many would keep the client, or that nobody has voted; empty where only options were voted for."""
    if not outcome.voted:
        return _("Nobody has voted.")
    keep = outcome.keep_votes
    told = _("Would keep the client: {yes} of {all}")
    return told.format(yes=keep.get("yes", 0), all=sum(keep.values())) if keep else ""


def _shifts(room: Room, _: Words) -> None:
    """Round 2 against round 1: who moved, and whether the spread shrank."""
    st.title(_("Second round against the first"), anchor=False)
    shifted = [shift for shift in moves(room) if shift.moved]
    if not shifted:
        st.header(_("Nobody has changed an answer."), anchor=False)
        return
    st.header(moved_words(shifted, _), anchor=False)
    draw(shifts_svg(shifted[:MOST_SHIFTS], case_of(room, _.language), _, ACROSS), "projector_shifts")
    st.caption(_("The bars span the middle half of the room, first round above, second below; the line is the median."))
