import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.dprk_opening import CLAIM, _rule
from dashboard.release import current
from tests.dashboard.measures.tables import both, trade
from tests.dashboard.measures.visit_rows import visit

from .small_tables import announced, completeness, headlines, no_partner_announced, release, visits


def made(before, after, figures=(), *, rows=(), went=None):
    """So many visits in 2019 and in 2024, and turnovers the Kremlin announced by year."""
    trips = [visit("2019-04-01", partner="PRK") for _ in range(before)]
    trips += [visit("2024-06-01", partner="PRK") for _ in range(after)]
    said = [announced(year, value, partner="PRK", who_reported="Kremlin (Ushakov)") for year, value in figures]
    return release(
        visits=visits(*(trips if went is None else went)),
        visits_completeness=completeness(),
        trade_annual=trade(rows),
        headline_trade=headlines(*said),
        partner_announced_trade=no_partner_announced(),
    )


def read(made_release, **choice):
    return CLAIM.test(made_release, CLAIM.default | choice)


@pytest.mark.parametrize(
    ("before", "after", "later", "verdict"),
    [
        (2, 4, 20, SUPPORTED),  # both double
        (2, 4, 19, MIXED),  # the visits alone
        (2, 3, 20, MIXED),  # the trade alone
        (2, 3, 19, CONTRADICTED),
        (0, 2, 20, SUPPORTED),  # from none, two are a doubling
        (0, 1, 20, MIXED),
        (0, 1, 19, CONTRADICTED),
    ],
)
def test_both_must_at_least_double(before, after, later, verdict):
    found = read(made(before, after, [(2020, 10), (2024, later)]))
    assert found.verdict == verdict
    assert found.value == found.after - found.before == after - before
    assert found.facts["trade_ratio"] == later / 10


@pytest.mark.parametrize(("ratio", "verdict"), [(1.999, MIXED), (2.0, SUPPORTED), (2.001, SUPPORTED)])
def test_the_trade_turns_at_twice(ratio, verdict):
    assert _rule(1, 2, ratio) == verdict


def test_without_a_pair_of_one_reporter_it_is_not_testable_and_the_visits_are_shown():
    found = read(made(1, 3, [(2023, 34)], rows=both("PRK", 2019, 30, 10)))
    assert found.verdict == NOT_TESTABLE
    assert found.value is None
    assert (found.before, found.after) == (1, 3)
    assert "No reporter" in found.missing
    assert "imf_imts" in found.missing
    assert "1 in 2019–22, 3 in 2023–25" in CLAIM.headline(current(), found)


def test_without_a_visit_on_either_side_it_is_not_testable():
    found = read(made(0, 0, [(2020, 10), (2024, 20)]))
    assert found.verdict == NOT_TESTABLE
    assert "visit" in found.missing


def test_an_older_figure_counts_in_the_reading_that_takes_the_last_one_before():
    older = made(1, 2, [(2017, 5), (2018, 10), (2024, 20)])
    assert read(older).verdict == NOT_TESTABLE
    found = read(older, window="last_before")
    assert found.verdict == SUPPORTED
    assert found.facts["trade_before_usd"] == 10
    assert "The earlier figure is of 2018, before the window of the visits." in found.doubts


@pytest.mark.parametrize(
    ("reporter", "ratio"), [("any", 3.0), ("customs", 3.0), ("kremlin", 1.5)]
)  # statistics come before announcements
def test_a_reading_takes_one_reporter(reporter, ratio):
    rows = [both("PRK", 2020, 10, 10), both("PRK", 2023, 30, 30, "imf_imts")]
    found = read(made(1, 2, [(2020, 10), (2024, 15)], rows=rows), reporter=reporter)
    assert found.facts["trade_ratio"] == ratio


def test_an_estimate_is_marked_where_it_is_shown():
    rows = [both("PRK", 2020, 10, 10), both("PRK", 2023, 30, 30, "imf_imts")]
    found = read(made(1, 2, rows=rows))
    assert "Trade after 2021 is an estimate." in found.doubts
    assert "(estimate)" in CLAIM.headline(current(), found)


def test_all_ranks_and_both_ways_count_and_low_confidence_does_not():
    went = [
        visit("2019-04-01", partner="PRK", direction="inbound"),
        visit("2022-12-31", partner="PRK", visitor_rank="foreign_minister"),
        visit("2023-01-01", partner="PRK", visitor_rank="other", format="unknown", confidence="medium"),
        visit("2024-01-01", partner="PRK", confidence="low"),
        visit("2018-12-31", partner="PRK"),
        visit("2026-01-01", partner="PRK"),
        visit("2024-01-01", partner="VNM"),
    ]
    found = read(made(0, 0, went=went))
    assert (found.before, found.after) == (2, 1)


def test_few_visits_and_the_sample_are_marked():
    found = read(made(1, 5))
    assert found.doubts[:2] == (
        "Few cases: 1 visit on one side.",
        "The table of visits is a sample: of foreign ministers’ trips it holds 40% to 80%.",
    )


def test_rows_are_the_visits_and_the_figures():
    found = read(made(1, 2, [(2018, 5), (2020, 10), (2024, 20)]))
    assert found.rows["what"].tolist() == ["visit"] * 3 + ["trade"] * 2
    assert found.rows["value_usd"].tolist()[3:] == [10, 20]


def test_against_it_stands_the_reading_with_another_verdict():
    older = made(2, 4, [(2018, 10), (2024, 11)])
    said = CLAIM.against(older, read(older))
    assert said == (
        "Read otherwise (each reporter’s last figure before 2023): visits 2 to 4, turnover ×1.1 by the count of "
        "the Kremlin, mixed."
    )


def test_the_real_release_gives_a_verdict_or_says_why_not():
    verdict = judge(CLAIM, current())
    assert len(verdict.readings) == 6
    for _, found in verdict.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        assert found.value is None or found.value == found.after - found.before
