"""Where each input of a case stands on the page, what that section is called, and the way there."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from retention.case import Case
from retention.decision import Decision
from retention.inputs import input_names
from retention.language import Words
from retention.terms import input_name

GO_TO = "places.go_to"  # path of the input that the reader wants to see
SECTION_OF = {"risks": "risks", "value": "worth", "fit": "fit", "fit_threshold": "fit", "emotion": "feel",
              "horizon_years": "worth", "discount_rate": "worth", "hourly_rate": "worth", "interests": "needs",
              "satisfaction": "opinion", "loyalty": "opinion", "widening": "sure"}  # fmt: skip
SECTION_OF_OPTION = {"stay": "stay", "remaining_risk": "left"}
SELECTOR = {"left": "left_option", "asked": "asked_option"}  # of the option that a section shows
PROVISIONAL = {"manager_state": "emotion.manager", "fit_not_judged": "fit", "red_line_unconfirmed": "red_lines"}

_scrolling = st.components.v2.component(
    "retention.go_to", js=(Path(__file__).parent / "places.js").read_text("utf-8")
)


def section_of(path: str) -> str:
    """The key of the section in which an input stands."""
    keys = path.split(".")
    if keys[0] == "options":
        return SECTION_OF_OPTION.get(keys[2], "asked")
    return SECTION_OF.get(keys[0], "owed")


def section_title(section: str, _: Words) -> str:
    """What a section is called."""
    return {
        "story": _("What happened"),
        "dealing": _("Messages and promises"),
        "asked": _("What they ask for"),
        "stay": _("Will they stay?"),
        "risks": _("What could happen"),
        "left": _("What each answer leaves of it"),
        "worth": _("What the client is worth"),
        "owed": _("Who is responsible, what is owed"),
        "gates": _("What the law may demand"),
        "opinion": _("Satisfied now, loyal over time"),
        "needs": _("What they really need"),
        "offer": _("What we could offer"),
        "fit": _("Our kind of client?"),
        "sure": _("How sure are the ranges?"),
        "feel": _("How you both feel"),
    }[section]


def place_name(path: str, case: Case, _: Words) -> str:
    """An input by its own name, or by that of its section."""
    names = input_names(case)
    known = next((name for name in names if path == name or path.startswith(f"{name}.")), None)
    return input_name(known, case, _) if known else section_title(section_of(path), _)


def way_to(path: str, case: Case, key: str, _: Words) -> None:
    """A small button named after an input, which opens its section and goes there."""
    st.button(
        place_name(path, case, _), key=f"go_{key}", type="tertiary", icon=":material/arrow_forward:",
        icon_position="right", on_click=_go, args=(path,),
    )  # fmt: skip


def cautious_paths(decision: Decision) -> dict[str, list[str]]:
    """Each warning with the inputs that it is about."""
    found: dict[str, list[str]] = {}
    for warned in decision.warnings:
        found.setdefault(warned.code, []).append(warned.input)
    return found


def arrived() -> None:
    """Brings the input that was asked for into view, once it is on the page."""
    path = st.session_state.pop(GO_TO, None)
    if path is not None:
        target = {"field": path.replace(".", "-"), "section": f"section_{section_of(path)}"}
        _scrolling(key=f"going_{json.dumps(target)}", data=target, height=1)


def _go(path: str) -> None:
    section = section_of(path)
    st.session_state[f"section_{section}"] = st.session_state[f"open.{section}"] = True
    keys = path.split(".")
    if section in SELECTOR and keys[0] == "options":
        st.session_state[SELECTOR[section]] = keys[1]
    st.session_state[GO_TO] = path
