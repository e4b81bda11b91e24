"""Role swap: hand the draft over, and read somebody else's as the client would."""

from __future__ import annotations

import streamlit as st

from pages.reply.checking import DRAFT
from retention.fault_words import fault_line
from retention.faults import InvalidInput
from retention.language import Words
from retention.reply.language import recognised_language
from retention.role_swap import LONGEST_COMMENT, LONGEST_NAME, SCORES, ReplyDraft
from retention.storage import NotFound, Unavailable
from retention.ui import access, casefile, clock
from retention.ui.text import escaped


def shown(_: Words) -> None:
    """Hand over, then the replies that wait to be read."""
    st.header(_("Role swap"), anchor=False)
    st.write(
        _("Put yourself in the injured party's place: somebody else than the author reads the reply and rates it.")
    )
    try:
        _hand_over(_)
        drafts = casefile.storage().replies.drafts()
        if not drafts:
            st.caption(_("Replies that were handed over wait here to be read as the client would."))
        for draft in drafts:
            _draft(draft, _)
    except Unavailable:
        st.warning(_("The database does not answer right now. Nothing is lost; try again in a moment."))


def _hand_over(_: Words) -> None:
    text = str(st.session_state.get(DRAFT) or "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="swap_hand_over"):
        author = st.text_input(
            _("Who wrote it"), max_chars=LONGEST_NAME, key="swap_author", persist_state="session", width=260
        )
        if st.button(_("Hand the draft over"), disabled=not text.strip(), key="swap_go"):
            kept = casefile.kept()
            try:
                language = recognised_language(text)
                casefile.storage().replies.hand_over(text, language, author, access.person(), kept.id if kept else None)
            except InvalidInput as error:
                for fault in error.faults:
                    st.error(fault_line(fault, _))
            else:
                st.rerun()


def _draft(draft: ReplyDraft, _: Words) -> None:
    ratings = casefile.storage().replies.ratings(draft.id)
    when = _.moment(clock.local(draft.created_at))
    marks = " · ".join(_.number(one.score, 0) for one in ratings)
    title = _("{author}, {when}").format(author=draft.author, when=when)
    with st.expander(f"{escaped(title)}" + (f" · {marks}" if marks else ""), key=f"draft_{draft.id}"):
        st.text(draft.text)
        for one in ratings:
            st.markdown(
                f"**{one.score}/5** · {escaped(one.rater)}" + (f" – {escaped(one.comment)}" if one.comment else "")
            )
        names = {
            1: _("I would leave"),
            2: _("I would be angry"),
            3: _("It leaves me cold"),
            4: _("I would stay"),
            5: _("I would come back and say so"),
        }
        with st.form(f"rate_{draft.id}", border=False):
            rater = st.text_input(_("Who reads it as the client"), max_chars=LONGEST_NAME, key=f"rater_{draft.id}")
            score = st.radio(
                _("As the client"),
                SCORES,
                index=None,
                format_func=lambda one: f"{one} · {names[one]}",
                key=f"score_{draft.id}",
            )
            comment = st.text_area(
                _("What went through your mind"), max_chars=LONGEST_COMMENT, key=f"comment_{draft.id}"
            )
            sent = st.form_submit_button(_("Rate"), key=f"rate_go_{draft.id}")
        if sent:
            _rate(draft, rater, score or 0, comment, _)
        if st.button(_("Take it back"), key=f"draft_back_{draft.id}", type="tertiary"):
            casefile.storage().replies.remove(draft.id)
            st.rerun()


def _rate(draft: ReplyDraft, rater: str, score: int, comment: str, _: Words) -> None:
    try:
        casefile.storage().replies.rate(draft.id, rater, access.person(), score, comment)
    except InvalidInput as error:
        for fault in error.faults:
            st.error(fault_line(fault, _))
    except NotFound:
        st.warning(_("This reply has been taken back."))
    else:
        st.rerun()
