"""What the decision rests on, section by section; a closed section says in its head what stands in it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.decide import (
    conduct,
    dealing,
    gates,
    horizon,
    lines,
    needs,
    offer,
    opinion,
    pricing,
    shares,
    totals,
    widening,
)
from pages.decide.places import section_title
from retention import brief
from retention.case import CATEGORIES, OPTIONS, RETAINING, Case
from retention.decision import Decision
from retention.language import Words
from retention.terms import category_name, effect_name, option_name
from retention.ui import forms, state
from retention.ui.text import bold, escaped, summarised
from retention.verdict import HEALTHY_STATE

NEW_CRITERION = "new_criterion"


def edited(case: Case, decision: Decision) -> None:
    """All sections; the body of a closed one is not drawn, its values live in the case."""
    _ = state.words()
    horizon.notice(case, _)
    _section("story", case.request or _("no request noted"), lambda: _story(case, _))
    _section("dealing", dealing.summary(_), lambda: dealing.shown(_))
    _section("asked", brief.asked(case, _), lambda: _asked(_))
    _section("stay", brief.stay(case, _), lambda: _stay(_), is_open=True)
    _section("risks", brief.risks(case, _), lambda: _risks(case, decision, _))
    _section("left", brief.risk_left(case, _), lambda: _left(case, _))
    _section("worth", brief.worth(case, decision, _), lambda: _worth(_))
    _section("owed", brief.responsibility(case, _), lambda: _owed(case, _))
    _section("gates", gates.current_summary(_), lambda: gates.shown(_))
    _section("opinion", brief.opinion(case, decision, _), lambda: opinion.shown(decision, _))
    _section("needs", brief.needs(case, decision, _), lambda: needs.shown(_))
    _section("offer", brief.offer(case, _), lambda: offer.shown(case, _))
    _section("fit", brief.fit(decision, _), lambda: _fit(_))
    _section("sure", brief.widening(case, _), lambda: widening.shown(case, decision, _))
    _section("feel", brief.feelings(case, _), lambda: _feel(case, _))


def _section(key: str, summary: str, body: Callable[[], None], is_open: bool = False) -> None:
    """A section that says its summary in its head while it is closed, and in its body while it is open.

    A head whose words change makes the browser build the section anew, and whoever was typing in it would lose the
    field: so it does not change while the section is open.
    """
    switch, remembered = f"section_{key}", f"open.{key}"
    title = section_title(key, state.words())
    is_open = st.session_state.get(switch, st.session_state.get(remembered, is_open))
    head = bold(title) if is_open else summarised(title, summary)
    section = st.expander(head, is_open, key=switch, on_change="rerun")
    st.session_state[remembered] = section.open
    if section.open:
        with section:
            st.caption(escaped(summary))
            body()


def _story(case: Case, _: Words) -> None:
    st.text(case.story or _("No story was written down."))


def _asked(_: Words) -> None:
    option = st.segmented_control(
        _("Option"), OPTIONS, default="satisfy", required=True, key="asked_option", persist_state="session",
        format_func=lambda option: option_name(option, _), label_visibility="collapsed",
    ) or "satisfy"  # fmt: skip
    forms.estimate(f"options.{option}.outlay", _("Outlay"), "money", heads=True)
    totals.shown(option, _)
    forms.estimate(f"options.{option}.hours", _("Our time"), "hours")
    forms.estimate(f"options.{option}.precedent_claims", _("Others who would ask for the same"), "count")


def _stay(_: Words) -> None:
    st.caption(_("How likely is it that the client stays, and between which bounds are you nearly sure?"))
    labels = {
        "satisfy": _("If we grant the request"),
        "compromise": _("If we offer a compromise"),
        "decline": _("If we decline"),
    }
    for option in RETAINING:
        forms.probability(f"options.{option}.stay", labels[option], heads=option == RETAINING[0])


def _risks(case: Case, decision: Decision, _: Words) -> None:
    st.caption(_("What may happen if the dispute is left unresolved, and what it would cost us."))
    names = state.current()["risks"]
    for index in range(len(names)):
        with st.container(border=True):
            _risk(f"risks.{index}", index, brief.worth_avoiding(case, decision, index, _), _)
    st.button(_("Add a risk"), icon=":material/add:", key="add_risk", on_click=_add_risk)


def _risk(path: str, index: int, worth_avoiding: str, _: Words) -> None:
    name, category = st.columns([1.1, 1])
    with name:
        forms.text(f"{path}.name", _("What happens"))
    with category:
        forms.choice(f"{path}.category", _("Kind"), CATEGORIES, lambda key: category_name(key, _))
    forms.probability(f"{path}.probability", _("How likely"), forms.category_of(index), heads=index == 0)
    if worth_avoiding:
        st.caption(escaped(worth_avoiding))
    forms.estimate(f"{path}.severity", _("What it costs"), "money")
    pricing.shown(index, state.current().case, _)
    st.button(
        _("Remove this risk"), icon=":material/delete:", type="tertiary", key=f"{path}.remove",
        on_click=state.remove, args=("risks", index),
    )  # fmt: skip


def _left(case: Case, _: Words) -> None:
    categories = brief.categories_at_stake(case)
    if not categories:
        st.markdown(_("There is no risk yet; name one under “What could happen”."))
        return
    st.caption(_("How much of each risk remains after the answer, compared with leaving the dispute unresolved?"))
    option = st.segmented_control(
        _("Option"), OPTIONS, default="satisfy", required=True, key="left_option", persist_state="session",
        format_func=lambda option: option_name(option, _), label_visibility="collapsed",
    ) or "satisfy"  # fmt: skip
    for category in categories:
        name = category_name(category, _)
        path = f"options.{option}.remaining_risk.{category}"
        forms.probability(path, name[:1].upper() + name[1:], heads=category == categories[0])


def _worth(_: Words) -> None:
    forms.estimate("value.annual_margin", _("Margin"), "money_per_year", signed=True, heads=True)
    forms.estimate("value.annual_cost_to_serve", _("Extra effort"), "money_per_year")
    forms.estimate("value.referral_value", _("Business they bring by recommending"), "money")
    forms.probability("value.annual_retention", _("Chance to stay each further year"))
    years, rate, hour = st.columns(3, gap="xsmall")
    with years:
        forms.whole("horizon_years", _("Years ahead"), 1, 30)
    with rate:
        forms.share("discount_rate", _("Discount rate, % a year"))
    with hour:
        currency = state.current()["currency"]
        forms.number("hourly_rate", _("Our hour, {currency}").format(currency=currency), 0.0, 1e12, 1.0)


def _owed(case: Case, _: Words) -> None:
    label = _("Our share of the responsibility, %; empty until judged")
    forms.number("company_responsibility", label, 0.0, 100.0, 5.0)
    shares.shown(_)
    forms.estimate("owed", _("Owed by law or contract, whatever we decide"), "money", heads=True)
    if state.current()["client_loss"] is None:
        st.button(_("Estimate the client's loss"), icon=":material/add:", key="add_loss", on_click=_add_loss)
    else:
        forms.estimate("client_loss", _("The client's loss"), "money")
    forms.toggle("statutory_duty", _("The law obliges us: declining is not open"))
    forms.faults("statutory_duty")
    _red_lines(_)


def _red_lines(_: Words) -> None:
    st.markdown(bold(_("Red lines")))
    reported = state.current()["red_lines"]
    if not reported:
        st.caption(_("None reported: no threat, harassment, fraud or unlawful request."))
    for index, line in enumerate(reported):
        path = f"red_lines.{index}"
        with st.container(border=True):
            st.markdown(escaped(line["line"]))
            st.caption(escaped(lines.question_of(line["line"], _) or _("Establish the facts before you confirm it.")))
            forms.choice(f"{path}.effect", _("What it does"), ("end", "refuse"), lambda key: effect_name(key, _))
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                forms.toggle(f"{path}.confirmed", _("Confirmed"))
                st.button(
                    _("Remove this line"), icon=":material/delete:", type="tertiary", key=f"{path}.remove",
                    on_click=state.remove, args=("red_lines", index),
                )  # fmt: skip
    lines.adder(_)


def _fit(_: Words) -> None:
    criteria = state.current()["fit"]
    if criteria:
        st.caption(_("Score each from 1 (not at all) to 5 (fully); the weight says how much it matters, 0 to 5."))
    else:
        st.markdown(_("Nobody has judged yet whether this is our kind of client. Say what matters to you in one."))
        st.button(_("Start with four usual questions"), key="usual_fit", on_click=_add_usual_criteria)
    for index, criterion in enumerate(criteria):
        score, weight, remove = st.columns([3, 1.2, 1.3], gap="small", vertical_alignment="bottom", wrap=False)
        with score:
            forms.scale(f"fit.{index}.score", escaped(criterion["criterion"]), 1.0, 5.0, 0.5)
        with weight:
            forms.number(f"fit.{index}.weight", _("Weight"), 0.0, 5.0, 1.0)
        remove.button(
            _("Remove"), type="tertiary", key=f"fit.{index}.remove",
            on_click=state.remove, args=("fit", index),
        )  # fmt: skip
    _adder(NEW_CRITERION, _("What else matters to you in a client?"), _("Add it"), _add_criterion)
    forms.scale("fit_threshold", _("Our kind of client from a fit of"), 0.0, 100.0, 1.0)


def _feel(case: Case, _: Words) -> None:
    st.caption(_("−5 is holding it all in, +5 is carried away; between −2 and +2 people decide well."))
    forms.scale("emotion.manager", _("You"), -5.0, 5.0, 0.5)
    if abs(case.emotion.manager) > HEALTHY_STATE:
        st.page_link("pages/calm/page.py", label=_("Do a short practice"), icon=":material/self_improvement:")
    forms.scale("emotion.client", _("The client"), -5.0, 5.0, 0.5)
    conduct.shown(case.emotion.client, _)


def _adder(key: str, label: str, action: str, add: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(label, key=key)
        st.button(action, icon=":material/add:", key=f"{key}.add", on_click=add)


def _add_risk() -> None:
    _ = state.words()
    severity = [0.0, 0.0, 0.0]
    state.append("risks", {
        "name": _("New risk"), "category": "reputational",
        "probability": {"low": 0.05, "likely": 0.1, "high": 0.2, "basis": "assumed"},
        "severity": {**dict(zip(("low", "likely", "high"), severity, strict=True)), "basis": "assumed"},
    })  # fmt: skip


def _add_loss() -> None:
    state.edit("client_loss", {"low": 0.0, "likely": 0.0, "high": 0.0, "basis": "assumed"})


def _add_criterion() -> None:
    if st.session_state[NEW_CRITERION].strip():
        state.append("fit", {"criterion": st.session_state[NEW_CRITERION].strip(), "weight": 3.0, "score": 3.0})
        st.session_state[NEW_CRITERION] = ""


def _add_usual_criteria() -> None:
    _ = state.words()
    usual = (
        (_("Treats our people with respect"), 5.0),
        (_("Pays on time"), 4.0),
        (_("Needs what we are good at"), 3.0),
        (_("Would recommend us"), 3.0),
    )
    for name, weight in usual:
        state.append("fit", {"criterion": name, "weight": weight, "score": 3.0})
