"""Charts: what is drawn is what was decided, few points, words above the bars, no markup from people."""

import itertools

import pytest

from retention import charts, takeaways
from retention.case import OPTIONS
from retention.decision import evaluate
from retention.document import read_case
from retention.examples import FIRST, example_document, example_names
from retention.language import words

_ = words("en")
CASES = {name: read_case(example_document(name, "en")) for name in (FIRST, "night_desk", "storm_invoice")}
DECIDED = {name: (case, evaluate(case)) for name, case in CASES.items()}


@pytest.fixture(params=DECIDED)
def decided(request):
    return DECIDED[request.param]


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def colours(request):
    return charts.palette(request.param)


def figures(case, decision, colours):
    yield charts.option_values(case, decision, _, colours)
    for option in OPTIONS:
        yield charts.option_parts(case, decision, option, _, colours)
    if takeaways.shown_bars(decision):
        yield charts.tornado(case, decision, _, colours)
    if takeaways.worth_knowing(case, decision, _):
        yield charts.worth_finding_out(case, decision, _, colours)


def test_every_chart_has_few_points_and_a_row_of_words_for_each_bar(decided, colours):
    case, decision = decided
    for figure in figures(case, decision, colours):
        rows = len(figure.data[0].y)
        assert sum(len(trace.y) for trace in figure.data) <= 100
        assert len(figure.layout.annotations) == 2 * rows
        assert figure.layout.height < 700
        assert figure.layout.xaxis.title.text


def test_options_are_drawn_where_they_are_expected_and_from_5_to_95_percent(decided):
    case, decision = decided
    bars, dots = charts.option_values(case, decision, _, charts.LIGHT).data
    for row, option in enumerate(OPTIONS):
        assert dots.x[row] == decision.options[option].expected
        assert bars.base[row] == decision.options[option].p05
        assert bars.base[row] + bars.x[row] == pytest.approx(decision.options[option].p95)


def test_only_the_recommended_option_is_marked(decided):
    case, decision = decided
    texts = [note.text for note in charts.option_values(case, decision, _, charts.LIGHT).layout.annotations]
    marked = [text for text in texts if "recommended" in text]
    assert len(marked) == 1
    assert sum("not open" in text for text in texts) == sum(not f.allowed for f in decision.options.values())


def test_the_parts_of_an_option_follow_each_other_to_its_net_value(decided):
    case, decision = decided
    for option in OPTIONS:
        bars = charts.option_parts(case, decision, option, _, charts.LIGHT).data[0]
        ends = list(itertools.accumulate(bars.x[:-1]))
        assert list(bars.base[1:-1]) == pytest.approx(ends[:-1])
        assert bars.base[-1] == 0
        assert bars.x[-1] == decision.options[option].expected
        assert (ends[-1] if ends else 0.0) == pytest.approx(decision.options[option].expected)


def test_the_tornado_changes_its_side_at_zero():
    case, decision = DECIDED[FIRST]
    behind, ahead = charts.tornado(case, decision, _, charts.LIGHT).data
    for row, bar in enumerate(takeaways.shown_bars(decision)):
        assert behind.x[row] + ahead.x[row] == pytest.approx(abs(bar.high - bar.low))
        assert behind.base[row] <= 0 <= ahead.base[row]


def test_what_is_assumed_is_striped_and_said():
    case, decision = DECIDED[FIRST]
    figure = charts.worth_finding_out(case, decision, _, charts.LIGHT)
    rows = takeaways.worth_knowing(case, decision, _)
    assert list(figure.data[0].marker.pattern.shape) == ["/" if basis == "assumed" else "" for *_rest, basis in rows]
    assert sum("assumed" in note.text for note in figure.layout.annotations) == sum(
        basis == "assumed" for *_rest, basis in rows
    )


def test_the_name_of_a_risk_is_text_in_a_chart():
    document = example_document(FIRST, "en")
    document["risks"][0]["name"] = "<a href='x'>& more</a>"
    document["risks"][0]["severity"] = [0, 20000, 90000]
    case = read_case(document)
    figure = charts.tornado(case, evaluate(case), _, charts.LIGHT)
    assert not any("<a " in note.text for note in figure.layout.annotations)
    assert any("&lt;a" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("language, separators", [("en", ".,"), ("ru", ",\N{NO-BREAK SPACE}"), ("ro", ",.")])
def test_numbers_have_the_separators_of_the_language(language, separators):
    case, decision = DECIDED[FIRST]
    assert charts.option_values(case, decision, words(language), charts.LIGHT).layout.separators == separators


@pytest.mark.parametrize("name", example_names())
def test_every_takeaway_is_a_sentence_and_every_table_is_even(name):
    case = read_case(example_document(name, "en"))
    decision = evaluate(case)
    sentences = [
        takeaways.options_sentence(case, decision, _),
        takeaways.change_sentence(case, decision, _),
        takeaways.learn_sentence(case, decision, _),
        *(takeaways.parts_sentence(case, decision, option, _) for option in OPTIONS),
    ]
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    for table in (
        takeaways.options_table(case, decision, _),
        takeaways.parts_table(case, decision, _),
        takeaways.learn_table(case, decision, _),
    ):
        assert len({len(column) for column in table.values()}) == 1
