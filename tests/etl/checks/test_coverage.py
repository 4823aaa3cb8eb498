"""Answers that say less than the one before."""

from __future__ import annotations

import pytest

from etl.checks import coverage
from tests.etl.checks.frames import annual, evidence, frame, of, withdrawn

BEFORE = annual()  # 6 partners x 2 flows x 9 years = 108 rows


def test_more_than_a_twentieth_of_the_rows_missing_is_a_shrunk_coverage():
    after = withdrawn(BEFORE, of(BEFORE, "CHN", years=[2018, 2019, 2020]))  # 6 of 108
    (problem,) = coverage.shrunk(evidence(BEFORE, after))
    assert problem.message == (
        "imf_imts: trade_annual, CHN, 2018 to 2020: coverage shrank: 6 rows that were there are missing "
        "(before: 108 rows; now: 102 rows)."
    )


def test_fewer_missing_rows_are_not():
    after = withdrawn(BEFORE, of(BEFORE, "CHN", "export", [2016, 2017, 2018, 2019, 2020]))  # 5 of 108
    assert coverage.shrunk(evidence(BEFORE, after)) == []


@pytest.mark.parametrize(("held", "found"), [(8, []), (7, ["coverage"])])
def test_four_missing_rows_are_if_they_were_more_than_half_of_a_partners(held, found):
    before = BEFORE[~of(BEFORE, "CHN", "import") & ~of(BEFORE, "CHN", years=range(2016 + held, 2025))]
    after = withdrawn(before, of(before, "CHN", years=[2016, 2018, 2020, 2021]))
    assert [problem.rule for problem in coverage.shrunk(evidence(before, after))] == found


def test_only_the_periods_asked_for_count():
    after = withdrawn(BEFORE, of(BEFORE, "CHN", years=[2023, 2024]))  # 4 of the 24 rows of 2023 and 2024
    late = after[of(after, years=[2023, 2024]) & (after["withdrawn_at"] == "")]
    (problem,) = coverage.shrunk(evidence(BEFORE, after, answer=late))
    assert (problem.old, problem.new) == ("24 rows", "20 rows")


def test_an_empty_answer_where_there_were_rows_is_named():
    (problem,) = coverage.empty(evidence(BEFORE, BEFORE, answer=BEFORE.head(0)))
    assert (problem.rule, problem.period, problem.old) == ("empty", "2016 to 2024", "108 rows")


def test_an_empty_first_answer_is_no_data_yet():
    assert coverage.empty(evidence(BEFORE.head(0), BEFORE.head(0))) == []


def test_a_last_year_that_goes_back_is_named_with_both_years():
    after = withdrawn(BEFORE, of(BEFORE, years=[2024]))
    (problem,) = coverage.ends_earlier(evidence(BEFORE, after))
    assert (problem.rule, problem.old, problem.new) == ("last_period", "rows to 2024", "rows to 2023")


def test_a_later_last_year_is_no_problem():
    assert coverage.ends_earlier(evidence(BEFORE, annual(range(2016, 2026)))) == []


@pytest.mark.parametrize(("start", "rules"), [("2024-05-16", []), ("2023-05-16", ["last_period"])])
def test_a_last_trip_may_move_within_its_year(start, rules):
    before, after = (frame([{"visitor": "Xi Jinping", "start": day}], "trip_lists") for day in ("2024-10-22", start))
    assert [problem.rule for problem in coverage.ends_earlier(evidence(before, after, "trip_lists"))] == rules


def test_a_series_whose_two_newest_years_are_gone_is_silent():
    after = withdrawn(BEFORE, of(BEFORE, "VNM", "export", [2023, 2024]))
    (problem,) = coverage.silent(evidence(BEFORE, after))
    assert problem.message == (
        "imf_imts: trade_annual, VNM, 2023 to 2024: sudden silence: the newest figures are gone while others go on "
        "(before: 2 rows; now: no row)."
    )


@pytest.mark.parametrize("years", [[2024], [2016, 2017], [2022, 2023]])
def test_a_series_that_still_has_one_of_them_is_not(years):
    assert coverage.silent(evidence(BEFORE, withdrawn(BEFORE, of(BEFORE, "VNM", "export", years)))) == []


def test_a_partner_that_vanishes_altogether_is_silent():
    (problem,) = coverage.silent(evidence(BEFORE, withdrawn(BEFORE, of(BEFORE, "CHN"))))
    assert (problem.partner, problem.period) == ("CHN", "2023 to 2024")


def test_newest_trips_whose_dates_were_put_right_are_no_silence():
    def trips(*days):
        return frame(
            [{"page": "List", "visitor": "Xi Jinping", "host": "RUS", "start": day} for day in days], "trip_lists"
        )

    before = trips("2019-06-05", "2023-03-20", "2024-10-22")
    after = trips("2019-06-05", "2023-03-21", "2024-10-23")
    assert coverage.silent(evidence(before, after, "trip_lists")) == []


@pytest.mark.parametrize(
    ("vintage", "last", "rules"),
    [
        ("2026-07-01", "2026-10-01", ["vintage"]),
        ("2026-10-01", "2026-10-01", []),
        ("2026-11-01", "2026-10-01", []),
        ("", "2026-10-01", []),
        ("2026-10-01", "", []),
    ],
)
def test_an_older_vintage_than_the_last_good_one_is_refused(vintage, last, rules):
    found = coverage.older_vintage(evidence(BEFORE, BEFORE, vintage=vintage, last_vintage=last))
    assert [problem.rule for problem in found] == rules
