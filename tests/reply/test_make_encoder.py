"""The encoder's file made from a made-up model of the same kind, against a plain computation with its full weights."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as numbers
from scipy.special import erf

from retention.reply.encoder import BLOCK, PREFIX, SPACE, encoder, gelu, read_encoder, unpacked
from retention.reply.make_encoder import MATRICES, NORMS, encoder_arrays, main, packed, read_safetensors

WIDTH, INNER, HEADS, LAYERS, POSITIONS = 32, 64, 2, 3, 110
LETTERS = "abcdefghijklmnopqrstuvwxyz:"
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    *LETTERS,
    SPACE,
    *(SPACE + letter for letter in LETTERS),
    "at",
    SPACE + "the",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A folder with a model whose weights 4 bits can say exactly, and its tensors."""
    chance = np.random.default_rng(7)

    def exact(*shape):
        values = chance.integers(-7, 8, shape).astype(np.float32)
        values[..., ::BLOCK] = -8  # the largest of its block
        return values / 64

    def half(*shape, around=0.0):
        return (around + chance.normal(size=shape) / 8).astype(np.float16).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": exact(len(PIECES) + 3, WIDTH),
        "embeddings.position_embeddings.weight": half(POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": np.zeros((2, WIDTH), np.float32),
        "embeddings.LayerNorm.weight": half(WIDTH, around=1),
        "embeddings.LayerNorm.bias": half(WIDTH),
    }
    for layer in range(LAYERS):
        for short, name in MATRICES.items():
            out, into = {"f": (INNER, WIDTH), "g": (WIDTH, INNER)}.get(short, (WIDTH, WIDTH))
            tensors[f"encoder.layer.{layer}.{name}.weight"] = exact(out, into)
            tensors[f"encoder.layer.{layer}.{name}.bias"] = half(out)
        for name in NORMS.values():
            tensors[f"encoder.layer.{layer}.{name}.weight"] = half(WIDTH, around=1)
            tensors[f"encoder.layer.{layer}.{name}.bias"] = half(WIDTH)
    folder = tmp_path_factory.mktemp("model")
    config = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(config))
    vocabulary = [[piece, 0.0 if number < 4 else -2.0 - number / 8] for number, piece in enumerate(PIECES)]
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary}}))
    write_safetensors(folder / "model.safetensors", tensors)
    return folder, tensors


def write_safetensors(path, tensors):
    head: dict[str, object] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, values in tensors.items():
        end = len(data) + values.nbytes
        head[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(data), end]}
        data += values.astype("<f4").tobytes()
    text = json.dumps(head).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)


def reference(tensors, ids, layers):
    """The mean state of the pieces, one after the other, in double precision."""
    double = {name: values.astype(float) for name, values in tensors.items()}
    words, places = (double[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
    states = normal(words[ids] + places[: len(ids)], double, "embeddings.LayerNorm")
    for layer in range(layers):
        name = f"encoder.layer.{layer}."
        query, key, value = (
            linear(states, double, f"{name}attention.self.{part}") for part in ("query", "key", "value")
        )
        size, mixed = WIDTH // HEADS, np.zeros_like(states)
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            for row in range(len(ids)):
                odds = np.exp([query[row, part] @ other / size**0.5 for other in key[:, part]])
                mixed[row, part] = odds / odds.sum() @ value[:, part]
        states = normal(states + linear(mixed, double, f"{name}attention.output.dense"), double,
                        f"{name}attention.output.LayerNorm")  # fmt: skip
        inner = linear(states, double, f"{name}intermediate.dense")
        inner = inner * (1 + erf(inner / 2**0.5)) / 2
        states = normal(states + linear(inner, double, f"{name}output.dense"), double, f"{name}output.LayerNorm")
    mean = states.mean(axis=0)
    return mean / np.linalg.norm(mean)


def linear(states, tensors, name):
    return states @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def normal(states, tensors, name):
    centred = states - states.mean(axis=1, keepdims=True)
    return centred / centred.std(axis=1, keepdims=True) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def test_the_vectors_are_those_of_the_full_weights(model):
    folder, tensors = model
    made = read_encoder(encoder_arrays(folder, set(PIECES), layers=2))
    assert (len(made.layers), made.heads) == (2, HEADS)
    for text in ("the cat sat", "zebra", "a b: c"):
        ids = [PIECES.index("<s>"), *plain_pieces(PREFIX + text), PIECES.index("</s>")]
        assert np.allclose(made.encode([text])[0], reference(tensors, ids, 2), atol=2e-5)


def plain_pieces(text):
    """The most probable division, found by trying all."""
    scores = {piece: -2.0 - number / 8 for number, piece in enumerate(PIECES) if number > 3}

    def best(rest):
        if not rest:
            return 0.0, []
        found = [(scores[rest[:n]], rest[:n]) for n in range(1, 5) if rest[:n] in scores and len(rest) >= n]
        return max((score + best(rest[len(piece) :])[0], [PIECES.index(piece), *best(rest[len(piece) :])[1]])
                   for score, piece in found)  # fmt: skip

    return [number for word in text.split() for number in best(SPACE + word)[1]]


def test_only_wanted_pieces_and_those_of_the_training_replies_stay(model, monkeypatch):
    folder, _ = model
    monkeypatch.setattr("retention.reply.make_encoder.training_corpus", list)
    arrays = encoder_arrays(folder, {"at", SPACE + "the", "not there"}, layers=1)
    assert arrays["pieces"].tobytes().decode().split("\n") == ["<s>", "</s>", "<unk>", "at", SPACE + "the"]
    assert arrays["word_bits"].shape == (5, WIDTH // 2)


def test_the_layout_is_that_of_the_file_that_ships(model):
    from retention.resources import DATA

    arrays = encoder_arrays(model[0], set(PIECES), layers=2)
    with np.load(DATA / "reply_encoder.npz") as shipped:
        same = {name: (array.dtype, array.ndim) for name, array in shipped.items() if name[0] not in "2345"}
    assert {name: (array.dtype, array.ndim) for name, array in arrays.items()} == same
    assert len(encoder().layers) == 6


def test_the_command_writes_the_file_or_says_why_not(model, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("retention.reply.make_encoder.LAYERS", 2)
    assert main([str(tmp_path), "--out", str(tmp_path / "out.npz")]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert not (tmp_path / "out.npz").exists()
    assert main([str(model[0]), "--out", str(tmp_path / "out.npz")]) == 0
    with np.load(tmp_path / "out.npz") as file:
        assert np.linalg.norm(read_encoder(dict(file)).encode(["the cat"])) == pytest.approx(1, abs=1e-5)


def test_safetensors_are_read_back(model):
    folder, tensors = model
    read = read_safetensors(folder / "model.safetensors")
    assert read.keys() == tensors.keys()
    assert all(np.array_equal(read[name], values) for name, values in tensors.items())


@settings(max_examples=50, deadline=None)
@given(numbers(np.float32, (3, 2 * BLOCK), elements=st.floats(-4, 4, width=32)))
def test_packing_moves_no_weight_by_more_than_a_scale(weights):
    bits, scales = packed(weights)
    error = np.abs(unpacked(bits, scales) - weights).reshape(3, 2, BLOCK)
    assert np.all(error <= np.abs(scales.astype(float))[..., None] * 1.01 + 1e-6)


def test_gelu_is_that_of_the_error_function():
    values = np.linspace(-9, 9, 20_001).astype(np.float32)
    exact = values.astype(float) * (1 + erf(values.astype(float) / 2**0.5)) / 2
    assert np.abs(gelu(values) - exact).max() < 1e-6
