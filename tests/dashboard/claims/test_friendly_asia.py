import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.friendly_asia import CLAIM, verdict
from dashboard.measures.wilson import wilson
from dashboard.release import current
from tests.dashboard.claims.made_trade import (
    BEFORE,
    ballots,
    customs,
    imf,
    named_places,
    of_trade,
    unfriendly,
    with_reading,
)

ELEVEN = ("CHN", "IND", "JPN", *(f"P{letter}X" for letter in "ABCDEFGH"))


def neighbours(hostile, *, partners=ELEVEN, cast=None, **turnover):
    """Partners that trade 100 a year each unless told otherwise, some of them on the list."""
    rows = [imf(partner, BEFORE, turnover.get(partner, 100)) for partner in partners]
    return of_trade(
        *rows,
        places=named_places(core=partners),
        unfriendly=unfriendly(*hostile),
        unga_ukraine_votes=ballots(**(cast or {})),
    )


@pytest.mark.parametrize(
    ("number", "turnover", "expected"),
    [
        (9.9, 9.9, SUPPORTED),
        (10, 9.9, MIXED),
        (9.9, 10, MIXED),
        (25, 25, CONTRADICTED),
        (24.9, 25, MIXED),
        (25, 24.9, MIXED),
        (5, 60, MIXED),
    ],
)
def test_both_parts_must_be_small_or_both_large(number, turnover, expected):
    assert verdict(number, turnover) == expected


def test_one_small_partner_of_eleven_supports():
    found = CLAIM.test(neighbours(["JPN"]), CLAIM.default)
    assert (found.value, found.facts["turnover_pct"]) == pytest.approx((100 / 11, 100 / 11))
    assert found.verdict == SUPPORTED


def test_a_large_one_makes_it_mixed():
    # 1,000 of 2,000.
    found = CLAIM.test(neighbours(["JPN"], JPN=1000), CLAIM.default)
    assert (found.facts["turnover_pct"], found.verdict) == (pytest.approx(50), MIXED)


def test_a_third_by_number_and_by_trade_contradicts():
    found = CLAIM.test(neighbours(["JPN"], partners=("CHN", "IND", "JPN")), CLAIM.default)
    assert (found.value, found.verdict) == (pytest.approx(100 / 3), CONTRADICTED)


def test_the_interval_is_wilsons_in_percent_and_few_cases_are_a_doubt():
    found = CLAIM.test(neighbours(["JPN"]), CLAIM.default)
    low, high = wilson(1, 11)
    assert (found.interval.low, found.interval.high) == pytest.approx((low * 100, high * 100))
    assert found.doubts[0].startswith("Few cases: the list names 1")


def test_states_outside_asia_on_the_list_do_not_count():
    assert CLAIM.test(neighbours(["JPN", "USA", "DEU"]), CLAIM.default).facts["listed"] == 1


def test_a_base_year_before_2016_takes_the_long_line():
    release = of_trade(
        customs("CHN", 100, range(2006, 2015)), customs("CHN", 300, range(2015, 2022)), imf("CHN", BEFORE, 300),
        customs("JPN", 100), imf("JPN", BEFORE, 100),
        places=named_places(core=("CHN", "JPN")), unga_ukraine_votes=ballots(),
    )  # fmt: skip
    assert CLAIM.test(release, with_reading(CLAIM, base_year="2013")).facts["turnover_pct"] == pytest.approx(50)
    assert CLAIM.test(release, CLAIM.default).facts["turnover_pct"] == pytest.approx(25)


def test_a_base_year_that_is_not_publishable_is_a_dash():
    found = CLAIM.test(neighbours(["JPN"]), with_reading(CLAIM, base_year="2013"))
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "2013" in found.missing


def test_an_empty_list_is_a_missing_table_and_not_friendliness():
    judged = judge(CLAIM, neighbours([]))
    assert judged.computed == 0
    assert "order of March 2022" in judged.default.missing


def test_the_votes_are_counted_beside_it_and_stand_against_the_headline():
    release = neighbours(["JPN"], cast={"JPN": "yes", "IND": "abstain", "CHN": "abstain", "PAX": "yes", "PBX": "no"})
    found = CLAIM.test(release, CLAIM.default)
    counted = {vote: found.facts[f"ES-11/1 {vote}"] for vote in ("yes", "no", "abstain", "absent", "unknown")}
    assert counted == {"yes": 2, "no": 1, "abstain": 2, "absent": 0, "unknown": 6}
    assert "2 of the 5 partners whose vote is known" in CLAIM.against(release, found)


def test_a_partner_without_a_turnover_counts_by_number_and_not_by_trade():
    found = CLAIM.test(neighbours(["JPN"], partners=("CHN", "JPN", "BTN"), BTN=float("nan")), CLAIM.default)
    assert (found.value, found.facts["turnover_pct"]) == pytest.approx((100 / 3, 50))
    assert "3 partners" in found.coverage
    assert "2 partners have a turnover in 2021" in found.coverage


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx(found.facts["listed"] / found.facts["partners"] * 100)
            assert found.interval.low <= found.value <= found.interval.high


def test_a_listed_partner_without_a_turnover_is_named_and_counted_against_the_headline():
    # Singapore has figures from 2016 on only: of 2013 the part by trade is Japan's alone, 100 of 400.
    release = of_trade(
        *(customs(code, value, range(2006, 2022)) for code, value in (("CHN", 300), ("JPN", 100))),
        *(imf(code, BEFORE, value) for code, value in (("CHN", 300), ("JPN", 100), ("SGP", 1))),
        places=named_places(core=("CHN", "JPN", "SGP")),
        unfriendly=unfriendly("JPN", "SGP"),
        unga_ukraine_votes=ballots(),
    )  # fmt: skip
    found = CLAIM.test(release, with_reading(CLAIM, base_year="2013"))
    assert found.facts["turnover_pct"] == pytest.approx(25)
    assert "On the list, without a turnover in the year, and so not in the part by trade: SGP." in found.doubts
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert "By the trade of 2013 the partners on the list held 25% (1 of them without a figure): contradicted." in said
