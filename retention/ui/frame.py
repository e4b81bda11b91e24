"""What stands around every page: settings, style, language, links to the pages, the line at the foot."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from retention.language import LANGUAGES, NATIVE_NAMES, Words
from retention.ui import access, promised, state, told

HERE = Path(__file__).parent
SHOW_SECONDS = 0.06
SWITCH = "language.switch"
DRAFT_IS_USED = "start_used"  # a case was made of what the browser keeps for the page of new cases

# Three things that Streamlit's page leaves out: it says lang="en" whatever it shows, and screen readers then read other
# languages with English sounds; it leaves a new page scrolled as far down as the one before; and the head of a section
# whose words change with a click is a new element, without which a keyboard starts from the top of the page again.
_page_manners = st.components.v2.component("retention.page_manners", js=(HERE / "manners.js").read_text("utf-8"))

PageList = Callable[[Words], Sequence[st.Page]]


def configure() -> None:
    """Settings of the page and its style; the first thing of every run."""
    st.set_page_config(page_title="Retention", page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")


def run(pages: PageList) -> None:
    """The whole of a page: settings, head, the page itself, foot."""
    configure()
    page = opened_page(pages)
    page.run()
    footer(page)


def opened_page(pages: PageList) -> st.Page:
    """Draw the head of the page and return the page to run."""
    state.follow_address()
    state.keep_change()
    _ = state.words()
    listed = pages(_)
    chosen = st.navigation(listed, position="hidden")
    with st.container(key="frame", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**Retention**", width="content")
        shown = [page for page in listed if page.visibility == "visible"]
        if shown:
            _links(shown, chosen, _)
        _language_switch(_)
    manners = {
        "language": _.language,
        "page": chosen.url_path,
        "forgets": st.session_state.get(DRAFT_IS_USED, False),
    }
    _page_manners(key="page_manners", data=manners, height=1)
    if chosen.visibility == "visible":
        promised.on_top(_)
    told.show(chosen.url_path, _)
    return chosen


def _links(listed: Sequence[st.Page], chosen: st.Page, _: Words) -> None:
    """All pages in a row; where the screen is too narrow for that the style shows them in a menu instead."""
    with st.container(key="frame_links", horizontal=True, gap="xsmall"):
        for page in listed:
            st.page_link(page)
    named = f"menu_{chosen.url_path or 'decide'}"  # another page has another menu, so that going there closes it
    with (
        st.container(key="frame_menu", width="content"),
        st.popover(chosen.title, icon=":material/menu:", key=named),
    ):
        for page in listed:
            st.page_link(page)


def room_style() -> None:
    """The style of the pages of a room, which no other page carries."""
    st.html(HERE / "room.css")


def let_it_show() -> None:
    """Give the browser a moment to paint what it has, before more arrives.

    What arrives together is painted together: without the pause a new verdict waits until the browser has also
    redrawn every input and the chart, which takes it longer than computing the verdict.
    """
    time.sleep(SHOW_SECONDS)


def footer(page: st.Page) -> None:
    """The promise at the foot of every page; a room's phones are told where their answers go, a projector nothing."""
    _ = state.words()
    if page.url_path in ("join", "door"):
        st.caption(_("Your answers go to the trainer's server and nowhere else: no account, no tracking."))
    elif page.url_path == "host":
        st.caption(_("What the room answers stays on its own server: no account, no tracking."))
    elif page.url_path != "projector" and access.session_is_here():
        st.caption(_("Everything stays on this machine: no account, no tracking, nothing is sent anywhere."))


def _language_switch(_: Words) -> None:
    st.session_state[SWITCH] = _.language
    with st.container(key="frame_language", width=140):
        st.selectbox(
            _("Language"),
            LANGUAGES,
            format_func=NATIVE_NAMES.__getitem__,
            key=SWITCH,
            on_change=_choose_language,
            label_visibility="collapsed",
        )


def _choose_language() -> None:
    state.choose_language(st.session_state[SWITCH])
