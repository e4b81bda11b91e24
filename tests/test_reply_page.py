"""The reply screen and the plan of next steps, from input to what is shown."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.case import Case
from retention.decision import evaluate
from retention.document import case_document
from retention.language import words
from retention.letter import GAP, in_full
from retention.next_steps import parting_faults
from retention.parting_dates import parting_dates
from retention.storage import Headline
from retention.ui import casefile, state
from retention.ui.evidence import EVIDENCE_NOTE, FIELD
from tests.small_case import case_of, small

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


def kept(case: Case) -> int:
    """The number of a case that is kept as a draft."""
    return casefile.storage().create(case_document(case), "created", Headline.of(evaluate(case))).row.id


def opened_with(case: Case, page: str) -> AppTest:
    """A page with this case, now kept, on screen."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["case"] = str(kept(case))
    app.run()
    app.switch_page(page).run()
    assert not app.exception
    assert app.session_state[state.WORKING].case == case
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


def test_what_is_known_against_the_client_is_noted_beside_the_reply_and_stays_out_of_it():
    app = opened_with(case_of(small()), "pages/reply/page.py")
    app.text_area(key="reply_draft").set_value("I call you at 15:00.").run()
    app.text_area(key=FIELD).set_value("The client is lying: the receipt is of May").run()
    assert not app.exception
    app.switch_page("pages/decide/page.py").run()
    record = casefile.storage().load(app.session_state[casefile.KEPT].id)
    assert record.document["notes"][EVIDENCE_NOTE] == {"text": "The client is lying: the receipt is of May"}
    app.switch_page("pages/reply/page.py").run()
    assert app.text_area(key="reply_draft").value == "I call you at 15:00."
    assert app.text_area(key=FIELD).value == "The client is lying: the receipt is of May"


def test_an_example_becomes_a_case_of_ones_own_with_the_reply_that_was_sent(reply):
    reply.text_area(key="reply_draft").set_value("I call you at 15:00.").run()
    reply.button(key="reply_note_sent").click().run()
    assert reply.session_state[casefile.KEPT] is None  # not without a channel
    reply.selectbox(key="reply_channel").set_value("phone").run()
    reply.button(key="reply_note_sent").click().run()
    assert not reply.exception
    (message,) = casefile.storage().messages.of_case(reply.session_state[casefile.KEPT].id)
    assert message.note == "I call you at 15:00."


def test_without_a_case_there_is_nothing_to_note_a_reply_with(reply):
    del reply.session_state[state.WORKING]
    reply.text_area(key="reply_draft").set_value("I call you at 15:00.").run()
    assert not reply.exception
    assert FIELD not in {one.key for one in reply.text_area}
    assert not [one for one in reply.button if one.key == "reply_note_sent"]


def test_a_sent_reply_needs_its_channel_and_is_kept_with_the_case_once():
    app = opened_with(case_of(small(client="Elena *Rusu*")), "pages/reply/page.py")
    number, text = app.session_state[casefile.KEPT].id, "I am sorry. I call you tomorrow at 15:00. Is that fine?"
    app.text_area(key="reply_draft").set_value(text).run()
    app.button(key="reply_note_sent").click().run()
    assert not app.exception
    assert casefile.storage().messages.of_case(number) == ()
    assert app.error
    app.selectbox(key="reply_channel").set_value("e-mail").run()
    app.button(key="reply_note_sent").click().run()
    (message,) = casefile.storage().messages.of_case(number)
    assert (message.side, message.channel, message.note) == ("us", "e-mail", text)
    assert not [one for one in app.button if one.key == "reply_note_sent"]  # it is sent
    assert not [one for one in app.button if one.key == "reply_promise_note_1"]  # what is asked is not promised
    app.button(key="reply_promise_note_0").click().run()
    assert not app.exception
    assert app.text_input(key="promise.new.what").value == "I call you tomorrow at 15:00."
    assert app.text_input(key="promise.new.to_whom").value == "Elena *Rusu*"
    assert app.selectbox(key="promise.new.channel").value == "e-mail"
    assert app.selectbox(key="promise.new.case").value == number


def test_a_reply_that_names_no_day_leaves_its_promise_to_be_said():
    app = opened_with(case_of(small()), "pages/reply/page.py")
    app.text_area(key="reply_draft").set_value("I am sorry about the worktop.").run()
    app.selectbox(key="reply_channel").set_value("phone").run()
    app.button(key="reply_note_sent").click().run()
    app.button(key="reply_promise_new").click().run()
    assert not app.exception
    assert not app.text_input(key="promise.new.what").value
    assert app.selectbox(key="promise.new.channel").value == "phone"


def test_the_questions_that_could_stop_a_parting_are_answered_beside_its_plan():
    app = opened_with(case_of(small(value__annual_margin=-100)), "pages/steps/page.py")
    number = app.session_state[casefile.KEPT].id
    while [one for one in app.button if one.key == "parting_no"]:
        assert parting_faults(casefile.storage().load(number).document, "part")
        app.button(key="parting_no").click().run()
        assert not app.exception
    assert parting_faults(casefile.storage().load(number).document, "part") == ()
    assert "Parting can go ahead" in said(app)


def test_a_letter_with_gaps_says_so_first_and_is_not_sent():
    app = opened_with(case_of(small()), "pages/reply/page.py")
    for gaps in (2, 1):
        text = f"I am sorry about the worktop. I call you at 15:00. {' '.join([GAP] * gaps)}"
        app.text_area(key="reply_draft").set_value(text).run()
        assert not app.exception
        assert app.warning[0].value.startswith(f"{gaps} gap")
        assert not [one for one in app.button if one.key == "reply_note_sent"]
    app.text_area(key="reply_draft").set_value("I am sorry about the worktop. I call you at 15:00.").run()
    assert not app.warning
    assert app.button(key="reply_note_sent")


def test_the_end_in_the_letter_moves_the_steps_that_belong_to_it():
    app = opened("pages/steps/page.py")
    app.selectbox(key="steps_option").set_value("part").run()
    end = date(2027, 3, 31)
    field = next(one for one in app.date_input if str(one.key).startswith("letter_end_on"))
    field.set_value(end).run()
    assert not app.exception
    decided = app.date_input(key="steps_decided").value
    assert isinstance(decided, date)
    dates = parting_dates(decided, given={"end": end})
    shown = said(app)
    assert words("en").date(end) in shown
    assert words("en").date(dates.handover) in shown
    assert in_full(dates.handover, words("en")) in next(
        str(one.value) for one in app.text_area if str(one.key).startswith("letter_")
    )


def test_the_letter_follows_the_day_of_the_decision():
    app = opened("pages/steps/page.py")
    app.selectbox(key="steps_option").set_value("satisfy").run()
    app.date_input(key="steps_decided").set_value(date(2026, 11, 26)).run()
    written = next(str(one.value) for one in app.text_area if str(one.key).startswith("letter_"))
    assert "30 November 2026" in written  # three days after a Thursday is a Sunday
    assert "letter" not in app.session_state["notes.noted"]  # suggestions are not noted


@pytest.mark.parametrize("language, written", [("en", "DD/MM/YYYY"), ("ru", "DD.MM.YYYY"), ("ro", "DD.MM.YYYY")])
def test_fields_for_days_and_the_labels_of_steps_are_plain(language, written):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    app.switch_page("pages/steps/page.py").run()
    assert {one.proto.format for one in app.date_input} == {written}
    labels = [one.label for one in app.checkbox if str(one.key).startswith("step_done_")]
    assert labels
    assert not any("**" in label for label in labels)
