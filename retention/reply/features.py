"""What the model sees of a reply: words, letters, recognised signs, and how much of it belongs to the case."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retention.reply.signs import Phrase, Sign, phrases, recognised, sign_patterns
from retention.reply.text import Span, Word, fold, sentences, words

Features = dict[str, float]
WORD_GRAMS = (1, 2, 3)
LETTER_GRAMS = (3, 4, 5)
WORD_BLOCK, LETTER_BLOCK, SIGN_BLOCK, FIGURE_BLOCK = 1.0, 1.2, 0.2, 1.0  # what each kind weighs before learning

PAIRED = frozenset({
    "link", "news_link", "news", "channel", "address", "handle", "when", "now", "will", "done", "ask", "question",
    "vague", "wait", "third", "colleague", "cause", "excuse", "apology", "own",
})  # fmt: skip
"""Signs that tell more together, within one sentence."""

PLAIN = "+"
"""Before a stem in the formula counts: in how many replies that are no template it was met."""

CONCRETE = ("clock", "day", "relative", "within")
ADDRESS = ("phone", "mail", "help_link")
_MASK = {"phone": "0phone", "mail": "0mail", "help_link": "0link", "link": "0link", "news_link": "0link",
         "handle": "0handle", "money": "0money", "clock": "0clock", "percent": "0percent"}  # fmt: skip


@dataclass(frozen=True)
class Sentence(Span):
    """A sentence: its words, the names of the signs in it, the phrases of the table in it."""

    words: tuple[str, ...]
    signs: frozenset[str]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Reading:
    """A reply, read once; everything else is computed from it."""

    text: str
    lang: str
    client_message: str | None = None

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def signs(self) -> list[Sign]:
        return recognised(self.folded, self.lang)

    @cached_property
    def words(self) -> list[Word]:
        return words(self.folded, self.lang)

    @cached_property
    def sentences(self) -> list[Sentence]:
        spans = sentences(self.folded)
        found = phrases(self.folded, self.lang, spans)
        return [self._sentence(span, found) for span in spans]

    def _sentence(self, span: Span, found: list[Phrase]) -> Sentence:
        inside = [sign for sign in self.signs if span.start <= sign.start < span.end]
        folded = self.folded[span.start : span.end]
        kinds = {sign.kind for sign in inside if sign.kind != "handle" or sign.start > 0}
        kinds |= {name for name, pattern in sign_patterns(self.lang).items() if pattern.search(folded)}
        if "link" in kinds and "news" in kinds and "channel" not in kinds:
            kinds = kinds - {"link"} | {"news_link"}
        if "?" in folded:
            kinds.add("question")
        if kinds & set(CONCRETE):
            kinds.add("when")
            if kinds & {"will", "done"}:
                kinds.add("promise")
        if kinds & set(ADDRESS):
            kinds.add("address")
        return Sentence(
            span.start,
            span.end,
            tuple(self._masked(span, inside)),
            frozenset(kinds),
            tuple(phrase for phrase in found if span.start <= phrase.start < span.end),
        )

    def _masked(self, span: Span, inside: list[Sign]) -> list[str]:
        """The stems of a sentence, recognised numbers and addresses put as one word each."""
        masks = [sign for sign in inside if sign.kind in _MASK]
        tokens, position = [], 0
        for word in self.words:
            if word.end <= span.start or word.start >= span.end:
                continue
            while position < len(masks) and masks[position].end <= word.start:
                tokens.append(_MASK[masks[position].kind])
                position += 1
            if position < len(masks) and masks[position].start <= word.start < masks[position].end:
                continue
            tokens.append("0number" if word.text.isdigit() else word.stem)
        return tokens + [_MASK[sign.kind] for sign in masks[position:]]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The names of all signs."""
        return frozenset().union(*(sentence.signs for sentence in self.sentences))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of three letters or more, but not what only greets or addresses."""
        return frozenset(word.stem for word in self.words if len(word.text) > 2 and not word.text.isdigit())

    @cached_property
    def client_stems(self) -> frozenset[str]:
        if not self.client_message:
            return frozenset()
        found = words(fold(self.client_message[:20_000]), self.lang)
        return frozenset(word.stem for word in found if len(word.text) > 2)


def sentence_features(reading: Reading, index: int) -> Features:
    """The features of one sentence within its reply."""
    all_sentences = reading.sentences
    sentence = all_sentences[index]
    features = _grams(sentence.words, reading.folded[sentence.start : sentence.end], "")
    flags = {f"s:{name}" for name in sentence.signs}
    flags |= {f"t:{phrase.rule}:{phrase.tag}" for phrase in sentence.phrases}
    flags |= {
        f"d:{name}" for name in reading.kinds & {"apology", "remedy", "own", "done", "promise", "address", "channel"}
    }
    flags |= {f"b:{name}" for name in all_sentences[index - 1].signs} if index else {"b:none"}
    flags |= {f"a:{name}" for name in all_sentences[index + 1].signs} if index + 1 < len(all_sentences) else {"a:none"}
    before = frozenset().union(*(other.signs for other in all_sentences[:index])) if index else frozenset()
    flags |= {f"e:{name}" for name in before & {"apology", "remedy", "own", "done", "promise"}}
    flags |= {f"l:{reading.lang}:{name}" for name in sentence.signs}
    features.update(_flags(flags))
    features["f:words"] = FIGURE_BLOCK * math.log1p(len(sentence.words)) / 4
    features["f:sentences"] = FIGURE_BLOCK * math.log1p(len(all_sentences)) / 4
    return features


def reply_features(reading: Reading, formula: Counter[str]) -> Features:
    """The features of a whole reply.  formula: in how many formulaic replies each stem was met."""
    masked = tuple(word for sentence in reading.sentences for word in (*sentence.words, "|"))
    features = _grams(masked, reading.folded, "")
    flags = {f"s:{name}" for name in reading.kinds}
    flags |= {f"t:{phrase.rule}:{phrase.tag}" for sentence in reading.sentences for phrase in sentence.phrases}
    flags |= {f"l:{reading.lang}:{name}" for name in reading.kinds}
    flags |= {f"x:{pair}" for sentence in reading.sentences for pair in _pairs(sentence.signs)}
    if reading.sentences:
        flags |= {f"z:{name}" for name in reading.sentences[-1].signs}
        flags |= {f"y:{name}" for name in reading.sentences[0].signs}
    features.update(_flags(flags))
    features.update({f"f:{name}": FIGURE_BLOCK * value for name, value in figures(reading, formula).items()})
    return features


def figures(reading: Reading, formula: Counter[str]) -> dict[str, float]:
    """How much of a reply lies outside what formulaic replies say, and what it shares with the client's message."""
    stems = reading.stems
    outside = {stem for stem in stems if not formula[stem]}
    rare = {stem for stem in stems if formula[stem] < 3}
    shared = stems & reading.client_stems
    strangest = sorted(
        (math.log((1.5 + formula[PLAIN + stem]) / (0.5 + formula[stem])) for stem in stems), reverse=True
    )
    by_sentence = [sum(not formula[word] for word in set(sentence.words)) for sentence in reading.sentences]
    telling = {stem for stem in shared if formula[stem] < 3}
    size = max(1, len(stems))
    kinds = Counter(sign.kind for sign in reading.signs)
    when = sum(kinds[kind] for kind in CONCRETE)
    return {
        "size": math.log1p(len(stems)) / 4,
        "outside": math.log1p(len(outside)) / 2,
        "outside_share": len(outside) / size,
        "outside_none": float(not outside),
        "outside_one": float(len(outside) <= 1),
        "rare": math.log1p(len(rare)) / 2,
        "rare_share": len(rare) / size,
        "strangest": sum(strangest[:3]) / 4,
        "strange": sum(max(0.0, value) for value in strangest[:12]) / 12,
        "balance": sum(strangest) / size,
        "sentence": math.log1p(max(by_sentence, default=0)) / 2,
        "client": float(bool(reading.client_stems)),
        "shared": math.log1p(len(shared)) / 2,
        "telling": math.log1p(len(telling)) / 2,
        "telling_none": float(bool(reading.client_stems) and not telling),
        "numbers": math.log1p(when + kinds["money"] + kinds["percent"]) / 2,
        "addresses": math.log1p(sum(kinds[kind] for kind in ADDRESS)),
        "when": math.log1p(when) / 2,
        "sentences": math.log1p(len(reading.sentences)) / 4,
    }


def _pairs(signs: Collection[str]) -> Iterable[str]:
    chosen = sorted(PAIRED.intersection(signs))
    return (f"{a}+{b}" for i, a in enumerate(chosen) for b in chosen[i + 1 :])


def _flags(names: Iterable[str]) -> Features:
    return dict.fromkeys(names, SIGN_BLOCK)


def _grams(tokens: tuple[str, ...], folded: str, prefix: str) -> Features:
    counts: Counter[str] = Counter()
    for size in WORD_GRAMS:
        counts.update(f"{prefix}w:" + " ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1))
    features = _normalised(counts, WORD_BLOCK)
    counts = Counter()
    squeezed = " " + " ".join(folded.split()) + " "
    for size in LETTER_GRAMS:
        counts.update(f"{prefix}c:" + squeezed[i : i + size] for i in range(len(squeezed) - size + 1))
    features.update(_normalised(counts, LETTER_BLOCK))
    return features


def _normalised(counts: Counter[str], length: float) -> Features:
    values = {name: 1 + math.log(count) for name, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {name: length * value / norm for name, value in values.items()}


def keys(features: Features) -> NDArray[np.uint32]:
    """The 32-bit keys under which the model knows the features."""
    return np.fromiter((zlib.crc32(name.encode()) for name in features), np.uint32, len(features))
