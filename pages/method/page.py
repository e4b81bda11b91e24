"""Method: how the verdict is computed in plain words, and what its defaults rest on."""

from __future__ import annotations

import streamlit as st

from pages.method import tables
from retention.language import Words
from retention.simulation import DEFAULT_DRAWS
from retention.terms import confidence_word, verdict_name
from retention.ui import state
from retention.ui.text import bold, escaped
from retention.verdict import AS_GOOD_HOURS, CLEAR, LEANING


def _computed(_: Words) -> None:
    st.header(_("What is compared"), anchor=False)
    st.markdown(
        _("Four answers to the client: grant the request, offer a compromise, decline and keep the door open, or part "
          "gracefully. Each has a **net value** for the company:")
    )  # fmt: skip
    st.markdown(
        _("> net value = chance that the client stays × what the relationship is worth − what the answer costs "
          "− what the risks that remain cost")
    )  # fmt: skip
    st.markdown(
        _("What the relationship is worth is its margin over the years ahead, each further year less certain and "
          "discounted, and what recommendations bring. The cost counts hours and those who would ask for the same.")
    )  # fmt: skip
    st.header(_("What is not known for sure"), anchor=False)
    st.markdown(
        escaped(
            _("Every uncertain figure has a low, a likely and a high value, and says whether it is known or assumed. "
              "The net values are exact averages. How sure the verdict is comes from about {draws} draws of all "
              "figures at once: the share of draws that agree with it.")
            .format(draws=_.number(DEFAULT_DRAWS, 0))
        )
    )  # fmt: skip
    words = {key: confidence_word(key, _) for key in ("clear", "leaning", "too_close")}
    st.markdown(
        escaped(
            _("{clear}: {sure} or more of the draws agree. {leaning}: {likely} or more. {too_close}: fewer.").format(
                sure=_.percent(CLEAR), likely=_.percent(LEANING), **words
            )
        )
    )
    st.header(_("How the verdict comes about"), anchor=False)
    st.markdown(
        _("First the law and red lines: they bar answers, whatever the sums say. Then two questions. Is this our kind "
          "of client, by the criteria you score? And is keeping them worth more than parting?")
    )  # fmt: skip
    st.table(_verdicts(_), border="horizontal", alt=_("The four verdicts"))
    st.markdown(
        escaped(
            _("Answers whose net values lie within {hours} hours of work are called equally good. Emotions, fairness "
              "and loyalty are shown beside the money and never mixed into it.")
            .format(hours=_.number(AS_GOOD_HOURS, 0))
        )
    )  # fmt: skip
    st.header(_("What would change it, and what to find out"), anchor=False)
    st.markdown(
        _("For every figure the point is worked out at which another answer becomes the best, all else at its average. "
          "What a figure is worth finding out is how much better you would decide on average if you knew it; where "
          "that is nothing, leave it.")
    )  # fmt: skip


def _verdicts(_: Words) -> dict[str, list[str]]:
    name = {key: escaped(verdict_name(key, _)) for key in ("our_client", "too_dear", "new_terms", "not_our_client")}
    return {
        _("Worth keeping?"): [bold(_("yes")), bold(_("no"))],
        _("Our kind of client"): [name["our_client"], name["too_dear"]],
        _("Not our kind"): [name["new_terms"], name["not_our_client"]],
    }


def _defaults(_: Words) -> None:
    st.header(_("Where the defaults come from"), anchor=False)
    st.markdown(
        _("A default is a range proposed where you know nothing better; your own records always go first. Most of the "
          "evidence is from American and British consumers, and much of it is what people said they would do.")
    )  # fmt: skip
    for name, rows in tables.groups(_).items():
        with st.expander(escaped(name)):
            st.table(tables.defaults_table(rows, _), border="horizontal", alt=name)
            st.markdown(tables.notes(rows, _))
    with st.expander(escaped(_("All sources"))):
        st.dataframe(
            tables.sources_table(_),
            alt=_("All sources"),
            hide_index=True,
            column_config={_("Address"): st.column_config.LinkColumn(display_text=r"https?://(?:www\.)?([^/]+)")},
        )


def _words_of_probability(_: Words) -> None:
    st.header(_("Words for probabilities"), anchor=False)
    st.markdown(
        _("People read the same word as very different numbers. Here each word stands for one range, after the "
          "American intelligence standard ICD 203.")
    )  # fmt: skip
    st.table(tables.words_table(_), border="horizontal", alt=_("Words for probabilities"))


_ = state.words()
with st.container(key="method_title"):
    st.title(_("How it is computed"), anchor=False)
with st.container(key="method"):
    _computed(_)
    _defaults(_)
    _words_of_probability(_)
