"""Fields for a moment: the usual ones fall on working days, and a day is written as its reader writes it."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from retention.language import LANGUAGES, words
from retention.ui import moment

NAMES = {"en": "Monday", "ru": "Понедельник", "ro": "Luni"}


def fields() -> None:
    import streamlit as st

    from retention.language import words
    from retention.ui import moment

    moment.ahead("test", words(st.query_params["lang"]), "Day", "Hour")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day, is_monday", [(26, False), (27, True), (28, True), (29, False)])  # Thursday to Sunday
def test_the_day_after_is_offered_where_people_work_on_it(monkeypatch, language, day, is_monday):
    monkeypatch.setattr(moment, "_now", lambda: datetime(2026, 11, day, 12, tzinfo=UTC))
    app = AppTest.from_function(fields)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    label = app.button(key="test.usual.2").label
    assert label.startswith(f"{NAMES[language]}, " if is_monday else words(language)("Tomorrow, {hour}").split("{")[0])
    app.button(key="test.usual.2").click().run()
    chosen = app.date_input(key="test.day").value
    assert isinstance(chosen, date)
    assert chosen.weekday() == (4 if day == 26 else 0)


@pytest.mark.parametrize("language, written", [("en", "DD/MM/YYYY"), ("ru", "DD.MM.YYYY"), ("ro", "DD.MM.YYYY")])
def test_a_day_is_written_as_its_reader_writes_it(language, written):
    assert moment.day_format(words(language)) == written
