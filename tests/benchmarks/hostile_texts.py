"""Random and hostile texts for the reply check; the same ones at every call."""

import random
from collections.abc import Iterator

from retention.reply.corpus import training_corpus

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ,.!?'",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя ,.!?",
    "abcdefghijklmnopqrstuvwxyzăâîșț ,.!?",
    "0123456789:./-+() ",
    "😀😡🙏👨‍👩‍👧💙🔥🤝 ",
    "אבגדהוזחטי مرحبا شكرا \u202e\u202d\u2066\u2069",
    "<>&\"'/=script style onclick{}[]$()`;\\",
    "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u200b\u200d\ufeff\u2028\u2029\t\n\r ",
    "漢字かな한글ไทย हिन्दी ",
    "\ud800\udfff\ufffdé́́́ẛ̣ﬁİıſß",
)
BOMBS = (
    "a", "1", " ", ".", ",", "!", "?", "\n", "@", "#", "-", "+", "(", "a.", "a@", "1 ", "1-", "1:", "12:00 ", "www.",
    "http://", "a a ", "very ", "so ", "we are very ", "you didn't ", "вы не ", "nu ati ", "из-за ", "+1 (", "8 800 ",
    "à",
    "sorry but ", "no news yet ", "could ", "due to the ", "\u0301", "<b>", "[[", '"', "'", "ș", "ё", "😀", "\u202e",
    "in 3 days ", "la 0", "until 1", "1,", "$1,", "x" * 39 + "@", "call us on 1", "тел. 8",
    "due to bad ", "из-за погоды ", "din cauza vremii ", "Maria, ", "Мария Русу 8 ", "half past ", "через час ",
)  # fmt: skip


def hostile_texts(count: int, seed: int = 20) -> Iterator[str]:
    """`count` texts: repetitions made to hurt patterns, letters of all scripts, and replies cut, mixed and spoilt."""
    chance = random.Random(seed)
    replies = [row.reply for row in training_corpus()] or ["We are sorry."]
    yield from ("", " ", "\n", "\x00", "a", ".", "1" * 1_000_000, "a " * 500_000, "x" * 1_048_576)
    for number in range(count - 9):
        if number % 200 < 4:
            bomb = chance.choice(BOMBS)
            yield (bomb * (chance.choice((500, 2000, 6000, 20_000)) // len(bomb) + 1))[: 20_000 + chance.randrange(3)]
        elif number % 3 == 0:
            yield "".join(chance.choice(chance.choice(ALPHABETS)) for _ in range(chance.randrange(1, 400)))
        elif number % 3 == 1:
            alphabet = chance.choice(ALPHABETS)
            yield "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 300)))
        else:
            yield _spoilt(chance, chance.choice(replies), chance.choice(replies))


def _spoilt(chance: random.Random, first: str, second: str) -> str:
    start, end = sorted((chance.randrange(len(first) + 1), chance.randrange(len(first) + 1)))
    middle = chance.choice((chance.choice(BOMBS) * chance.randrange(1, 60), second[:200], chance.choice(ALPHABETS)))
    return first[:start] + middle + first[end:]
