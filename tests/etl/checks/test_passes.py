"""What must pass all checks: first loads, new periods, revisions as statistics have them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import etl
from etl import corrections
from etl.archive import open_archive
from etl.checks import problems
from etl.table import typed
from tests.etl.checks.frames import TABLE_OF, YEARS, annual, changed, evidence, of, withdrawn

NONE = annual(years=())
BEFORE = annual()
ARCHIVE = Path(etl.__file__).parent.parent / "datasets" / "archive"


def found(before, after, **facts):
    return [problem.rule for problem in problems([evidence(before, after, **facts)])]


def test_a_first_load_passes():
    assert found(NONE, BEFORE) == []


def test_an_answer_with_nothing_new_passes():
    assert found(BEFORE, BEFORE) == []


def test_a_new_year_passes():
    assert found(annual(range(2016, 2024)), BEFORE) == []


def test_a_partner_without_a_figure_in_the_newest_year_passes():
    after = annual(range(2016, 2026))
    assert found(BEFORE, after[~of(after, "CHN", years=[2025])]) == []


@pytest.mark.parametrize("factor", [0.6, 0.95, 1.05, 1.4])
def test_a_handful_of_revisions_passes(factor):
    where = of(BEFORE, ["CHN", "VNM"], "export", [2023, 2024])
    assert found(BEFORE, changed(BEFORE, where, value_usd=lambda value: value * factor)) == []


def test_every_figure_revised_a_little_passes():
    assert found(BEFORE, changed(BEFORE, of(BEFORE), value_usd=lambda value: value * 1.1)) == []


def test_one_cell_that_is_withdrawn_passes():
    assert found(BEFORE, withdrawn(BEFORE, of(BEFORE, "VNM", "export", [2024]))) == []


def test_a_tiny_partner_may_jump_a_thousandfold():
    where = of(BEFORE, "BTN", "export", [2024])
    assert found(BEFORE, changed(BEFORE, where, value_usd=lambda value: value * 1000)) == []


def test_a_cell_known_to_be_bad_is_compared_with_nothing():
    where = of(BEFORE, "VNM", "export", [2024])
    wrong = changed(BEFORE, where, value_usd=lambda value: value * 1000, quality="known_bad")
    assert found(wrong, BEFORE) == []
    assert found(BEFORE, wrong) == []


def test_two_partners_that_change_without_meeting_pass():
    before = changed(BEFORE, of(BEFORE, "IND"), value_usd=lambda value: value * 1.4)
    assert found(before, changed(before, of(before, "JPN"), value_usd=lambda value: value * 0.7)) == []


@pytest.fixture(scope="module")
def archived():
    archive = open_archive(ARCHIVE)

    def rows(table, source):
        rows = TABLE_OF[table].build(archive.rows(table, TABLE_OF[table].archive_columns)).assign(withdrawn_at="")
        return corrections.apply(corrections.load(), table, rows[rows["source"] == source])[0]

    return rows


@pytest.fixture(scope="module")
def references():
    archive = open_archive(ARCHIVE)
    return {
        name: typed(TABLE_OF[name], archive.rows(name, TABLE_OF[name].archive_columns))[0]
        for name in ("places", "sources")
    }


@pytest.mark.parametrize(
    ("table", "source", "since"),
    [
        ("trade_annual", "imf_imts", "2017"),
        ("trade_annual", "imf_imts", "2022"),
        ("trade_annual", "imf_imts", "2024"),
        ("trade_annual", "wits_shares", "2010"),
        ("trade_monthly", "comtrade", "2024-01"),
        ("trade_monthly", "fcs", "2014-01"),
        ("gdp", "world_bank", "2020"),
        ("un_alignment", "un_votes", "2015"),
    ],
)
def test_real_figures_pass_when_later_years_join_earlier_ones(archived, references, table, source, since):
    rows = archived(table, source)
    period = TABLE_OF[table].period[0]
    assert found(rows[rows[period] < since], rows, table=table, frames=references) == []


def test_the_real_years_are_those_the_tests_are_about(archived):
    assert set(archived("trade_annual", "imf_imts")["year"]) == {str(year) for year in YEARS}


def test_ideal_points_that_are_all_estimated_anew_pass(archived, references):
    before = archived("un_alignment", "un_votes")
    points = before["ideal_point"].astype(float) + pd.Series([0.03, -0.05, 0.01] * 900)[: len(before)].to_numpy()
    after = before.assign(ideal_point=points.map("{:.6f}".format))
    assert found(before, after, table="un_alignment", frames=references) == []


def test_gdp_revised_above_an_old_world_total_passes_because_the_answer_does_not_give_it(archived, references):
    before = archived("gdp", "world_bank")
    states = before["iso3"] != "WLD"
    after = changed(before, states, gdp_usd=lambda value: value * 1.1)
    assert found(before, after, table="gdp", answer=after[states], frames=references) == []
