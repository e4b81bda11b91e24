"""The app: its pages in order, inside one frame.

`streamlit run app.py` loads this file twice: once as the server, to find `app`, and then for each run of a page.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from retention.language import Words


def pages(_: Words) -> list[st.Page]:
    """What this visitor may open: the owner everything, others the room that they were asked to join."""
    from retention.ui.access import session_is_owner

    owner = session_is_owner()
    room = [
        st.Page("pages/join/page.py", title=_("Join a room"), url_path="join", default=not owner, visibility="hidden"),
        st.Page("pages/host/page.py", title=_("Lead a room"), url_path="host", visibility="hidden"),
        st.Page("pages/projector/page.py", title=_("Projector"), url_path="projector", visibility="hidden"),
    ]
    if not owner:
        return room
    return [
        st.Page("pages/decide/page.py", title=_("Decide"), url_path="decide", default=True),
        st.Page("pages/start/page.py", title=_("New case"), url_path="new"),
        st.Page("pages/cases/page.py", title=_("Cases"), url_path="cases"),
        st.Page("pages/compare/page.py", title=_("Compare"), url_path="compare"),
        st.Page("pages/review/page.py", title=_("Review"), url_path="review"),
        st.Page("pages/workshop/page.py", title=_("Workshop"), url_path="workshop"),
        st.Page("pages/method/page.py", title=_("Method"), url_path="method"),
        *room,
    ]


if get_script_run_ctx(suppress_warning=True) is None:
    from retention.ui.server import Server

    app = st.App(__file__, **Server().settings())
else:
    from retention.ui import frame  # not for the server: what it caches belongs to the runtime that pages have

    frame.configure()
    frame.opened_page(pages).run()
    frame.footer()
