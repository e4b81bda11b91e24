"""What is recognised without learning: ways of contact, days, hours; patterns stay linear on hostile texts."""


import pytest

from retention.reply.features import Reading
from retention.reply.signs import recognised, sign_patterns
from retention.reply.text import fold
from retention.reply.times import time_patterns
from retention.tables import table
from tests.reply.proportion import grows_with_the_text


def kinds(text, lang):
    return [(sign.kind, text[sign.start : sign.end]) for sign in recognised(fold(text), lang)]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "words"),
    [
        ("en", "Ring me on 01632 960 447", "phone", "01632 960 447"),
        ("en", "Ring me on +44 1632 960 118.", "phone", "+44 1632 960 118"),
        ("en", "text 8080 for help", "phone", "8080"),
        ("en", "write to helen@fernbank.example now", "mail", "helen@fernbank.example"),
        ("en", "see skylark.example/help for it", "help_link", "skylark.example/help"),
        ("en", "see skylark.example/news/latest", "news_link", "skylark.example/news/latest"),
        ("en", "I call again at 15:00", "clock", "15:00"),
        ("en", "ready at 4 pm", "clock", "4 pm"),
        ("en", "by Wednesday", "day", "Wednesday"),
        ("en", "on 31 July", "day", "31 July"),
        ("en", "within 24 hours", "within", "within 24 hours"),
        ("en", "tomorrow at noon", "relative", "tomorrow"),
        ("en", "£3,412.50 was paid", "money", "£3,412.50"),
        ("ru", "Звоните 8 (495) 123-45-67", "phone", "8 (495) 123-45-67"),
        ("ru", "к пятнице", "day", "пятнице"),
        ("ru", "12 мая", "day", "12 мая"),
        ("ru", "в течение 3 рабочих дней", "within", "в течение 3 рабочих дней"),
        ("ru", "послезавтра", "relative", "послезавтра"),
        ("ro", "sunați la 0722 123 456", "phone", "0722 123 456"),
        ("ro", "sună la 1921", "phone", "1921"),
        ("ro", "până mâine", "relative", "mâine"),
        ("ro", "la ora 10", "clock", "ora 10"),
        ("ro", "în 24 de ore", "within", "în 24 de ore"),
        ("ro", "pe 12 mai", "day", "12 mai"),
    ],
)
def test_what_is_recognised(lang, text, kind, words):
    assert (kind, words) in kinds(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "as soon as possible"),
        ("en", "in the coming days"),
        ("en", "founded in 1998 by 3 brothers"),
        ("ru", "в ближайшее время"),
        ("ro", "în cel mai scurt timp"),
        ("ro", "factura nr. 9004412"),
    ],
)
def test_what_is_no_day_no_hour_and_no_address(lang, text):
    assert not {kind for kind, _ in kinds(text, lang)} & {"clock", "day", "relative", "within", "phone", "mail"}


def test_a_day_with_something_done_is_a_promise_and_a_mere_date_is_not():
    assert "promise" in Reading("I will call you on Friday.", "en").kinds
    assert "promise" not in Reading("Thank you for your order of 12 May.", "en").kinds
    assert "promise" in Reading("Перезвоню вам в пятницу.", "ru").kinds
    assert "promise" in Reading("Vă sun vineri.", "ro").kinds


def test_every_phrase_finds_its_example_and_not_the_better_wording():
    for row in table("reply_phrases"):
        for column, expected in (("example", True), ("better", False)):
            sentences = Reading(row[column], row["lang"]).sentences
            found = any(phrase.id == row["id"] for sentence in sentences for phrase in sentence.phrases)
            assert found == expected, (row["id"], column)


def test_advice_is_whole_in_three_languages():
    advice = {(row["rule"], row["tag"]): row for row in table("reply_advice")}
    assert all(all(row.values()) for row in advice.values())
    assert {(row["rule"], row["tag"]) for row in table("reply_phrases")} <= set(advice)


@pytest.mark.parametrize(
    "piece", ["a", "1", "1-", "+1 (", "a.", "a@", "www.", "very ", "12:00 ", "в течение ", "la 0", '"']
)
@pytest.mark.parametrize("lang", ["en", "ru", "ro"])
def test_patterns_take_time_in_proportion_to_the_text(piece, lang):
    def read(text):
        recognised(text, lang)
        for pattern in (*sign_patterns(lang).values(), *time_patterns(lang).values()):
            pattern.search(text)

    assert grows_with_the_text(read, piece)
