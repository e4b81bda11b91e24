"""The check of a reply against the five rules: what is broken, which words break it, how to say it better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retention.faults import Fault, InvalidInput, shown
from retention.language import LANGUAGES, words
from retention.reply.checklist import missing
from retention.reply.corpus import RULES
from retention.reply.deeds import acts, regrets
from retention.reply.features import Reading, Sentence
from retention.reply.language import recognised_language
from retention.reply.likeness import ALIKE, most_alike
from retention.reply.model import SENTENCE_RULES, Judgement, judge, model
from retention.reply.reachable import OTHER_WAYS, certainly_reachable
from retention.reply.result import SEVERITIES, Finding, ReplyCheck, Severity
from retention.reply.signs import Phrase
from retention.tables import table

MOST_CHARACTERS = 20_000
MOST_FINDINGS = 6
MOST_SPANS = 2  # of one rule
LEAST_DOUBT = 0.2  # probability below which a sure phrase counts no more: it stands in another sense there
EVEN = 0.5  # probability that is enough where a plain phrase of blame stands
FEW_SENTENCES = 2  # up to which the phrase counts all the same: the model knows little of replies that are so short
NEAR = 1.0  # log odds below the strongest sentence at which another is marked too
CAUSES = frozenset({"force_majeure"})
EXPLAINS = "explains"
DEFAULT_TAGS = {1: "absent", 2: "whole", 3: "explains", 4: "shifted", 5: "blamed"}
WAITING = frozenset({"wait", "vague"})
CONCRETE = frozenset({"when", "money", "percent", "phone", "mail", "help_link", "done"})
_QUOTED = re.compile(r'"[^"\n]{3,300}"')


def check_reply(
    text: str, lang: str | None = None, client_message: str | None = None, earlier_replies: Iterable[str] = ()
) -> ReplyCheck:
    """Checks a draft reply.  lang: its language, recognised where not given.

    Raises InvalidInput for an empty text, one of more than 20,000 characters, and a language that is none of ours.
    """
    faults = _faults(text, lang)
    if faults:
        raise InvalidInput(*faults)
    reading = Reading(text, lang or recognised_language(text), client_message)
    judgement = judge(reading, model())
    alike = most_alike(text, (earlier[:MOST_CHARACTERS] for earlier in earlier_replies))
    findings = [*_learned(reading, judgement), *_certain(reading, judgement), *_order(reading)]
    if alike is not None and alike >= ALIKE:
        findings = [finding for finding in findings if finding.rule != 2]
        findings.append(_finding(reading, 2, "same", (0, len(text)), "error", alike))
    return ReplyCheck(reading.lang, _worst_first(findings), missing(reading), alike)


def _faults(text: str, lang: str | None) -> list[Fault]:
    faults = []
    if not text.strip():
        faults.append(Fault("text", shown(text), "empty_text"))
    if len(text) > MOST_CHARACTERS:
        faults.append(Fault("text", None, "too_large", {"size": len(text), "most": MOST_CHARACTERS}))
    if lang is not None and lang not in LANGUAGES:
        faults.append(Fault("lang", shown(lang), "choice", {"choices": ", ".join(LANGUAGES)}))
    return faults


def _learned(reading: Reading, judgement: Judgement) -> list[Finding]:
    """The findings of the model."""
    findings = []
    reachable = certainly_reachable(reading)
    for number, rule in enumerate(RULES, 1):
        probability, least = judgement.probabilities[rule], model().thresholds[rule]
        if rule == "contact" and reachable is not None:
            probability = float(not reachable)
        if any(phrase.rule == number in (4, 5) and _is_plain(phrase) for phrase in _phrases(reading)):
            least = min(least, EVEN)
        if probability >= least:
            for span, tag in _places(reading, judgement, number):
                findings.append(_finding(reading, number, tag, span, _severity(reading, number, span)))
    return findings


def _severity(reading: Reading, number: int, span: tuple[int, int]) -> Severity:
    """An error where nothing in the reply makes up for it, or where the words themselves are one.

    Not how sure the model is: that differs from language to language for the same sentence.
    """
    if number == 1:
        return "warning" if reading.kinds & OTHER_WAYS else "error"
    if number == 2:
        stock = any(phrase.rule == 2 for phrase in _phrases(reading))
        return "error" if stock and not reading.kinds & CONCRETE else "warning"
    plain = any(
        phrase.rule == number
        and phrase.severity == "error"
        and phrase.tag != EXPLAINS
        and span[0] <= phrase.start < span[1]
        for phrase in _phrases(reading)
    )
    return "error" if plain or not _owns(reading) else "warning"


def _owns(reading: Reading) -> bool:
    """Whether anything in the reply owns the matter: regret or a remedy."""
    return any(regrets(reading, sentence) or acts(reading, sentence) for sentence in reading.sentences)


def _places(reading: Reading, judgement: Judgement, number: int) -> list[tuple[tuple[int, int], str]]:
    """Where a broken rule shows, and the advice that fits there."""
    sentences = reading.sentences
    whole = (0, len(reading.text))
    rule = RULES[number - 1]
    if rule == "template" or not sentences:
        return [(whole, DEFAULT_TAGS[number])]
    if rule == "contact":
        waiting = [
            (sentence, _tag(sentence, 1)) for sentence in sentences if sentence.signs & WAITING or _tag(sentence, 1)
        ]
        named = [((sentence.start, sentence.end), tag or "vague_time") for sentence, tag in waiting]
        return named[:MOST_SPANS] or [(whole, DEFAULT_TAGS[1])]
    scores = judgement.sentence_scores[:, SENTENCE_RULES.index(rule)]
    strongest = sorted(range(len(sentences)), key=lambda i: -scores[i])
    marked = [i for i in strongest if scores[i] >= scores[strongest[0]] - NEAR][:MOST_SPANS]
    return [
        ((sentences[i].start, sentences[i].end), _tag(sentences[i], number) or DEFAULT_TAGS[number])
        for i in sorted(marked)
    ]


def _tag(sentence: Sentence, number: int) -> str | None:
    """The advice of the worst phrase in a sentence."""
    found = [phrase for phrase in sentence.phrases if phrase.rule == number]
    return min(found, key=lambda phrase: SEVERITIES.index(phrase.severity)).tag if found else None


def _certain(reading: Reading, judgement: Judgement) -> list[Finding]:
    """Phrases that no company may write, whatever the model makes of the rest; quotations are the client's words.

    Plain blame on others or on the client, and a plain excuse, are among them where nothing in the reply owns the
    matter: neither regret nor a remedy.
    """
    quoted = [match.span() for match in _QUOTED.finditer(reading.folded)]
    return [
        _finding(reading, phrase.rule, phrase.tag, (phrase.start, phrase.end), "error")
        for phrase in _phrases(reading)
        if _is_certain(reading, phrase, judgement.probabilities[RULES[phrase.rule - 1]])
        and not any(start <= phrase.start < end for start, end in quoted)
    ]


def _is_certain(reading: Reading, phrase: Phrase, probability: float) -> bool:
    """Whether a phrase breaks its rule here.  probability: of that, by the model."""
    if phrase.certain == "always":
        return True
    sure = phrase.certain == "mostly" or (_is_plain(phrase) and not _owns(reading))
    return sure and (len(reading.sentences) <= FEW_SENTENCES or probability >= LEAST_DOUBT)


def _is_plain(phrase: Phrase) -> bool:
    return phrase.severity == "error" and (phrase.rule in (4, 5) or phrase.tag == EXPLAINS)


def _order(reading: Reading) -> list[Finding]:
    """Force majeure: an error before any regret, a remark after regret and remedy."""
    findings = []
    regret, action = (
        next((i for i, sentence in enumerate(reading.sentences) if said(reading, sentence)), None)
        for said in (regrets, acts)
    )
    for phrase in _phrases(reading):
        if phrase.tag not in CAUSES or phrase.severity != "error":
            continue
        place = next(i for i, sentence in enumerate(reading.sentences) if sentence.start <= phrase.start < sentence.end)
        span = (phrase.start, phrase.end)
        if regret is None or regret > place:
            findings.append(_finding(reading, 3, "order", span, "error"))
        elif action is not None and action <= place:
            findings.append(_finding(reading, 3, "after", span, "hint"))
    return findings


def _phrases(reading: Reading) -> list[Phrase]:
    return [phrase for sentence in reading.sentences for phrase in sentence.phrases]


def _finding(
    reading: Reading, rule: int, tag: str, span: tuple[int, int], severity: Severity, percent: float | None = None
) -> Finding:
    row = _advice()[rule, tag]
    message = row[f"message_{reading.lang}"]
    if percent is not None:
        message = message.format(percent=words(reading.lang).percent(percent / 100))
    return Finding(rule, *span, severity, message, row[f"suggestion_{reading.lang}"], tag)


def _worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A handful; of findings of one rule on the same words the worst, and no remark on a rule that is broken."""
    broken = {finding.rule for finding in findings if finding.breaks}
    ordered = sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule, finding.start))
    kept: list[Finding] = []
    for finding in ordered:
        overlaps = any(k.rule == finding.rule and k.start < finding.end and finding.start < k.end for k in kept)
        if not overlaps and (finding.breaks or finding.rule not in broken):
            kept.append(finding)
    return tuple(_one_each(kept)[:MOST_FINDINGS])


def _one_each(findings: list[Finding]) -> list[Finding]:
    """No rule falls off the end because another has many places: second places come last."""
    first: list[Finding] = []
    further: list[Finding] = []
    seen: set[int] = set()
    for finding in findings:
        (further if finding.rule in seen else first).append(finding)
        seen.add(finding.rule)
    return first + further


@lru_cache(maxsize=1)
def _advice() -> dict[tuple[int, str], dict[str, str]]:
    return {(int(row["rule"]), row["tag"]): row for row in table("reply_advice")}
