"""The case bank on screen, for whoever leads a room and for its owner: review, publish, leaderboard, import, export."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from html import escape

import streamlit as st

from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import LANGUAGES, NATIVE_NAMES, Words, words
from retention.memo_cells import style_of
from retention.storage.room_bank import BankStore
from retention.ui import casefile, clock
from retention.ui.text import bold, escaped
from retention.workshop.bank import kinds_found, leaderboard, mask_labels, proposal, rules
from retention.workshop.bank_csv import STATES, Imported, bank_csv, fault_sentence, read_bank
from retention.workshop.bank_records import (
    FIELDS,
    LONGEST,
    LONGEST_TAGS,
    LONGEST_TEAM,
    MASKED_MAY_BE,
    BankEntry,
    CaseText,
    EntryState,
)
from retention.workshop.masking import Masked, Span
from retention.workshop.records import NotIn

MOST_FAULTS = 50
LIST_HEIGHT = 460
MARKED = ".bank-told { white-space: pre-wrap; overflow-wrap: anywhere; } .bank-told mark { padding: 0 .15em; }"


def store() -> BankStore:
    """The bank of this server's storage.  Raises Unavailable."""
    return casefile.storage().bank


def state_name(state: EntryState, _: Words) -> str:
    """The state of an entry."""
    return {
        "draft": _("being written"),
        "submitted": _("to be reviewed"),
        "published": _("published"),
        "withdrawn": _("withdrawn"),
    }[state]


def field_name(field: str, _: Words) -> str:
    """A text of a case, as it is headed."""
    return {
        "title": _("Title"),
        "story": _("What happened"),
        "request": _("What the client asked for"),
        "done": _("What was done"),
    }[field]


def show(entries: tuple[BankEntry, ...], scope: str, _: Words) -> None:
    """The entries by state, one of them open for review.

    scope: of the keys, and of which entry is open.
    """
    opened = st.session_state.get(_opened_key(scope))
    found = next((entry for entry in entries if entry.id == opened), None)
    with st.container(key=f"bank_{scope}_review"):
        if found is not None:
            _review(found, scope, _)
    chosen = _state_filter(entries, scope, _)
    listed = [entry for entry in entries if chosen in (None, entry.state)]
    waiting = [entry for entry in listed if entry.state == "submitted"]
    if len(waiting) > 1:
        _publish_all(waiting, scope, _)
    with st.container(height=LIST_HEIGHT if len(listed) > 6 else "content", key=f"bank_{scope}_list"):
        for entry in listed:
            _row(entry, scope, _)


def board(entries: tuple[BankEntry, ...], _: Words) -> None:
    """The leaderboard with its rules."""
    places = leaderboard(entries)
    if not places:
        st.caption(_("Published cases stand here by their votes."))
    for place in places:
        votes = _.ngettext("one vote", "{count} votes", place.entry.votes).format(count=_.number(place.entry.votes, 0))
        assert place.entry.published is not None
        team = f" · {escaped(place.entry.team)}" if place.entry.team else ""
        st.markdown(f"{place.number}\\. {bold(place.entry.published.title)}{team} · {votes}")
    with st.expander(_("The rules of the contest")):
        for rule in rules(_):
            st.markdown(f"- {escaped(rule)}")


def export(entries: Callable[[], tuple[BankEntry, ...]], name: str, _: Words) -> None:
    """The bank as a file, with what was handed in beside what is published."""
    st.download_button(
        _("Download the cases as CSV"),
        data=lambda: bank_csv(entries(), style_of(_.language)),
        file_name=f"retention-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"bank_export_{name}",
    )
    st.caption(_("The file holds what was handed in, names and all, beside the masked texts. Keep it to yourself."))


def take_in(room_id: int | None, scope: str, _: Words) -> None:
    """Cases out of a file, looked through before they are taken."""
    turn = st.session_state.setdefault(f"bank_{scope}_turn", 0)
    file = st.file_uploader(
        _("Cases from a CSV file"), type="csv", key=f"bank_{scope}_file_{turn}", max_upload_size=5,
        help=_("The heading row needs title and story; request, done, team, language and tags may follow."),
    )  # fmt: skip
    if taken := st.session_state.pop(f"bank_{scope}_taken", 0):
        told = _.ngettext("One case was taken into the bank.", "{count} cases were taken into the bank.", taken)
        st.success(told.format(count=_.number(taken, 0)))
    if file is None:
        return
    try:
        found = read_bank(file.getvalue(), store().entries(room_id))
    except InvalidInput as refusal:
        for fault in refusal.faults:
            line = fault_line(fault, _)
            st.error(escaped(line[:1].upper() + line[1:]))
        return
    _found_in_file(found, room_id, scope, turn, _)


def _found_in_file(found: Imported, room_id: int | None, scope: str, turn: int, _: Words) -> None:
    count = len(found.entries)
    told = _.ngettext("One case can be taken.", "{count} cases can be taken.", count)
    st.write(told.format(count=_.number(count, 0)))
    if found.faults:
        refused = len({fault.row for fault in found.faults})
        told = _.ngettext("One row is not taken:", "{count} rows are not taken:", refused)
        lines = [fault_sentence(fault, _) for fault in found.faults[:MOST_FAULTS]]
        if len(found.faults) > MOST_FAULTS:
            lines.append("…")
        st.warning(told.format(count=_.number(refused, 0)) + "\n" + "\n".join(f"- {escaped(line)}" for line in lines))
    if found.entries and st.button(_("Take them into the bank"), type="primary", key=f"bank_{scope}_take"):
        store().add(found.entries, room_id)
        st.session_state[f"bank_{scope}_turn"] = turn + 1  # an empty place for the next file
        st.session_state[f"bank_{scope}_taken"] = count
        st.rerun()


def _opened_key(scope: str) -> str:
    return f"bank_{scope}_opened"


def _state_filter(entries: tuple[BankEntry, ...], scope: str, _: Words) -> EntryState | None:
    counts = {state: sum(entry.state == state for entry in entries) for state in STATES}
    chosen: EntryState | None = st.pills(
        _("Only cases that are"),
        [state for state in STATES if counts[state]],
        format_func=lambda state: f"{state_name(state, _)} · {_.number(counts[state], 0)}",
        key=f"bank_{scope}_state",
        label_visibility="collapsed",
    )
    return chosen


def _publish_all(waiting: list[BankEntry], scope: str, _: Words) -> None:
    with st.popover(_("Publish all as they are masked"), key=f"bank_{scope}_all"):
        told = _("{count} cases go out in the words of the list. Look through them first: not every name is found.")
        st.write(told.format(count=_.number(len(waiting), 0)))
        if st.button(_("Publish them"), type="primary", key=f"bank_{scope}_all_sure"):
            store().publish_all({entry.id: _proposed(entry) for entry in waiting})
            st.rerun()


def _row(entry: BankEntry, scope: str, _: Words) -> None:
    text = entry.published or _proposed(entry)
    spans = [span for found in _masks(entry).values() for span in found.spans]
    about = [state_name(entry.state, _), *([entry.team] if entry.team else [])]
    if entry.state == "published":
        about.append(_.ngettext("one vote", "{count} votes", entry.votes).format(count=_.number(entry.votes, 0)))
    elif spans:
        about.append(_("masked: {found}").format(found=_found(spans, _)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"bank_{scope}_row_{entry.id}"):
        under = escaped(" · ".join(about))
        st.markdown(f"{bold(text.title)}  \n{escaped(_short(text.story))}  \n*{under}*", width="stretch")
        review = _.pgettext("case bank", "Review") if entry.state == "submitted" else _("Open")
        if st.button(review, key=f"bank_{scope}_open_{entry.id}"):
            st.session_state[_opened_key(scope)] = entry.id
            st.rerun()


def _review(entry: BankEntry, scope: str, _: Words) -> None:
    """What was handed in with the marks of what is masked, beside the texts that go out."""
    masks, told, shown = _masks(entry), entry.told.as_dict(), (entry.published or _proposed(entry)).as_dict()
    with st.container(border=True):
        st.html(f"<style>{MARKED}</style>")
        left, right = st.columns(2, gap="medium")
        with left:
            st.markdown(_heading(_("As it was handed in")))
            for field in FIELDS:
                if told[field]:
                    st.caption(field_name(field, _))
                    st.html(f'<div class="bank-told">{_marked(told[field], masks[field].spans, _)}</div>')
            spans = [span for found in masks.values() for span in found.spans]
            st.caption(_("Found and masked: {found}").format(found=_found(spans, _) if spans else _("nothing")))
            st.caption(_("Not every name is found. Read the text to the right before you publish it."))
        with right, st.form(f"bank_{scope}_form_{entry.id}", border=False):
            st.markdown(_heading(_("As others will see it")))
            typed = {}
            for field in FIELDS:
                key, label = f"bank_{scope}_{field}_{entry.id}", field_name(field, _)
                if field == "title":
                    typed[field] = st.text_input(label, shown[field], max_chars=MASKED_MAY_BE * LONGEST[field], key=key)
                else:
                    height = 220 if field == "story" else 100
                    most = MASKED_MAY_BE * LONGEST[field]
                    typed[field] = st.text_area(label, shown[field], max_chars=most, height=height, key=key)
            team = st.text_input(_("Team"), entry.team, max_chars=LONGEST_TEAM, key=f"bank_{scope}_team_{entry.id}")
            tags = st.text_input(_("Tags"), entry.tags, max_chars=LONGEST_TAGS, key=f"bank_{scope}_tags_{entry.id}")
            publish = _("Publish again") if entry.state == "published" else _("Publish")
            sent = st.form_submit_button(publish, type="primary", key=f"bank_{scope}_publish")
        if sent:
            try:
                store().publish(entry.id, CaseText(**typed), tags, team)
            except ValueError:
                st.error(_("Give it a title and a story."))
            else:
                _close(scope)
        _other_ways(entry, scope, _)


def _other_ways(entry: BankEntry, scope: str, _: Words) -> None:
    with st.container(horizontal=True):
        if st.button(_("Close without publishing"), key=f"bank_{scope}_close"):
            _close(scope)
        if entry.state != "withdrawn" and st.button(_("Withdraw"), key=f"bank_{scope}_withdraw"):
            with suppress(NotIn):
                store().withdraw(entry.id)
            _close(scope)
        with st.popover(_("Delete")):
            st.write(_("The case is gone for good, with its votes."))
            if st.button(_("Delete it"), type="primary", key=f"bank_{scope}_delete"):
                with suppress(NotIn):
                    store().delete(entry.id)
                _close(scope)
        sent = _.moment(clock.local(entry.submitted_at))
        language = NATIVE_NAMES[entry.language] if entry.language in LANGUAGES else entry.language
        st.caption(" · ".join(escaped(part) for part in (sent, language, entry.team) if part))


def _close(scope: str) -> None:
    st.session_state[_opened_key(scope)] = None
    st.rerun()


def _masks(entry: BankEntry) -> dict[str, Masked]:
    return _cached_masks(entry.told, entry.language)


@st.cache_data(max_entries=1000, show_spinner=False)
def _cached_masks(told: CaseText, language: str) -> dict[str, Masked]:
    return proposal(told, words(language))


def _proposed(entry: BankEntry) -> CaseText:
    return CaseText(**{field: found.text for field, found in _masks(entry).items()})


def _found(spans: list[Span], _: Words) -> str:
    labels = mask_labels(_)
    return ", ".join(f"{labels[kind]}: {_.number(count, 0)}" for kind, count in kinds_found(spans).items())


def _marked(text: str, spans: tuple[Span, ...], _: Words) -> str:
    """HTML of the text with what is masked in marks."""
    labels, parts, place = mask_labels(_), [], 0
    for span in spans:
        parts.append(escape(text[place : span.start]))
        parts.append(f'<mark title="{escape(labels[span.kind])}">{escape(span.found)}</mark>')
        place = span.end
    return "".join([*parts, escape(text[place:])])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"


def _heading(text: str) -> str:
    return f"#### {escaped(text)}"
