"""How well the reply check judges replies it has never seen: `python -m tests.benchmarks.reply [--hostile [N]]`.

Prints precision, recall and F1 for each rule and language on the test split (`data/replies/test_*.csv`), the list of
phrases alone for comparison, the wrong ones with their text, how alike the nearest training text is to each test
text, and the same figures by cross-validation within the training corpus, every reply judged by models that never saw
its author, then its trade.  Exit code 1 if a target is missed.  With --hostile: random and hostile texts instead.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable

import numpy as np

from retention.faults import InvalidInput
from retention.language import LANGUAGES
from retention.reply import check_reply
from retention.reply.corpus import RULES, Labelled, held_out_corpus, training_corpus
from retention.reply.features import Reading
from retention.reply.text import fold
from tests.benchmarks.hostile_texts import hostile_texts

LEAST_F1, LEAST_PRECISION = 0.85, 0.80
MOST_JACCARD, MOST_COSINE = 0.5, 0.9
SECONDS_PER_2000 = 1.0

Found = list[set[int]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", nargs="?", type=int, const=10_000, metavar="N", help="N hostile texts instead")
    parser.add_argument("--no-validation", action="store_true", help="leave the cross-validation out: it takes minutes")
    parser.add_argument("--wrong", type=int, default=1_000, metavar="N", help="at most N wrong ones with their text")
    arguments = parser.parse_args()
    if arguments.hostile:
        return hostile(arguments.hostile)
    rows = held_out_corpus()
    ok = test_split(rows, arguments.wrong) if rows else True
    if not rows:
        print("There is no test split yet: data/replies/test_*.csv.")
    if not arguments.no_validation:
        validation()
    return 0 if ok else 1


def test_split(rows: list[Labelled], most_wrong: int) -> bool:
    """Figures of the product as it ships, on texts that its training never saw."""
    started = time.perf_counter()
    found = [set(check_reply(row.reply, row.lang, row.client_message, _earlier(row)).broken) for row in rows]
    seconds = time.perf_counter() - started
    print(f"Test split: {len(rows)} replies of {len({row.author for row in rows})} authors, {seconds:.0f} s")
    figures = table(rows, found)
    print("\nThe phrase list alone")
    table(rows, [phrases_alone(row) for row in rows])
    alike = likeness_check(rows)
    print(f"\nLanguage recognised: {language_right(rows):.1%}")
    wrong(rows, found, most_wrong)
    precise = all(precision >= LEAST_PRECISION for precision in figures.precision)
    print(f"\nmacro-F1 {figures.macro_f1:.3f} (target {LEAST_F1}); precision per rule at least {LEAST_PRECISION}: "
          f"{'yes' if precise else 'no'}; no near-copies: {'yes' if alike else 'no'}")  # fmt: skip
    return precise and alike and figures.macro_f1 >= LEAST_F1


class Figures:
    """Precision of each rule over all languages; the mean F1 over rules and languages."""

    def __init__(self, precision: list[float], f1: list[float]) -> None:
        self.precision, self.macro_f1 = precision, float(np.mean(f1))


def table(rows: list[Labelled], found: Found) -> Figures:
    print(f"{'':16}{'all':>22}" + "".join(f"{lang:>22}" for lang in LANGUAGES))
    print(f"{'':16}" + f"{'P':>8}{'R':>6}{'F1':>6}{'n':>4}" + f"{'P':>7}{'R':>5}{'F1':>6}{'n':>4}" * len(LANGUAGES))
    precisions, f1s = [], []
    for number, rule in enumerate(RULES, 1):
        truth = [rule in row.breaks for row in rows]
        hits = [number in broken for broken in found]
        precision, recall, f1 = precision_recall_f1(truth, hits)
        precisions.append(precision)
        line = f"{number} {rule:14}{precision:8.2f}{recall:6.2f}{f1:6.2f}{sum(truth):4}"
        for lang in LANGUAGES:
            chosen = [i for i, row in enumerate(rows) if row.lang == lang]
            precision, recall, f1 = precision_recall_f1([truth[i] for i in chosen], [hits[i] for i in chosen])
            line += f"{precision:7.2f}{recall:5.2f}{f1:6.2f}{sum(truth[i] for i in chosen):4}"
            if chosen:
                f1s.append(f1)
        print(line)
    print(f"macro-F1 over rules and languages {np.mean(f1s):.3f}")
    return Figures(precisions, f1s)


def precision_recall_f1(truth: list[bool], hits: list[bool]) -> tuple[float, float, float]:
    both = sum(t and h for t, h in zip(truth, hits, strict=True))
    precision, recall = both / max(1, sum(hits)), both / max(1, sum(truth))
    return precision, recall, 2 * both / max(1, sum(hits) + sum(truth))


def phrases_alone(row: Labelled) -> set[int]:
    """What the table of phrases finds without the model."""
    sentences = Reading(row.reply, row.lang).sentences
    return {phrase.rule for sentence in sentences for phrase in sentence.phrases if phrase.severity != "hint"}


def wrong(rows: list[Labelled], found: Found, most: int) -> None:
    """The confusion list: what was found without being there, and what was missed."""
    shown = 0
    for number, rule in enumerate(RULES, 1):
        for row, broken in zip(rows, found, strict=True):
            if (rule in row.breaks) != (number in broken) and shown < most:
                shown += 1
                kind = "missed" if rule in row.breaks else "wrongly found"
                quotes = " || ".join(row.breaks.get(rule, ()))
                print(f"\n{number} {rule} {kind}, {row.id} ({row.trade}){': ' + quotes if quotes else ''}\n  "
                      + "\n  ".join(row.reply.splitlines()))  # fmt: skip


def language_right(rows: list[Labelled]) -> float:
    from retention.reply.language import recognised_language

    return sum(recognised_language(row.reply) == row.lang for row in rows) / len(rows)


def likeness_check(rows: list[Labelled]) -> bool:
    """Whether no test text is a near-copy of a training text; prints the nearest."""
    training = training_corpus()
    jaccard = nearest(rows, training, word_runs, lambda a, b: len(a & b) / max(1, len(a | b)))
    cosine = nearest(rows, training, letter_runs, _cosine)
    print(f"\nLikeness to the nearest training text: word 3-grams, Jaccard {jaccard[0]:.2f} ({jaccard[1]}); "
          f"letter 5-grams, cosine {cosine[0]:.2f} ({cosine[1]})")  # fmt: skip
    return jaccard[0] <= MOST_JACCARD and cosine[0] <= MOST_COSINE


def word_runs(text: str) -> set[tuple[str, ...]]:
    tokens = fold(text).split()
    return {tuple(tokens[i : i + 3]) for i in range(max(1, len(tokens) - 2))}


def letter_runs(text: str) -> set[str]:
    folded = " ".join(fold(text).split())
    return {folded[i : i + 5] for i in range(max(1, len(folded) - 4))}


def _cosine(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1.0, (len(a) * len(b)) ** 0.5)


def nearest(
    rows: list[Labelled], training: list[Labelled], runs: Callable[[str], set], score: Callable[[set, set], float]
) -> tuple[float, str]:
    """The greatest score, and between which two."""
    best = (0.0, "none")
    for lang in LANGUAGES:
        known = [(row.id, runs(row.reply)) for row in training if row.lang == lang]
        holders: dict[object, list[int]] = {}
        for index, (_, grams) in enumerate(known):
            for gram in grams:
                holders.setdefault(gram, []).append(index)
        for row in rows:
            if row.lang != lang:
                continue
            grams = runs(row.reply)
            shared = Counter(index for gram in grams for index in holders.get(gram, ()))
            for index, _ in shared.most_common(5):
                best = max(best, (score(grams, known[index][1]), f"{row.id}, {known[index][0]}"))
    return best


def validation() -> None:
    """Figures by cross-validation within the training corpus; needs scikit-learn."""
    from retention.reply.train import bases, cross_validated, material, threshold

    data = material(training_corpus())
    base = bases(data)
    trades = np.array([f"{row.lang}:{row.trade}" for row in data.rows])
    for name, groups in (("author", data.authors), ("trade", trades)):
        found = cross_validated(data, base, groups).probabilities
        least = [threshold(found[:, i], data.broken[:, i]) for i in range(len(RULES))]
        print(f"\nCross-validation over {len(data.rows)} training replies, no {name} on both sides; thresholds "
              + ", ".join(f"{value:.2f}" for value in least))  # fmt: skip
        table(data.rows, [{i + 1 for i in range(len(RULES)) if row[i] >= least[i]} for row in found])


def _earlier(row: Labelled) -> list[str]:
    return [row.earlier] if row.earlier else []


def hostile(count: int) -> int:
    """Every text gets an answer or a clear refusal, none slower than allowed."""
    check_reply("Warm up.")
    answered, refused, slowest, slow = 0, Counter[str](), 0.0, 0
    started = time.perf_counter()
    for text in hostile_texts(count):
        before = time.perf_counter()
        try:
            check = check_reply(text)
            assert all(0 <= f.start <= f.end <= len(text) for f in check.findings), repr(text[:80])
            answered += 1
        except InvalidInput as invalid:
            refused[invalid.faults[0].rule] += 1
        seconds = time.perf_counter() - before
        allowed = SECONDS_PER_2000 * max(1.0, len(text) / 2000)
        slowest, slow = max(slowest, seconds / allowed), slow + (seconds > allowed)
    print(f"{count} texts in {time.perf_counter() - started:.0f} s: {answered} answered, "
          f"refused {dict(refused)}; slowest took {slowest:.0%} of the time allowed, {slow} took longer")  # fmt: skip
    return 0 if not slow else 1


if __name__ == "__main__":
    sys.exit(main())
