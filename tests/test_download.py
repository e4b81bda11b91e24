"""A file that a run has made reaches the browser although another run follows at once."""

from streamlit.testing.v1 import AppTest

from retention.ui import download


def page() -> None:
    import streamlit as st

    from retention.ui import download

    download.button("Save", "save", "a.txt", "text/plain", lambda: b"text", ":material/download:")
    st.button("Else", key="else")
    download.handed_over()


def test_a_file_is_handed_over_by_every_run_until_its_time_is_over(monkeypatch):
    app = AppTest.from_function(page).run()
    assert app.session_state[download.WAITING] is None
    app.button(key="save").click().run()
    made = app.session_state[download.WAITING]
    assert (made["name"], made["file"]) == ("a.txt", "text")
    app.button(key="else").click().run()
    assert app.session_state[download.WAITING] == made
    app.session_state[download.UNTIL] -= download.KEPT_SECONDS
    app.button(key="else").click().run()
    assert app.session_state[download.WAITING] is None
