"""The app: its pages in order, inside one frame.

`streamlit run app.py` loads this file twice: once as the server, to find `app`, and then for each run of a page.
"""

from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from retention.language import Words


def pages(_: Words) -> list[st.Page]:
    """What this visitor may open: the owner everything, others the room that they were asked to join."""
    from retention.ui.access import session_is_owner

    owner = session_is_owner()
    room = [
        st.Page("pages/join/page.py", title=_("Join a room"), url_path="join", visibility="hidden"),
        st.Page("pages/host/page.py", title=_("Lead a room"), url_path="host", visibility="hidden"),
        st.Page("pages/projector/page.py", title=_("Projector"), url_path="projector", visibility="hidden"),
    ]
    # also for whoever was asked to a room: it touches no saved case
    practice: Literal["visible", "hidden"] = "visible" if owner else "hidden"
    calm = [
        st.Page("pages/client/page.py", title=_("The client"), url_path="client", visibility=practice),
        st.Page("pages/calm/page.py", title=_("Calm"), url_path="calm", visibility=practice),
        st.Page("pages/own_way/page.py", title=_("My own way"), url_path="own-way", visibility="hidden"),
    ]
    if not owner:
        # the default page answers to no path but /, and a room's link is /join
        door = st.Page("pages/join/page.py", title=_("Join a room"), url_path="door", default=True, visibility="hidden")
        return [door, *room, *calm]
    return [
        st.Page("pages/decide/page.py", title=_("Decide"), url_path="decide", default=True),
        st.Page("pages/start/page.py", title=_("New case"), url_path="new"),
        st.Page("pages/cases/page.py", title=_("Cases"), url_path="cases"),
        st.Page("pages/compare/page.py", title=_("Compare"), url_path="compare"),
        st.Page("pages/review/page.py", title=_("Review"), url_path="review"),
        st.Page("pages/promises/page.py", title=_("Promises"), url_path="promises"),
        st.Page("pages/reply/page.py", title=_("Reply"), url_path="reply"),
        st.Page("pages/steps/page.py", title=_("Next steps"), url_path="steps"),
        *calm,
        st.Page("pages/workshop/page.py", title=_("Workshop"), url_path="workshop"),
        st.Page("pages/method/page.py", title=_("Method"), url_path="method"),
        *room,
    ]


if get_script_run_ctx(suppress_warning=True) is None:
    from retention.ui.server import Server

    app = st.App(__file__, **Server().settings())
else:
    from retention.ui import frame  # not for the server: what it caches belongs to the runtime that pages have

    frame.run(pages)
