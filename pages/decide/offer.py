"""The offer builder: remedies by what they meet against what they cost; the ticked ones become the compromise."""

from __future__ import annotations

import math

import streamlit as st

from retention import offers
from retention.case import Case
from retention.language import Words
from retention.offers import Ranked
from retention.ui import state
from retention.ui.text import escaped
from retention.working import written_out

LIMIT = "offer.limit"
ALL = "offer.all"
TICKED_FOR = "offer.ticked_for"
SHOWN_FIRST = 8


def shown(case: Case, _: Words) -> None:
    """The limit, the remedies within it, what the ticked ones come to, and the button that takes them over."""
    _start_anew_with_another_case()
    weights = offers.interest_weights(case)
    if not weights:
        st.caption(_("Remedies are ranked by the client's interests; until one is named, only those for every case."))
    st.number_input(
        _("At most, {currency}; empty for no limit").format(currency=case.currency), 0.0, 1e12, value=None, step=50.0,
        format="%g", key=LIMIT, persist_state="session",
    )  # fmt: skip
    ranked = offers.ranked(case, weights, _limit())
    st.button(_("Propose a set"), icon=":material/auto_awesome:", key="offer.propose", on_click=_propose)
    shown_now = ranked if st.session_state.get(ALL) else ranked[:SHOWN_FIRST]
    for found in shown_now:
        st.checkbox(
            _line(found, case, _), key=_key(found.remedy.id), persist_state="session",
            help=escaped(found.remedy.sentences[_.language]),
        )  # fmt: skip
    if len(ranked) > SHOWN_FIRST:
        st.toggle(_("Show all {count}").format(count=len(ranked)), key=ALL)
    _chosen([found for found in ranked if st.session_state.get(_key(found.remedy.id))], case, weights, _)


def _line(found: Ranked, case: Case, _: Words) -> str:
    facts = [_("meets {percent}").format(percent=_.percent(found.met / 100))]
    if found.money:
        facts.append(_.money(found.money, case.currency))
    else:
        facts.append(_("no money, {hours} h").format(hours=_.number(found.hours, 1)))
    return " · ".join((found.remedy.names[_.language], *facts))  # plain: it is also the name that is read out


def _chosen(chosen: list[Ranked], case: Case, weights: dict[str, float], _: Words) -> None:
    if not chosen:
        st.caption(_("Tick what you would offer."))
        return
    remedies = [found.remedy for found in chosen]
    met = offers.overall(offers.met_by(remedies), weights)
    total, hours = offers.offer_total(case, remedies), offers.offer_hours(remedies)
    sentence = _("Together they meet {percent} of what the client needs, for about {money} and {hours} h.").format(
        percent=_.percent(met / 100), money=_.money(total.likely, case.currency), hours=_.number(hours.likely, 1)
    )
    st.markdown(escaped(sentence))
    if total.likely > _limit():
        st.warning(escaped(_("Together they cost more than the limit.")), icon=":material/error:")
    st.button(
        _("Make it the compromise"), type="primary", key="offer.take", on_click=_take,
        args=([remedy.id for remedy in remedies],),
    )  # fmt: skip


def _take(ids: list[str]) -> None:
    """The ticked remedies as the compromise; what else was edited meanwhile stays."""
    made = offers.compromise_from(state.current().case, [offers.remedies()[name] for name in ids])
    state.edit("options.compromise", written_out(made.options.compromise))
    if made.interests:
        state.edit("interests", [written_out(interest) for interest in made.interests])


def _propose() -> None:
    case = state.current().case
    chosen = {remedy.id for remedy in offers.proposed(case, offers.interest_weights(case), _limit())}
    for name in offers.remedies():
        st.session_state[_key(name)] = name in chosen


def _start_anew_with_another_case() -> None:
    if st.session_state.get(TICKED_FOR) is not state.steps():  # the session has a new one for each case it opens
        for key in (LIMIT, ALL, *map(_key, offers.remedies())):
            st.session_state.pop(key, None)
        st.session_state[TICKED_FOR] = state.steps()


def _limit() -> float:
    limit = st.session_state.get(LIMIT)
    return math.inf if limit is None else float(limit)


def _key(remedy: str) -> str:
    return f"offer.{remedy}"
