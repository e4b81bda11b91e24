"""Who waits for an answer: cases in which the client wrote last, and how fast first answers come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from pages.cases import going
from pages.promises import messages
from retention import channels
from retention.language import Words
from retention.promise_words import span
from retention.storage import SqlStorage
from retention.threads import ChannelTimes, Message, TargetHours, channel_times, first_answers, waiting
from retention.ui import clock
from retention.ui.figures import table, table_below
from retention.ui.text import bold, escaped

LOOKED_BACK = timedelta(days=90)
AT_ONCE = 20
ANSWERS_SHOWN = 50
FORM = "message_add"


def shown(storage: SqlStorage, _: Words) -> None:
    """The open threads, a form for the next message, then the times of first answers."""
    now, known = datetime.now(UTC), messages.targets(storage)

    def target(name: str) -> float:
        return channels.target_hours(known, name)

    unanswered = storage.messages.unanswered()
    if not unanswered:
        with st.container(border=True, key="no_threads"):
            st.markdown(bold(_("No client waits for an answer.")))
            taught = _(
                "A case in which the client wrote last stands here, the longest wait on top, until we answer; a closed "
                "one is taken up again by itself. Note messages here or beside the case."
            )
            st.markdown(escaped(taught))
    waits = [(row, found) for row, written in unanswered if (found := waiting(written, target))]
    if waits:
        head = _.ngettext("{count} client waits for an answer", "{count} clients wait for an answer", len(waits))
        st.header(escaped(head.format(count=_.number(len(waits)))), anchor=False)
    for row, found in sorted(waits, key=lambda one: one[1].since)[:AT_ONCE]:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small",
            key=f"thread_{row.id}",
        ):  # fmt: skip
            with st.container(gap=None, width="stretch"):
                st.markdown(bold(row.title or _("Without a title")))
                since = _("since {moment}").format(moment=_.moment(clock.local(found.since)))
                st.caption(escaped(" · ".join(part for part in (row.client, found.channel, since) if part)))
                st.markdown(messages.waiting_line(found, now, _))
            st.button(_("Open"), key=f"thread_open_{row.id}", on_click=going.open_case, args=(row.id,))
    section = st.expander(escaped(_("Note a message")), not waits, key=FORM, on_change="rerun", icon=":material/add:")
    if section.open:
        with section:
            messages.form(storage, "message.new", None, _)
    _times(storage.messages.since(now - LOOKED_BACK), target, now, _)


def _times(
    written: tuple[Message, ...],
    target: TargetHours,
    now: datetime,
    _: Words,
) -> None:
    answers = first_answers(written, target)
    if not answers:
        return
    st.header(_("Time to the first answer"), anchor=False)
    late = sum(answer.is_breach(now) for answer in answers)
    said = _.ngettext(
        "Later than the target: {late} of {count} first answer in the last 90 days.",
        "Later than the target: {late} of {count} first answers in the last 90 days.",
        len(answers),
    )
    st.markdown(escaped(said.format(count=_.number(len(answers)), late=_.number(late))))
    st.caption(escaped(_("An answer on another channel counts as one; who still waits counts with the time so far.")))
    table(_channel_table(channel_times(answers, now), _), _("Time to the first answer by channel"))
    rows = answers[::-1][:ANSWERS_SHOWN]
    by_case = {
        _("Case"): [_.number(answer.case_id) for answer in rows],
        _("Channel"): [answer.channel for answer in rows],
        _("Received"): [_.moment(clock.local(answer.received_at)) for answer in rows],
        _("First answer"): [_.moment(clock.local(a.answered_at)) if a.answered_at else _("none yet") for a in rows],
        _("Took"): [span(answer.took(now), _) for answer in rows],
        _("Target"): [_("late") if answer.is_breach(now) else _("in time") for answer in rows],
    }
    table_below(by_case, _, "first_answers_table", _("By case"))


def _channel_table(times: tuple[ChannelTimes, ...], _: Words) -> dict[str, list[str]]:
    return {
        _("Channel"): [one.channel for one in times],
        _("Cases"): [_.number(one.count) for one in times],
        _("In the middle"): [span(one.median, _) for one in times],
        _("Target"): [_("{hours} h").format(hours=_.number(one.target_hours)) for one in times],
        _("Late"): [_.number(one.breaches) for one in times],
    }
