import pandas as pd
import pytest

from dashboard.claims.against import Other, closest, opposing_reading, turned
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured
from tests.dashboard.claims.made import release_of

VALUES = {SUPPORTED: 30.0, MIXED: 20.0, CONTRADICTED: 10.0, NOT_TESTABLE: None}
RELEASE = release_of(places=pd.DataFrame(columns=["iso3", "label"]))


def claim(*found):
    """A claim of two dimensions whose four readings give these results, in the order of the grid."""
    dimensions = (Dimension("china", ("with", "without")), Dimension("after", ("window", "last_year")))
    nothing = dict.fromkeys(("wording", "measure", "rule", "change", "limits", "critic", "headline", "against"))
    made = {"id": "made", "unit": "points", "sides_unit": "percent", "tables": (), "figure": "", **nothing}
    grid = Claim(**made, dimensions=dimensions, test=None).readings
    results = dict(zip((tuple(one.values()) for one in grid), found, strict=True))
    return Claim(**made, dimensions=dimensions, test=lambda _release, one: results[tuple(one.values())])


def of(*verdicts):
    """Results with these verdicts, each with the value that is usual for it."""
    return [Measured(verdict, VALUES[verdict]) for verdict in verdicts]


def said(*found):
    made = claim(*found)
    return opposing_reading(RELEASE, made, found[0], lambda one: f"{one.known:g}", higher_supports=True)


def turned_to(*verdicts):
    made, found = claim(*of(*verdicts)), of(*verdicts)
    pairs = zip(made.readings[1:], found[1:], strict=True)
    others = [Other(reading, one) for reading, one in pairs if one.verdict != NOT_TESTABLE]
    other = turned(made, found[0].verdict, others)
    return None if other is None else tuple(other.reading.values())


def test_the_verdict_furthest_away_is_taken():
    assert turned_to(SUPPORTED, MIXED, MIXED, CONTRADICTED) == ("without", "last_year")


def test_of_equals_the_one_that_changes_least_is_taken_then_the_first():
    assert turned_to(SUPPORTED, SUPPORTED, MIXED, MIXED) == ("without", "window")
    assert turned_to(SUPPORTED, MIXED, MIXED, MIXED) == ("with", "last_year")


@pytest.mark.parametrize("rest", [[SUPPORTED] * 3, [NOT_TESTABLE] * 3])
def test_where_every_computed_reading_agrees_none_turns(rest):
    assert turned_to(SUPPORTED, *rest) is None


def test_without_a_headline_any_verdict_stands_beside_it():
    assert turned_to(NOT_TESTABLE, NOT_TESTABLE, SUPPORTED, CONTRADICTED) == ("without", "window")


@pytest.mark.parametrize(
    ("verdict", "higher", "expected"),
    [
        (SUPPORTED, True, 12),  # the least in its favour
        (SUPPORTED, False, 30),
        (CONTRADICTED, True, 30),  # the most in its favour
        (CONTRADICTED, False, 12),
    ],
)
def test_the_closest_reading_lies_towards_another_verdict(verdict, higher, expected):
    others = [Other({}, Measured(verdict, value)) for value in (12.0, 19.0, 30.0)]
    assert closest(Measured(verdict, 20.0), others, higher_supports=higher).found.value == expected


def test_no_reading_is_closer_than_the_headline_itself():
    others = [Other({}, Measured(SUPPORTED, 30.0))]
    assert closest(Measured(SUPPORTED, 20.0), others, higher_supports=True) is None


def test_a_mixed_headline_has_a_threshold_on_either_side_and_so_no_closest_reading():
    assert closest(Measured(MIXED, 20.0), [Other({}, Measured(MIXED, 30.0))], higher_supports=True) is None


def test_a_reading_with_another_verdict_is_said_by_what_it_reads_differently():
    text = said(*of(SUPPORTED, SUPPORTED, SUPPORTED, MIXED))
    assert text == "Read otherwise (without China, last year alone): 20, mixed."


def test_where_none_turns_the_closest_is_said():
    values = [Measured(SUPPORTED, value) for value in (30.0, 40.0, 25.0, 35.0)]
    assert said(*values) == "The reading that comes closest to another verdict (without China): 25, still supported."


def test_where_none_goes_that_way_their_reach_is_said():
    values = [Measured(MIXED, value) for value in (5.0, 7.0, 3.0, 6.0)]
    assert said(*values) == "No reading gives another verdict; they run from 3 to 7."


def test_where_no_other_reading_can_be_computed_that_is_said():
    assert said(*of(SUPPORTED, NOT_TESTABLE, NOT_TESTABLE, NOT_TESTABLE)) == "No other reading can be computed."
