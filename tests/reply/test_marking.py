"""A draft with its words marked: every character is there once, and nothing of it is markup."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from retention.reply.marking import marked_html
from retention.reply.result import Finding, Severity


def finding(start: int, end: int, rule: int = 3, severity: Severity = "error") -> Finding:
    return Finding(rule, start, end, severity, "why", "better", "tag")


def plain(marked: str) -> str:
    """What a reader sees, without the numbers of the rules."""
    return html.unescape(re.sub(r"<sup>\d</sup>|<[^>]+>", "", marked))


def test_the_words_of_a_finding_are_marked_with_its_rule():
    marked = marked_html("Due to snow it is late.", [finding(0, 11)])
    assert marked == '<div class="marked-draft"><mark>Due to snow<sup>3</sup></mark> it is late.</div>'


def test_what_is_absent_and_what_is_a_remark_marks_nothing():
    text = "Thank you for your feedback."
    assert "<mark>" not in marked_html(text, [finding(0, len(text)), finding(0, 5, severity="hint")])


def test_markup_in_a_draft_stays_text():
    marked = marked_html('<script>alert("x")</script> & so', [finding(0, 8)])
    assert "<script" not in marked
    assert plain(marked) == '<script>alert("x")</script> & so'


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 5)), max_size=6)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), spans)
def test_nothing_is_lost_or_doubled_however_findings_overlap(text, found):
    findings = [finding(min(a, b, len(text)), min(max(a, b), len(text)), rule) for a, b, rule in found]
    assert plain(marked_html(text, findings)) == text
