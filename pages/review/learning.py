"""What all reviews together teach: how good the probabilities and the ranges were, and what came of it."""

from __future__ import annotations

import streamlit as st

from retention import charts, lessons
from retention.calibration import TOO_FEW_BELOW, Calibration, Reviewed, TooEarly, calibration, reviewed_case
from retention.faults import InvalidInput
from retention.language import Words
from retention.reliability_chart import reliability_diagram
from retention.storage import SqlStorage
from retention.ui import casefile, state
from retention.ui.text import escaped


def shown(storage: SqlStorage, _: Words) -> None:
    """The calibration, or that it is too early for one."""
    st.header(_("What the reviews teach"), anchor=False)
    found = calibration(_reviewed(storage))
    if isinstance(found, TooEarly):
        st.markdown(escaped(lessons.too_early(found, _)))
        text = _("{count} of {needed} reviews").format(count=found.reviews, needed=found.needed)
        st.progress(found.reviews / TOO_FEW_BELOW, text=escaped(text))
        return
    _figures(found, _)
    _probabilities(found, _)
    _ranges(found, _)
    _values(found, _)


def _reviewed(storage: SqlStorage) -> list[Reviewed]:
    found = []
    for memo, review in storage.reviewed():
        try:
            found.append(reviewed_case(memo, review))
        except (InvalidInput, KeyError):  # of a program too old or too new to be understood
            continue
    return found


def _figures(found: Calibration, _: Words) -> None:
    figures = (
        (_("Reviews"), _.number(found.reviews, 0)),
        (_("Brier score, 0 is perfect"), "–" if found.brier is None else _.number(found.brier, 3)),
        (_("Truth within the ranges"), "–" if found.coverage is None else _.percent(found.coverage)),
    )
    with st.container(key="learning_figures"):
        for column, (label, value) in zip(st.columns(3, gap="small"), figures, strict=True):
            column.metric(escaped(label), escaped(value), border=True)


def _probabilities(found: Calibration, _: Words) -> None:
    st.subheader(_("Probabilities"), anchor=False)
    sentence = lessons.probabilities_sentence(found, _)
    st.markdown(escaped(sentence))
    if not found.bins:
        return
    chart, table = st.columns([1.2, 1], gap="medium")
    with chart:
        figure = reliability_diagram(found, _, charts.palette(state.is_dark()))
        st.plotly_chart(figure, key="reliability", config={"displayModeBar": False}, alt=sentence)
    with table:
        _table(lessons.reliability_table(found, _), _("Stated probabilities and what happened"))


def _ranges(found: Calibration, _: Words) -> None:
    st.subheader(_("Ranges"), anchor=False)
    st.markdown(escaped(lessons.ranges_sentence(found, _)))
    offered = found.widening_offered
    present = casefile.default_widening()
    if offered is None:
        return
    if abs(present - offered) < 0.05:
        factor = _.number(present, 1)
        st.caption(escaped(_("New cases widen what is only assumed by {factor} already.").format(factor=factor)))
        return
    label = _("Widen the assumed ranges of new cases by {factor}").format(factor=_.number(offered, 1))
    st.button(escaped(label), key="take_widening", on_click=_take, args=(round(offered, 1),))


def _values(found: Calibration, _: Words) -> None:
    if found.values:
        st.subheader(_("Expected against what came out"), anchor=False)
        _table(lessons.values_table(found, _), _("Expected and actual net value"))


def _table(table: lessons.Table, alt: str) -> None:
    cells = {escaped(head): [escaped(cell) for cell in column] for head, column in table.items()}
    st.table(cells, border="horizontal", alt=alt)


def _take(widening: float) -> None:
    casefile.set_default_widening(widening)
