"""The sections of Decide beyond the plain figures: what the client needs, what we could offer, and the rest."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from retention import offers
from retention.ui import state

SCRIPT = str(Path(__file__).parent.parent / "app.py")


def opened(*sections: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for section in sections:
        app.session_state[f"section_{section}"] = True
    app.run()
    assert not app.exception
    return app


def case_of(app: AppTest):
    return app.session_state[state.WORKING].case


def text(app: AppTest) -> str:
    found = "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning, *app.info))
    return found.replace("\\", "").replace("\u2060", "")


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def ticked_remedies(app: AppTest) -> list[str]:
    return [box.key.removeprefix("offer.") for box in app.checkbox if (box.key or "").startswith("offer.m")]


# ---- interests


def test_an_interest_of_the_table_is_added_with_its_name():
    app = opened("needs")
    count = len(case_of(app).interests)
    known = [offers.interest_id(interest.name) for interest in case_of(app).interests]
    free = next(key for key in ("i01", "i02", "i03", "i04", "i05") if key not in known)
    app.selectbox(key="new_interest").set_value(free)
    ran(app)
    assert len(case_of(app).interests) == count + 1
    assert offers.interest_id(case_of(app).interests[count].name) == free
    assert app.selectbox(key="new_interest").value is None


def test_what_an_option_meets_is_written_into_the_case():
    app = opened("needs")
    app.number_input(key="interests.0.met.decline").set_value(15)
    ran(app)
    assert case_of(app).interests[0].met.decline == 15


# ---- the offer


def test_with_nothing_to_spend_three_remedies_remain_and_none_takes_money():
    app = opened("offer")
    app.number_input(key="offer.limit").set_value(0)
    ran(app)
    shown = ticked_remedies(app)
    assert len(shown) >= 3
    assert all(offers.remedies()[name].is_free for name in shown)


def test_the_ticked_remedies_become_the_compromise():
    app = opened("offer")
    shown = ticked_remedies(app)[:2]
    for name in shown:
        app.checkbox(key=f"offer.{name}").check()
    ran(app)
    before = case_of(app)
    app.button(key="offer.take").click()
    ran(app)
    expected = offers.compromise_from(before, [offers.remedies()[name] for name in shown])
    assert case_of(app).options.compromise == expected.options.compromise
    assert case_of(app).interests == expected.interests
    assert case_of(app).options.satisfy == before.options.satisfy


