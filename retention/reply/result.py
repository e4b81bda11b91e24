"""What the check of a reply returns, and its JSON form (model 6)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")

MISSING = ("regret", "what_we_do", "by_when", "who_i_am")
"""What a reply should say; those that it does not are in `ReplyCheck.missing`, in this order."""


@dataclass(frozen=True)
class Finding:
    """Words that break a rule, or a remark where the severity is `hint`.

    rule: 1 contact, 2 template, 3 justification, 4 blame shifted, 5 client blamed; start, end: characters of the text,
    the whole of it for what is absent; message, suggestion: in the language of the reply; tag: the row of
    `data/reply_advice.csv` that they come from.
    """

    rule: int
    start: int
    end: int
    severity: Severity
    message: str
    suggestion: str
    tag: str

    @property
    def breaks(self) -> bool:
        """Whether the rule is broken; a hint breaks none."""
        return self.severity != "hint"


@dataclass(frozen=True)
class ReplyCheck:
    """The findings, worst first; what is missing; how much of the text was in an earlier reply, in per cent."""

    language: str
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    likeness: float | None = None

    @property
    def broken(self) -> tuple[int, ...]:
        """The numbers of the broken rules in order."""
        return tuple(sorted({finding.rule for finding in self.findings if finding.breaks}))


def check_document(check: ReplyCheck) -> dict[str, Any]:
    """The check as `check-reply` prints it."""
    findings = [asdict(finding) for finding in check.findings]
    for finding in findings:
        del finding["tag"]
    return {"language": check.language, "findings": findings, "missing": list(check.missing)}
