"""A day and an hour on the visitor's clock, with the usual moments a click away."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import streamlit as st

from retention.language import Words
from retention.ui import clock

DAY_FORMAT = "DD.MM.YYYY"
EVENING, MORNING = time(17), time(10)
MINUTE = timedelta(minutes=1)


def ahead(key: str, _: Words, day_label: str, hour_label: str) -> None:
    """Fields for a moment that lies ahead; empty until they are filled."""
    now = _now()
    usual = {
        _("In an hour"): now + timedelta(hours=1),
        _("Today, {hour}"): datetime.combine(now, EVENING, now.tzinfo),
        _("Tomorrow, {hour}"): datetime.combine(now + timedelta(days=1), MORNING, now.tzinfo),
    }
    with st.container(horizontal=True, gap="xsmall"):
        for place, (name, moment) in enumerate(usual.items()):
            if moment > now:
                label = name.format(hour=clock.hour(moment, _))
                st.button(label, key=f"{key}.usual.{place}", type="tertiary", on_click=put, args=(key, moment))
    _fields(key, day_label, hour_label)


def past(key: str, _: Words, day_label: str, hour_label: str) -> None:
    """Fields for a moment that has been; now until they are changed."""
    if day_key(key) not in st.session_state:
        put(key, _now())
    _fields(key, day_label, hour_label)


def given(key: str) -> datetime | None:
    """The moment in the fields, aware of its time zone; None while one of them is empty."""
    day, hour = st.session_state.get(day_key(key)), st.session_state.get(hour_key(key))
    return datetime.combine(day, hour, tzinfo=clock.zone()) if day and hour else None


def put(key: str, moment: datetime) -> None:
    """Fill the fields; for a callback, or before they are drawn."""
    local = clock.local(moment)
    st.session_state[day_key(key)] = local.date()
    st.session_state[hour_key(key)] = local.time().replace(second=0, microsecond=0)


def clear(key: str) -> None:
    """Empty the fields; for a callback."""
    for name in (day_key(key), hour_key(key)):
        st.session_state.pop(name, None)


def day_key(key: str) -> str:
    return f"{key}.day"


def hour_key(key: str) -> str:
    return f"{key}.hour"


def _fields(key: str, day_label: str, hour_label: str) -> None:
    for name in (day_key(key), hour_key(key)):
        st.session_state.setdefault(name, None)
    day, hour = st.columns(2, gap="small", wrap=False)
    day.date_input(day_label, key=day_key(key), format=DAY_FORMAT)
    hour.time_input(hour_label, key=hour_key(key), step=MINUTE)


def _now() -> datetime:
    return datetime.now(clock.zone())
