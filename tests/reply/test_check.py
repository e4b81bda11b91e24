"""The check as its users meet it: what is flagged, what passes, where, and with which advice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention.faults import InvalidInput
from retention.reply import check_document, check_reply
from retention.reply.check import MOST_CHARACTERS, MOST_FINDINGS


def marked(text, rule, **more):
    return [text[f.start : f.end] for f in check_reply(text, **more).findings if f.rule == rule and f.breaks]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We will get back to you as soon as possible.", 1),
        ("Мы свяжемся с вами в ближайшее время.", 1),
        ("Vom reveni în cel mai scurt timp.", 1),
        (
            "Thank you for your feedback. We are sorry for any inconvenience caused and take all complaints seriously.",
            2,
        ),
        ("Благодарим за обратную связь! Приносим извинения за доставленные неудобства. Нам важно ваше мнение.", 2),
        ("Vă mulțumim pentru mesaj. Ne pare rău pentru neplăcerile create. Părerea dumneavoastră contează.", 2),
        ("The delay happened due to the holiday season and the high volume of parcels.", 3),
        ("Задержка произошла из-за высокого сезона и плохой погоды.", 3),
        ("Întârzierea s-a produs din cauza vremii și a volumului mare de comenzi.", 3),
        ("Our supplier did not send the parts, it is their fault.", 4),
        ("Поставщик не прислал детали, это его вина.", 4),
        ("Furnizorul nu a trimis piesele, e vina lui.", 4),
        ("You claim that the soup was cold.", 5),
        ("Вы утверждаете, что суп был холодным.", 5),
        ("Susțineți că supa era rece.", 5),
        ("Are you sure you read the contract? You should have told us earlier.", 5),
        ("You are mistaken, technically a boiler cannot overheat.", 5),
        ("You are lying about the delivery.", 5),
        ("Вы лжёте.", 5),
        ("Mințiți.", 5),
    ],
)
def test_what_breaks_a_rule(text, rule):
    assert rule in check_reply(text).broken


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("No news on your sofa yet, Anna. I call you again at 15:00.", 1),
        ("Новостей о диване пока нет. Позвоню вам снова в 15:00.", 1),
        ("Încă nu am vești despre canapea. Vă sun din nou la 15:00.", 1),
        ("Please DM us your order number and we will trace the blue lamp.", 1),
        ("I am sorry about the cold soup on Friday; your money is on its way and I call you at 15:00.", 2),
        ("You told me that the soup was cold, and I am sorry. Write to me at ana@bistro.example.", 5),
        ("Вы сказали мне, что суп был холодным. Простите. Деньги вернула, мой номер 8 495 123-45-67.", 5),
        ("Mi-ați spus că supa era rece. Îmi pare rău. V-am returnat banii; numărul meu e 0722 123 456.", 5),
        ("You know these boilers well; may I add what we saw on our side?", 5),
    ],
)
def test_what_passes(text, rule):
    assert rule not in check_reply(text).broken


def test_the_words_that_break_a_rule_are_marked():
    text = "I am sorry about the boiler. You claim that it was new. Call me on 01632 960 447."
    assert marked(text, 5) == ["You claim that it was new."] or marked(text, 5) == ["You claim"]
    text = "Dear Ion, your fridge is late. Our supplier did not send it. I call you tomorrow at 10:00."
    assert marked(text, 4) == ["Our supplier did not send it."]


def test_force_majeure_before_any_regret_is_an_error_and_after_the_remedy_a_hint():
    before = "This was force majeure. We are sorry. Your new table comes on Friday at 10:00, call me on 01632 960 447."
    after = "I am sorry that your table is late. I will bring it on Friday at 10:00 and refund the delivery."
    after += " It was force majeure."
    assert ("error", 3) in {(f.severity, f.rule) for f in check_reply(before).findings}
    assert {f.severity for f in check_reply(after).findings if f.rule == 3} <= {"hint"}
    assert 3 not in check_reply(after).broken


def test_the_same_reply_twice_is_a_template():
    text = "Dear Ana, the zip of your blue coat is being replaced; I call you on Friday at 10:00. Dan"
    check = check_reply(text, earlier_replies=[text.upper()])
    assert check.likeness == pytest.approx(100)
    [finding] = [f for f in check.findings if f.rule == 2]
    assert finding.severity == "error"
    assert "100%" in finding.message
    assert 2 not in check_reply(text, earlier_replies=["Your parcel left today."]).broken


def test_the_checklist_names_what_is_missing():
    assert check_reply("Your soup was cold.").missing == ("regret", "what_we_do", "by_when", "who_i_am")
    whole = "I am sorry about the cold soup. I will send you a voucher on Friday.\n\nMaria Ionescu"
    assert check_reply(whole).missing == ()
    assert check_reply("Простите за холодный суп. Верну деньги в пятницу.\nМария").missing == ()
    assert check_reply("Îmi pare rău pentru supă. Vă returnez banii vineri.\nMaria").missing == ()


@pytest.mark.parametrize("lang", ["en", "ru", "ro"])
def test_advice_is_in_the_language_of_the_reply(lang):
    texts = {"en": "Please be patient.", "ru": "Ожидайте, пожалуйста.", "ro": "Vă rugăm să aveți răbdare."}
    check = check_reply(texts[lang])
    assert check.language == lang
    for finding in check.findings:
        letters = {"en": "abc", "ru": "аео", "ro": "ăâîșț"}[lang]
        assert any(letter in finding.message + finding.suggestion for letter in letters)


def test_findings_are_a_handful_worst_first():
    text = "\n".join([
        "You are lying. Calm down.", "Our supplier failed. The courier lost it.", "It was the weather and the season.",
        "Are you sure? Nobody else complained.", "That is our policy. Be patient.",
        "You claim it. You should have read it.",
    ])  # fmt: skip
    findings = check_reply(text).findings
    assert 3 <= len(findings) <= MOST_FINDINGS
    order = [("error", "warning", "hint").index(f.severity) for f in findings]
    first_of_each = [order[i] for i, f in enumerate(findings) if f.rule not in {g.rule for g in findings[:i]}]
    assert first_of_each == sorted(first_of_each)


@pytest.mark.parametrize(
    ("text", "rule"), [("", "empty_text"), (" \n\t", "empty_text"), ("a" * (MOST_CHARACTERS + 1), "too_large")]
)
def test_what_cannot_be_checked_says_why(text, rule):
    with pytest.raises(InvalidInput) as raised:
        check_reply(text)
    assert raised.value.faults[0].rule == rule


def test_a_language_that_is_none_of_ours_is_refused():
    with pytest.raises(InvalidInput):
        check_reply("Bonjour", lang="fr")


def test_the_json_form_has_the_keys_of_the_model():
    document = check_document(check_reply("Please wait."))
    assert list(document) == ["language", "findings", "missing"]
    assert list(document["findings"][0]) == ["rule", "start", "end", "severity", "message", "suggestion"]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=200), st.sampled_from([None, "en", "ru", "ro"]))
def test_any_text_gets_an_answer_or_a_refusal(text, lang):
    try:
        check = check_reply(text, lang)
    except InvalidInput:
        assert not text.strip()
        return
    assert all(0 <= f.start <= f.end <= len(text) for f in check.findings)
    assert check_reply(text, lang) == check
