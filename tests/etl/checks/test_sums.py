"""Figures of one source that do not add up."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.checks import problems, sums
from tests.etl.checks.frames import PLACES, cell, changed, evidence, frame, monthly, of

PARTS = frame([cell("CHN", 2024, "export", 60e9), cell("IND", 2024, "export", 40e9)])
NONE = PARTS.head(0)


def with_world(value, **cells):
    return pd.concat([PARTS, frame([cell("WLD", 2024, "export", value, **cells)])], ignore_index=True)


@pytest.mark.parametrize(("world", "found"), [(150e9, 0), (100e9, 0), (98.1e9, 0), (98e9, 1), (50e9, 1)])
def test_partners_may_make_up_102_percent_of_the_world_at_most(world, found):
    after = with_world(world)
    assert len(sums.parts_over_total(evidence(NONE, after))) == found


def test_a_total_below_its_parts_is_told_with_both():
    (problem,) = sums.parts_over_total(evidence(NONE, with_world(80e9)))
    assert problem.message == (
        "imf_imts: trade_annual, WLD, 2024: the parts are more than their total: export RUS 2024 "
        "(before: world total 80,000,000,000; now: sum of partners 100,000,000,000)."
    )


def test_aggregates_are_no_parts():
    after = pd.concat([with_world(110e9), frame([cell("EU27", 2024, "export", 90e9)])], ignore_index=True)
    assert sums.parts_over_total(evidence(NONE, after, frames={"places": PLACES})) == []


def test_a_partner_known_to_be_bad_is_left_out_of_the_sum():
    bad = frame([cell("UZB", 2024, "export", 90e9, quality="known_bad")])
    after = pd.concat([with_world(110e9), bad], ignore_index=True)
    assert sums.parts_over_total(evidence(NONE, after)) == []


def test_a_total_that_was_too_small_before_is_no_fault_of_this_answer():
    rows = with_world(80e9)
    assert sums.parts_over_total(evidence(rows, rows)) == []


def test_a_total_that_the_answer_does_not_give_is_not_judged_by_it():
    after = with_world(80e9)
    assert sums.parts_over_total(evidence(NONE, after, answer=PARTS)) == []


def test_other_reporters_are_never_added():
    other = frame([cell("CHN", 2024, "export", 55e9, reporter="CHN")])
    after = pd.concat([with_world(110e9), other], ignore_index=True)
    assert sums.parts_over_total(evidence(NONE, after)) == []


def year_of(value, **cells):
    return frame([cell("CHN", 2023, "export", value, **cells)])


def months_and_year(months, year, months_before=None):
    before = months.head(0) if months_before is None else months_before
    return [evidence(before, months, "trade_monthly"), evidence(year if months_before is not None else NONE, year)]


@pytest.mark.parametrize(("year", "found"), [(12e9, 0), (11.5e9, 0), (12.6e9, 0), (11.4e9, 1), (12.7e9, 1), (12e12, 1)])
def test_twelve_months_make_the_year_to_five_percent(year, found):
    assert len(sums.months_off_year(months_and_year(monthly(value=1e9), year_of(year)))) == found


def test_a_year_off_its_months_is_told_with_both():
    (problem,) = sums.months_off_year(months_and_year(monthly(value=1e9), year_of(10e9)))
    assert problem.message == (
        "imf_imts: trade_annual, CHN, 2023: twelve months do not make the year: export, reported by RUS "
        "(before: year 10,000,000,000; now: sum of months 12,000,000,000)."
    )


def test_eleven_months_are_not_held_against_the_year():
    assert sums.months_off_year(months_and_year(monthly(value=1e9).head(11), year_of(20e9))) == []


def test_months_of_another_reporter_are_not_held_against_the_year():
    assert sums.months_off_year(months_and_year(monthly(value=1e9), year_of(20e9, reporter="CHN"))) == []


def test_a_year_that_was_off_before_is_no_fault_of_this_answer():
    months = monthly(value=1e9)
    assert sums.months_off_year(months_and_year(months, year_of(20e9), months_before=months)) == []


def test_one_table_alone_has_no_other_to_be_held_against():
    assert sums.months_off_year([evidence(NONE, year_of(20e9))]) == []


def test_months_and_years_are_compared_among_all_checks():
    found = problems(months_and_year(monthly(value=1e9), year_of(10e9)))
    assert [problem.rule for problem in found] == ["months"]


def test_months_scaled_alone_miss_the_year():
    months = monthly(value=1e9)
    scaled = changed(months, of(months), value_usd=lambda value: value * 3)
    assert [one.rule for one in sums.months_off_year(months_and_year(scaled, year_of(12e9), months))] == ["months"]
