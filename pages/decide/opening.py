"""The head of the page: which case this is, and how to open another one."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.decide import file_bar
from retention.document import read_bytes
from retention.examples import examples
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.memo_reader import is_memo, read_memo
from retention.ui import state
from retention.ui.text import escaped

OPEN = "open"  # key of the popover, and so whether it is open
WAY, EXAMPLE, FILE = "open_way", "open_example", "open_file"
REFUSED = "open_refused"  # faults of the file that was refused last
WAYS = ("example", "file")


def heading() -> DeltaGenerator:
    """Title, whose case it is, and the way to another one; returns the place for the line that says what is kept."""
    _, case = state.words(), state.current().case
    with st.container(key="case_head", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="content", gap=None):
            st.title(escaped(case.title), anchor=False)
            facts = " · ".join(fact for fact in (case.client, case.trade) if fact)
            if facts:
                st.caption(escaped(facts))
        with st.container(key="case_actions", horizontal=True, width="content", vertical_alignment="center"):
            kept = file_bar.actions()
            with st.popover(_("Open a case"), icon=":material/folder_open:", key=OPEN, on_change="rerun"):
                _ways(_)
    file_bar.notices()
    return kept


def _ways(_: Words) -> None:
    names = {"example": _("From an example"), "file": _("Open a file")}
    way = st.segmented_control(
        _("Where from?"), WAYS, default="example", required=True, format_func=names.__getitem__, key=WAY,
        label_visibility="collapsed",
    )  # fmt: skip
    {"example": _from_example, "file": _from_file}[way or "example"](_)
    st.page_link("pages/start/page.py", label=_("New case"), icon=":material/add:")


def _from_example(_: Words) -> None:
    listed = {example.name: example for example in examples(_.language)}
    st.selectbox(
        _("Example"),
        listed,
        index=None,
        placeholder=_("Choose one of {count} stories").format(count=len(listed)),
        format_func=lambda name: f"{listed[name].trade} · {listed[name].title}",
        key=EXAMPLE,
        on_change=_open_example,
    )


def _from_file(_: Words) -> None:
    st.file_uploader(
        _("A case (JSON) or a decision memo (CSV)"), ["json", "csv"], key=FILE, max_upload_size=5, on_change=_open_file
    )
    faults: tuple[Fault, ...] = st.session_state.get(REFUSED, ())
    if faults:
        head = _.ngettext("{count} fault; nothing was opened.", "{count} faults; nothing was opened.", len(faults))
        lines = [f"- {escaped(fault_line(fault, _))}" for fault in faults]
        st.error("\n".join([escaped(head.format(count=len(faults))), "", *lines]), icon=":material/error:")
        st.caption(_("The case that was open is still open, as it was."))


def _open_example() -> None:
    name = st.session_state[EXAMPLE]
    if name:
        state.open_example(name)
        st.session_state[EXAMPLE] = None
        _done()


def _open_file() -> None:
    file = st.session_state[FILE]
    st.session_state[REFUSED] = ()
    if file is None:
        return
    try:
        data = file.getvalue()
        is_csv = is_memo(data) or file.name.lower().endswith(".csv")
        state.open_document(read_memo(data).seeded_document if is_csv else read_bytes(data))
    except InvalidInput as invalid:
        st.session_state[REFUSED] = invalid.faults
        return
    _done()


def _done() -> None:
    st.session_state[OPEN] = False
    st.session_state[REFUSED] = ()
