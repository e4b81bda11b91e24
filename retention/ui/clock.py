"""The visitor's clock: moments are kept in UTC and shown where the visitor is."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from babel.dates import format_time

from retention.language import Words


def zone() -> tzinfo:
    """The time zone of the visitor's browser, UTC where it is not known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def today() -> date:
    """The day it is where the visitor is."""
    return datetime.now(zone()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the visitor's clock; one without a time zone is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone())


def hour(moment: datetime, _: Words) -> str:
    """The time of day where the visitor is."""
    return format_time(local(moment), "HH:mm", locale=_.locale)
