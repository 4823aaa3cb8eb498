import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.many_partners import CLAIM, verdict
from dashboard.release import current
from tests.dashboard.claims.made_trade import AFTER, BEFORE, customs, imf, named_places, of_trade, with_reading


def two(china_after, india_after):
    """Two equal partners before, with an index of 0.5."""
    return of_trade(
        imf("CHN", BEFORE, 100),
        imf("IND", BEFORE, 100),
        imf("CHN", AFTER, china_after),
        imf("IND", AFTER, india_after),
    )


@pytest.mark.parametrize(
    ("change_pct", "expected"),
    [(-5.0, SUPPORTED), (-4.9, MIXED), (0, MIXED), (4.9, MIXED), (5.0, CONTRADICTED), (30, CONTRADICTED)],
)
def test_five_percent_either_way_decides(change_pct, expected):
    assert verdict(change_pct) == expected


def test_a_growing_first_partner_raises_the_index():
    # 0.75 and 0.25 of the trade: 0.5625 + 0.0625.
    found = CLAIM.test(two(300, 100), CLAIM.default)
    assert (found.before, found.after) == pytest.approx((0.5, 0.625))
    assert (found.value, found.verdict) == (pytest.approx(25), CONTRADICTED)


def test_an_index_that_falls_supports():
    release = of_trade(imf("CHN", BEFORE, 300), imf("IND", BEFORE, 100), imf("CHN", AFTER, 100), imf("IND", AFTER, 100))
    found = CLAIM.test(release, CLAIM.default)
    assert (found.value, found.verdict) == (pytest.approx(-20), SUPPORTED)


def test_an_even_spread_that_stays_is_mixed():
    assert CLAIM.test(two(150, 150), CLAIM.default).verdict == MIXED


def test_a_partner_missing_in_one_year_is_not_in_the_set():
    release = of_trade(
        imf("CHN", (*BEFORE, *AFTER), 95), imf("IND", (*BEFORE, *AFTER), 95), imf("VNM", BEFORE, 10),
        places=named_places(core=("CHN", "IND", "VNM")),
    )  # fmt: skip
    found = CLAIM.test(release, CLAIM.default)
    assert (found.facts["set"], found.before, found.after) == ("CHN;IND", 0.5, 0.5)
    assert found.coverage.startswith("2 of 3 partners")


def test_a_set_under_ninety_percent_is_a_dash_that_says_how_much_it_held():
    # Every year is covered, but India has no figure of 2018, and holds 40 % of the weights less one year.
    gap = [year for year in BEFORE if year != 2018]
    release = of_trade(imf("CHN", (*BEFORE, *AFTER), 100), imf("IND", (*gap, *AFTER), 60))
    found = CLAIM.test(release, CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "held 66.6% of" in found.missing  # 600 of 900


def test_without_china_the_others_are_weighed_among_themselves():
    release = of_trade(
        imf("CHN", (*BEFORE, *AFTER), 900),
        imf("IND", (*BEFORE, *AFTER), 100),
        imf("VNM", BEFORE, 100),
        imf("VNM", AFTER, 300),
        places=named_places(core=("CHN", "IND", "VNM")),
    )
    found = CLAIM.test(release, with_reading(CLAIM, china="without"))
    assert (found.before, found.after) == pytest.approx((0.5, 0.625))
    assert found.facts["china_share_pct_before"] is None


def test_the_long_line_compares_an_earlier_window():
    release = of_trade(
        customs("CHN", 100),
        customs("IND", 100, range(2006, 2012)),
        customs("IND", 300, range(2012, 2022)),
        imf("CHN", (*BEFORE, *AFTER), 100),
        imf("IND", (*BEFORE, *AFTER), 300),
    )
    early, later = (CLAIM.test(release, with_reading(CLAIM, line=line)) for line in ("long_2006_11", "long_2012_13"))
    assert (early.before, early.after) == pytest.approx((0.5, 0.625))
    assert later.value == pytest.approx(0)


def test_empty_tables_make_every_reading_a_dash():
    judged = judge(CLAIM, of_trade())
    assert (judged.computed, len(judged.readings)) == (0, 24)
    assert all(found.missing for _, found in judged.readings)


def test_the_other_partner_that_grew_stands_against_the_headline():
    release = of_trade(
        imf("CHN", BEFORE, 100), imf("IND", BEFORE, 20), imf("CHN", AFTER, 100), imf("IND", AFTER, 5),
        imf("VNM", BEFORE, 20), imf("VNM", AFTER, 25),
        places=named_places(core=("CHN", "IND", "VNM")),
    )  # fmt: skip
    found = CLAIM.test(release, CLAIM.default)
    assert found.verdict == CONTRADICTED
    # 20 of 140, then 25 of 130.
    assert "VNM’s part of this trade rose from 14% to 19% (estimate)." in CLAIM.against(release, found)


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx((found.after / found.before - 1) * 100)
