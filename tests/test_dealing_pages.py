"""The client, calm and one's own way on screen: cards by conduct, a practice kept with the case, nothing of oneself."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.calm import session
from retention import calm
from retention.behaviours import behaviour, behaviours
from retention.content import CLOSING_NOTE
from retention.decision import evaluate
from retention.language import LANGUAGES, words
from retention.memo import memo_text
from retention.own_way import STYLES, situations, styles
from retention.practices import practices
from retention.ui import casefile, notes, state
from retention.ui.evidence import EVIDENCE_NOTE, FIELD

SCRIPT = str(Path(__file__).parent.parent / "app.py")
CALM, CLIENT, OWN_WAY = "pages/calm/page.py", "pages/client/page.py", "pages/own_way/page.py"
ENDED = {"practice": "p01", "before": 4.5, "seconds": 120, "skipped": False,
         "at": datetime(2026, 11, 22, 18, tzinfo=UTC)}  # fmt: skip


@pytest.fixture
def app() -> AppTest:
    return opened()


def opened(language: str = "en") -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.context = {"locale": "en-GB", "theme": "light"}
    app.query_params["lang"] = language
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def at(app: AppTest, page: str) -> AppTest:
    return sound(app.switch_page(page).run())


def said(app: AppTest) -> str:
    elements = (*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.text)
    found = "\n".join(str(element.value) for element in elements)
    return found.replace("\\", "").replace("\u2060", "")


def noted(app: AppTest, name: str) -> dict:
    return app.session_state[notes.NOTED].get(name, {})


def case_of(app: AppTest):
    return app.session_state[state.WORKING].case


def keys(app: AppTest, start: str) -> list[str]:
    return [str(button.key) for button in app.button if str(button.key).startswith(start)]


# ---- what the client does


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_behaviour_can_be_chosen_and_shows_its_whole_card(language):
    app = at(opened(language), CLIENT)
    assert {key.removeprefix("client_all_") for key in keys(app, "client_all_")} == {
        card.id for card in behaviours(language)
    }
    for id in ("b01", "b02", "b03"):
        app.button(key=f"client_all_{id}").click()
        sound(app.run())
        card, text = behaviour(id, language), said(app)
        for part in (card.name, card.likely_cause, card.worst, card.best, card.try_saying, card.avoid_saying):
            assert part in text


def test_who_shouts_is_told_the_problem_and_a_time_and_never_to_calm_down(app):
    app.session_state["section_feel"] = True
    sound(app.run()).selectbox(key="client_does").set_value("b02")
    text = said(sound(app.run()))
    assert behaviour("b02", "en").try_saying in text
    assert "16:00" in text
    assert "calm down" not in text.lower()
    assert noted(app, "client") == {"does": "b02"}


def test_the_search_leaves_the_cards_that_have_the_words(app):
    at(app, CLIENT).text_input(key="client.query").set_value("cries")
    assert keys(sound(app.run()), "client_all_") == ["client_all_b07"]
    app.text_input(key="client.query").set_value("zzz")
    assert keys(sound(app.run()), "client_all_") == []
    assert "No card has these words" in said(app)


def test_the_state_of_the_client_in_the_case_brings_what_is_often_met(app):
    state_of_client = case_of(app).emotion.client
    app.session_state["section_feel"] = True
    sound(app.run()).slider(key="emotion.client").set_value(-4.0)
    sound(app.run())
    assert state_of_client != -4
    assert "client_met_b06" in keys(at(app, CLIENT), "client_met_")


def test_what_is_suspected_is_kept_in_the_case_and_in_no_memo(app):
    at(app, CLIENT).text_area(key=FIELD).set_value("He is lying, see the delivery note of 3 May")
    sound(app.run())
    assert noted(app, EVIDENCE_NOTE) == {"text": "He is lying, see the delivery note of 3 May"}
    record = app.session_state[casefile.KEPT]
    stored = casefile.storage().load(record.id)
    assert stored.document["notes"][EVIDENCE_NOTE]["text"].startswith("He is lying")
    case = case_of(app)
    found = calm.lines(calm.kept(noted(app, calm.CALM_NOTE)), words("en"))
    assert "lying" not in memo_text(case, evaluate(case), words("en"), "comma", date(2026, 11, 22), found)


# ---- calm


def after_a_practice(app: AppTest, after: float, **other: object) -> AppTest:
    """The page of a practice that has ended, with the state after it set."""
    at(app, CALM)
    app.session_state[session.ENDED] = {**ENDED, **other}
    sound(app.run()).slider(key="calm.after").set_value(after)
    return sound(app.run())


def test_a_practice_is_kept_with_both_states_and_becomes_the_state_of_the_case(app):
    after_a_practice(app, 1.0).button(key="calm_keep").click()
    sound(app.run())
    assert case_of(app).emotion.manager == 1
    [pause] = calm.kept(noted(app, calm.CALM_NOTE))
    assert (pause.practice, pause.before, pause.after, pause.seconds, pause.skipped) == ("p01", 4.5, 1.0, 120, False)
    assert noted(app, CLOSING_NOTE) == {}  # nothing waits for a pause any more
    assert "state before +4.5 (carried away), after +1 (calm)" in said(app)
    record = casefile.storage().load(app.session_state[casefile.KEPT].id)
    assert calm.kept(record.document["notes"][calm.CALM_NOTE]) == (pause,)
    assert record.document["emotion"]["manager"] == 1


def test_the_state_of_the_case_stays_where_that_is_wanted(app):
    before = case_of(app).emotion.manager
    after_a_practice(app, 5.0).toggle(key="calm.take_over").set_value(False)
    sound(app.run()).button(key="calm_keep").click()
    sound(app.run())
    assert case_of(app).emotion.manager == before
    assert len(calm.kept(noted(app, calm.CALM_NOTE))) == 1


@pytest.mark.parametrize(("skipped", "closing"), [(False, {"pause_done": True}), (True, {})])
def test_far_from_the_middle_still_a_whole_practice_is_the_pause_before_closing(app, skipped, closing):
    after_a_practice(app, 4.0, skipped=skipped).button(key="calm_keep").click()
    sound(app.run())
    assert noted(app, CLOSING_NOTE) == closing


def test_beside_a_closed_case_only_the_practice_is_kept(app):
    app.session_state["section_feel"] = True
    sound(app.run()).slider(key="emotion.manager").set_value(3.0)
    sound(app.run())
    app.session_state[casefile.KEPT] = replace(app.session_state[casefile.KEPT], status="closed")
    after_a_practice(app, 0.0)
    assert "calm.take_over" not in [toggle.key for toggle in app.toggle]
    app.button(key="calm_keep").click()
    sound(app.run())
    assert case_of(app).emotion.manager == 3
    assert len(calm.kept(noted(app, calm.CALM_NOTE))) == 1


def test_what_is_not_kept_leaves_no_trace(app):
    before = case_of(app)
    after_a_practice(app, 0.0).button(key="calm_forget").click()
    sound(app.run())
    assert case_of(app) == before
    assert noted(app, calm.CALM_NOTE) == {}
    assert app.session_state[session.ENDED] is None
    assert app.session_state[state.EXAMPLE] is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_practice_can_be_chosen_by_its_moment(language):
    app = at(opened(language), CALM)
    seen = set()
    for first, *others in calm.by_moment(language).values():
        app.pills(key="calm.moment").set_value(first)
        sound(app.run())
        for id in (first, *others):
            if others:
                app.segmented_control(key="calm.of_moment").set_value(id)
                sound(app.run())
            found = next(one for one in practices(language) if one.id == id)
            for part in (found.name, found.steps, found.caution):
                assert part in said(app)
            seen.add(id)
    assert len(seen) == 11


def test_a_provisional_verdict_leads_to_a_practice(app):
    def ways() -> int:
        return sum("calm" in str(link.proto.page) for link in app.get("page_link") if link.proto.label != "Calm")

    app.session_state["section_feel"] = True
    before = ways()
    sound(app.run()).slider(key="emotion.manager").set_value(4.0)
    sound(app.run())
    assert ways() > before


# ---- who was asked to a room


@pytest.fixture
def guest(monkeypatch) -> AppTest:
    monkeypatch.setattr("retention.ui.access.session_is_owner", lambda: False)
    monkeypatch.setattr("retention.ui.beside.session_is_owner", lambda: False)
    return opened()


def test_a_guest_sees_cards_and_practices_and_no_case(guest):
    for page, title in ((CALM, "Calm"), (CLIENT, "The client"), (OWN_WAY, "My own way in a conflict")):
        app = at(guest, page)
        assert app.title[0].value == title
        assert state.WORKING not in app.session_state
        assert not app.text_area
        assert not keys(app, "calm_keep")


def test_a_guest_does_a_practice_and_is_not_asked_to_keep_it(guest):
    app = after_a_practice(guest, 1.0)
    assert not keys(app, "calm_keep")
    assert "From +4.5 to +1" in said(app)
    assert state.WORKING not in app.session_state


# ---- one's own way


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_answers_give_the_way_with_its_slip_and_caution(language):
    app = at(opened(language), OWN_WAY)
    for one in situations(language):
        assert one.text in said(app)
        app.button(key="own_way_explaining").click()
        sound(app.run())
    found, text = styles(language)["explaining"], said(app)
    for part in (found.name, found.strength, found.slip, found.caution):
        assert part in text


def test_none_of_these_counts_for_nothing_and_back_asks_again(app):
    at(app, OWN_WAY)
    for _one in range(3):
        app.button(key="own_way_none").click()
        sound(app.run())
    app.button(key="own_way_back").click()
    assert situations("en")[2].text in said(sound(app.run()))
    for _one in range(6):
        app.button(key="own_way_none").click()
        sound(app.run())
    assert "Too few answers" in said(app)
    app.button(key="own_way_again").click()
    assert situations("en")[0].text in said(sound(app.run()))


def test_what_one_answers_about_oneself_reaches_no_case(app):
    app.session_state["section_feel"] = True
    sound(app.run()).slider(key="emotion.manager").set_value(-1.5)  # a case of one's own, which is kept
    at(app, OWN_WAY)
    for _one in situations("en"):
        app.button(key=f"own_way_{STYLES[0]}").click()
        sound(app.run())
    at(app, "pages/decide/page.py")
    record = casefile.storage().load(app.session_state[casefile.KEPT].id)
    assert not any(style in str(record.document) for style in STYLES)
