"""The sections of Decide beyond the plain figures: what the client needs, what we could offer, and the rest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.decide import gates
from retention import offers, severity
from retention.consequences import consequences
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
    return [str(box.key).removeprefix("offer.") for box in app.checkbox if str(box.key).startswith("offer.m")]


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




# ---- responsibility, opinion, the law, red lines, ranges


def test_shares_are_written_only_when_they_come_to_a_hundred():
    app = opened("owed")
    before = case_of(app).company_responsibility
    app.number_input(key="shares.company").set_value(60)
    app.number_input(key="shares.client").set_value(60)
    ran(app)
    assert case_of(app).company_responsibility == before
    assert "Together 120%" in text(app)
    app.number_input(key="shares.partner").set_value(15)
    app.number_input(key="shares.client").set_value(25)
    ran(app)
    assert case_of(app).company_responsibility == 75
    assert "that is all of it" in text(app)


def test_raising_satisfaction_leaves_loyalty_alone():
    app = opened("opinion")
    loyalty = case_of(app).loyalty
    app.slider(key="satisfaction").set_value(5.0)
    ran(app)
    assert case_of(app).satisfaction == 5
    assert case_of(app).loyalty == loyalty
    assert app.slider(key="loyalty").value == loyalty


def test_a_gate_that_obliges_suggests_the_duty_and_says_how_it_was_checked():
    app = opened("gates")
    app.selectbox(key="gates_place").set_value("UK")
    ran(app)
    obliging = [row for row in gates.rows_for("UK") if row["effect"] == "must_satisfy"]
    for row in gates.rows_for("UK"):
        assert row["question_en"] in text(app)
        answer = "yes" if row is obliging[0] else "no"
        app.button(key=f"gate_{answer}").click()
        ran(app)
    assert f"How this was checked: {obliging[0]['checked_en']}." in text(app)
    assert "ask a lawyer" in text(app)
    app.button(key=f"gate_duty_{obliging[0]['id']}").click()
    ran(app)
    assert app.session_state[state.WORKING]["statutory_duty"] is True


def test_a_gate_that_bars_parting_warns():
    app = opened("gates")
    barring = next(row for row in gates.rows_for("") if row["effect"] == "cannot_exit")
    for row in gates.rows_for(""):
        app.button(key="gate_unsure" if row is barring else "gate_no").click()
        ran(app)
    assert "Parting may not be open" in text(app)


def test_a_red_line_of_the_table_starts_unconfirmed_with_its_effect():
    app = opened("owed")
    app.selectbox(key="new_red_line").set_value("r08")
    ran(app)
    line = case_of(app).red_lines[-1]
    assert (line.effect, line.confirmed) == ("refuse", False)


def test_widening_says_how_far_the_mean_moves():
    app = opened("sure")
    app.slider(key="widening").set_value(2.0)
    ran(app)
    assert case_of(app).widening == 2
    assert "of net value" in text(app)


# ---- the years ahead, totals, prices


def test_another_horizon_asks_for_the_probabilities_again():
    app = opened("worth")
    before = case_of(app)
    app.number_input(key="horizon_years").set_value(before.horizon_years * 2)
    ran(app)
    assert "How likely are they in that time?" in text(app)
    app.button(key="horizon_convert").click()
    ran(app)
    assert "How likely are they in that time?" not in text(app)
    for now, then in zip(case_of(app).risks, before.risks, strict=True):
        assert 1 - now.probability.likely == pytest.approx((1 - then.probability.likely) ** 2)


def test_what_is_owed_is_taken_off_a_total():
    app = opened("asked", "owed")
    for part in ("high", "likely", "low"):
        app.number_input(key=f"owed.{part}").set_value(100)
        ran(app)
    for part, value in (("low", 500), ("likely", 600), ("high", 800)):
        app.number_input(key=f"total.satisfy.{part}").set_value(value)
    next(button for button in app.button if button.label == "Take off what is owed").click()
    ran(app)
    outlay = case_of(app).options.satisfy.outlay
    assert (outlay.low, outlay.likely, outlay.high) == (400, 500, 700)


def test_a_band_and_a_formula_price_a_risk():
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for key in ("section_risks", "price.0"):
        app.session_state[key] = True
    ran(app)
    app.pills(key="price.0.band").set_value("minor")
    ran(app)
    expected = severity.band_severity("minor", case_of(app))
    assert case_of(app).risks[0].severity == expected


def test_evidence_in_another_currency_is_priced_once_its_worth_is_told():
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for key in ("section_risks", "price.0"):
        app.session_state[key] = True
    ran(app)
    app.selectbox(key="risks.0.category").set_value("financial")
    app.text_input(key="risks.0.name").set_value(consequences()["chargeback"].names["en"])
    ran(app)
    before = case_of(app).risks[0].severity
    for name, value in {"amount": 100, "share_kept": 40}.items():
        app.number_input(key=f"price.0.chargeback.{name}").set_value(value)
    next(button for button in app.button if button.label == "Use this price").click()
    assert "USD" in text(ran(app))
    assert case_of(app).risks[0].severity == before
    app.number_input(key="price.0.chargeback.rate.USD").set_value(0.5)
    next(button for button in app.button if button.label == "Use this price").click()
    ran(app)
    priced = case_of(app).risks[0].severity
    assert priced.likely == float(f"{100 * (1 - 0.4) + 190 * 0.5:.1e}")  # what the bank takes back, and 190 USD a case
    assert app.number_input(key="price.0.chargeback.rate.USD").value == 0.5
