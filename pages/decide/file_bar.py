"""The case as a file: whether it is kept, its history, closing it, and what to do when two people changed it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.decide import closing
from retention.closing import LockedMemo, verify
from retention.history import reason_line, status_name
from retention.language import Words
from retention.memo import BYTE_ORDER_MARK
from retention.storage import Unavailable
from retention.ui import casefile, clock, state
from retention.ui.casefile import Kept, Trouble
from retention.ui.text import escaped

HISTORY = "history"  # key of the popover, and so whether it is open
VERSIONS_AT_ONCE = 10
SHOWN_VERSIONS = "history.shown"
RETRY_SECONDS = 3.0  # between two looks whether the database answers again
STATUS_SIGNS = {"draft": ":material/edit_note:", "closed": ":material/lock:", "reviewed": ":material/task_alt:"}


def actions() -> DeltaGenerator:
    """History and closing, in the head of the page; returns the place where `kept_line` says what is kept."""
    _, kept = state.words(), casefile.kept()
    casefile.show_in_address()
    casefile.head_is_drawn()
    place = st.empty()
    if kept is not None:
        with st.popover(_("History"), icon=":material/history:", key=HISTORY, on_change="rerun") as popover:
            if popover.open:
                _history(kept, _)
    label = _("Close the decision") if kept is None or kept.status == "draft" else _("Close it again")
    st.button(label, icon=":material/lock:", key="close_decision", on_click=closing.begin, disabled=closing.is_open())
    return place


def kept_line(place: DeltaGenerator) -> None:
    """Says where the case on screen stands and when it was last kept; “saved” only of what storage has confirmed."""
    _, kept = state.words(), casefile.kept()
    if casefile.trouble():
        said = _("not saved")
        place.markdown(f":orange[:material/cloud_off:] {escaped(said)}")
    elif kept is None:
        place.caption(_("An example: change anything and it becomes a case of your own."))
    elif state.is_pending():
        said = _("saving …")
        place.markdown(f":gray[:material/cloud_upload:] {escaped(said)}")
    else:
        facts = (
            status_name(kept.status, _),
            _("saved {time}").format(time=clock.hour(kept.saved_at, _)),
            _("version {number}").format(number=kept.version),
        )
        place.markdown(f":gray[{STATUS_SIGNS[kept.status]}] {escaped(' · '.join(facts))}")


def notices() -> None:
    """What the visitor has to know or to decide before going on."""
    _ = state.words()
    said = {
        "own_case": _("This is a case of your own now; it is saved as you work. The example stays as it was."),
        "own_copy": _("Another case of yours has this name already, so this one is numbered; it is saved as you work."),
        "was_there": _("This case is among yours already; it was opened, and no second copy was made."),
        "not_opened": _("The database does not answer, so the case could not be opened. Try again in a moment."),
        "not_left": _("The last change of this case could not be saved, so it stays open; nothing is lost."),
        "saved_at_last": _("The database answers again; everything is saved."),
        "locked": _("The decision is closed and its memo locked."),
        "restored": _("The earlier version is back, as the newest one; nothing was lost."),
        "copied": _("Your version is kept as a case of its own."),
    }
    news = casefile.news()
    if news == "not_found":  # stays to be read: the case shown is not the one that was asked for
        st.warning(
            _("The case of this address could not be opened; it may have been deleted. This is an example."),
            icon=":material/search_off:",
        )
    if news in said:
        st.toast(said[news], icon=":material/warning:" if news.startswith("not_") else ":material/check:")
    if casefile.unreached():
        with st.container(border=True, key="unreached"):
            _unreached(_)
    found = casefile.trouble()
    if found:
        with st.container(border=True, key="trouble"):
            {"conflict": _conflict, "deleted": _deleted, "unavailable": _unavailable}[found.kind](found, _)


def _conflict(found: Trouble, _: Words) -> None:
    assert found.stored is not None
    at = clock.hour(found.stored.row.updated_at, _)
    said = _("Someone else has changed this case meanwhile.")
    st.markdown(f":orange[:material/warning:] **{escaped(said)}**")
    st.markdown(escaped(_("Their version was saved at {time}. Yours is on screen and is not saved yet; nothing was "
                          "overwritten.").format(time=at)))  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button(_("Keep mine as the new version"), key="keep_mine", type="primary", on_click=_keep_mine)
        st.button(_("Take theirs"), key="take_theirs", on_click=_take_theirs)
        st.button(_("Keep mine as a copy"), key="keep_copy", on_click=_keep_copy)


def _deleted(_found: Trouble, _: Words) -> None:
    said = _("This case was deleted meanwhile.")
    st.markdown(f":orange[:material/warning:] **{escaped(said)}**")
    with st.container(horizontal=True, gap="small"):
        st.button(_("Bring it back with my changes"), key="bring_back", type="primary", on_click=_bring_back)
        st.button(_("Keep mine as a copy"), key="keep_copy", on_click=_keep_copy)


def _unavailable(_found: Trouble, _: Words) -> None:
    said = _("The last change could not be saved.")
    st.markdown(f":orange[:material/warning:] **{escaped(said)}**")
    st.markdown(_("The database does not answer. What you enter stays on this screen and is saved as soon as it "
                  "answers again; keep this page open, or save the case as a file to be safe."))  # fmt: skip
    st.button(_("Try again"), key="save_again", type="primary", on_click=_try_again)
    _save_as_soon_as_possible()


@st.fragment(run_every=RETRY_SECONDS)
def _save_as_soon_as_possible() -> None:
    if state.try_again():
        casefile.tell("saved_at_last")
        st.rerun()


def _try_again() -> None:
    if state.try_again():
        casefile.tell("saved_at_last")


def _unreached(_: Words) -> None:
    said = _("The database does not answer, so the case of this address is not on screen.")
    st.markdown(f":orange[:material/warning:] **{escaped(said)}**")
    st.markdown(_("It comes as soon as the database answers again. What you see meanwhile is an example."))
    _open_as_soon_as_possible()


@st.fragment(run_every=RETRY_SECONDS)
def _open_as_soon_as_possible() -> None:
    if casefile.answers() and state.open_kept(casefile.unreached()):
        st.rerun()


def _keep_mine() -> None:
    found = casefile.trouble()
    if found and found.stored:
        state.keep_over(found.stored)


def _take_theirs() -> None:
    found = casefile.trouble()
    if found and found.stored:
        casefile.settle()
        state.open_kept(found.stored.id)


def _keep_copy() -> None:
    _ = state.words()
    state.keep_as_copy(casefile.free_title(state.current()["title"], _))
    casefile.tell("copied")


def _bring_back() -> None:
    found = casefile.trouble()
    if found and found.stored:
        casefile.storage().undo_delete(found.stored.id)
        state.keep_over(found.stored)


def _history(kept: Kept, _: Words) -> None:
    try:
        memos = casefile.storage().memos(kept.id)
        versions = casefile.storage().versions(kept.id)
    except Unavailable:
        st.markdown(_("The database does not answer."))
        return
    if memos:
        said = _("Locked memos")
        st.markdown(f"**{escaped(said)}**")
        for memo in reversed(memos):
            _locked(memo, _)
        st.divider()
    shown = st.session_state.setdefault(SHOWN_VERSIONS, VERSIONS_AT_ONCE)
    said = _("Versions")
    st.markdown(f"**{escaped(said)}**")
    case = state.current().case
    for version in versions[::-1][:shown]:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            with st.container(gap=None, width="stretch"):
                st.markdown(escaped(reason_line(version.reason, case, _)))
                st.caption(escaped(f"{version.number} · {_.moment(clock.local(version.saved_at))}"))
            if version.number == kept.version:
                st.caption(_("on screen"))
            else:
                label = _("Open version {number}").format(number=version.number)
                st.button(label, key=f"restore_{version.number}", on_click=_restore, args=(version.number,))
    if len(versions) > shown:
        st.button(_("Show older ones"), key="older_versions", type="tertiary", on_click=_show_older)


def _locked(memo: LockedMemo, _: Words) -> None:
    moment = _.moment(clock.local(memo.closed_at))
    whole = _("untouched since") if verify(memo) else _("changed since it was locked")
    sign = ":material/verified:" if verify(memo) else ":orange[:material/warning:]"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(gap=None, width="stretch"):
            said = _("{moment}, {whole}")
            st.markdown(f"{sign} {escaped(said.format(moment=moment, whole=whole))}")
            st.caption(f"SHA-256 `{memo.content_hash}`")
        st.download_button(
            _("Download"), lambda: BYTE_ORDER_MARK + memo.content["memo"].encode(),
            f"memo-{memo.content_hash[:12]}.csv", "text/csv",
            on_click="ignore", icon=":material/download:", key=f"locked_{memo.id}",
        )  # fmt: skip


def _restore(number: int) -> None:
    state.restore(number)
    st.session_state[HISTORY] = False
    casefile.tell("restored")


def _show_older() -> None:
    st.session_state[SHOWN_VERSIONS] += VERSIONS_AT_ONCE
