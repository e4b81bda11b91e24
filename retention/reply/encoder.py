"""Sentences as vectors: the first layers of multilingual-e5-small (MIT licence), 4-bit weights, run by numpy.

`data/reply_encoder.npz` holds the layers, and of the vocabulary only the pieces that English, Russian and Romanian
need.  A sentence's vector is the mean of its pieces' states.  Source: Wang et al. 2024, "Multilingual E5 Text
Embeddings", arXiv:2402.05672; the division into pieces is the Viterbi search of SentencePiece's unigram model.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from retention.resources import DATA

Array = NDArray[np.float32]
PREFIX = "query: "  # as the encoder was trained
MOST_PIECES = 72  # of a sentence; further ones are not read
BATCH_PIECES = 2048  # of sentences encoded at once, which bounds the memory
BLOCK = 32  # weights that share a scale
SPACE = "\u2581"
EPSILON = 1e-12
ERF = (0.3275911 * 0.5**0.5, 0.127414796, -0.142248368, 0.7107068705, -0.7265760135, 0.5307027145)
"""p / √2 and a₁ / 2 to a₅ / 2 of the formula in `gelu`."""


@dataclass(frozen=True)
class Encoder:
    """The weights, and the pieces with the logarithms of their probabilities."""

    pieces: dict[str, tuple[int, float]]
    longest_piece: int
    unknown_score: float
    begin: int
    end: int
    unknown: int
    word_bits: NDArray[np.uint8]
    word_scales: NDArray[np.float16]
    positions: Array
    norm: tuple[Array, Array]
    layers: tuple[dict[str, Array], ...]
    heads: int

    def encode(self, texts: Sequence[str]) -> Array:
        """One row for each text, of length 1.  Shape (texts, dimensions)."""
        different = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        with _threads().limit(limits=1, user_api="blas"):  # on a busy machine its threads wait for each other
            vectors = self._encode(list(different))
        return vectors[[different[text] for text in texts]]

    def _encode(self, texts: Sequence[str]) -> Array:
        split = [self._split(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda index: len(split[index]))
        vectors = np.zeros((len(texts), self.positions.shape[1]), np.float32)
        batch: list[int] = []
        for index in order:
            if batch and (len(batch) + 1) * len(split[index]) > BATCH_PIECES:
                vectors[batch] = self._forward([split[i] for i in batch])
                batch = []
            batch.append(index)
        if batch:
            vectors[batch] = self._forward([split[i] for i in batch])
        return vectors

    def _split(self, text: str) -> list[int]:
        return [self.begin, *self.pieces_of(PREFIX + text)[: MOST_PIECES - 2], self.end]

    def pieces_of(self, text: str) -> list[int]:
        """The most probable division of a text into pieces."""
        text = SPACE + SPACE.join(unicodedata.normalize("NFKC", text).split())
        size = len(text)
        best, back = [0.0] + [-np.inf] * size, [(0, self.unknown)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self.longest_piece) + 1):
                piece = self.pieces.get(text[start:end])
                score = best[start] + (piece[1] if piece else self.unknown_score)
                if (piece or end == start + 1) and score > best[end]:
                    best[end], back[end] = score, (start, piece[0] if piece else self.unknown)
        found, end = [], size
        while end:
            end, number = back[end]
            found.append(number)
        return found[::-1]

    def _forward(self, split: list[list[int]]) -> Array:
        longest = max(map(len, split))
        ids = np.full((len(split), longest), self.end)
        mask = np.zeros((len(split), longest), np.float32)
        for row, numbers in enumerate(split):
            ids[row, : len(numbers)], mask[row, : len(numbers)] = numbers, 1
        states = _normalised(self._embedded(ids) + self.positions[:longest], *self.norm)
        hidden = (1 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in self.layers:
            states = _layer(states, layer, hidden, self.heads)
        mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _embedded(self, ids: NDArray[np.int64]) -> Array:
        return unpacked(self.word_bits[ids], self.word_scales[ids])


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _layer(states: Array, layer: dict[str, Array], hidden: Array, heads: int) -> Array:
    rows, pieces, width = states.shape
    flat = states.reshape(-1, width)
    queries, keys, values = (
        (flat @ layer[name] + layer[f"{name}b"]).reshape(rows, pieces, heads, -1).transpose(0, 2, 1, 3)
        for name in "qkv"
    )
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(np.float32(width // heads)) + hidden
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    mixed = (scores @ values).transpose(0, 2, 1, 3).reshape(-1, width)
    flat = _normalised(flat + mixed @ layer["o"] + layer["ob"], layer["n1"], layer["n1b"])
    inner = gelu(flat @ layer["f"] + layer["fb"])
    flat = _normalised(flat + inner @ layer["g"] + layer["gb"], layer["n2"], layer["n2b"])
    return flat.reshape(rows, pieces, width)


def gelu(values: Array) -> Array:
    """x·Φ(x) to within 1e-6, four times as fast as by scipy's erf, which took a third of the time of a check.

    Source: Abramowitz and Stegun, formula 7.1.26, of which x·Φ(x) = max(x, 0) − |x|·q/2 with q = 1 − erf(|x|/√2).
    """
    size = np.abs(values)
    share = np.float32(ERF[0]) * size
    share += 1
    np.reciprocal(share, out=share)
    tail = np.full_like(share, ERF[-1])
    for factor in ERF[-2:0:-1]:
        tail *= share
        tail += np.float32(factor)
    tail *= share
    tail *= size
    size *= size
    size *= np.float32(-0.5)
    tail *= np.exp(size, out=size)
    return np.asarray(np.maximum(values, 0) - tail, np.float32)


def _normalised(states: Array, weight: Array, bias: Array) -> Array:
    states = states - states.mean(-1, keepdims=True)
    variance = (states * states).mean(-1, keepdims=True)
    return np.asarray(states / np.sqrt(variance + np.float32(EPSILON)) * weight + bias, np.float32)


def unpacked(bits: NDArray[np.uint8], scales: NDArray[np.float16]) -> Array:
    """Weights from 4 bits each: blocks of 32 share a scale; the low halves of 16 bytes come before the high ones."""
    blocks = bits.reshape(*bits.shape[:-1], -1, BLOCK // 2)
    values = np.concatenate([blocks & 15, blocks >> 4], -1).astype(np.float32) - 8
    values *= scales.astype(np.float32)[..., None]
    return values.reshape(*bits.shape[:-1], -1)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder that ships with the product."""
    with np.load(DATA / "reply_encoder.npz", allow_pickle=False) as file:
        return read_encoder(dict(file))


def read_encoder(arrays: dict[str, Any]) -> Encoder:
    """The encoder in the arrays of its file."""
    names = arrays["pieces"].tobytes().decode("utf-8").split("\n")
    scores = arrays["scores"].astype(float)
    begin, end, unknown, heads, layers = map(int, arrays["numbers"])
    return Encoder(
        pieces={
            name: (number, score) for number, (name, score) in enumerate(zip(names, scores, strict=True)) if score < 0
        },
        longest_piece=max(map(len, names)),
        unknown_score=float(scores.min()) - 10,
        begin=begin,
        end=end,
        unknown=unknown,
        word_bits=arrays["word_bits"],
        word_scales=arrays["word_scales"],
        positions=arrays["positions"].astype(np.float32),
        norm=(arrays["norm"][0].astype(np.float32), arrays["norm"][1].astype(np.float32)),
        layers=tuple(_read_layer(arrays, number) for number in range(layers)),
        heads=heads,
    )


def _read_layer(arrays: dict[str, Any], number: int) -> dict[str, Array]:
    layer = {}
    for name in "qkvofg":
        packed = unpacked(arrays[f"{number}{name}_bits"], arrays[f"{number}{name}_scales"])
        layer[name] = np.ascontiguousarray(packed.T)
    for name in ("qb", "kb", "vb", "ob", "fb", "gb", "n1", "n1b", "n2", "n2b"):
        layer[name] = arrays[f"{number}{name}"].astype(np.float32)
    return layer
