import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.turn_began_before_war import CLAIM
from dashboard.release import current
from tests.dashboard.claims.made_trade import AFTER, BEFORE, customs, imf, of_trade, with_reading, world


def rising(start, middle, last):
    """China's trade of 1,000 with the world: to 2020, in 2021, and after the break."""
    return of_trade(
        customs("CHN", start, range(2006, 2021)),
        customs("CHN", middle, [2021]),
        imf("CHN", BEFORE, start),
        imf("CHN", AFTER, last),
        world(),
    )


@pytest.mark.parametrize(
    ("middle", "expected"), [(200, SUPPORTED), (199, MIXED), (140, MIXED), (139, CONTRADICTED), (90, CONTRADICTED)]
)
def test_half_of_the_rise_supports_and_under_a_fifth_contradicts(middle, expected):
    # From 100 to 300 the share rises by 20 points.
    found = CLAIM.test(rising(100, middle, 300), CLAIM.default)
    assert found.value == pytest.approx((middle - 100) / 2)
    assert (found.before, found.after) == pytest.approx((10, 30))
    assert found.verdict == expected


def test_a_share_that_fell_after_2021_gives_more_than_the_whole_rise():
    assert CLAIM.test(rising(100, 300, 200), CLAIM.default).value == pytest.approx(200)


@pytest.mark.parametrize("last", [100, 80])
def test_without_a_rise_there_is_nothing_to_divide(last):
    found = CLAIM.test(rising(100, 150, last), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "did not rise from 2012 to 2023" in found.missing


def test_another_first_year_takes_another_share():
    release = of_trade(
        customs("CHN", 50, range(2006, 2012)),
        customs("CHN", 100, range(2012, 2021)),
        customs("CHN", 150, [2021]),
        imf("CHN", BEFORE, 100),
        imf("CHN", AFTER, 250),
        world(),
    )
    assert CLAIM.test(release, with_reading(CLAIM, start="2010")).value == pytest.approx(50)  # 10 of 20 points
    assert CLAIM.test(release, CLAIM.default).value == pytest.approx(100 / 3)  # 5 of 15


def test_a_definition_the_constant_set_does_not_cover_is_a_dash():
    release = of_trade(customs("CHN", 200), imf("CHN", (*BEFORE, *AFTER), 200), imf("TUR", BEFORE, 100), world())
    found = CLAIM.test(release, with_reading(CLAIM, asia="wide"))
    assert found.verdict == NOT_TESTABLE
    assert "66.6%" in found.missing


def test_the_rows_are_the_three_years():
    found = CLAIM.test(rising(100, 200, 300), CLAIM.default)
    assert found.rows["year"].tolist() == [2012, 2021, 2023]


def test_the_pace_of_both_spans_stands_against_the_headline():
    release = rising(100, 190, 290)
    # 9 points in nine years, 10 in two.
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert "The share moved by 1.0 points a year in 2012–21 and by 5.0 in 2021–23 (estimate)." in said


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            rise = found.facts["share_pct_2021"] - found.before
            assert found.value == pytest.approx(rise / (found.after - found.before) * 100)
