"""The sentences of a reply that name a day or an hour, of which promises are made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention.language import LANGUAGES
from retention.reply_dates import MOST, dated_sentences

SAID = {
    "en": ("I am sorry about the worktop. I will call you tomorrow at 15:00. Is Tuesday fine? We will see.",
           "I will call you tomorrow at 15:00."),
    "ru": ("Мне жаль, что так вышло со столешницей. Завтра в 15:00 я вам позвоню. Вам удобно во вторник? Посмотрим.",
           "Завтра в 15:00 я вам позвоню."),
    "ro": ("Îmi pare rău pentru blat. Vă sun mâine la 15:00. E bine marți? Mai vedem.", "Vă sun mâine la 15:00."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_by_a_day_is_found_and_what_is_asked_is_not(language):
    text, sentence = SAID[language]
    assert dated_sentences(text, language) == (sentence,)


def test_of_many_a_handful_is_offered_in_their_order():
    hours = [f"I call you at {hour}:00." for hour in range(10, 20)]
    assert dated_sentences(" ".join(hours), "en") == tuple(hours[:MOST])


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_gives_sentences_of_its_own(text, language):
    for sentence in dated_sentences(text, language):
        assert sentence
        assert sentence in " ".join(text.split())
