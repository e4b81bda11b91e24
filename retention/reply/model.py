"""The learned judgement: linear models over sentences and over the whole reply, put together to one probability a rule.

Weights are in `data/reply_model.npz`, made by `python -m retention.reply.train`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retention.reply.corpus import RULES
from retention.reply.encoder import encoder
from retention.reply.features import Features, Reading, keys, reply_features, sentence_features
from retention.resources import DATA

Floats = NDArray[np.float64]
SENTENCE_RULES = RULES[2:]
"""The rules that single sentences break; the first two are judged on the whole text."""

VECTOR_LENGTH = 2.0  # what a sentence's vector weighs beside the words
NONE = -6.0  # the score of a sentence that is not there
STACKED = ("apology", "remedy", "own", "done", "promise", "address", "channel")
"""Signs of the whole reply that the last step sees again."""


@dataclass(frozen=True)
class Linear:
    """Weights of named features and of the vector; one column for each rule."""

    keys: NDArray[np.uint32]
    weights: Floats
    vector_weights: Floats
    bias: Floats

    def scores(self, features: list[Features], vectors: Floats) -> Floats:
        """Log odds.  Shape (rows, rules)."""
        rows = [self._row(row) for row in features]
        return (np.stack(rows) if rows else np.zeros((0, len(self.bias)))) + vectors @ self.vector_weights + self.bias

    def _row(self, features: Features) -> Floats:
        wanted = keys(features)
        places = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        known = self.keys[places] == wanted
        values = np.fromiter(features.values(), float, len(features))[known]
        return np.asarray(values @ self.weights[places[known]])


@dataclass(frozen=True)
class Model:
    """All that was learned.  stack: for each rule the weights of `stacked` and a bias."""

    sentence: Linear
    reply: Linear
    centre: Floats
    spread: Floats
    stack: dict[str, Floats]
    thresholds: dict[str, float]
    formula: dict[str, Counter[str]]


@dataclass(frozen=True)
class Judgement:
    """What the model makes of a reply.

    probabilities: by rule, calibrated; sentence_scores: log odds, shape (sentences, 3) in the order of SENTENCE_RULES.
    """

    probabilities: dict[str, float]
    sentence_scores: Floats


def judge(reading: Reading, model: Model) -> Judgement:
    """The probability that each rule is broken, and how much each sentence speaks for it."""
    vectors = scaled(sentence_vectors(reading), model.centre, model.spread)
    features = [sentence_features(reading, index) for index in range(len(reading.sentences))]
    sentence_scores = model.sentence.scores(features, vectors)
    whole = [reply_features(reading, model.formula.get(reading.lang, Counter()))]
    reply_scores = model.reply.scores(whole, reply_vector(vectors)[None])[0]
    probabilities = {}
    for column, rule in enumerate(RULES):
        inputs = stacked(reading, rule, reply_scores[column], sentence_scores)
        weights = model.stack[rule]
        probabilities[rule] = float(1 / (1 + np.exp(-(inputs @ weights[:-1] + weights[-1]))))
    return Judgement(probabilities, sentence_scores)


def sentence_vectors(reading: Reading) -> Floats:
    """The encoder's vectors of the sentences.  Shape (sentences, dimensions)."""
    return vectors_of([reading])


def vectors_of(readings: Sequence[Reading]) -> Floats:
    """The vectors of all sentences of several replies, one reply after the other.

    Half precision, so that learning does not hang on the last digits of a machine's arithmetic.
    """
    texts = [encoded_text(reading, index) for reading in readings for index in range(len(reading.sentences))]
    return encoder().encode(texts).astype(np.float16).astype(float)


def encoded_text(reading: Reading, index: int) -> str:
    """A sentence as the encoder reads it: as written, but Romanian without diacritics, as half of it is typed."""
    sentence = reading.sentences[index]
    part = slice(sentence.start, sentence.end)
    return reading.text[part] if reading.lang != "ro" else reading.text[part].translate(WITHOUT_DIACRITICS)


WITHOUT_DIACRITICS = str.maketrans("ăâîșşțţĂÂÎȘŞȚŢ", "aaissttAAISSTT")


def scaled(vectors: Floats, centre: Floats, spread: Floats) -> Floats:
    """Vectors with every dimension around 0 and as wide as the others, then all of the same length."""
    vectors = (vectors - centre) / spread
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return VECTOR_LENGTH * vectors / np.where(lengths > 0, lengths, 1)


def reply_vector(vectors: Floats) -> Floats:
    """One vector for the whole reply: the mean of its sentences."""
    return vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1])


def stacked(reading: Reading, rule: str, reply_score: float, sentence_scores: Floats) -> Floats:
    """The inputs of the last step: score of the whole reply, the two strongest sentences, their union, some signs."""
    flags = [float(name in reading.kinds) for name in STACKED]
    if rule not in SENTENCE_RULES:
        return np.array([reply_score, *flags])
    scores = np.sort(sentence_scores[:, SENTENCE_RULES.index(rule)])[::-1]
    first, second = (scores[place] if len(scores) > place else NONE for place in (0, 1))
    union = 1 - np.prod(1 / (1 + np.exp(scores))) if len(scores) else 0.0
    return np.array([reply_score, first, second, np.log(union + 1e-3), *flags])


@lru_cache(maxsize=1)
def model() -> Model:
    """The model that ships with the product."""
    with np.load(DATA / "reply_model.npz", allow_pickle=False) as file:
        return read_model(dict(file))


def read_model(arrays: dict[str, Any]) -> Model:
    """The model in the arrays of its file."""
    rest = json.loads(arrays["rest"].tobytes())
    return Model(
        sentence=_linear(arrays, "sentence"),
        reply=_linear(arrays, "reply"),
        centre=arrays["centre"].astype(float),
        spread=arrays["spread"].astype(float),
        stack={rule: np.array(rest["stack"][rule]) for rule in RULES},
        thresholds=rest["thresholds"],
        formula={lang: Counter(counts) for lang, counts in rest["formula"].items()},
    )


def _linear(arrays: dict[str, Any], name: str) -> Linear:
    parts = ("weights", "vector_weights", "bias")
    return Linear(arrays[f"{name}_keys"], *(arrays[f"{name}_{part}"].astype(float) for part in parts))


def model_arrays(model: Model) -> dict[str, Any]:
    """The model as the arrays of its file; `read_model` takes them back."""
    rest = {
        "stack": {rule: weights.tolist() for rule, weights in model.stack.items()},
        "thresholds": model.thresholds,
        "formula": model.formula,
    }
    arrays: dict[str, Any] = {
        "centre": model.centre.astype(np.float32),
        "spread": model.spread.astype(np.float32),
        "rest": np.frombuffer(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
    }
    for name, linear in (("sentence", model.sentence), ("reply", model.reply)):
        arrays[f"{name}_keys"] = linear.keys
        arrays[f"{name}_weights"] = linear.weights.astype(np.float16)
        arrays[f"{name}_vector_weights"] = linear.vector_weights.astype(np.float16)
        arrays[f"{name}_bias"] = linear.bias.astype(np.float32)
    return arrays
