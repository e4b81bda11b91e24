"""The language of a reply is recognised from one line, with or without diacritics."""

import pytest

from retention.reply.corpus import training_corpus
from retention.reply.language import recognised_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry!", "en"),
        ("DM us pls", "en"),
        ("We'll call you by 15:00", "en"),
        ("Спасибо", "ru"),
        ("Ваш заказ в Telegram и WhatsApp, iPhone 15 Pro Max", "ru"),
        ("Ne pare rau", "ro"),
        ("Buna ziua, revenim", "ro"),
        ("Bună", "ro"),
        ("Va rugam sa reveniti", "ro"),
        ("Banii au fost returnati pe card", "ro"),
        ("12:00", "en"),
        ("😀", "en"),
        ("", "en"),
    ],
)
def test_one_line_is_enough(text, expected):
    assert recognised_language(text) == expected


def test_addresses_tell_nothing():
    assert recognised_language("Scrieți la office@the-help-and-support.com, https://www.the.example/you/are") == "ro"


def test_the_corpus_is_recognised():
    rows = training_corpus()
    right = sum(recognised_language(row.reply) == row.lang for row in rows)
    assert right / len(rows) > 0.99
