"""Defaults with their sources: what a new case starts from, and where a figure that nobody changed comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from retention.tables import Row, in_languages, table

HORIZON_YEARS = 3  # a starting point, like the two below; each is asked for on screen
DISCOUNT_RATE = 0.1  # the rate of the worked example of CLV-01
MARGIN_SPREAD = 0.25  # of the likely margin, either way, until somebody narrows it
RETENTION = "annual_retention:"
CONSEQUENCE = "p_consequence:"

Triple = tuple[float, float, float]
Texts = dict[str, str]  # by language


@dataclass(frozen=True)
class Source:
    """One finding of the evidence; numbers as published, "" where it gives none; texts by language."""

    id: str
    topic: str
    findings: Texts = field(hash=False)
    low: str
    likely: str
    high: str
    units: Texts = field(hash=False)
    populations: Texts = field(hash=False)
    names: Texts = field(hash=False)  # of the source; titles as they were published
    year: str
    address: str  # one or more, with spaces between; "" where it is from memory
    status: str  # VERIFIED at its address, CALCULATED from such, or RECALLED

    @property
    def link(self) -> str:
        """The first address to open; "" where there is none."""
        return next((word for word in self.address.split() if word.startswith(("https://", "http://"))), "")


@dataclass(frozen=True)
class Default:
    """One default: a triple in `unit`, what it rests on, and what to know about it."""

    parameter: str
    option: str  # an option, "baseline" for the dispute left unresolved, or "any"
    category: str
    triple: Triple
    unit: str  # in English, as a key; money by its currency
    sources: tuple[Source, ...]
    units: Texts = field(hash=False)
    notes: Texts = field(hash=False)

    @property
    def is_judgement(self) -> bool:
        """Whether nothing but expert judgement stands behind it."""
        return not self.sources


@dataclass(frozen=True)
class Word:
    """A word of probability or a band of severity with the triple it stands for and its name in each language."""

    key: str
    triple: Triple
    names: Texts
    notes: Texts


@cache
def sources() -> dict[str, Source]:
    """All findings by id."""
    return {row["id"]: _source(row) for row in table("evidence")}


@cache
def defaults() -> tuple[Default, ...]:
    """All defaults, in the order of their file."""
    return tuple(
        Default(
            parameter=row["parameter"],
            option=row["option"],
            category=row["category"],
            triple=_triple(row, "low", "likely", "high"),
            unit=row["unit_en"],
            sources=tuple(sources()[name] for name in row["evidence_ids"].split(";") if name),
            units=in_languages(row, "unit"),
            notes=in_languages(row, "note"),
        )
        for row in table("defaults")
    )


@cache
def probability_words() -> tuple[Word, ...]:
    """Words for probabilities, from least to most likely."""
    return tuple(_word(row, "") for row in table("probability_words"))


@cache
def severity_bands() -> dict[str, Word]:
    """Bands of severity by key; their triples are shares of the client's margin per year."""
    return {row["key"]: _word(row, "_share") for row in table("severity_bands")}


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
    return tuple(d for d in defaults() if d.parameter.startswith(prefix) and category in ("", d.category))


def _source(row: Row) -> Source:
    return Source(
        id=row["id"],
        topic=row["topic"],
        findings=in_languages(row, "finding"),
        low=row["low"],
        likely=row["likely"],
        high=row["high"],
        units=in_languages(row, "unit"),
        populations=in_languages(row, "population"),
        names=in_languages(row, "source"),
        year=row["year"],
        address=row["address"],
        status=row["status"],
    )


def _word(row: Row, suffix: str) -> Word:
    triple = _triple(row, "low" + suffix, "likely" + suffix, "high" + suffix)
    names = {language: row[language] for language in ("en", "ru", "ro")}
    return Word(row["key"], triple, names, in_languages(row, "note"))


def _triple(row: Row, low: str, likely: str, high: str) -> Triple:
    return float(row[low]), float(row[likely]), float(row[high])
