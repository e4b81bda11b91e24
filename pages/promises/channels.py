"""The channels: who watches each, when truly, and which of them promise what nobody keeps."""

from __future__ import annotations

import streamlit as st

from pages.promises.adding import usual_names
from retention.channels import (
    LONGEST,
    MOST,
    SETTING,
    TARGET_HOURS,
    Channel,
    channel_faults,
    flagged,
    flags,
    read,
    written,
)
from retention.faults import Fault
from retention.language import Words
from retention.storage import SqlStorage
from retention.ui import faulty, state
from retention.ui.text import bold, escaped

EDITED = "channels.edited"  # place of the channel whose fields are open; NEW for one to be added
NEW = -1
KEY = "channel.fields"


def shown(storage: SqlStorage, _: Words) -> None:
    """All channels, those with a flag on top; an empty list teaches."""
    known = read(storage.setting(SETTING))
    if not known:
        with st.container(border=True, key="no_channels"):
            st.markdown(bold(_("Which channels do clients see, and who is there?")))
            taught = _(
                "A chat that nobody answers at night promises what nobody keeps. Name every channel, who watches it "
                "and its true hours; what is seen and not staffed is flagged."
            )
            st.markdown(escaped(taught))
            st.button(
                _("Start with the usual ones"), key="channels_usual", type="primary", on_click=_begin, args=(storage,)
            )
    flawed = flagged(known)
    if flawed:
        said = _.ngettext(
            "{count} channel shows clients more than it keeps", "{count} channels show clients more than they keep",
            len(flawed),
        )  # fmt: skip
        st.warning(escaped(said.format(count=_.number(len(flawed)))), icon=":material/warning:")
    ordered = sorted(range(len(known)), key=lambda place: (not flags(known[place]), known[place].name.casefold()))
    for place in ordered:
        _card(storage, known, place, _)
    if st.session_state.get(EDITED) == NEW:
        with st.container(border=True, key="channel_new"):
            _fields(storage, known, NEW, _)
    elif known and len(known) < MOST:
        st.button(_("Add a channel"), key="channel_add", icon=":material/add:", on_click=_open, args=(Channel(""), NEW))


def flag_line(flag: str, _: Words) -> str:
    """What is wrong and what to do about it."""
    return {
        "unstaffed": _("Clients see it and nobody answers there: staff it and show the true hours, or take it away."),
        "unwatched": _("Nobody is named who watches it."),
        "hours_unsaid": _("Its hours are not said: show the true ones beside it."),
    }[flag]


def _card(storage: SqlStorage, known: tuple[Channel, ...], place: int, _: Words) -> None:
    channel = known[place]
    with st.container(border=True, key=f"channel_{place}"):
        if st.session_state.get(EDITED) == place:
            _fields(storage, known, place, _)
            return
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            with st.container(gap=None, width="stretch"):
                st.markdown(bold(channel.name))
                st.caption(escaped(_facts(channel, _)))
                for flag in flags(channel):
                    st.markdown(f":orange[:material/warning: {escaped(flag_line(flag, _))}]")
            st.button(_("Change"), key=f"channel_change_{place}", icon=":material/edit:", on_click=_open,
                      args=(channel, place))  # fmt: skip


def _facts(channel: Channel, _: Words) -> str:
    facts = (
        _("watched by {name}").format(name=channel.watched_by) if channel.watched_by else _("watched by nobody named"),
        channel.hours or _("hours not said"),
        _("staffed") if channel.staffed else _("not staffed"),
        _("clients see it") if channel.visible else _("clients do not see it"),
        _("first answer within {hours} h").format(hours=_.number(channel.target_hours)),
    )
    return " · ".join(facts)


def _fields(storage: SqlStorage, known: tuple[Channel, ...], place: int, _: Words) -> None:
    name, watched = st.columns(2, gap="small")
    with name:
        st.text_input(_("Channel"), key=f"{KEY}.name", max_chars=LONGEST)
        faulty.beside(KEY, "channel.name", _)
    watched.text_input(_("Who watches it?"), key=f"{KEY}.watched_by", max_chars=LONGEST)
    hours, target = st.columns(2, gap="small")
    hours.text_input(
        _("When is somebody truly there?"), key=f"{KEY}.hours", max_chars=LONGEST, placeholder=_("Mon–Fri 9:00–18:00")
    )
    with target:
        st.number_input(_("First answer within, hours"), min_value=0.0, step=1.0, key=f"{KEY}.target_hours")
        faulty.beside(KEY, "channel.target_hours", _)
    with st.container(horizontal=True, gap="medium"):
        st.toggle(_("Somebody answers there"), key=f"{KEY}.staffed")
        st.toggle(_("Clients see it"), key=f"{KEY}.visible")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Keep the channel"), key="channel_keep", type="primary", icon=":material/check:",
            on_click=_keep, args=(storage, known, place),
        )  # fmt: skip
        st.button(_("Not yet"), key="channel_leave", type="tertiary", on_click=_leave)
        if place != NEW:
            st.button(
                _("Remove the channel"), key="channel_remove", type="tertiary", icon=":material/delete:",
                on_click=_remove, args=(storage, known, place),
            )  # fmt: skip


def _open(channel: Channel, place: int) -> None:
    st.session_state[EDITED] = place
    faulty.keep(KEY, ())
    for name in ("name", "watched_by", "hours", "staffed", "visible"):
        st.session_state[f"{KEY}.{name}"] = getattr(channel, name)
    st.session_state[f"{KEY}.target_hours"] = float(channel.target_hours)


def _keep(storage: SqlStorage, known: tuple[Channel, ...], place: int) -> None:
    said = {name: str(st.session_state[f"{KEY}.{name}"] or "").strip() for name in ("name", "watched_by", "hours")}
    hours = st.session_state[f"{KEY}.target_hours"]
    channel = Channel(
        **said,
        staffed=bool(st.session_state[f"{KEY}.staffed"]),
        visible=bool(st.session_state[f"{KEY}.visible"]),
        target_hours=TARGET_HOURS if hours is None else float(hours),
    )
    others = [other for number, other in enumerate(known) if number != place]
    faults: tuple[Fault, ...] = channel_faults(channel, others)
    faulty.keep(KEY, faults)
    if not faults:
        changed = [*known, channel] if place == NEW else [*known[:place], channel, *known[place + 1 :]]
        storage.set_setting(SETTING, written(changed))
        _leave()


def _remove(storage: SqlStorage, known: tuple[Channel, ...], place: int) -> None:
    storage.set_setting(SETTING, written([*known[:place], *known[place + 1 :]]))
    _leave()


def _leave() -> None:
    st.session_state[EDITED] = None


def _begin(storage: SqlStorage) -> None:
    storage.set_setting(SETTING, written(Channel(name) for name in usual_names(state.words())))
