"""Defaults with their sources: what a new case starts from, and where a figure that nobody changed comes from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from retention.resources import DATA

HORIZON_YEARS = 3  # a starting point, like the two below; each is asked for on screen
DISCOUNT_RATE = 0.1  # the rate of the worked example of CLV-01
MARGIN_SPREAD = 0.25  # of the likely margin, either way, until somebody narrows it
RETENTION = "annual_retention:"
CONSEQUENCE = "p_consequence:"

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Source:
    """One finding of the evidence; numbers as published, "" where it gives none."""

    id: str
    topic: str
    says: str
    low: str
    likely: str
    high: str
    unit: str
    population: str
    source: str
    year: str
    address: str
    status: str  # VERIFIED at its address, CALCULATED from such, or RECALLED


@dataclass(frozen=True)
class Default:
    """One default: a triple in `unit`, what it rests on, and what to know about it."""

    parameter: str
    option: str  # an option, "baseline" for the dispute left unresolved, or "any"
    category: str
    triple: Triple
    unit: str
    sources: tuple[Source, ...]
    note: str

    @property
    def is_judgement(self) -> bool:
        """Whether nothing but expert judgement stands behind it."""
        return not self.sources


@dataclass(frozen=True)
class Word:
    """A word of probability or a band of severity with the triple it stands for and its name in each language."""

    key: str
    triple: Triple
    names: dict[str, str]
    note: str


@cache
def sources() -> dict[str, Source]:
    """All findings by id."""
    return {
        row["id"]: Source(says=row.pop("parameter"), **{key: value.strip() for key, value in row.items()})
        for row in _rows("evidence.csv")
    }


@cache
def defaults() -> tuple[Default, ...]:
    """All defaults, in the order of their file."""
    return tuple(
        Default(
            parameter=row["parameter"],
            option=row["option"],
            category=row["category"],
            triple=_triple(row, "low", "likely", "high"),
            unit=row["unit"],
            sources=tuple(sources()[name] for name in row["evidence_ids"].split(";") if name),
            note=row["note"],
        )
        for row in _rows("defaults.csv")
    )


@cache
def probability_words() -> tuple[Word, ...]:
    """Words for probabilities, from least to most likely."""
    return tuple(_word(row, "") for row in _rows("probability_words.csv"))


@cache
def severity_bands() -> dict[str, Word]:
    """Bands of severity by key; their triples are shares of the client's margin per year."""
    return {row["key"]: _word(row, "_share") for row in _rows("severity_bands.csv")}


def trades() -> tuple[str, ...]:
    """Keys of the trades that have a default for how many clients stay each year."""
    return tuple(d.parameter.removeprefix(RETENTION) for d in defaults() if d.parameter.startswith(RETENTION))


def default_of(path: str, triple: Triple, category: str = "") -> Default | None:
    """The default behind the estimate at `path`, if `triple` is what the default says.

    category: of the risk, for a path such as `risks.0.probability`.
    """
    return next((found for found in _candidates(path, category) if found.triple == triple), None)


def _candidates(path: str, category: str) -> tuple[Default, ...]:
    keys = path.split(".")
    if keys[0] == "options":
        wanted = (keys[2], keys[1])
        found = [d for d in defaults() if (d.parameter, d.option) == wanted]
        return tuple(d for d in found if len(keys) == 3 or d.category == keys[3])
    prefix = {"value.annual_retention": RETENTION}.get(path)
    if keys[0] == "risks" and keys[-1] == "probability":
        prefix = CONSEQUENCE
    if prefix is None:
        return ()
    return tuple(
        d for d in defaults() if d.parameter.startswith(prefix) and category in ("", d.category)
    )


def _word(row: dict[str, str], suffix: str) -> Word:
    triple = _triple(row, "low" + suffix, "likely" + suffix, "high" + suffix)
    return Word(row["key"], triple, {language: row[language] for language in ("en", "ru", "ro")}, row["note"])


def _triple(row: dict[str, str], low: str, likely: str, high: str) -> Triple:
    return float(row[low]), float(row[likely]), float(row[high])


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
