"""The list of cases: search, status, one page of rows, and what can be done with a case."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import streamlit as st

from pages.cases import going
from pages.decide import opening
from pages.decide.verdict import SIGNS
from pages.promises.messages import waiting_line
from retention import channels
from retention.content import case_part
from retention.history import status_name
from retention.language import Words
from retention.storage import CaseRow, Headline, SqlStorage
from retention.terms import verdict_name
from retention.threads import Message, Waiting, waiting
from retention.ui import casefile, clock, state
from retention.ui.text import bold, escaped

PER_PAGE = 20
SEARCH, STATUS, OFFSET, DELETED = "cases.search", "cases.status", "cases.offset", "cases.deleted"
STATUSES = ("all", "draft", "closed", "reviewed", "archived")
STATUS_SIGNS = {"draft": ":material/edit_note:", "closed": ":material/lock:", "reviewed": ":material/task_alt:"}
SHOWN_CHARACTERS = 60
SHOWN_OF_THE_END = 15


def ways_to_begin(_: Words) -> None:
    """A new case, an example, a file."""
    with st.container(horizontal=True, width="content", gap="small"):
        st.button(
            _("New case"), key="begin_new", type="primary", icon=":material/add:", on_click=going.begin, args=("new",)
        )
        st.button(_("From an example"), key="begin_example", on_click=_begin_with, args=("example",))
        st.button(_("Open a file"), key="begin_file", on_click=_begin_with, args=("file",))


def shown(storage: SqlStorage, _: Words) -> None:
    """Search and list; an empty list teaches."""
    _undo_bar(storage, _)
    text, status = _filters(_)
    offset = st.session_state.setdefault(OFFSET, 0)
    page = storage.search(text, None if status == "all" else status, PER_PAGE, offset)
    if not page.rows and offset:
        st.session_state[OFFSET] = 0
        st.rerun()
    if not page.rows:
        _empty(bool(text), status, _)
        return
    waits = _waits(storage, page.rows)
    late = storage.promises.overdue_cases(row.id for row in page.rows)
    with st.container(key="case_rows", gap="xsmall"):
        for row in page.rows:
            _row(storage, row, _marks(row, waits.get(row.id), row.id in late, _), _)
    _pages(offset, page.more, _)


def _filters(_: Words) -> tuple[str, str]:
    names = {"all": _("All"), **{status: status_name(status, _) for status in STATUSES[1:]}}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="case_filters"):
        text = st.text_input(
            _("Search"), key=SEARCH, placeholder=_("title, client, story …"), persist_state="session",
            icon=":material/search:", on_change=_to_first_page,
        )  # fmt: skip
        status = st.segmented_control(
            _("Status"), STATUSES, default="all", required=True, format_func=names.__getitem__, key=STATUS,
            persist_state="session", on_change=_to_first_page,
        )  # fmt: skip
    return text or "", status or "all"


def _empty(is_search: bool, status: str, _: Words) -> None:
    with st.container(border=True, key="no_cases"):
        if is_search:
            st.markdown(bold(_("No case has all these words.")))
            st.markdown(escaped(_("Try fewer of them, or only the beginning of a word.")))
        elif status != "all":
            st.markdown(bold(_("No case here.")))
        else:
            st.markdown(bold(_("Your cases will stand here.")))
            st.markdown(escaped(_("Every case is kept as you work on it: its verdict, every earlier version, and what "
                                  "you promised the client. Begin with a new case, or change an example: it becomes a "
                                  "case of your own.")))  # fmt: skip


def _waits(storage: SqlStorage, rows: tuple[CaseRow, ...]) -> dict[int, Waiting]:
    """Since when the client of each case waits, where one does."""
    written: dict[int, list[Message]] = {}
    for message in storage.messages.of_cases(row.id for row in rows):
        written.setdefault(message.case_id, []).append(message)
    if not written:
        return {}
    known = channels.read(storage.setting(channels.SETTING))
    found = (waiting(thread, lambda name: channels.target_hours(known, name)) for thread in written.values())
    return {one.case_id: one for one in found if one}


def _marks(row: CaseRow, waits: Waiting | None, is_late: bool, _: Words) -> list[str]:
    """What a client of this case waits for, as Markdown."""
    marks = []
    if is_late and row.promise_at is not None:
        said = _("Promise overdue since {moment}").format(moment=_.moment(clock.local(row.promise_at)))
        marks.append(f":orange[:material/warning: {escaped(said)}]")
    if waits is not None:
        marks.append(waiting_line(waits, datetime.now(UTC), _))
    return marks


def _row(storage: SqlStorage, row: CaseRow, marks: list[str], _: Words) -> None:
    with st.container(border=True, key=f"case_{row.id}"):
        name, verdict, standing, more = st.columns([3.2, 3, 2.8, 0.8], gap="small", vertical_alignment="center")
        with name.container(gap=None):
            st.button(
                escaped(_short(row.title) or _("Without a title")), key=f"open_{row.id}", type="tertiary",
                on_click=going.open_case, args=(row.id,),
            )  # fmt: skip
            if row.client:
                st.caption(escaped(_short(row.client)))
            for mark in marks:
                st.markdown(mark)
        with verdict.container(gap=None):
            st.markdown(_verdict(row, _))
            if row.value_gap is not None:
                money = _.about(row.value_gap, row.currency)
                st.caption(escaped(_("Worth keeping by {money}").format(money=money)))
        with standing.container(gap=None):
            st.markdown(f"{STATUS_SIGNS[row.status]} {escaped(_standing(row, _))}")
            st.caption(escaped(_("changed {moment}").format(moment=_.moment(clock.local(row.updated_at)))))
        with more, st.popover(_("More"), key=f"more_{row.id}", on_change="rerun") as popover:
            if popover.open:
                _actions(storage, row, _)


def _verdict(row: CaseRow, _: Words) -> str:
    if row.verdict not in SIGNS:
        said = _("no verdict yet")
        return f":gray[{escaped(said)}]"
    colour, sign = SIGNS[row.verdict]
    return f":{colour}[{sign} {escaped(verdict_name(row.verdict, _))}]"


def _standing(row: CaseRow, _: Words) -> str:
    status = status_name(row.status, _)
    if row.next_due_on is None:
        return status
    day = _.date(row.next_due_on)
    is_promise = row.promise_on == row.next_due_on and row.promise_kept_at is None
    due = _("promise due {day}") if is_promise else _("review on {day}")
    return f"{status} · {due.format(day=day)}"


def _actions(storage: SqlStorage, row: CaseRow, _: Words) -> None:
    st.button(
        _("Open"), key=f"act_open_{row.id}", icon=":material/folder_open:", on_click=going.open_case, args=(row.id,),
        type="tertiary",
    )  # fmt: skip
    if row.status != "draft":
        st.button(
            _("Review it"), key=f"act_review_{row.id}", icon=":material/event_repeat:", type="tertiary",
            on_click=going.review_case, args=(row.id,),
        )  # fmt: skip
    st.button(
        _("Duplicate"), key=f"act_copy_{row.id}", icon=":material/content_copy:", type="tertiary",
        on_click=_duplicate, args=(storage, row),
    )  # fmt: skip
    is_archived = row.shelf == "archived"
    st.button(
        _("Take out of the archive") if is_archived else _("Archive"), key=f"act_archive_{row.id}", type="tertiary",
        icon=":material/unarchive:" if is_archived else ":material/archive:",
        on_click=storage.unarchive if is_archived else storage.archive, args=(row.id,),
    )  # fmt: skip
    st.download_button(
        _("Save as a file"), lambda: exported(storage, row.id), f"case-{row.id}.json", "application/json",
        on_click="ignore", icon=":material/download:", key=f"act_export_{row.id}", type="tertiary",
    )  # fmt: skip
    st.button(
        _("Delete"), key=f"act_delete_{row.id}", icon=":material/delete:", type="tertiary",
        on_click=_delete, args=(storage, row),
    )  # fmt: skip


def exported(storage: SqlStorage, case_id: int) -> bytes:
    """The case as a JSON file, readable by people and by this program."""
    return json.dumps(case_part(storage.load(case_id).document), ensure_ascii=False, indent=1).encode()


def _undo_bar(storage: SqlStorage, _: Words) -> None:
    deleted: tuple[int, str] | None = st.session_state.get(DELETED)
    if deleted is None:
        return
    with st.container(
        key="undo", border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(escaped(_("“{title}” is deleted.").format(title=_short(deleted[1]))), width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            st.button(
                _("Undo"), key="undo_delete", icon=":material/undo:", type="primary",
                on_click=_undo, args=(storage, deleted[0]),
            )  # fmt: skip
            st.button(_("Fine"), key="undo_done", type="tertiary", on_click=_forget_deleted)


def _pages(offset: int, more: bool, _: Words) -> None:
    if not offset and not more:
        return
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center", gap="small"):
        st.button(
            _("Newer"), key="page_back", icon=":material/chevron_left:", disabled=not offset,
            on_click=_turn, args=(-PER_PAGE,),
        )  # fmt: skip
        st.caption(_("page {number}").format(number=offset // PER_PAGE + 1), width="content")
        st.button(
            _("Older"), key="page_on", icon=":material/chevron_right:", icon_position="right", disabled=not more,
            on_click=_turn, args=(PER_PAGE,),
        )  # fmt: skip


def _begin_with(way: str) -> None:
    st.session_state[opening.OPEN] = True
    st.session_state[opening.WAY] = way
    going.begin("decide")


def _delete(storage: SqlStorage, row: CaseRow) -> None:
    storage.delete(row.id)
    st.session_state[DELETED] = (row.id, row.title)


def _undo(storage: SqlStorage, case_id: int) -> None:
    storage.undo_delete(case_id)
    _forget_deleted()


def _forget_deleted() -> None:
    st.session_state[DELETED] = None


def _duplicate(storage: SqlStorage, row: CaseRow) -> None:
    copy = storage.duplicate(row.id, casefile.free_title(row.title, state.words()))
    if row.verdict and row.recommended:
        storage.set_headline(copy.id, copy.version, Headline(row.verdict, row.recommended, row.value_gap))
    _to_first_page()


def _turn(step: int) -> None:
    st.session_state[OFFSET] = max(0, st.session_state[OFFSET] + step)


def _to_first_page() -> None:
    st.session_state[OFFSET] = 0


def _short(text: str) -> str:
    """The text, or its beginning and its end, where a copy has its number."""
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return f"{text[: SHOWN_CHARACTERS - SHOWN_OF_THE_END - 1].rstrip()}…{text[-SHOWN_OF_THE_END:]}"
