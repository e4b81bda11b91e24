"""The head of the page: which case this is, and how to open another one."""

from __future__ import annotations

import streamlit as st
from babel.numbers import list_currencies

from retention.defaults import STARTING_RISKS, new_case_document, trades
from retention.document import read_bytes
from retention.examples import examples
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words
from retention.memo_reader import is_memo, read_memo
from retention.terms import consequence_name, trade_name
from retention.ui import state
from retention.ui.text import escaped

OPEN = "open"  # key of the popover, and so whether it is open
WAY, EXAMPLE, FILE = "open_way", "open_example", "open_file"
REFUSED = "open_refused"  # faults of the file that was refused last
WAYS = ("example", "file", "new")
COMMON_CURRENCIES = ("EUR", "MDL", "RON", "RUB", "USD", "GBP", "UAH", "KZT", "CHF", "PLN")


def heading() -> None:
    """Title, whose case it is, and the way to another one."""
    _, case = state.words(), state.current().case
    with st.container(key="case_head", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="content", gap=None):
            st.title(escaped(case.title), anchor=False)
            facts = " · ".join(fact for fact in (case.client, case.trade) if fact)
            if facts:
                st.caption(escaped(facts))
        with st.popover(_("Open a case"), icon=":material/folder_open:", key=OPEN, on_change="rerun"):
            _ways(_)


def _ways(_: Words) -> None:
    names = {"example": _("From an example"), "file": _("Open a file"), "new": _("New case")}
    way = st.segmented_control(
        _("Where from?"), WAYS, default="example", required=True, format_func=names.__getitem__, key=WAY,
        label_visibility="collapsed",
    )  # fmt: skip
    {"example": _from_example, "file": _from_file, "new": _new_case}[way or "example"](_)


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


def _new_case(_: Words) -> None:
    with st.form("new_case", border=False):
        st.text_input(_("What is it about?"), key="new.title", placeholder=_("Late kitchen"))
        st.text_input(_("Client"), key="new.client")
        left, right = st.columns(2)
        left.selectbox(_("Currency"), _currencies(), key="new.currency")
        right.selectbox(_("Nearest trade"), trades(), format_func=lambda key: trade_name(key, _), key="new.trade")
        st.number_input(
            _("Margin per year, your best guess"), -1e12, 1e12, value=None, step=100.0, format="%g", key="new.margin",
            help=_("What remains of a year's sales to this client after direct costs. A quarter either way is assumed "
                   "until you narrow it."),
        )  # fmt: skip
        st.text_input(_("What do they ask for?"), key="new.request")
        st.number_input(_("What would it cost?"), 0.0, 1e12, value=None, step=100.0, format="%g", key="new.cost")
        st.form_submit_button(_("Open the case"), type="primary", on_click=_open_new)
    if st.session_state.get("new.incomplete"):
        st.warning(
            _("Say what it is about, the margin per year and what the request would cost."), icon=":material/error:"
        )
    st.caption(_("All else starts from defaults that rest on published figures; each says so and shows its source."))


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
        state.open_document(read_memo(data).document if is_csv else read_bytes(data))
    except InvalidInput as invalid:
        st.session_state[REFUSED] = invalid.faults
        return
    _done()


def _open_new() -> None:
    _ = state.words()
    said = {name: st.session_state[f"new.{name}"] for name in ("title", "client", "currency", "trade", "request")}
    margin, cost = st.session_state["new.margin"], st.session_state["new.cost"]
    st.session_state["new.incomplete"] = not said["title"].strip() or margin is None or cost is None
    if st.session_state["new.incomplete"]:
        return
    risk_names = {key: consequence_name(key, _) for key in STARTING_RISKS}
    document = new_case_document(
        **said,
        trade_name=trade_name(said["trade"], _),
        annual_margin=margin,
        request_cost=cost,
        risk_names=risk_names,
    )
    state.open_document(document)
    _done()


def _done() -> None:
    st.session_state[OPEN] = False
    st.session_state[REFUSED] = ()


def _currencies() -> list[str]:
    return [*COMMON_CURRENCIES, *sorted(list_currencies() - set(COMMON_CURRENCIES))]
