"""Each of the eight questions: its title, its fields, and what is wrong beside them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from babel.numbers import list_currencies

from pages.start.answers import ABOUT, EXACT, NONE, PREFIX, group_name, share_total
from retention.case import CATEGORIES
from retention.consequences import consequences, consequences_of
from retention.defaults import trades
from retention.language import Words
from retention.quick_start import client_lines
from retention.responsibility import SIDES
from retention.tables import in_languages
from retention.terms import trade_name
from retention.ui.text import bold, escaped

COMMON_CURRENCIES = ("EUR", "MDL", "RON", "RUB", "USD", "GBP", "UAH", "KZT", "CHF", "PLN")
LARGEST = 1e12


def asked(key: str, problems: list[str], _: Words) -> None:
    """One question, its fields, and what is wrong with the answer."""
    titles = {
        "request": _("What do they ask for, and what would it come to?"),
        "margin": _("What does the client bring in a year?"),
        "history": _("How long have they been with you, and how loyal are they?"),
        "satisfaction": _("How satisfied are they with the way this was handled?"),
        "consequences": _("What could happen if nothing is done?"),
        "responsibility": _("Who is responsible for what went wrong?"),
        "owed": _("Is anything owed by law or contract, whatever you decide?"),
        "red_lines": _("Did they cross a red line?"),
    }
    fields: dict[str, Callable[[Words], None]] = {
        "request": _request,
        "margin": _margin,
        "history": _history,
        "satisfaction": _satisfaction,
        "consequences": _consequences,
        "responsibility": _responsibility,
        "owed": _owed,
        "red_lines": _red_lines,
    }
    with st.container(border=True, key=f"question_{key}", gap="small"):
        st.header(escaped(titles[key]), anchor=False)
        fields[key](_)
        for problem in problems:
            st.warning(escaped(problem), icon=":material/error:")


def currencies() -> list[str]:
    """Codes to choose from, the likely ones first."""
    return [*COMMON_CURRENCIES, *sorted(list_currencies() - set(COMMON_CURRENCIES))]


def _request(_: Words) -> None:
    st.text_input(
        _("What they ask for"),
        placeholder=_("A new worktop and 300 € for the delay"),
        key=PREFIX + "request",
        persist_state="session",
    )
    amount, currency = st.columns([1.6, 1], gap="small", wrap=False, vertical_alignment="bottom")
    with amount:
        _number(
            "total", _("All that they would get, {currency}").format(currency=_currency()), 0.0, 100.0,
            help=_("The whole of it, as they would count it. What you owe them anyway is asked later and taken off."),
        )  # fmt: skip
    currency.selectbox(_("Currency"), currencies(), key=PREFIX + "currency", persist_state="session")
    _how("total", _)
    hours, rate = st.columns(2, gap="small", wrap=False, vertical_alignment="bottom")
    with hours:
        _number("hours", _("Hours of your people's time"), 0.0, 1.0)
    with rate:
        _number("rate", _("What an hour costs you, {currency}").format(currency=_currency()), 0.0, 5.0)


def _margin(_: Words) -> None:
    amount, how = st.columns([1.2, 1], gap="small", wrap=False, vertical_alignment="bottom")
    with amount:
        _number(
            "margin", _("Margin per year, {currency}").format(currency=_currency()), -LARGEST, 100.0,
            help=_("What remains of a year's sales to them after direct costs; below zero if you lose money on them."),
        )  # fmt: skip
    with how:
        _how("margin", _)
    lost = -(st.session_state.get(PREFIX + "margin") or 0.0)
    if lost > 0:
        said = _("A loss of {money} a year: is the minus meant?")
        with st.container(key="start_loss"):
            st.markdown(f":orange[:material/trending_down:] {escaped(said.format(money=_.money(lost, _currency())))}")
    client, trade = st.columns(2, gap="small")
    client.text_input(_("Who is it?"), key=PREFIX + "client", persist_state="session")
    trade.selectbox(
        _("Your trade"),
        ("", *trades()),
        format_func=lambda key: trade_name(key, _) if key else _("another one"),
        key=PREFIX + "trade",
        persist_state="session",
    )


def _history(_: Words) -> None:
    tenures = {"new": _("New"), "between": _("A while"), "established": _("Many years")}
    st.segmented_control(
        _("How long a client"), tuple(tenures), format_func=tenures.__getitem__, key=PREFIX + "tenure",
        persist_state="session",
    )  # fmt: skip
    st.segmented_control(
        _("Would they stay and recommend you? 0 is surely not, 10 is surely"),
        tuple(range(11)), format_func=str, key=PREFIX + "loyalty", persist_state="session",
        help=_("The opinion that has grown over the whole time, not over this incident."),
    )  # fmt: skip


def _satisfaction(_: Words) -> None:
    names = {
        1: _("1 · not at all"),
        2: _("2 · little"),
        3: _("3 · so-so"),
        4: _("4 · quite"),
        5: _("5 · fully"),
    }
    st.segmented_control(
        _("Satisfaction with this contact"), tuple(names), format_func=names.__getitem__, key=PREFIX + "satisfaction",
        persist_state="session",
    )  # fmt: skip


def _consequences(_: Words) -> None:
    st.caption(_("Tick what is possible; how likely and how dear it is starts from published figures."))
    for category in CATEGORIES:
        choices = (*(found.key for found in consequences_of(category)), NONE)
        _ticked(f"may.{category}", group_name(category, _), choices, lambda key: _consequence(key, _))


def _consequence(key: str, _: Words) -> str:
    return _("Nothing of this") if key == NONE else consequences()[key].names[_.language]


def _responsibility(_: Words) -> None:
    st.caption(_("In shares of 100, yours first and the client's last; leave all empty if nobody has judged it yet."))
    labels = {
        "company": _("You, %"),
        "partner": _("Partners, %"),
        "chance": _("Chance, %"),
        "client": _("The client, %"),
    }
    columns = st.columns(4, gap="xsmall", wrap=False)
    for column, side in zip(columns, SIDES, strict=True):
        with column:
            _number(f"share.{side}", labels[side], 0.0, 5.0, highest=100.0)
    total = share_total(st.session_state)
    if total is not None:
        left = 100 - total
        sum_line = _("Together {percent}").format(percent=_.percents(total))
        if abs(left) < 0.11:
            note = _("that is all of it")
        elif left > 0:
            note = _("{percent} still to be given").format(percent=_.percents(left))
        else:
            note = _("{percent} too much").format(percent=_.percents(-left))
        st.markdown(f"{bold(sum_line)} · {escaped(note)}")


def _owed(_: Words) -> None:
    _number("owed", _("Owed in any case, {currency}; 0 if nothing").format(currency=_currency()), 0.0, 10.0)
    if (st.session_state.get(PREFIX + "owed") or 0) > 0:
        st.toggle(
            _("The law obliges us: declining is not open"), key=PREFIX + "by_law", persist_state="session",
            help=_("If you are not sure, ask a lawyer."),
        )  # fmt: skip


def _red_lines(_: Words) -> None:
    names = {row["id"]: in_languages(row, "name")[_.language] for row in client_lines()}
    questions = {row["id"]: in_languages(row, "question")[_.language] for row in client_lines()}
    _ticked(
        "lines", _("Lines crossed"), (NONE, *names), lambda key: _("None") if key == NONE else names[key], hidden=True
    )
    for line in st.session_state.get(PREFIX + "lines") or ():
        if line != NONE:
            st.checkbox(
                _("Confirmed: {question}").format(question=questions[line]), key=f"{PREFIX}line.{line}",
                persist_state="session",
            )  # fmt: skip


# ---- fields


def _how(name: str, _: Words) -> None:
    """Whether an amount is exact."""
    hows = {ABOUT: _("about"), EXACT: _("exactly")}
    st.segmented_control(
        _("How sure"), tuple(hows), default=ABOUT, required=True, format_func=hows.__getitem__,
        key=f"{PREFIX}{name}_how", persist_state="session", label_visibility="collapsed",
    )  # fmt: skip


def _number(
    name: str, label: str, lowest: float, step: float, highest: float = LARGEST, help: str | None = None
) -> None:
    st.number_input(
        label, lowest, highest, value=None, step=step, format="%g", key=PREFIX + name, help=help,
        persist_state="session",
    )  # fmt: skip


def _ticked(
    name: str, label: str, choices: tuple[str, ...], shown: Callable[[str], str], hidden: bool = False
) -> None:
    """Several of the choices, or the one that says none."""
    key = PREFIX + name
    st.pills(
        label, choices, selection_mode="multi", format_func=shown, key=key, persist_state="session",
        on_change=_none_alone, args=(key,), label_visibility="collapsed" if hidden else "visible",
    )  # fmt: skip


def _none_alone(key: str) -> None:
    """“None” drops the others, and another one drops “none”; whichever was ticked last counts."""
    now = list(st.session_state[key] or ())
    before = st.session_state.get(f"{key}.before", ())
    if NONE in now and len(now) > 1:
        now = [NONE] if NONE not in before else [choice for choice in now if choice != NONE]
        st.session_state[key] = now
    st.session_state[f"{key}.before"] = tuple(now)


def _currency() -> str:
    return st.session_state.get(PREFIX + "currency") or COMMON_CURRENCIES[0]
