import pytest

from dashboard.claims.bilateral_turn import CLAIM
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.measures.newcombe import newcombe
from dashboard.release import current
from tests.dashboard.claims.made import of_trips, trips


def made(year, one_to_one, of, **other):
    """Trips of one year, the first ones bilateral and the others to a forum."""
    rows = trips(year, of, **other)
    return rows[:one_to_one] + [row | {"format": "forum"} for row in rows[one_to_one:]]


def default(*rows):
    return CLAIM.test(of_trips(*rows), CLAIM.default)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((5, 10), (6, 10), SUPPORTED),  # 50 to 60: ten points, at the edge
        ((6, 11), (6, 10), CONTRADICTED),  # 54.5 to 60
        ((4, 10), (5, 10), CONTRADICTED),  # 40 to 50: not above half
        ((4, 10), (6, 11), SUPPORTED),  # 40 to 54.5
    ],
)
def test_the_part_must_rise_by_ten_points_and_stand_above_half(before, after, verdict):
    found = default(*made(2015, *before), *made(2024, *after))
    assert (found.before, found.after) == pytest.approx((before[0] / before[1] * 100, after[0] / after[1] * 100))
    assert found.verdict == verdict


def test_in_core_but_not_in_all_asia_it_is_mixed():
    # Core 2 of 4 to 4 of 4; with Turkey 2 of 4 to 4 of 9.
    found = default(*made(2015, 2, 4), *made(2024, 4, 4), *made(2023, 0, 5, partner="TUR"))
    assert (found.value, found.facts["wide_after"]) == pytest.approx((50, 400 / 9))
    assert found.verdict == MIXED


def test_in_all_asia_but_not_in_core_it_is_mixed():
    # Core 1 of 2 both times; with Turkey 1 of 6 to 5 of 6.
    rows = made(2015, 1, 2) + made(2015, 0, 4, partner="TUR")
    found = default(*rows, *made(2024, 1, 2), *made(2024, 4, 4, partner="TUR"))
    assert found.value == 0
    assert found.verdict == MIXED


def test_read_in_all_asia_alone_it_can_not_be_mixed():
    release = of_trips(*made(2015, 2, 4), *made(2024, 4, 4), *made(2023, 0, 5, partner="TUR"))
    found = CLAIM.test(release, CLAIM.default | {"asia": "wide"})
    assert found.value == pytest.approx(found.facts["wide_after"] - found.facts["wide_before"])
    assert found.verdict == CONTRADICTED


def test_a_trip_of_both_kinds_is_a_forum_trip_unless_read_otherwise():
    release = of_trips(*made(2015, 2, 4), *trips(2024, 4, format="both"))
    assert CLAIM.test(release, CLAIM.default).after == 0
    assert CLAIM.test(release, CLAIM.default | {"format_both": "with_bilateral"}).after == 100


def test_the_prime_minister_counts_in_his_reading_alone():
    release = of_trips(*made(2015, 2, 4), *made(2024, 4, 4), *made(2024, 0, 4, visitor_rank="head_of_government"))
    assert CLAIM.test(release, CLAIM.default).after == 100
    found = CLAIM.test(release, CLAIM.default | {"rank": "with_prime_minister"})
    assert found.after == 50
    assert any("prime minister" in doubt for doubt in found.doubts)


def test_unknown_formats_are_left_out_and_counted():
    found = default(*made(2015, 2, 4), *made(2024, 4, 4), *trips(2025, 2, format="unknown"))
    assert found.after == 100
    assert "their format is not known: 2" in found.coverage


@pytest.mark.parametrize("rows", [(), made(2015, 2, 4), made(2024, 2, 4), [*made(2015, 1, 2), *made(2020, 1, 2)]])
def test_a_period_without_a_trip_is_not_testable(rows):
    found = default(*rows)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "visits" in found.missing


def test_the_interval_is_newcombes_in_points():
    found = default(*made(2015, 2, 8), *made(2024, 6, 8))
    low, high = newcombe(2, 8, 6, 8)
    assert (found.interval.low, found.interval.high) == pytest.approx((low * 100, high * 100))


def test_few_trips_and_the_tables_completeness_are_doubts():
    doubts = default(*made(2015, 2, 8), *made(2024, 4, 4)).doubts
    assert "trips in one period: 4" in doubts[0]
    assert "90–95% in 2012–19, nearly all in 2022–25" in doubts[1]


def test_the_headline_gives_both_definitions_with_their_counts():
    release = of_trips(*made(2015, 2, 4), *made(2024, 4, 4), *made(2023, 0, 5, partner="TUR"))
    text = CLAIM.headline(release, CLAIM.test(release, CLAIM.default))
    assert "from 50% in 2012–19 (2 of 4) to 100% in 2022–25 (4 of 4) in core Asia" in text
    assert "to 44% in 2022–25 (4 of 9) in all Asia" in text


def test_against_gives_the_reading_with_another_verdict_and_the_trips_a_year():
    # 4 of 8 to 0 of 4; taken as one to one, the four of both kinds make it 4 of 4.
    release = of_trips(*made(2015, 4, 8), *trips(2024, 4, format="both"))
    text = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert text.startswith("Read otherwise (trips of both kinds counted as one to one): 50% to 100%, and in all Asia")
    assert "went from 0.5 to 0.0 a year, all trips from 1.0 to 1.0" in text


def test_the_real_release_gives_every_reading_or_a_reason():
    judged = judge(CLAIM, current())
    assert len(judged.readings) == 12
    for _, found in judged.readings:
        assert found.missing if found.verdict == NOT_TESTABLE else found.value == found.after - found.before
        assert len(found.rows) <= 400
