"""The other case of a comparison: where it comes from, and how either of the two is shown."""

from __future__ import annotations

import streamlit as st

from pages.decide import verdict
from retention.case import Case
from retention.content import case_part
from retention.document import read_bytes, read_case
from retention.examples import example_document, examples
from retention.explain import about, headline, option_sentence
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.history import reason_line
from retention.language import Words
from retention.memo_reader import is_memo, read_memo
from retention.storage import CaseRow, NotFound, Unavailable, VersionRow
from retention.takeaways import NOTHING
from retention.terms import verdict_name
from retention.ui import casefile, clock, state
from retention.ui.text import bold, escaped

WAYS = ("example", "kept", "version", "file")
LISTED = 100  # cases to choose from, the newest first


def chosen(_: Words) -> Case | None:
    """The case that the visitor picks, None while none is picked."""
    names = {
        "example": _("An example"),
        "kept": _("Another case"),
        "version": _("An earlier version"),
        "file": _("A file"),
    }
    way = st.segmented_control(
        _("Compare with"), WAYS, default="example", required=True, format_func=names.__getitem__, key="compare_way",
        persist_state="session",
    )  # fmt: skip
    try:
        return {"example": _example, "kept": _kept, "version": _version, "file": _file}[way or "example"](_)
    except InvalidInput as invalid:
        lines = [f"- {escaped(fault_line(fault, _))}" for fault in invalid.faults]
        st.error("\n".join([escaped(_("It cannot be compared:")), "", *lines]), icon=":material/error:")
    except Unavailable:
        st.warning(_("The database does not answer."), icon=":material/cloud_off:")
    except NotFound:
        st.warning(_("This case is not there any more."), icon=":material/error:")
    return None


def card(label: str, case: Case, _: Words, key: str) -> None:
    """A case in short: whose it is, its verdict, how sure, and what keeping is worth."""
    decision = state.evaluated(case)
    colour, sign = verdict.SIGNS[decision.verdict]
    whole, name = headline(decision, _), verdict_name(decision.verdict, _)
    gap = decision.value_gap
    with st.container(key=key, border=True):
        st.caption(escaped(label))
        st.markdown(bold(" · ".join(part for part in (case.title, case.client) if part)))
        st.header(f":{colour}[{escaped(name)}]{escaped(whole.removeprefix(name))}", anchor=False)
        st.markdown(f":{colour}[{sign}] {verdict.how_sure(decision, _)}")
        sure = option_sentence(decision, _)
        if sure:
            st.caption(escaped(sure))
        worth = NOTHING if gap is None else about(gap, case, _)
        st.markdown(escaped(_("Worth keeping by: {money}").format(money=worth)))


def teaching(_: Words) -> None:
    """What will stand where nothing is picked yet."""
    with st.container(border=True, key="nothing_to_compare"):
        st.markdown(bold(_("Pick a case above.")))
        st.markdown(
            escaped(_("Its verdict will stand here, and below it every input that differs, what matters most first."))
        )


def _example(_: Words) -> Case | None:
    listed = {example.name: example for example in examples(_.language)}
    none = _("Choose one of {count} stories").format(count=len(listed))
    name = st.selectbox(
        _("Example"), (None, *listed), key="compare_example", persist_state="session",
        format_func=lambda name: f"{listed[name].trade} · {listed[name].title}" if name else none,
    )  # fmt: skip
    return read_case(example_document(name, _.language)) if name in listed else None


def _kept(_: Words) -> Case | None:
    on_screen = casefile.kept()
    page = casefile.storage().search(limit=LISTED)
    rows = {row.id: row for row in page.rows if on_screen is None or row.id != on_screen.id}
    if not rows:
        st.markdown(escaped(_("No other case is kept yet.")))
        return None
    case_id = st.selectbox(
        _("Case"), (None, *rows), key="compare_kept",
        format_func=lambda case_id: _of_row(rows[case_id]) if case_id else _("Choose a case"),
    )  # fmt: skip
    return read_case(case_part(casefile.storage().load(case_id).document)) if case_id in rows else None


def _version(_: Words) -> Case | None:
    on_screen = casefile.kept()
    versions = () if on_screen is None else casefile.storage().versions(on_screen.id)
    rows = {row.number: row for row in reversed(versions) if on_screen and row.number != on_screen.version}
    if on_screen is None or not rows:
        st.markdown(escaped(_("There is no earlier version yet; every change of a case of your own makes one.")))
        return None
    case = state.current().case
    number = st.selectbox(
        _("Version"), (None, *rows), key="compare_version",
        format_func=lambda number: _of_version(rows[number], case, _) if number else _("Choose a version"),
    )  # fmt: skip
    if number not in rows:
        return None
    return read_case(case_part(casefile.storage().load_version(on_screen.id, number).document))


def _file(_: Words) -> Case | None:
    file = st.file_uploader(
        _("A case (JSON) or a decision memo (CSV)"), ["json", "csv"], key="compare_file", max_upload_size=5
    )
    if file is None:
        return None
    data = file.getvalue()
    is_csv = is_memo(data) or file.name.lower().endswith(".csv")
    return read_case(read_memo(data).document if is_csv else read_bytes(data))


def _of_row(row: CaseRow) -> str:
    return " · ".join(part for part in (row.title, row.client) if part)


def _of_version(row: VersionRow, case: Case, _: Words) -> str:
    return " · ".join((str(row.number), _.moment(clock.local(row.saved_at)), reason_line(row.reason, case, _)))
