"""The defaults and their evidence as tables to read."""

from __future__ import annotations

from collections import Counter

from retention.consequences import consequences
from retention.defaults import CONSEQUENCE, RETENTION, Default, Source, Triple, defaults, probability_words, sources
from retention.language import Words
from retention.terms import category_name, option_name, trade_name
from retention.ui.text import bold, escaped

Table = dict[str, list[str]]


def groups(_: Words) -> dict[str, list[Default]]:
    """The defaults that a case reads directly, by what they are about."""
    beginnings = {
        "stay": _("Chance that the client stays"),
        RETENTION: _("Chance to stay each further year, by trade"),
        CONSEQUENCE: _("Chance of what may happen if the dispute is left unresolved"),
        "remaining_risk": _("Share of a risk that is left after the answer"),
        "precedent_claims": _("Others who would ask for the same"),
    }
    return {
        name: [d for d in defaults() if d.parameter == start or (start.endswith(":") and d.parameter.startswith(start))]
        for start, name in beginnings.items()
    }


def defaults_table(rows: list[Default], _: Words) -> Table:
    """Name, range and what it rests on, ready for Markdown."""
    return {
        _("For"): [escaped(_named(row, _)) for row in rows],
        _("Low"): [_shown(row.triple[0], row, _) for row in rows],
        _("Likely"): [_shown(row.triple[1], row, _) for row in rows],
        _("High"): [_shown(row.triple[2], row, _) for row in rows],
        _("Rests on"): [escaped(rests_on(row, _)) for row in rows],
    }


def notes(rows: list[Default], _: Words) -> str:
    """What to know about the defaults, a list for Markdown; a note that several share stands once, with all names."""
    shared: dict[str, list[str]] = {}
    for row in rows:
        shared.setdefault(row.notes[_.language], []).append(_named(row, _))
    alone = len(shared) == 1 and len(rows) > 1
    return "\n".join(
        f"- {escaped(note)}" if alone else f"- {bold('; '.join(names))}: {escaped(note)}"
        for note, names in shared.items()
    )


def rests_on(row: Default, _: Words) -> str:
    """How many sources, and how sure they are."""
    if row.is_judgement:
        return _("expert judgement")
    told = _.ngettext("{count} source", "{count} sources", len(row.sources)).format(count=len(row.sources))
    count = Counter(source.status for source in row.sources)
    if list(count) == ["VERIFIED"]:
        return told
    return f"{told} ({', '.join(f'{number} {how_sure(status, _)}' for status, number in count.items())})"


def how_sure(status: str, _: Words) -> str:
    """VERIFIED, CALCULATED, RECALLED."""
    return {
        "VERIFIED": _("read at the source"),
        "CALCULATED": _("worked out from it"),
        "RECALLED": _("from memory"),
    }[status]


def sources_table(_: Words) -> list[dict[str, str]]:
    """Every finding, one a row."""
    return [
        {
            _("Number"): source.id,
            _("What it says"): source.findings[_.language],
            _("Value"): _range(source, _),
            _("Unit"): source.units[_.language],
            _("Who was studied"): source.populations[_.language],
            _("Source"): source.names[_.language],
            _("Year"): source.year,
            _("How it is known"): how_sure(source.status, _),
            _("Address"): source.link,
        }
        for source in sources().values()
    ]


def words_table(_: Words) -> Table:
    """Words of probability with their ranges."""
    words = probability_words()
    return {
        _("Word"): [escaped(word.names[_.language]) for word in words],
        _("Low"): [_.percent(word.triple[0], 0) for word in words],
        _("Likely"): [_.percent(word.triple[1], _digits(word.triple)) for word in words],
        _("High"): [_.percent(word.triple[2], 0) for word in words],
    }


def _named(row: Default, _: Words) -> str:
    if row.parameter.startswith(RETENTION):
        return trade_name(row.parameter.removeprefix(RETENTION), _)
    if row.parameter.startswith(CONSEQUENCE):
        key = row.parameter.removeprefix(CONSEQUENCE)
        found = consequences().get(key)
        return found.names[_.language] if found else key
    option = option_name(row.option, _)
    if row.parameter == "remaining_risk":
        return _("{option}: {category} risk").format(option=option, category=category_name(row.category, _))
    return option


def _shown(value: float, row: Default, _: Words) -> str:
    if row.parameter == "precedent_claims":
        return _.number(value, 2)
    return _.percent(value, 1 if 0 < value < 0.01 else 0)


def _range(source: Source, _: Words) -> str:
    """Low, likely and high as published, as far as the source gives them."""
    low, likely, high = (_.number(float(part), 4) if part else "" for part in (source.low, source.likely, source.high))
    if low and not (likely or high):
        return _("from {value}").format(value=low)
    if high and not (low or likely):
        return _("up to {value}").format(value=high)
    return " – ".join(part for part in (low, likely, high) if part) or "–"


def _digits(triple: Triple) -> int:
    return 0 if round(triple[1] * 100, 6) % 1 == 0 else 1
