"""Canonical JSON, its hash, and the paths at which two documents differ."""

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention.content import canonical_json, case_part, changed_paths, content_hash
from retention.faults import InvalidInput

documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_canonical_json_is_sorted_tight_and_ascii():
    assert canonical_json({"b": [1, 2.5], "a": {"ș": None}}) == '{"a":{"\\u0219":null},"b":[1,2.5]}'


def test_the_hash_is_that_of_the_canonical_text():
    assert content_hash({"b": 1, "a": True}) == hashlib.sha256(b'{"a":true,"b":1}').hexdigest()


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_json_cannot_hold_is_refused(number):
    with pytest.raises(InvalidInput):
        canonical_json({"a": [number]})


def test_notes_are_no_part_of_the_case():
    assert case_part({"title": "a", "notes": {"guess": "b"}}) == {"title": "a"}


@pytest.mark.parametrize("before, after, paths", [
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, ()),
    ({"a": 1}, {"a": 1.0}, ("a",)),
    ({"a": 1}, {"b": {"c": 1}}, ("b", "a")),
    ({"o": {"s": {"x": [1, 2, 3], "y": 0}}}, {"o": {"s": {"x": [1, 2, 4], "y": 0}}}, ("o.s.x",)),
    ({"r": [{"p": 1}, {"p": 2}]}, {"r": [{"p": 1}, {"p": 3, "q": 1}]}, ("r.1.p", "r.1.q")),
    ({"r": [{"p": 1}]}, {"r": [{"p": 1}, {"p": 2}]}, ("r",)),
    ({"r": [{"p": 1}]}, {"r": 3}, ("r",)),
])
def test_a_change_is_named_by_its_path(before, after, paths):
    assert changed_paths(before, after) == paths


@given(st.dictionaries(st.text(), documents, max_size=4), st.dictionaries(st.text(), documents, max_size=4))
def test_documents_differ_where_and_only_where_their_hashes_do(a, b):
    assert (changed_paths(a, b) == ()) == (content_hash(a) == content_hash(b))


@pytest.mark.parametrize(
    "before, after",
    [(1, 1), (1, 1.0), (1, True), (0.0, -0.0), (0.1, 0.1), (0.1, 0.2), ("1", 1), ("é", "é"), (None, None), (None, 0)],
)
def test_a_part_has_changed_where_its_canonical_json_has(before, after):
    changed = canonical_json(before) != canonical_json(after)
    assert changed_paths({"part": before}, {"part": after}) == (("part",) if changed else ())


def test_what_json_cannot_hold_is_refused_though_it_is_the_same():
    with pytest.raises(InvalidInput):
        changed_paths({"part": math.nan}, {"part": math.nan})
