"""A day and an hour on the visitor's clock, with the usual moments a click away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import streamlit as st
from babel.dates import format_date
from streamlit.delta_generator import DeltaGenerator

from retention.language import Words
from retention.ui import clock
from retention.working_days import working_day

EVENING, MORNING = time(17), time(10)
MINUTE = timedelta(minutes=1)
OnChange = Callable[[], None] | None


def ahead(key: str, _: Words, day_label: str, hour_label: str) -> None:
    """Fields for a moment that lies ahead; empty until they are filled."""
    now = _now()
    next_day = working_day(now.date() + timedelta(days=1))
    usual = {
        _("In an hour"): now + timedelta(hours=1),
        _("Today, {hour}"): datetime.combine(now, EVENING, now.tzinfo),
        _on(next_day, now.date(), _): datetime.combine(next_day, MORNING, now.tzinfo),
    }
    with st.container(horizontal=True, gap="xsmall"):
        for place, (name, moment) in enumerate(usual.items()):
            if moment > now:
                label = name.format(hour=clock.hour(moment, _))
                st.button(label, key=f"{key}.usual.{place}", type="tertiary", on_click=put, args=(key, moment))
    _fields(key, _, day_label, hour_label)


def past(key: str, _: Words, day_label: str, hour_label: str) -> None:
    """Fields for a moment that has been; now until they are changed."""
    if day_key(key) not in st.session_state:
        put(key, _now())
    _fields(key, _, day_label, hour_label)


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


def day_format(_: Words) -> str:
    """How a field for a day writes it, for `st.date_input`."""
    return "DD/MM/YYYY" if _.language == "en" else "DD.MM.YYYY"


def day_field(place: DeltaGenerator, label: str, key: str, _: Words, on_change: OnChange = None) -> None:
    """A field for a day whose value stands in the session: another language writes it otherwise and empties nothing."""
    written, before = day_format(_), f"{key}.written"
    if key in st.session_state and st.session_state.get(before, written) != written:
        st.session_state[key] = st.session_state[key]  # a field of another format is another field
    st.session_state[before] = written
    place.date_input(label, None, key=key, format=written, on_change=on_change)


def day_key(key: str) -> str:
    return f"{key}.day"


def hour_key(key: str) -> str:
    return f"{key}.hour"


def _fields(key: str, _: Words, day_label: str, hour_label: str) -> None:
    for name in (day_key(key), hour_key(key)):
        st.session_state.setdefault(name, None)
    day, hour = st.columns(2, gap="small", wrap=False)
    day_field(day, day_label, day_key(key), _)
    hour.time_input(hour_label, key=hour_key(key), step=MINUTE)


def _on(day: date, today: date, _: Words) -> str:
    """A day that lies ahead and, still in braces, its hour."""
    if day == today + timedelta(days=1):
        return _("Tomorrow, {hour}")
    weekday = format_date(day, "EEEE", locale=_.locale)
    return weekday[:1].upper() + weekday[1:] + ", {hour}"


def _now() -> datetime:
    return datetime.now(clock.zone())
