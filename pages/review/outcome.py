"""The review of one closed case: did the client stay, what happened, what did it cost."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.cases.going import REVIEWED
from retention.case import Case
from retention.closing import LockedMemo, Review, RiskOutcome
from retention.content import case_part
from retention.document import read_case
from retention.estimate import LARGEST
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words, in_sentence
from retention.storage import NotFound, SqlStorage
from retention.terms import option_name
from retention.ui import clock, state
from retention.ui.text import escaped

FAULTS = "review.faults"
KNOWN = ("yes", "no", "unknown")


def shown(storage: SqlStorage, _: Words) -> bool:
    """The form for the case that was chosen; False where none was."""
    case_id: int | None = st.session_state.get(REVIEWED)
    if case_id is None:
        return False
    try:
        memos = storage.memos(case_id)
    except NotFound:
        memos = ()
    if not memos:
        st.session_state[REVIEWED] = None
        return False
    case = read_case(case_part(memos[-1].content["document"]))
    with st.container(border=True, key="review_form"):
        _head(case, memos[-1], _)
        with st.form("review", border=False):
            _client(case_id, _)
            _risks(case_id, case, _)
            _costs(case_id, case, _)
            st.text_area(_("What else is worth remembering?"), key=_key(case_id, "note"), height=80)
            with st.container(horizontal=True, gap="small"):
                st.form_submit_button(
                    _("Save the review"), type="primary", icon=":material/check:", on_click=_save,
                    args=(storage, case_id, len(case.risks)),
                )  # fmt: skip
                st.form_submit_button(_("Not now"), on_click=_leave)
    return True


def _head(case: Case, memo: LockedMemo, _: Words) -> None:
    said = memo.content["closing"]
    st.header(escaped(case.title), anchor=False)
    facts = [case.client, _("closed {day}").format(day=_.date(clock.local(memo.closed_at).date()))]
    st.caption(escaped(" · ".join(fact for fact in facts if fact)))
    decided = _("Decided: {option}").format(option=in_sentence(option_name(said["chosen_option"], _)))
    promised = _("Promised: {promise}").format(promise=said["promise_text"]) if said["promise_text"] else ""
    st.markdown("  \n".join(escaped(line) for line in (decided, promised) if line))


def _client(case_id: int, _: Words) -> None:
    _known(_("Did the client stay?"), _key(case_id, "stayed"), _)


def _risks(case_id: int, case: Case, _: Words) -> None:
    if case.risks:
        st.subheader(_("What happened of what could happen?"), anchor=False)
    for index, risk in enumerate(case.risks):
        happened, cost = st.columns([1.3, 1], gap="small", vertical_alignment="bottom")
        with happened:
            _known(escaped(risk.name), _key(case_id, f"happened.{index}"), _)
        with cost:
            label = _("What it cost, {currency}: {risk}").format(currency=case.currency, risk=risk.name)
            _amount(escaped(label), _key(case_id, f"cost.{index}"))
        _beside(f"review.risks.{index}.cost", _)


def _costs(case_id: int, case: Case, _: Words) -> None:
    st.subheader(_("What did it take?"), anchor=False)
    paid, hours = st.columns(2, gap="small")
    with paid:
        label = _("Paid beyond what was owed, {currency}").format(currency=case.currency)
        _amount(label, _key(case_id, "paid"))
    with hours:
        _amount(_("Hours of our time"), _key(case_id, "hours"), 1.0)
    _beside("review.paid", _)
    _beside("review.hours", _)


def _known(label: str, key: str, _: Words) -> None:
    names = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known yet")}
    st.segmented_control(label, KNOWN, default="unknown", required=True, format_func=names.__getitem__, key=key)


def _amount(label: str, key: str, step: float = 10.0) -> None:
    st.number_input(label, 0.0, LARGEST, value=None, step=step, format="%g", key=key)


def _beside(path: str, _: Words) -> None:
    faults: tuple[Fault, ...] = st.session_state.get(FAULTS, ())
    for fault in faults:
        if fault.path == path:
            sentence = fault_line(replace(fault, path=""), _)
            st.error(escaped(sentence[:1].upper() + sentence[1:]), icon=":material/error:")


def _save(storage: SqlStorage, case_id: int, risks: int) -> None:
    given = Review(
        reviewed_on=clock.today(),
        stayed=_yes(case_id, "stayed"),
        risks=tuple(_outcome(case_id, index) for index in range(risks)),
        paid=st.session_state[_key(case_id, "paid")],
        hours=st.session_state[_key(case_id, "hours")],
        note=st.session_state[_key(case_id, "note")] or "",
    )
    try:
        storage.review(case_id, given)
    except InvalidInput as invalid:
        st.session_state[FAULTS] = invalid.faults
        return
    _ = state.words()
    st.toast(_("The review is kept."), icon=":material/check:")
    _leave()


def _outcome(case_id: int, index: int) -> RiskOutcome:
    happened = _yes(case_id, f"happened.{index}")
    cost = st.session_state[_key(case_id, f"cost.{index}")] if happened else None
    return RiskOutcome(index, happened, cost)


def _yes(case_id: int, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(st.session_state[_key(case_id, name)])


def _leave() -> None:
    st.session_state[REVIEWED] = None
    st.session_state[FAULTS] = ()


def _key(case_id: int, name: str) -> str:
    return f"review.{case_id}.{name}"
