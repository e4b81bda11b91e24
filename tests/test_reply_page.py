"""The reply screen and the plan of next steps, from input to what is shown."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
BAD = (
    "Your order is late because of the weather. Be patient, we will get back to you soon. "
    "Are you sure you read the terms?"
)


def opened(page: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page(page).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(str(one.value) for one in [*app.markdown, *app.caption, *app.error, *app.warning, *app.success])


@pytest.fixture
def reply() -> AppTest:
    return opened("pages/reply/page.py")


def test_before_anything_is_typed_the_five_rules_are_shown(reply):
    for rule in range(1, 6):
        assert f"**{rule}.**" in said(reply)


def test_a_finding_is_shown_with_its_words_and_can_be_dismissed_with_a_note(reply):
    reply.text_area(key="reply_draft").set_value(BAD).run()
    assert not reply.exception
    assert "Are you sure" in said(reply)
    before = said(reply).count(":material/arrow_forward:")
    reply.text_input(key="dismiss_note_0").set_value("it was asked for").run()
    reply.button(key="dismiss_go_0").click().run()
    assert said(reply).count(":material/arrow_forward:") == before - 1
    assert "it was asked for" in said(reply)
    reply.button(key="dismissed_back").click().run()
    assert said(reply).count(":material/arrow_forward:") == before


def test_the_same_reply_again_is_told_by_its_likeness(reply):
    reply.text_area(key="reply_draft").set_value(BAD).run()
    reply.text_area(key="reply_earlier").set_value(BAD).run()
    assert "100%" in said(reply)


def test_an_author_does_not_rate_their_own_reply_and_somebody_else_does(reply):
    reply.text_area(key="reply_draft").set_value("Mrs Rusu, I will call you at 15:00 about the late kitchen.").run()
    reply.text_input(key="swap_author").set_value("Irina").run()
    reply.button(key="swap_go").click().run()
    assert not reply.exception
    number = max(int(one.key.removeprefix("rater_")) for one in reply.text_input if str(one.key).startswith("rater_"))
    for rater, taken in (("irina", False), ("Ben", True)):
        reply.text_input(key=f"rater_{number}").set_value(rater)
        reply.radio(key=f"score_{number}").set_value(4)
        reply.button(key=f"rate_go_{number}").click().run()
        assert not reply.exception
        assert ("wrote this reply" in said(reply)) is not taken
    assert "**4/5** · Ben" in said(reply)


def test_a_plan_is_ticked_and_stays_ticked():
    app = opened("pages/steps/page.py")
    first = next(str(one.key) for one in app.checkbox if str(one.key).startswith("step_done_"))
    app.checkbox(key=first).check().run()
    assert not app.exception
    assert "done on" in said(app)
    app.switch_page("pages/decide/page.py").run()
    app.switch_page("pages/steps/page.py").run()
    assert app.checkbox(key=first).value


def test_a_parting_shows_what_the_law_still_asks_and_what_never_to_say():
    app = opened("pages/steps/page.py")
    app.selectbox(key="steps_option").set_value("part").run()
    assert not app.exception
    assert "Parting is not final yet" in said(app)
    assert "Management told me to drop you" in said(app)


def test_the_letter_follows_its_fields_and_goes_to_the_check():
    app = opened("pages/steps/page.py")
    app.text_input(key="letter_sender").set_value("Irina Popa").run()
    draft = next(one for one in app.text_area if str(one.key).startswith("letter_"))
    written = str(draft.value)
    assert written.endswith("Irina Popa")
    app.button(key="letter_check").click().run()
    assert not app.exception
    assert app.text_area(key="reply_draft").value == written
