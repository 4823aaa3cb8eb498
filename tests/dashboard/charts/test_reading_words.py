"""What is said of readings: amounts with their units, how many agree, and where the verdict changes."""

import pytest

from dashboard.charts import reading_words as words
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED

LABELS = {"VNM": "Vietnam", "CHN": "China"}


def read(verdict, value, **choice):
    return {"choice": choice, "verdict": verdict, "value": value, "missing": ""}


def entry_of(*readings, unit="points"):
    """An entry of these readings, the first the default."""
    default, computed = readings[0]["verdict"], [one["verdict"] for one in readings if one["verdict"] != NOT_TESTABLE]
    return {
        "verdict": default,
        "headline": {"text": "The number.", "value": readings[0]["value"], "unit": unit},
        "readings": list(readings),
        "computed": len(computed),
        "agreeing": computed.count(default),
    }


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (18.9902, "points", "+19\u00a0points"),
        (26.5, "points", "+27\u00a0points"),
        (-1.36364, "ranks", "−1.4\u00a0ranks"),
        (0.0, "ranks", "0\u00a0ranks"),
        (-54.7677, "percent", "−55%"),
        (0.791111, "percent", "0.8%"),
        (13.0038, "ratio", "×13"),
        (0.343896, "index", "0.34"),
        (2.0, "rank", "rank 2"),
        (4.0, "visits", "4\u00a0visits"),
        (1.0, "visits", "1\u00a0visit"),
        (0.0, "visits", "0\u00a0visits"),
        (25.5569, "percent change", "+26%"),
        (2.625, "states a year", "2.6\u00a0states a year"),
        (57_963_800_000.0, "usd", "$58\u00a0bn"),
        (None, "points", "no figure"),
    ],
)
def test_an_amount_bears_its_unit_and_a_difference_its_sign(value, unit, said):
    assert words.amount(value, unit) == said


def test_the_agreement_counts_the_readings_that_can_be_computed():
    entry = entry_of(
        read(SUPPORTED, 12.0, china="with"), read(MIXED, 4.0, china="without"), read(NOT_TESTABLE, None, china="x")
    )
    assert words.agreement(entry) == "1 of 2 readings agree"
    assert words.counted(entry) == "1 supported, 1 mixed, 1 not testable yet"


def test_without_a_verdict_it_says_how_many_readings_can_be_computed_and_no_number():
    entry = entry_of(read(NOT_TESTABLE, None, partner="VNM"), read(SUPPORTED, 80.0, partner="CHN"), unit="percent")
    assert words.agreement(entry) == "1 of 2 readings can be computed"
    assert words.headline_number(entry) == ""
    assert words.turning(entry, LABELS) == (
        "The default reading can’t be computed; of those that can: China (supported, 80%)."
    )


def test_the_verdict_turns_on_the_readings_that_change_fewest_choices():
    entry = entry_of(
        read(SUPPORTED, 12.0, asia="core", china="with"),
        read(MIXED, 4.0, asia="core", china="without"),
        read(SUPPORTED, 11.0, asia="wide", china="with"),
        read(CONTRADICTED, 1.0, asia="wide", china="without"),
    )
    assert words.turning(entry, LABELS) == (
        "The verdict changes when 1 choice is made otherwise: without China (mixed, +4\u00a0points)."
    )


def test_where_one_choice_changes_nothing_those_that_change_two_are_named():
    entry = entry_of(
        read(SUPPORTED, 12.0, asia="core", china="with"),
        read(SUPPORTED, 11.0, asia="core", china="without"),
        read(NOT_TESTABLE, None, asia="wide", china="with"),
        read(CONTRADICTED, 1.0, asia="wide", china="without"),
    )
    assert words.turning(entry, LABELS) == (
        "The verdict changes when 2 choices are made otherwise: all Asia, without China (contradicted, +1\u00a0points)."
    )


def test_where_all_readings_agree_it_is_said():
    entry = entry_of(read(MIXED, 3.0, china="with"), read(NOT_TESTABLE, None, china="without"))
    assert words.turning(entry, LABELS) == "No reading that can be computed gives another verdict."


@pytest.mark.parametrize(
    ("dimensions", "across"),
    [
        ([("asia", ("core", "wide")), ("china", ("with", "without"))], "china"),
        ([("asia", ("core", "wide")), ("line", ("a", "b", "c")), ("after", ("x", "y"))], "line"),
        ([("partner", ("VNM",))], "partner"),
    ],
)
def test_the_columns_are_the_last_dimension_of_those_with_most_options(dimensions, across):
    assert words.varying(dimensions) == across


def test_a_place_is_said_by_its_name_and_a_long_option_in_short():
    assert words.label("partner", "VNM", LABELS) == "Vietnam"
    assert words.label("line", "long_2006_11", LABELS) == "long line, 2006–11"
    assert words.label("asia", "wide", LABELS) == "All Asia"
