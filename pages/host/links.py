"""How others come in, and what is taken away."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from retention.language import Words
from retention.memo_cells import style_of
from retention.ui import clock, state
from retention.ui.drawing import draw
from retention.ui.host import NETWORK_COMMAND, SECRET, Hosted, base_address, join_link, network_address, reaches_phones
from retention.ui.room import case_of, results, store
from retention.ui.text import bold
from retention.workshop.codes import shown_code
from retention.workshop.export import room_csv, room_memo
from retention.workshop.qr import qr_svg
from retention.workshop.records import Room
from retention.workshop.steps import ROUNDS, TAKING_ANSWERS


def show(hosted: Hosted, _: Words) -> None:
    """The code, the link and the QR code; the projector; the control link for another machine."""
    room = hosted.room
    if room.step == "lobby" and room.closed_at is None:
        with st.container(border=True, key="host_join"):
            _ways_in(hosted, _)
        return
    title = _("How others come in · {code}").format(code=shown_code(room.code))
    with st.expander(title, key="host_join"):
        _ways_in(hosted, _)


def _ways_in(hosted: Hosted, _: Words) -> None:
    room = hosted.room
    link = join_link(room)
    with st.container(horizontal=True):
        with st.container(width=150):
            draw(qr_svg(link, _("QR code of the join link")), "host_qr")
        with st.container():
            st.markdown(_("Code") + " " + bold(shown_code(room.code)))
            st.code(link, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        secret = {SECRET: hosted.secret} if hosted.secret else {}
        address = urlencode({"room": room.code, state.LANGUAGE: _.language, **secret})
        st.link_button(_("Open the projector"), f"{base_address()}/projector?{address}")
        with st.popover(_("Lead from another machine")):
            _control_link(room, _)
    if not reaches_phones():
        st.warning(
            _(
                "This address works on this machine only, so no phone can come in. "
                "Start Retention for the network: {command}"
            ).format(command=f"`{NETWORK_COMMAND}`")
        )


def _control_link(room: Room, _: Words) -> None:
    st.write(_("Whoever has this link leads the room. A new link ends the one before."))
    if st.button(_("Make a control link"), key="host_new_link"):
        secret = store().new_secret(room.id)
        st.code(f"{network_address()}/host?room={room.code}&{SECRET}={secret}", language=None, wrap_lines=True)
        if st.query_params.get(SECRET):
            st.query_params[SECRET] = secret


def take_away(room: Room, _: Words) -> None:
    """Everything of the room as a file, and the room's memo."""
    with st.expander(_("Take away"), key="host_take_away"):
        nicknames = st.checkbox(_("With the names that people gave"), key="host_nicknames")
        st.download_button(
            _("Download everything as CSV"),
            data=lambda: _everything(room, _, nicknames),
            file_name=f"retention-room-{room.code}.csv",
            mime="text/csv",
            on_click="ignore",
            key="host_everything",
        )
        last = next((step for step in reversed(ROUNDS) if results(room, step) is not None), None)
        if last is not None:
            st.download_button(
                _("Download the room's memo"),
                data=lambda: _memo(room, last, _),
                file_name=f"retention-memo-{room.code}.csv",
                mime="text/csv",
                on_click="ignore",
                key="host_memo",
            )


def _everything(room: Room, _: Words, nicknames: bool) -> bytes:
    found = {step: results(room, step) for step in ROUNDS}
    outcomes = {step: result.outcome for step, result in found.items() if result is not None}
    answers = {step: store().answers(room.id, step) for step in TAKING_ANSWERS}
    people, questions = store().participants(room.id), store().wall(room.id, hidden=True)
    style = style_of(_.language)
    return room_csv(case_of(room, _.language), room, people, answers, questions, outcomes, _, style, nicknames)


def _memo(room: Room, step: str, _: Words) -> bytes:
    found = results(room, step)
    assert found is not None
    case = case_of(room, _.language)
    return room_memo(case, room, found.sheets, found.outcome, _, style_of(_.language), clock.today())
