"""The app: its pages in order, inside one frame."""

import streamlit as st

from retention.language import Words
from retention.ui import frame


def pages(_: Words) -> list[st.Page]:
    return [
        st.Page("pages/decide/page.py", title=_("Decide"), url_path="decide", default=True),
        st.Page("pages/start/page.py", title=_("New case"), url_path="new"),
        st.Page("pages/cases/page.py", title=_("Cases"), url_path="cases"),
        st.Page("pages/compare/page.py", title=_("Compare"), url_path="compare"),
        st.Page("pages/review/page.py", title=_("Review"), url_path="review"),
        st.Page("pages/method/page.py", title=_("Method"), url_path="method"),
    ]


frame.configure()
frame.opened_page(pages).run()
frame.footer()
