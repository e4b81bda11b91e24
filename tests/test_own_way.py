"""One's own way in a conflict: counted, ties named, each style with its own slip."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.own_way.kept import from_text
from retention.language import LANGUAGES
from retention.own_way import ENOUGH, STYLES, own_way, situations, styles

IDS = [f"w{number}" for number in range(1, 9)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_situations_with_a_reaction_of_each_style(language):
    assert [one.id for one in situations(language)] == IDS
    for one in situations(language):
        assert one.text
        assert tuple(one.reactions) == STYLES
        assert len(set(one.reactions.values())) == len(STYLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_style_tends_to_another_of_the_five_mistakes(language):
    found = styles(language)
    assert tuple(found) == STYLES
    assert sorted(style.rule for style in found.values()) == [1, 2, 3, 4, 5]
    assert all(style.name and style.strength and style.slip and style.caution for style in found.values())
    rules = {key: style.rule for key, style in found.items()}
    assert (rules["avoiding"], rules["explaining"], rules["pushing"]) == (1, 3, 5)


def test_the_most_frequent_leads():
    answers = dict.fromkeys(IDS[:5], "explaining") | dict.fromkeys(IDS[5:], "pushing")
    found = own_way(answers)
    assert found.counts == {"pushing": 3, "pleasing": 0, "avoiding": 0, "explaining": 5, "processing": 0}
    assert found.leading == ("explaining",)
    assert not found.is_tied


def test_a_tie_names_all_in_the_one_order():
    answers = dict(zip(IDS, ["avoiding", "pushing"] * 4, strict=True))
    found = own_way(answers)
    assert found.leading == ("pushing", "avoiding")
    assert found.is_tied


def test_too_few_answers_say_nothing():
    assert own_way({}).leading == ()
    assert own_way(dict.fromkeys(IDS[: ENOUGH - 1], "pleasing")).leading == ()
    assert own_way(dict.fromkeys(IDS[:ENOUGH], "pleasing")).leading == ("pleasing",)


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(STYLES)))
def test_counts_sum_to_the_answers_whatever_their_order(answers):
    found = own_way(answers)
    assert sum(found.counts.values()) == len(answers)
    assert own_way(dict(reversed(answers.items()))) == found
    assert all(found.counts[style] == max(found.counts.values()) for style in found.leading)
    assert bool(found.leading) == (len(answers) >= ENOUGH)


@pytest.mark.parametrize("answers", [{"w9": "pushing"}, {"w1": "shouting"}])
def test_what_does_not_exist_is_refused(answers):
    with pytest.raises(ValueError):
        own_way(answers)


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        styles("de")


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(("", *STYLES))))
def test_what_a_browser_kept_comes_back_as_it_was_answered(answers):
    assert list(from_text(json.dumps(answers)).items()) == list(answers.items())


@pytest.mark.parametrize("text", [None, 7, "", "[[[", "[]", "7", "null", "[" * 1900, "x" * 5000])
def test_what_is_no_answers_gives_none_back(text):
    assert from_text(text) == {}


def test_answers_to_what_is_not_asked_are_left_out():
    kept = {"w1": "pushing", "w2": "shouting", "w9": "pushing", "w3": 5, "w4": None, "w5": ["pushing"], "w6": ""}
    assert from_text(json.dumps(kept)) == {"w1": "pushing", "w6": ""}
