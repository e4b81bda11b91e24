"""Closing a decision: what is done, what was learnt, what is promised, when to look back; then the memo is locked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

import streamlit as st

from retention import closing_notes
from retention.case import OPTIONS, Case
from retention.closing import PAUSE_FROM, WITHOUT_PROMISE, Closing
from retention.closing_notes import read_field, written_field
from retention.content import CLOSING_NOTE, NOTES
from retention.decision import Decision, decision_document
from retention.explain import headline
from retention.fault_words import fault_line
from retention.faults import Fault, InvalidInput
from retention.language import Words, in_sentence
from retention.memo import memo_text
from retention.memo_cells import style_of
from retention.next_steps import parting_faults
from retention.storage import Conflict, Deleted, NotFound, Unavailable
from retention.terms import emotion_name, option_name
from retention.ui import casefile, clock, notes, pauses, promised, state, typed
from retention.ui.casefile import Trouble
from retention.ui.moment import day_field
from retention.ui.text import escaped
from retention.working_days import working_day

OPEN = "closing.open"  # number of the case that is being closed
FAULTS = "closing.faults"
REVIEW_DAYS = 30
PROMISE_HOUR = time(17)
FIELDS = ("chosen_option", "reason_if_other", "lesson", "our_part", "promise_text", "promise_day", "promise_hour",
          "promise_channel", "review_on", "pause_done", "override_reason")  # fmt: skip
PARTING_RULES = ("parting_barred", "parting_unasked")  # of faults that are settled under the next steps
SAID_AT = {"promise_text": "promise_at", "promise_day": "promise_at", "promise_hour": "promise_at",
           "override_reason": "pause_done"}  # fmt: skip

def is_open() -> bool:
    """Whether the case on screen is being closed just now."""
    found = casefile.kept()
    return found is not None and st.session_state.get(OPEN) == found.id


def begin() -> None:
    """Show the form, with what was typed before, if anything."""
    if casefile.kept() is None:
        state.keep()
    found = casefile.kept()
    if found is None or st.session_state.get(OPEN) != found.id:
        _forget()
    st.session_state[OPEN] = found.id if found else None
    st.session_state[FAULTS] = ()


def shown(case: Case, decision: Decision, is_faulty: bool) -> None:
    """The fields, each kept as it is filled in, its faults beside it."""
    _ = state.words()
    with st.container(key="closing", border=True):
        st.header(_("Close the decision"), anchor=False)
        st.markdown(escaped(_("The verdict: {verdict}").format(verdict=in_sentence(headline(decision, _)))))
        st.caption(_("To close is to decide and to lock the memo. A later change takes the decision up again."))
        if is_faulty:
            st.warning(_("One of the figures of the case is not valid; correct it first."), icon=":material/error:")
        chosen = _chosen(decision, _)
        if chosen != decision.recommended:
            _text("reason_if_other", _("Why this and not the recommended option?"))
        _told(case, _)
        _promised(chosen, _)
        _later(case, _)
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Close the decision and lock the memo"), type="primary", icon=":material/lock:", key="closing_lock",
                on_click=_close, disabled=is_faulty,
            )  # fmt: skip
            st.button(_("Not yet"), key="closing_leave", on_click=_leave)
        st.caption(_("What you write here is kept with the case as you write it, until you close it."))
        _beside("", _)
        typed.commit_typed("closing")


def _chosen(decision: Decision, _: Words) -> str:
    allowed = [option for option in OPTIONS if decision.options[option].allowed]
    key = _seeded("chosen_option", decision.recommended)
    if st.session_state.get(key) not in allowed:
        st.session_state[key] = decision.recommended
    recommended = _("{option} (recommended)")
    st.segmented_control(
        _("What do you do?"), allowed, required=True, key=key, on_change=_take, args=("chosen_option",),
        format_func=lambda option: (
            recommended.format(option=option_name(option, _))
            if option == decision.recommended else option_name(option, _)
        ),
    )  # fmt: skip
    _forget_settled(st.session_state[key])
    _beside("chosen_option", _)
    if any(fault.rule in PARTING_RULES for fault in st.session_state.get(FAULTS, ())):
        st.page_link("pages/steps/page.py", label=_("Next steps"), icon=":material/checklist:")
    return st.session_state[key] or decision.recommended


def _forget_settled(chosen: str | None) -> None:
    """What stood in the way of a parting and was settled since is no longer said."""
    faults: tuple[Fault, ...] = st.session_state.get(FAULTS, ())
    if any(fault.rule in PARTING_RULES for fault in faults):
        document = {"jurisdiction": state.current()["jurisdiction"], NOTES: notes.everything()}
        left = parting_faults(document, chosen or "")
        others = tuple(fault for fault in faults if fault.rule not in PARTING_RULES)
        st.session_state[FAULTS] = (*others, *left)


def _told(case: Case, _: Words) -> None:
    _text("lesson", _("What has this case taught us?"))
    share = case.company_responsibility or 0
    if share > 0:
        label = _("Our part: what do we own up to? {share} of the responsibility is ours.")
        _text("our_part", label.format(share=_.percents(share)))
    else:
        _text("our_part", _("Our part, if any"))


def _promised(chosen: str, _: Words) -> None:
    st.subheader(_("What the client is promised"), anchor=False)
    if chosen in WITHOUT_PROMISE:
        st.caption(_("If you promise nothing, leave it empty."))
    _line("promise_text", _("What will they get?"))
    day, hour, channel = st.columns([1, 1, 2], gap="small")
    day_field(day, _("By which day?"), _seeded("promise_day"), _, partial(_take, "promise_day"))
    hour.time_input(
        _("By what hour?"), None, key=_seeded("promise_hour", PROMISE_HOUR), on_change=_take, args=("promise_hour",)
    )
    with channel:
        _line("promise_channel", _("How will they hear of it?"), _("phone, e-mail, in person"))
    _beside("promise_at", _)


def _later(case: Case, _: Words) -> None:
    st.subheader(_("Looking back"), anchor=False)
    key = _seeded("review_on", working_day(clock.today() + timedelta(days=REVIEW_DAYS)))
    day_field(st.container(), _("When do you look at what came of it?"), key, _, partial(_take, "review_on"))
    _beside("review_on", _)
    mood = case.emotion.manager
    if abs(mood) < PAUSE_FROM:
        return
    st.subheader(_("You are {state} just now").format(state=emotion_name(mood, _)), anchor=False)
    st.markdown(escaped(_("From ±{bound} on people decide badly. Take a pause, or say why it cannot wait.").format(
        bound=_.number(PAUSE_FROM))))  # fmt: skip
    st.page_link("pages/calm/page.py", label=_("Do a short practice"), icon=":material/self_improvement:")
    st.checkbox(
        _("I have taken a pause since"), key=_seeded("pause_done", False), on_change=_take, args=("pause_done",)
    )
    _line("override_reason", _("Why it cannot wait"))
    _beside("pause_done", _)


def _text(name: str, label: str) -> None:
    st.text_area(label, key=_seeded(name, ""), height=80, on_change=_take, args=(name,))
    _beside(name, state.words())


def _line(name: str, label: str, placeholder: str | None = None) -> None:
    st.text_input(
        label, key=_seeded(name, ""), placeholder=placeholder, on_change=_take, args=(name,), live=typed.PAUSE
    )


def _seeded(name: str, otherwise: Any = None) -> str:
    """The key of a field, filled with what was typed in it before, be it in another session."""
    key, noted = _key(name), notes.noted(CLOSING_NOTE)
    if key not in st.session_state:
        st.session_state[key] = read_field(name, noted[name]) if name in noted else otherwise
    return key


def _take(name: str) -> None:
    """Keep what was typed in a field; what was said about it no longer holds."""
    value = st.session_state[_key(name)]
    state.note(CLOSING_NOTE, {name: written_field(value)})
    path = f"closing.{SAID_AT.get(name, name)}"
    st.session_state[FAULTS] = tuple(fault for fault in st.session_state.get(FAULTS, ()) if fault.path != path)


def _beside(name: str, _: Words) -> None:
    """What is wrong with a field, below it; of no field, what is wrong with the case."""
    faults: tuple[Fault, ...] = st.session_state.get(FAULTS, ())
    for fault in faults:
        ours = fault.path == f"closing.{name}" if name else not fault.path.startswith("closing.")
        if ours:
            sentence = fault_line(replace(fault, path="") if name else fault, _)
            st.error(escaped(sentence[:1].upper() + sentence[1:]), icon=":material/error:")


def _close() -> None:
    _, working, found = state.words(), state.current(), casefile.kept()
    if found is None or working.faults:
        return
    given, decision = _given(), state.evaluated(working.case)
    notes = [*closing_notes.lines(given, _), *pauses.memo_lines(_)]
    memo = memo_text(working.case, decision, _, style_of(_.language), clock.today(), notes)
    try:
        casefile.storage().close(
            found.id, given, decision_document(decision), memo, found.version, clock.today()
        )
    except InvalidInput as invalid:
        st.session_state[FAULTS] = invalid.faults
        return
    except (Conflict, Deleted) as moved:
        casefile.meet(Trouble("conflict" if isinstance(moved, Conflict) else "deleted", moved.stored))
        return
    except (NotFound, Unavailable):
        casefile.meet(Trouble("unavailable"))
        return
    with suppress(Unavailable):
        record = casefile.load(found.id)
        if record:
            casefile.adopt(record)
    promised.forget()
    casefile.tell("locked")
    _forget()


def _given() -> Closing:
    said = {name: st.session_state.get(_key(name)) for name in FIELDS}
    day, hour = said["promise_day"], said["promise_hour"] or PROMISE_HOUR
    return Closing(
        chosen_option=said["chosen_option"] or "",
        lesson=said["lesson"] or "",
        review_on=said["review_on"],
        reason_if_other=said["reason_if_other"] or "",
        our_part=said["our_part"] or "",
        promise_text=said["promise_text"] or "",
        promise_at=datetime.combine(day, hour, tzinfo=clock.zone()) if day else None,
        promise_channel=said["promise_channel"] or "",
        pause_done=bool(said["pause_done"]),
        override_reason=said["override_reason"] or "",
    )


def _leave() -> None:
    st.session_state[OPEN] = None
    st.session_state[FAULTS] = ()


def _forget() -> None:
    _leave()
    for name in FIELDS:
        st.session_state.pop(_key(name), None)


def _key(name: str) -> str:
    """The key of a field; another case has fields of its own."""
    found = casefile.kept()
    return f"closing.{found.id if found else 0}.{name}"
