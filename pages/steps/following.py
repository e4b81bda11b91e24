"""The steps of the plan: dates from the day of the decision, who, proof; ticked when done, taken along as files."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import streamlit as st

from retention.calendar_file import CalendarEntry, calendar_bytes
from retention.case import OPTIONS, Case
from retention.language import Words, in_sentence
from retention.memo import BYTE_ORDER_MARK
from retention.memo_cells import STYLES, Cell, csv_text, style_of
from retention.next_steps import Step, plan, still_owed
from retention.parting_dates import SET
from retention.terms import option_name
from retention.ui import casefile, clock, notes, state
from retention.ui.moment import day_format
from retention.ui.text import escaped

LETTER_NOTE = "letter"  # of the case: what was filled in for its letter
NOTE = "steps"  # of the case: day by step that is done, and what the plan was asked for
DECIDED, OPTION = "decided_on", "option"
CONDITIONS = ("red_line", "staff_harmed", "suspicion")


def chosen(recommended: str, _: Words) -> tuple[str, date]:
    """What is to be done and since when it is decided; the recommended option and today unless said otherwise."""
    noted = notes.noted(NOTE)
    with st.container(horizontal=True, key="steps_head"):
        option = st.selectbox(
            _("Decided"),
            OPTIONS,
            index=OPTIONS.index(noted.get(OPTION, recommended)),
            format_func=lambda one: option_name(one, _),
            key="steps_option",
            width=300,
        )
        decided = st.date_input(
            _("On"),
            value=date.fromisoformat(noted[DECIDED]) if DECIDED in noted else clock.today(),
            format=day_format(_),
            key="steps_decided",
            width=170,
        )
    day = decided if isinstance(decided, date) else clock.today()
    changes = {key: value for key, value in ((OPTION, option), (DECIDED, day.isoformat())) if noted.get(key) != value}
    if changes and (noted or option != recommended or day != clock.today()):
        state.note(NOTE, changes)
        casefile.keep_notes()
    return option, day


def shown(case: Case, option: str, verdict: str, decided: date, _: Words) -> None:
    """The list, and the two files."""
    asked = _conditions(case, _) if option == "part" else {}
    owed = still_owed(case, notes.everything())
    steps = plan(option, verdict, decided, _.language, **asked, owed=owed, given=days_given())
    done = notes.noted(NOTE)
    today = clock.today()
    count = sum(step.id in done for step in steps)
    st.progress(count / len(steps), text=_("{count} of {all} done").format(count=count, all=len(steps)))
    for step in steps:
        _row(step, done.get(step.id), today, _)
    name = f"retention-steps-{decided.isoformat()}"
    with st.container(horizontal=True, key="steps_files"):
        st.download_button(
            _("Calendar file"),
            data=_calendar(case, steps, done),
            file_name=f"{name}.ics",
            mime="text/calendar",
            on_click="ignore",
            key="steps_ics",
        )
        st.download_button(
            _("As a table (CSV)"),
            data=_table(steps, done, _),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
            key="steps_csv",
        )


def days_given() -> dict[str, date]:
    """The days of a parting that were set in its letter; the steps follow them."""
    noted = notes.noted(LETTER_NOTE)
    return {day: date.fromisoformat(str(noted[field])) for day, field in SET.items() if field in noted}


def condition(key: str, case: Case) -> bool:
    """Whether a condition of a parting is met: as it was ticked, a red line as the case has it until then."""
    ended = any(line.effect == "end" and line.confirmed for line in case.red_lines)
    return bool(notes.noted(NOTE).get(key, ended and key == "red_line"))


def _conditions(case: Case, _: Words) -> dict[str, bool]:
    names = {
        "red_line": _("A red line was crossed: part at once"),
        "staff_harmed": _("Our people were hurt"),
        "suspicion": _("A crime is suspected"),
    }
    given = {}
    for key in CONDITIONS:
        before = condition(key, case)
        given[key] = st.checkbox(names[key], before, key=f"steps_{key}")
        if given[key] != before:
            state.note(NOTE, {key: given[key]})
            casefile.keep_notes()
    return given


def _row(step: Step, done: str | None, today: date, _: Words) -> None:
    with st.container(border=True, key=f"step_{step.id}", gap="xsmall"):
        title = step.title if step.required else _("{step} (if it helps)").format(step=step.title)
        ticked = st.checkbox(escaped(title), done is not None, key=f"step_done_{step.id}")
        if ticked != (done is not None):
            state.note(NOTE, {step.id: today.isoformat() if ticked else None})
            casefile.keep_notes()
            st.rerun()
        st.markdown(escaped(step.text))
        when = _("by {date}").format(date=_.date(step.due))
        if done is not None:
            when = _("done on {date}").format(date=_.date(date.fromisoformat(done)))
        elif step.due < today:
            when = _("overdue since {date}").format(date=_.date(step.due))
        st.caption(
            escaped(
                _("{when} · {owner} · proof: {proof}").format(
                    when=when, owner=step.owner, proof=in_sentence(step.proof)
                )
            )
        )


def _calendar(case: Case, steps: tuple[Step, ...], done: dict[str, object]) -> bytes:
    kept = casefile.kept()
    named = f"case-{kept.id}" if kept else "case"
    changed = datetime.combine(clock.today(), time(), UTC)
    return calendar_bytes(
        CalendarEntry(f"{named}-step-{step.id}", step.due, f"{step.title} – {case.title}", changed, step.text)
        for step in steps
        if step.id not in done
    )


def _table(steps: tuple[Step, ...], done: dict[str, object], _: Words) -> bytes:
    heading: tuple[Cell, ...] = (_("Step"), _("What to do"), _("By"), _("Who"), _("Proof"), _("Done on"))
    rows = [
        (step.title, step.text, step.due, step.owner, step.proof, str(done[step.id]) if step.id in done else None)
        for step in steps
    ]
    return BYTE_ORDER_MARK + csv_text([heading, *rows], STYLES[style_of(_.language)]).encode()
