"""Figures that jump as statistics do not."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.checks import scale
from tests.etl.checks.frames import annual, cell, changed, evidence, frame, of

BEFORE = annual()


def rules(check, before, after, **facts):
    return [problem.rule for problem in check(evidence(before, after, **facts))]


def times(factor):
    return lambda value: value * factor


@pytest.mark.parametrize("factor", [1e3, 1e6, 1e-3, 1e-6, 1.06e3])
def test_a_figure_a_factor_of_units_away_from_before_is_a_slip(factor):
    after = changed(BEFORE, of(BEFORE, ["CHN", "IND", "JPN"], "export", [2020]), value_usd=times(factor))
    assert rules(scale.unit_slip, BEFORE, after) == ["unit_slip"]


@pytest.mark.parametrize("factor", [2, 10, 500, 1300])
def test_other_factors_are_no_slip_of_units(factor):
    after = changed(BEFORE, of(BEFORE, "VNM", "export", [2020]), value_usd=times(factor))
    assert rules(scale.unit_slip, BEFORE, after) == []


def test_a_slip_is_told_with_its_cell_and_both_figures():
    before = frame([cell("VNM", 2023, "export", 2e9), cell("VNM", 2024, "export", 2e9)])
    after = changed(before, of(before, years=[2024]), value_usd=times(1000))
    (problem,) = scale.unit_slip(evidence(before, after))
    assert problem.message == (
        "imf_imts: trade_annual, VNM, 2024: a unit slip of about x1,000: value_usd of VNM export RUS "
        "(before: 2,000,000,000; now: 2,000,000,000,000)."
    )


@pytest.mark.parametrize("factor", [1e3, 1e-3])
def test_a_new_year_is_held_against_the_year_before_it(factor):
    new = annual([2025])
    after = pd.concat([BEFORE, changed(new, of(new, "CHN", "export"), value_usd=times(factor))], ignore_index=True)
    (problem,) = scale.unit_slip(evidence(BEFORE, after))
    assert (problem.partner, problem.period) == ("CHN", "2025")


def test_a_first_figure_is_held_against_the_one_after_it():
    rows = frame([cell("CHN", 2023, "export", 60e12 / 1.06), cell("CHN", 2024, "export", 60e9)])
    (problem,) = scale.unit_slip(evidence(rows.head(0), rows))
    assert problem.partner == "CHN"


@pytest.mark.parametrize(("partners", "found"), [(1, []), (2, []), (3, ["unit_slip"])])
def test_small_figures_slip_only_if_three_series_do(partners, found):
    before = frame([cell(partner, 2024, "export", 50_000) for partner in ("BTN", "TLS", "MDV")])
    after = changed(before, before.index < partners, value_usd=times(1000))
    assert rules(scale.unit_slip, before, after) == found


def test_figures_below_ten_million_never_slip():
    before = frame([cell(partner, 2024, "export", 9_000) for partner in ("BTN", "TLS", "MDV")])
    assert rules(scale.unit_slip, before, changed(before, of(before), value_usd=times(1000))) == []


def test_a_figure_that_the_answer_does_not_give_is_not_its_fault():
    after = changed(BEFORE, of(BEFORE, "CHN", "export", [2020]), value_usd=times(1000))
    assert rules(scale.unit_slip, BEFORE, after, answer=after[of(after, years=[2024])]) == []


@pytest.mark.parametrize(
    ("factor", "found"), [(0.4, ["scaled"]), (0.6, []), (1.9, []), (2.1, ["scaled"]), (90, ["scaled"])]
)
def test_an_answer_scaled_as_a_whole_is_refused(factor, found):
    assert rules(scale.scaled, BEFORE, changed(BEFORE, of(BEFORE), value_usd=times(factor))) == found


@pytest.mark.parametrize(
    ("partners", "factor", "found"),
    [
        (["CHN", "IND", "JPN"], 1.4, ["everything_changed"]),  # 54 of 108 figures
        (["CHN", "IND", "JPN"], 0.6, ["everything_changed"]),
        (["CHN", "IND", "JPN"], 1.2, []),
        (["CHN", "IND"], 1.4, []),  # 36 of 108: a third, not more
    ],
)
def test_more_than_a_third_revised_by_more_than_30_percent_is_refused(partners, factor, found):
    after = changed(BEFORE, of(BEFORE, partners), value_usd=times(factor))
    assert rules(scale.everything_changed, BEFORE, after) == found


def test_four_figures_are_too_few_to_be_everything():
    before = frame([cell("CHN", year, "export", 5e9) for year in (2021, 2022, 2023, 2024)])
    assert rules(scale.everything_changed, before, changed(before, of(before), value_usd=times(1.5))) == []


def test_one_column_scaled_among_others_that_are_not_is_named():
    before = frame([fuels(month) for month in range(1, 10)], "energy_monthly")
    after = changed(before, before["month"] != "", value_eur=times(2.5))
    (problem,) = scale.scaled(evidence(before, after, "energy_monthly"))
    assert "scaled, by 2.5 in the median: value_eur of CHN oil, 9 cells in all" in problem.message


def fuels(month):
    figures = {"value_eur": "4000000", "value_usd": "5000000", "tonnes": "10000"}
    return {
        "partner": "CHN",
        "month": f"2024-{month:02d}",
        "commodity_group": "oil",
        "source": "crea_fossil",
        **figures,
    }


@pytest.mark.parametrize(("old", "found"), [(10_000_000, ["zeroed"]), (9_999_999, [])])
def test_a_large_figure_that_becomes_zero_is_named(old, found):
    before = frame([cell("CHN", 2023, "export", old), cell("CHN", 2024, "export", old)])
    after = changed(before, of(before, years=[2024]), value_usd="0")
    assert rules(scale.zeroed, before, after) == found
