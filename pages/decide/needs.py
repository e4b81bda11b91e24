"""What the client really needs: interests with their weights, and how far each answer meets them."""

from __future__ import annotations

import streamlit as st

from retention.case import OPTIONS
from retention.language import Words
from retention.offers import interest_id
from retention.tables import Row, in_languages, table
from retention.ui import forms, state
from retention.ui.text import bold, escaped

NEW = "new_interest"
FIRST_WEIGHT = 3.0


def shown(_: Words) -> None:
    """The interests of the case, each open to change, and a way to add one of ours or one's own."""
    interests = state.current()["interests"]
    if interests:
        st.caption(_("The weight says how much it matters to them, 0 to 5; then how far each answer meets it, in %."))
    else:
        st.markdown(_("Behind what they ask for stands what they need. Name it, and a cheaper offer may meet it."))
    for index, interest in enumerate(interests):
        with st.container(border=True, key=f"interest_{index}", gap="small"):
            _interest(index, interest["name"], _)
    _adder([interest["name"] for interest in interests], _)


def _interest(index: int, name: str, _: Words) -> None:
    path = f"interests.{index}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(bold(name), width="stretch")
        st.button(
            _("Remove"), type="tertiary", key=f"{path}.remove",
            on_click=state.remove, args=("interests", index),
        )  # fmt: skip
    row = _row(interest_id(name))
    if row is not None:
        st.caption(escaped(_("Sounds like: “{words}”").format(words=in_languages(row, "sounds_like")[_.language])))
    forms.scale(f"{path}.weight", _("Weight"), 0.0, 5.0, 0.5)
    labels = {
        "satisfy": _("Granted, %"),
        "compromise": _("Compromise, %"),
        "decline": _("Declined, %"),
        "part": _("Parted, %"),
    }
    columns = st.columns(4, gap="xsmall", wrap=False, vertical_alignment="bottom")
    for column, option in zip(columns, OPTIONS, strict=True):
        with column:
            forms.number(f"{path}.met.{option}", labels[option], 0.0, 100.0, 10.0)


def _adder(taken: list[str], _: Words) -> None:
    rows = {row["id"]: in_languages(row, "name")[_.language] for row in table("client_interests")}
    ids = {interest_id(name) for name in taken}
    st.selectbox(
        _("What do they need? Choose, or type your own"),
        [key for key in rows if key not in ids],
        index=None,
        format_func=lambda key: rows.get(key, key),
        accept_new_options=True,
        placeholder=_("Security, an apology, to be heard …"),
        key=NEW,
        on_change=_add,
    )


def _add() -> None:
    chosen = (st.session_state[NEW] or "").strip()
    if not chosen:
        return
    row = _row(chosen)
    name = chosen if row is None else in_languages(row, "name")[state.words().language]
    state.append("interests", {"name": name, "weight": FIRST_WEIGHT, "met": dict.fromkeys(OPTIONS, 0.0)})
    st.session_state[NEW] = None


def _row(key: str | None) -> Row | None:
    return next((row for row in table("client_interests") if row["id"] == key), None)
