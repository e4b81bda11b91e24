"""Promises: what clients were told, by when; who waits for an answer; which channels keep what they show."""

import streamlit as st

from pages.cases import going
from pages.promises import adding, channels, register, share, waiting
from retention.storage import Unavailable
from retention.ui import casefile, download, state

VIEWS = {"register": register.shown, "waiting": waiting.shown, "share": share.shown, "channels": channels.shown}

going.go_on()
_ = state.words()
st.title(_("Promises"), anchor=False)
names = {
    "register": _("Register"),
    "waiting": _("Who waits"),
    "share": _("How we keep them"),
    "channels": _("Channels"),
}
view = st.segmented_control(
    _("Show"), tuple(VIEWS), default="register", required=True, format_func=names.__getitem__, key=adding.VIEW,
    persist_state="session", label_visibility="collapsed",
)  # fmt: skip
try:
    with st.container(key=f"promises_{view or 'register'}"):
        VIEWS[view or "register"](casefile.storage(), _)
except Unavailable:
    st.error(_("The database does not answer; nothing is lost. Try again in a moment."), icon=":material/cloud_off:")
download.handed_over()
