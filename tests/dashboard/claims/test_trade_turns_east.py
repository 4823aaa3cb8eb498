import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.trade_turns_east import CLAIM, verdict
from dashboard.release import current
from tests.dashboard.claims.made_trade import AFTER, BEFORE, customs, imf, named_places, of_trade, with_reading, world


def turning(before, after, *more):
    """China's trade of 1,000 with the world, before and after the break."""
    return of_trade(imf("CHN", BEFORE, before), imf("CHN", AFTER, after), world(), *more)


@pytest.mark.parametrize(
    ("after", "expected"),
    [(300, SUPPORTED), (299, MIXED), (220, MIXED), (219, CONTRADICTED), (150, CONTRADICTED)],
)
def test_ten_points_support_and_under_two_contradict(after, expected):
    found = CLAIM.test(turning(200, after), CLAIM.default)
    assert (found.before, found.after) == pytest.approx((20, after / 10))
    assert found.value == pytest.approx(found.after - found.before)
    assert found.verdict == expected


def test_a_difference_that_is_ten_but_for_the_rounding_of_floats_supports():
    assert verdict(10 - 1e-12) == SUPPORTED


def test_a_window_is_the_mean_of_its_years_and_the_last_year_stands_alone():
    release = of_trade(imf("CHN", BEFORE, 200), imf("CHN", [2022], 300), imf("CHN", [2023], 500), world())
    assert CLAIM.test(release, CLAIM.default).after == pytest.approx(40)
    last = CLAIM.test(release, with_reading(CLAIM, after="last_year"))
    assert (last.after, last.facts["after_years"]) == (pytest.approx(50), "2023")


def test_without_china_it_leaves_the_sum_but_not_the_world_total():
    release = turning(200, 600, imf("IND", BEFORE, 50), imf("IND", AFTER, 100))
    found = CLAIM.test(release, with_reading(CLAIM, china="without"))
    assert (found.before, found.after) == pytest.approx((5, 10))


def test_a_wider_asia_takes_in_more_partners():
    release = turning(200, 300, imf("TUR", BEFORE, 100), imf("TUR", AFTER, 100))
    assert CLAIM.test(release, with_reading(CLAIM, asia="wide")).before == pytest.approx(30)


@pytest.mark.parametrize(("line", "before"), [("long_2006_11", 10), ("long_2012_13", 20), ("long_2014_21", 30)])
def test_the_long_line_has_three_windows_before(line, before):
    release = of_trade(
        customs("CHN", 100, range(2006, 2012)),
        customs("CHN", 200, range(2012, 2014)),
        customs("CHN", 300, range(2014, 2022)),
        imf("CHN", BEFORE, 300),
        imf("CHN", AFTER, 400),
        world(),
    )
    found = CLAIM.test(release, with_reading(CLAIM, line=line))
    assert (found.before, found.after) == pytest.approx((before, 40))


def test_a_constant_set_under_ninety_percent_is_a_dash_that_says_how_much_it_held():
    # India holds 100 of 300 of the weights and is not in the customs figures.
    release = of_trade(customs("CHN", 200), imf("CHN", (*BEFORE, *AFTER), 200), imf("IND", BEFORE, 100), world())
    found = CLAIM.test(release, with_reading(CLAIM, line="long_2014_21"))
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "66.6%" in found.missing
    assert "Russian customs" in found.missing


def test_without_a_year_after_the_break_the_missing_source_is_named():
    found = CLAIM.test(of_trade(imf("CHN", BEFORE, 200), world()), CLAIM.default)
    assert found.verdict == NOT_TESTABLE
    assert "IMTS" in found.missing


def test_empty_tables_make_every_reading_a_dash():
    judged = judge(CLAIM, of_trade(places=named_places(core=(), central=(), west=())))
    assert (judged.computed, judged.agreeing, len(judged.readings)) == (0, 0, 48)
    assert all(result.missing for _, result in judged.readings)


def test_the_estimate_is_marked_in_the_headline_and_among_the_doubts():
    release = turning(200, 300)
    found = CLAIM.test(release, CLAIM.default)
    assert CLAIM.headline(release, found) == (
        "Core Asia’s share of Russia’s trade was 20% in 2016–21 and 30% in 2022–23 (estimate): up 10 points."
    )
    assert any("estimates of the IMF" in doubt for doubt in found.doubts)
    assert any("ratio of two sources" in doubt for doubt in found.doubts)


def test_a_year_missing_from_the_window_is_a_doubt():
    release = of_trade(imf("CHN", range(2017, 2022), 200), imf("CHN", AFTER, 300), world())
    assert any("2016" in doubt for doubt in CLAIM.test(release, CLAIM.default).doubts)


def test_against_names_the_reading_least_in_favour_with_its_number():
    release = turning(200, 600, imf("IND", BEFORE, 50), imf("IND", AFTER, 60))
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert said.startswith("Read otherwise (without China): up 1.0 points, contradicted.")
    # The rest of the world went from 750 to 340.
    assert "55% lower" in said


def test_the_rows_are_the_years_used():
    rows = CLAIM.test(turning(200, 300), CLAIM.default).rows
    assert rows["year"].tolist() == [*BEFORE, *AFTER]
    assert rows["side"].tolist() == ["before"] * 6 + ["after"] * 2


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx(found.after - found.before)
    assert judged.default.value is not None
    assert "estimate" in CLAIM.headline(current(), judged.default)
