"""The labelled replies are whole: quotes stand in their reply, no test text is a near-copy of one to learn from."""

from collections import Counter

import pytest

from retention.language import LANGUAGES
from retention.reply.corpus import RULES, held_out_corpus, training_corpus
from tests.benchmarks.reply import MOST_JACCARD, nearest, word_runs

TRAINING, TEST = training_corpus(), held_out_corpus()


def test_ids_are_unique_and_languages_ours():
    counts = Counter(row.id for row in (*TRAINING, *TEST))
    assert [name for name, count in counts.items() if count > 1] == []
    assert {row.lang for row in TRAINING} == set(LANGUAGES)


def test_every_quote_stands_in_its_reply():
    for row in (*TRAINING, *TEST):
        for rule, quotes in row.breaks.items():
            assert all(quote in row.reply for quote in quotes), (row.id, rule)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_several_hundred_replies_of_many_authors_and_trades_in_each_language(lang):
    rows = [row for row in TRAINING if row.lang == lang]
    assert len(rows) >= 300
    assert len({row.author for row in rows}) >= 14
    assert len({row.trade for row in rows}) >= 14
    for rule in RULES:
        share = sum(rule in row.breaks for row in rows) / len(rows)
        assert 0.12 < share < 0.5, (rule, share)


def test_no_test_text_is_a_near_copy_of_a_training_text():
    score, which = nearest(TEST, TRAINING, word_runs, lambda a, b: len(a & b) / max(1, len(a | b)))
    assert score <= MOST_JACCARD, which
