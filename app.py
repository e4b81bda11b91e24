"""The app: its pages in order, inside one frame."""

import streamlit as st

from retention.language import Words
from retention.ui import frame


def pages(_: Words) -> list[st.Page]:
    return [
        st.Page("pages/decide/page.py", title=_("Decide"), url_path="decide", default=True),
        st.Page("pages/method/page.py", title=_("Method"), url_path="method"),
    ]


frame.configure()
frame.opened_page(pages).run()
frame.footer()
