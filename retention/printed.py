"""Cards to take home: one HTML file that stands by itself, a card to a page, to be opened in a browser and printed."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from retention.behaviours import Behaviour, group_name
from retention.citations import citations, how_sure
from retention.language import Words
from retention.practices import PHASES, Practice

SizeName = Literal["A6", "A5"]
SIZES: dict[SizeName, tuple[str, str, str]] = {  # the sheet, as CSS has no word for A6; its margin; the type
    "A6": ("105mm 148mm", "7mm", "8.6pt"),
    "A5": ("148mm 210mm", "12mm", "12pt"),
}
STYLE = """
@page {{ size: {sheet}; margin: {margin}; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; color: #1c2733; background: #ffffff;
  font: {type}/1.38 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }}
.hint {{ padding: 1em; background: #f4f6f9; border-bottom: 1px solid #d9dfe7; }}
.card {{ padding: 1em; border-bottom: 1px dashed #6b7a8c; max-width: 34em; }}
h1 {{ font-size: 1.5em; line-height: 1.2; margin: 0 0 .2em; color: #1d5fa8; }}
.kicker {{ margin: 0 0 .7em; color: #52606e; }}
h2 {{ font-size: 1em; margin: .7em 0 .1em; }}
p {{ margin: 0; }}
.say {{ border-left: 3px solid #1d5fa8; padding-left: .6em; font-size: 1.12em; }}
.avoid {{ border-left: 3px solid #b5640a; padding-left: .6em; }}
.caution {{ border: 1px solid #b5640a; border-radius: 4px; padding: .4em .6em; margin-top: .9em; }}
.foot {{ margin-top: .9em; font-size: .82em; color: #52606e; overflow-wrap: anywhere; }}
@media print {{
  .hint {{ display: none; }}
  .card {{ padding: 0; border: 0; max-width: none; break-after: page; break-inside: avoid; }}
  .card:last-child {{ break-after: auto; }}
}}
"""


@dataclass(frozen=True)
class Part:
    """A paragraph of a card.  kind: its class in the style, "" for plain text."""

    heading: str
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Card:
    """One card in words: what it is called, when it is for, its paragraphs, and where they come from."""

    title: str
    kicker: str
    parts: tuple[Part, ...]
    foot: str


def practice_card(practice: Practice, _: Words) -> Card:
    """A practice with its steps, its breath and its caution."""
    length = _.ngettext("{count} second", "{count} seconds", practice.seconds)
    kicker = f"{practice.moment} · {length.format(count=_.number(practice.seconds, 0))}"
    breath = [Part(_("One breath"), _breath(practice, _))] if practice.phases else []
    parts = (
        Part(_("How"), practice.steps, "say"),
        *breath,
        Part(_("What is known about it"), practice.finding),
        Part(_("Take care"), practice.caution, "caution"),
    )
    return Card(practice.name, kicker, parts, _foot(practice.evidence, practice.source, _))


def behaviour_card(card: Behaviour, _: Words) -> Card:
    """What a client does, what may lie behind it, and what to do and say."""
    quoted = _("“{sentence}”")
    parts = (
        Part(_("What may lie behind it"), card.likely_cause),
        Part(_("Makes it worse"), card.worst),
        Part(_("Does good"), card.best),
        Part(_("Try saying"), quoted.format(sentence=card.try_saying), "say"),
        Part(_("Never say"), quoted.format(sentence=card.avoid_saying), "avoid"),
        Part(_("Take care"), caution(_), "caution"),
    )
    return Card(card.name, group_name(card.group, _), parts, _foot(card.evidence, card.source, _))


def caution(_: Words) -> str:
    """What holds for every card on a client's behaviour."""
    return _("A guess about what somebody does, not a verdict on who they are. Ask before you believe it.")


def page(cards: Sequence[Card], size: SizeName, title: str, _: Words) -> str:
    """The cards as one HTML file, each on a page of `size`.  Nothing in it is fetched from anywhere."""
    sheet, margin, type_size = SIZES[size]
    style = STYLE.format(sheet=sheet, margin=margin, type=type_size)
    hint = _("Print this from your browser: one card to a sheet of {size}; on larger paper, several pages to a sheet.")
    return (
        f'<!doctype html>\n<html lang="{_.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<p class="hint">{html.escape(hint.format(size=size))}</p>\n<main>\n'
        + "\n".join(_article(card) for card in cards)
        + "\n</main>\n</body>\n</html>\n"
    )


def _article(card: Card) -> str:
    parts = "\n".join(_paragraph(part) for part in card.parts)
    return (
        f'<article class="card">\n<h1>{html.escape(card.title)}</h1>\n'
        f'<p class="kicker">{html.escape(card.kicker)}</p>\n{parts}\n'
        f'<p class="foot">{html.escape(card.foot)}</p>\n</article>'
    )


def _paragraph(part: Part) -> str:
    heading, text = html.escape(part.heading), html.escape(part.text)
    if part.kind == "caution":
        return f'<p class="caution"><b>{heading}.</b> {text}</p>'
    kind = f' class="{part.kind}"' if part.kind else ""
    return f"<h2>{heading}</h2>\n<p{kind}>{text}</p>"


def _breath(practice: Practice, _: Words) -> str:
    words = {"in": _("Breathe in"), "hold_in": _("Hold"), "out": _("Breathe out"), "hold_out": _("Rest")}
    assert set(words) == set(PHASES)
    phases = ", ".join(f"{words[phase.name].lower()} {phase.seconds}" for phase in practice.phases)
    breaths = _.ngettext("{count} breath", "{count} breaths", practice.breaths).format(count=practice.breaths)
    return _("{phases} seconds; {breaths}").format(phases=phases, breaths=breaths)


def _foot(evidence: str, source: str, _: Words) -> str:
    return " · ".join(_unique([how_sure(evidence, _), *(citation.text for citation in citations(source, _))]))


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
