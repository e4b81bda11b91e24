"""Choosing a practice by its moment, and doing it at its pace."""

from __future__ import annotations

import streamlit as st

from pages.calm import session
from pages.calm.state_now import SIGNS_KEY
from retention.calm import by_moment, proposed
from retention.citations import citations, how_sure
from retention.language import Words
from retention.practices import Practice, practice
from retention.ui.pacer import pace
from retention.ui.text import escaped

MOMENT = "calm.moment"  # the first practice of the moment chosen
OF_MOMENT = "calm.of_moment"  # which of several


def moments(_: Words) -> None:
    """The moments, and what fits the state."""
    fitting = proposed(st.session_state[session.before_key()], st.session_state.get(SIGNS_KEY) or ())
    one = practice(session.chosen(fitting[0]), _.language)
    st.header(_("Choose a practice"), anchor=False)
    with st.container(key="calm_choices", gap="small"):
        _fitting(fitting, one, _)
        _moments(one, _)


def _moments(one: Practice, _: Words) -> None:
    moments = {found[0]: (moment, found) for moment, found in by_moment(_.language).items()}
    of_one = next(first for first, (_moment, found) in moments.items() if one.id in found)
    st.session_state[MOMENT] = of_one
    st.pills(
        _("When?"), tuple(moments), required=True, key=MOMENT, on_change=_take, args=(MOMENT,),
        format_func=lambda first: moments[first][0], wrap=True,
    )  # fmt: skip
    several = moments[of_one][1]
    if len(several) > 1:
        st.session_state[OF_MOMENT] = one.id
        st.segmented_control(
            _("Which one?"), several, required=True, key=OF_MOMENT, on_change=_take, args=(OF_MOMENT,),
            format_func=lambda id: practice(id, _.language).name,
        )  # fmt: skip


def _fitting(fitting: tuple[str, ...], one: Practice, _: Words) -> None:
    others = [practice(id, _.language) for id in fitting if id != one.id]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Fits how you are:"), width="content")
        for other in others:
            st.button(other.name, key=f"calm_fits_{other.id}", on_click=session.choose, args=(other.id,))


def chosen(_: Words) -> None:
    """The practice chosen, with its pacer."""
    one = practice(session.chosen(proposed(0.0, ())[0]), _.language)
    with st.container(key="calm_practice", border=True):
        st.header(escaped(one.name), anchor=False)
        st.caption(escaped(" · ".join(_facts(one, _))))
        st.markdown(escaped(one.steps))
        done = pace(one, _, key=f"calm_{one.id}")
        st.caption(f":material/info: {escaped(one.caution)}")
        with st.expander(_("What is known about it")):
            st.markdown(escaped(one.finding))
            st.caption(escaped(how_sure(one.evidence, _)))
            st.markdown("\n".join(_source_lines(one, _)))
    if done is not None:
        session.has_ended(one.id, done.seconds, done.skipped)


def _facts(one: Practice, _: Words) -> list[str]:
    minutes, seconds = divmod(one.seconds, 60)
    length = _("{minutes}:{seconds} min").format(minutes=minutes, seconds=f"{seconds:02}")
    breaths = _.ngettext("{count} breath", "{count} breaths", one.breaths).format(count=one.breaths)
    return [one.moment, length, *([breaths] if one.breaths else [])]


def _source_lines(one: Practice, _: Words) -> list[str]:
    found = citations(one.source, _)
    names = [(escaped(citation.text), citation.address) for citation in found]
    return [f"- [{name}]({address})" if address else f"- {name}" for name, address in names]


def _take(key: str) -> None:
    if st.session_state[key]:
        session.choose(st.session_state[key])
