"""The sums behind the outputs: chances from quantiles, the spread of the gap, flips by nearness, what turned it."""

import numpy as np
import pytest
from scipy.stats import beta

from retention import both_sides, finding_out, mind, outcomes, standing
from retention.charts import LIGHT
from retention.charts_outcome import chances_below, strips
from retention.charts_plane import both_sides as sides_chart
from retention.charts_plane import given_and_due, satisfied_and_loyal, value_and_fit
from retention.decision import evaluate
from retention.document import read_case
from retention.examples import example_document, example_names
from retention.language import words
from retention.turning import turning_sentence, watched
from tests.small_case import case_of, decided, small

_ = words("en")


def test_compared_are_the_best_the_next_and_parting_each_once():
    assert outcomes.compared_options(decided(small())) == ("satisfy", "compromise", "part")
    costly = small(options__satisfy__outlay=2000, options__compromise__outlay=2000)  # 100 declining, 0 parting
    assert outcomes.compared_options(decided(costly)) == ("decline", "part")


def test_the_spread_of_the_gap_is_that_of_its_only_uncertain_input():
    """Keeping is satisfying, 0.9·margin − 300; margin is PERT(0, 1000, 2000), symmetric, of known quantiles."""
    document = small(value__annual_margin=[0, 1000, 2000])
    case, decision = case_of(document), decided(document)
    place = standing.standing(case, decision)
    assert place is not None

    ends = [0.9 * 2000 * beta.ppf(p, 3, 3) - 300 for p in (0.05, 0.95)]
    assert place.gap == pytest.approx(600)
    assert [place.low, place.high] == pytest.approx(ends, abs=40)


def test_a_certain_case_has_no_spread():
    place = standing.standing(case_of(small()), decided(small()))
    assert place is not None
    assert place.low == place.high == pytest.approx(place.gap)


def test_flips_are_sorted_by_distance_in_widths_of_their_own_range():
    """Satisfying leads compromise by 200: its outlay turns at 500, compromise's stay at 0.7."""
    document = small(options__satisfy__outlay=[200, 300, 400], options__compromise__stay=[0.4, 0.5, 0.6])
    found = {turn.input: turn for turn in mind.turns(case_of(document), decided(document))}
    outlay, stay = found["options.satisfy.outlay"], found["options.compromise.stay"]
    assert [outlay.now, outlay.at, outlay.ranges] == pytest.approx([300, 500, 1])
    assert [stay.now, stay.at, stay.ranges] == pytest.approx([0.5, 0.7, 1])
    nearer = small(options__satisfy__outlay=[100, 300, 500], options__compromise__stay=[0.4, 0.5, 0.6])
    turns = mind.turns(case_of(nearer), decided(nearer))
    assert turns[0].input == "options.satisfy.outlay"  # half a range away
    assert not np.isfinite(turns[-1].ranges)  # what is certain comes last
    assert mind.is_within_range(case_of(nearer), turns[0])
    assert not mind.is_within_range(case_of(nearer), turns[1])


def test_the_table_of_flips_says_the_side():
    document = small(options__satisfy__outlay=[100, 300, 500])
    table = mind.mind_table(case_of(document), decided(document), _)
    assert [column[0] for column in table.values()] == [
        "Outlay if the request is granted", "€300", "above €500", "Offer a compromise", "yes"]  # fmt: skip


def test_fairness_compares_given_with_due():
    """70 % of 1000 is due, 300 given."""
    document = small(company_responsibility=70, client_loss=1000)
    sentence = both_sides.fairness_sentence(case_of(document), decided(document), _)
    assert "€700 is due" in sentence
    assert "gives €300, that is €400 less" in sentence
    table = both_sides.fairness_table(case_of(document), decided(document), _)
    assert table["Difference"] == ["−€400", "−€600", "−€700", "−€700"]


def test_nothing_due_and_not_judged_are_two_things():
    nothing = small(company_responsibility=0, client_loss=1000)
    assert "nothing is due" in both_sides.fairness_sentence(case_of(nothing), decided(nothing), _)
    assert "both judged" in both_sides.fairness_sentence(case_of(small()), decided(small()), _)


def test_a_dominated_option_bears_a_word():
    met = {"satisfy": 100, "compromise": 50, "decline": 0, "part": 0}
    document = small(interests=[{"name": "Money", "weight": 1, "met": met}])
    table = both_sides.interests_table(case_of(document), decided(document), _)
    assert table["Remark"] == ["recommended", *["worse for both"] * 3]


def test_satisfaction_moves_its_own_gauge_only():
    low, high = case_of(small(satisfaction=2, loyalty=8)), case_of(small(satisfaction=5, loyalty=8))
    assert both_sides.gauges(low, _)[1] == both_sides.gauges(high, _)[1]
    assert both_sides.gauges(low, _)[0] != both_sides.gauges(high, _)[0]


def test_groups_that_noise_could_explain_are_left_out():
    decision = evaluate(read_case(example_document("late_kitchen", "en")))
    worth = finding_out.groups_worth_it(decision)
    assert all(group.value > 2 * group.se for group in worth)
    assert [group.value for group in worth] == sorted((group.value for group in worth), reverse=True)
    assert finding_out.groups_worth_it(decided(small())) == ()


# ---- what turned the verdict


def test_the_answer_that_turned_the_verdict_is_named_with_both_values():
    """A satisfied client worth 600; with a margin of −1000 one loses money on them."""
    first = watched(None, case_of(small()))
    assert turning_sentence(first, _) == ""
    then = watched(first, case_of(small(value__annual_margin=-1000)))
    assert turning_sentence(then, _) == (
        "Because this changed from €1,000 to −€1,000, the verdict is now “Ours, but not at this price”: "
        "margin per year."
    )


def test_a_change_of_the_recommendation_alone_is_told_too():
    first = watched(None, case_of(small()))
    then = watched(first, case_of(small(options__compromise__stay=0.8)))  # 700 against 600
    assert turning_sentence(then, _) == (
        "Because this changed from 50% to 80%, “Offer a compromise” is now better than “Grant the request”: "
        "chance that the client stays if we offer a compromise."
    )


def test_a_change_that_turns_nothing_is_not_told():
    first = watched(None, case_of(small()))
    assert turning_sentence(watched(first, case_of(small(value__annual_margin=1100))), _) == ""


def test_one_figure_moved_in_steps_is_one_change_and_another_figure_ends_it():
    steps = [small(options__compromise__stay=stay) for stay in (0.5, 0.6, 0.75, 0.8)]
    found = watched(None, case_of(steps[0]))
    for step in steps[1:]:
        found = watched(found, case_of(step))
    assert "from 50% to 80%" in turning_sentence(found, _)
    assert watched(found, case_of(steps[-1])) is found  # nothing new
    assert turning_sentence(watched(found, case_of(small(options__compromise__stay=0.8, owed=1))), _) == ""


def test_a_judgement_that_turns_the_verdict_is_named_by_the_persons_own_words():
    def judged(score):
        return case_of(small(fit=[{"criterion": "Pays on time", "weight": 3, "score": score}]))

    found = watched(watched(None, judged(5)), judged(1))
    assert "from 5 to 1" in turning_sentence(found, _)
    assert "“Pays on time”" in turning_sentence(found, _)


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize("language", ["en", "ru", "ro"])
def test_every_example_has_every_sentence_table_and_chart(name, language):
    told = words(language)
    case = read_case(example_document(name, language))
    decision = evaluate(case, 64)
    place = standing.standing(case, decision)
    sentences = [
        outcomes.spread_sentence(case, decision, told),
        outcomes.below_sentence(decision, told),
        both_sides.interests_sentence(case, decision, told),
        both_sides.fairness_sentence(case, decision, told),
        both_sides.loyalty_sentence(case, decision, told),
        standing.standing_sentence(case, decision, place, told),
        mind.mind_sentence(case, decision, told),
        finding_out.groups_sentence(case, decision, told),
        *(sentence for _name, sentence in finding_out.figures_explained(case, decision, told)),
    ]
    assert all(sentences)
    assert not any("{" in sentence for sentence in sentences)
    for table in (
        outcomes.spread_table(case, decision, told),
        both_sides.interests_table(case, decision, told),
        both_sides.fairness_table(case, decision, told),
        both_sides.loyalty_table(case, told),
        standing.standing_table(case, decision, place, told),
        mind.mind_table(case, decision, told),
        finding_out.groups_table(case, decision, told),
    ):
        assert len({len(column) for column in table.values()}) == 1
    for chart in (strips, chances_below, sides_chart, given_and_due, satisfied_and_loyal):
        assert chart(case, decision, told, LIGHT).data
    if place is not None:
        assert value_and_fit(case, decision, place, told, LIGHT).data
        assert place.low <= place.gap <= place.high


def test_a_persons_markup_is_text_in_a_chart():
    met = {"satisfy": 100, "compromise": 50, "decline": 0, "part": 0}
    document = small(title="<b>x</b>", interests=[{"name": "<i>Money</i>", "weight": 1, "met": met}])
    figure = sides_chart(case_of(document), decided(document), _, LIGHT)
    assert not [note.text for note in figure.layout.annotations if "<i>" in note.text]
