"""What was answered so far, in a few words for each question, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.start.answers import EXACT, NONE, Typed, answered, value_of
from retention.case import CATEGORIES
from retention.language import Words
from retention.quick_start import QUESTIONS, client_lines
from retention.tables import in_languages
from retention.ui.text import bold, escaped


def shown(now: str, go_to: Callable[[int], None], _: Words) -> None:
    """A line for each question: its few words, or that it is open; a click opens it again."""
    done = answered(st.session_state)
    with st.container(key="start_said", gap=None):
        st.caption(_("{count} of {all} answered").format(count=len(done), all=len(QUESTIONS)))
        for place, question in enumerate(QUESTIONS):
            key, is_done = question.key, question.key in done
            name = short_title(key, _)
            said = in_words(key, st.session_state, _) if is_done else ""
            signs = {True: ":material/check_circle:", False: ":material/radio_button_unchecked:"}
            sign = ":material/edit:" if key == now else signs[is_done]
            with st.container(key=f"start_line_{'said' if is_done else 'now' if key == now else 'open'}_{place}"):
                st.button(
                    f"{place + 1} · {bold(name)} {escaped(said)}", key=f"start_to_{key}", type="tertiary",
                    icon=sign, width="stretch", on_click=go_to, args=(place,),
                )  # fmt: skip


def short_title(key: str, _: Words) -> str:
    """What a question is about, in a word or two."""
    return {
        "request": _("The request"),
        "margin": _("The client"),
        "history": _("Loyalty"),
        "satisfaction": _("Satisfaction"),
        "consequences": _("What could happen"),
        "responsibility": _("Responsibility"),
        "owed": _("Owed"),
        "red_lines": _("Red lines"),
    }[key]


def in_words(key: str, typed: Typed, _: Words) -> str:
    """An answer as a brief says it."""
    told: dict[str, Callable[[Typed, Words], str]] = {
        "request": _request,
        "margin": _margin,
        "history": _history,
        "satisfaction": lambda typed, _: _("{score} of {most}").format(score=value_of(typed, "satisfaction"), most=5),
        "consequences": _consequences,
        "responsibility": _responsibility,
        "owed": lambda typed, _: _money(typed, "owed", _) if value_of(typed, "owed") else _("nothing owed"),
        "red_lines": _red_lines,
    }
    return told[key](typed, _)


def _request(typed: Typed, _: Words) -> str:
    hours = value_of(typed, "hours")
    time = _("{hours} h").format(hours=_.number(hours, 1)) if hours else ""
    return _joined((value_of(typed, "request") or "").strip(), _figure(typed, "total", _), time)


def _margin(typed: Typed, _: Words) -> str:
    is_loss = (value_of(typed, "margin") or 0) < 0
    a_year = _("a loss of {money} a year") if is_loss else _("{money} a year")
    return _joined((value_of(typed, "client") or "").strip(), a_year.format(money=_figure(typed, "margin", _)))


def _history(typed: Typed, _: Words) -> str:
    names = {"new": _("New"), "between": _("A while"), "established": _("Many years")}
    loyalty = value_of(typed, "loyalty")
    loyal = "" if loyalty is None else _("{score} of {most}").format(score=loyalty, most=10)
    return _joined(names.get(value_of(typed, "tenure") or "", ""), loyal)


def _consequences(typed: Typed, _: Words) -> str:
    count = sum(choice != NONE for category in CATEGORIES for choice in value_of(typed, f"may.{category}") or ())
    if not count:
        return _("nothing")
    return _.ngettext("{count} thing", "{count} things", count).format(count=count)


def _responsibility(typed: Typed, _: Words) -> str:
    return _("{percent} ours").format(percent=_.percent((value_of(typed, "share.company") or 0) / 100))


def _red_lines(typed: Typed, _: Words) -> str:
    names = {row["id"]: in_languages(row, "name")[_.language] for row in client_lines()}
    return ", ".join(names[line] for line in value_of(typed, "lines") if line in names) or _("none crossed")


def _figure(typed: Typed, name: str, _: Words) -> str:
    money = _money(typed, name, _)
    return money if value_of(typed, f"{name}_how") == EXACT else _("about {money}").format(money=money)


def _money(typed: Typed, name: str, _: Words) -> str:
    """The amount without its sign: the only one that may be negative is called a loss."""
    return _.money(abs(float(value_of(typed, name) or 0)), value_of(typed, "currency") or "EUR")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
