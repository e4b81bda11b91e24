"""The arithmetic of the model and of the encoder, against numbers worked by hand; learning is repeatable."""

from collections import Counter

import numpy as np
import pytest

from retention.reply.corpus import RULES, Labelled
from retention.reply.encoder import encoder, unpacked
from retention.reply.features import Reading, figures, keys
from retention.reply.model import Linear, judge, model, model_arrays, read_model, scaled


def test_weights_are_unpacked_from_four_bits():
    bits = np.array([[0x80 + i for i in range(16)]], np.uint8)  # low halves 0…15, high halves all 8
    values = unpacked(bits, np.array([[0.5]], np.float16))
    assert values.tolist() == [[*((i - 8) * 0.5 for i in range(16)), *[0.0] * 16]]


def test_a_sentence_has_one_vector_of_length_one_whatever_stands_beside_it():
    alone = encoder().encode(["The courier lost it."])
    beside = encoder().encode(
        ["The courier lost it.", "Yes", "A much longer sentence about something else, with many words."]
    )
    assert np.linalg.norm(alone[0]) == pytest.approx(1, abs=1e-5)
    assert alone[0] @ beside[0] == pytest.approx(1, abs=1e-4)


def test_sentences_of_one_meaning_are_nearer_than_others_across_languages():
    english, russian, romanian, other = encoder().encode(
        [
            "The courier lost your parcel.",
            "Курьер потерял вашу посылку.",
            "Curierul v-a pierdut coletul.",
            "Good morning, Anna!",
        ]
    )
    assert english @ russian > english @ other
    assert english @ romanian > english @ other


def test_log_odds_are_the_sum_of_weights():
    names = {"a": 2.0, "b": 1.0, "unknown": 7.0}
    known = keys({"a": 1.0, "b": 1.0})
    order = np.argsort(known)
    weights = np.array([[0.5], [-1.0]])[order]
    linear = Linear(known[order], weights, np.array([[3.0], [0.0]]), np.array([0.25]))
    assert linear.scores([names], np.array([[1.0, 9.0]])).tolist() == [[2 * 0.5 - 1 + 3 + 0.25]]


def test_vectors_are_centred_and_of_one_length():
    vectors = scaled(np.array([[1.0, 5.0], [3.0, 1.0]]), np.array([2.0, 3.0]), np.array([1.0, 2.0]))
    assert np.allclose(vectors, [[-(2**0.5), 2**0.5], [2**0.5, -(2**0.5)]])


def test_figures_count_what_no_formula_says():
    reading = Reading("Sorry for the cold soup", "en", "The soup was cold!")
    found = figures(reading, Counter({"sorri": 5, "for": 9, "the": 9}))
    assert found["outside_share"] == pytest.approx(2 / 5)
    assert found["telling"] == pytest.approx(np.log1p(2) / 2)


def test_a_model_written_and_read_judges_the_same():
    reading = Reading("Our supplier did not send it. Please wait.", "en")
    first, second = judge(reading, model()), judge(reading, read_model(model_arrays(model())))
    assert first.probabilities == pytest.approx(second.probabilities, abs=1e-6)


def test_learning_is_repeatable_and_finds_what_was_put_in():
    train = pytest.importorskip("retention.reply.train")
    rows = [row for author in range(10) for row in _rows(author)]
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(sum(len(Reading(row.reply, "en").sentences) for row in rows), 8))

    count = sum(lesson.sentences for lesson in train.lessons(rows))
    lesson_vectors = chance.normal(size=(count, 8))

    def learn():
        data = train.material(rows, vectors, lesson_vectors)
        base = train.bases(data)
        validated = train.cross_validated(data, base, data.authors)
        return validated, train.learned(data, base, validated)

    (validated, first), (_, second) = learn(), learn()
    for name, array in model_arrays(first).items():
        assert np.array_equal(array, model_arrays(second)[name]), name
    blamed = validated.probabilities[:, RULES.index("blame_shifted")]
    truth = np.array(["blame_shifted" in row.breaks for row in rows])
    assert blamed[truth].min() > blamed[~truth].max()


def _rows(author):
    for number in range(4):
        broken = (author + number) % 2 == 0
        words = "The supplier failed to deliver." if broken else "I will bring the lamp on Friday."
        breaks: dict[str, tuple[str, ...]] = {"blame_shifted": (words,)} if broken else {}
        others = [
            rule for place, rule in enumerate(RULES) if rule != "blame_shifted" and (author + number + place) % 3 == 0
        ]
        breaks |= dict.fromkeys(others, ("Dear Ana.",))
        yield Labelled(f"{author}-{number}", "en", "shop", f"en:{author}", None, None, f"Dear Ana. {words}", breaks)


def test_thresholds_prefer_precision_then_f1():
    train = pytest.importorskip("retention.reply.train")
    probabilities = np.array([0.9, 0.8, 0.7, 0.6, 0.3, 0.2])
    truth = np.array([True, True, True, False, False, False])
    assert 0.6 < train.threshold(probabilities, truth) <= 0.7
