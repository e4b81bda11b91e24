"""What a room's host and projector say of how many have answered and voted."""

import pytest
from streamlit.testing.v1 import AppTest

from retention.examples import example_document
from retention.language import words
from retention.ui.room import room_document
from retention.workshop.outcome import outcome_of
from retention.workshop.steps import TAKING_ANSWERS
from retention.workshop.words import answered_told
from tests.browser.live import ROOT
from tests.small_case import case_of, small

CASE = example_document("late_kitchen", "en")
ANSWER = {"risks.0.probability": [0.1, 0.2, 0.4]}


@pytest.fixture
def room(rooms):
    found = rooms.open_room(room_document(CASE, None, "en"), CASE["title"], "en")[0]
    for token in ("a", "b"):
        rooms.join(found.id, token)
    return found


def shown(page: str, code: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("retention.ui.access.session_is_owner", lambda: True)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["room"] = code
    app.run()
    app.switch_page(f"pages/{page}/page.py").run()
    assert not app.exception
    kinds = (app.header, app.subheader, app.caption, app.markdown)
    texts = [str(found.value) for kind in kinds for found in kind]
    return "\n".join([*texts, *(found.proto.body for found in app.get("html"))])


def test_only_a_round_of_many_questions_says_that_everything_is_counted():
    told = {step: answered_told(step, 2, 23, words("en")) for step in TAKING_ANSWERS}
    rounds = {"round1", "round2"}
    assert {step for step, text in told.items() if text == "2 of 23 have answered everything"} == rounds
    assert {step for step, text in told.items() if text == "2 of 23 answered"} == set(TAKING_ANSWERS) - rounds


@pytest.mark.parametrize("page", ["host", "projector"])
def test_a_round_half_answered_counts_nobody_and_says_what_is_counted(rooms, room, monkeypatch, page):
    rooms.go_to(room.id, "round1")
    rooms.answer(rooms.participants(room.id)[0].id, "round1", ANSWER, complete=False)
    told = shown(page, room.code, monkeypatch)
    assert "0 of 2 have answered everything" in told
    assert page == "projector" or "2 people have not answered everything yet" in told


@pytest.mark.parametrize("page", ["host", "projector"])
@pytest.mark.parametrize("vote", [{}, {"keep": "yes"}, {"option": "part"}], ids=["none", "keep", "option"])
def test_a_verdict_tells_votes_only_where_someone_has_voted(rooms, room, monkeypatch, page, vote):
    person = rooms.participants(room.id)[0].id
    rooms.go_to(room.id, "round1")
    rooms.answer(person, "round1", ANSWER | vote, complete=False)
    rooms.go_to(room.id, "verdict")
    told = shown(page, room.code, monkeypatch)
    assert told.count("Nobody has voted.") == (0 if vote else 1)
    assert "0 of 0" not in told
    assert ("Would keep the client: 1 of 1" in told) == (page == "projector" and "keep" in vote)


def test_an_outcome_knows_whether_anyone_voted():
    case = case_of(small())
    assert not outcome_of(case, {1: {"options.satisfy.stay": [0.1, 0.2, 0.3]}}).voted
    assert outcome_of(case, {1: {"keep": "no"}}).voted
    assert outcome_of(case, {1: {"option": "part"}}).voted
