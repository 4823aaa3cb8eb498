"""The notes of the story: each holds the numbers of the release, and changes its words when they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import story_notes
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


def with_table(release: Release, name: str, table: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, name: table})


def trip(release: Release, *visits: dict[str, object]) -> Release:
    """The release with these visits alone; what a row leaves out is a trip of Russia's president to Vietnam."""
    usual = {
        "date_precision": "day",
        "direction": "outbound",
        "partner": "VNM",
        "visitor": "A President",
        "visitor_rank": "head_of_state",
        "format": "bilateral",
        "confidence": "high",
    }
    table = release.table("visits")
    frame = pd.DataFrame([usual | {"visit_id": f"v{i}"} | row for i, row in enumerate(visits)])
    return with_table(release, "visits", frame.reindex(columns=table.columns).astype(table.dtypes))


def test_the_latest_trip_and_the_last_figure_of_each_example_are_named(release: Release):
    said = story_notes.examples(trip(release, {"start": "2013-05-01"}, {"start": "2024-06-20"}), ("PRK", "VNM"))
    assert said.startswith("Russia’s president was last in Vietnam on 20 June 2024.")
    assert "Vietnam $4\u00a0bn in 2024 (estimate)" in said  # 2 + 2 bn
    assert "North Korea $110\u00a0m in 2020" in said  # 0.1 + 0.01 bn, the last year with both flows


@pytest.mark.parametrize(
    "other",
    [{"direction": "inbound"}, {"visitor_rank": "foreign_minister"}, {"confidence": "low"}, {"partner": "IND"}],
    ids=["a guest", "a minister", "weak evidence", "elsewhere"],
)
def test_no_other_visit_counts_as_a_trip_of_the_president(release: Release, other: dict[str, object]):
    said = story_notes.examples(trip(release, {"start": "2013-05-01"}, {"start": "2024-06-20"} | other), ("VNM",))
    assert "Vietnam on 1 May 2013." in said


def test_without_a_trip_the_trade_stands_alone(release: Release):
    said = story_notes.examples(trip(release, {"start": "2013-05-01", "partner": "IND"}), ("VNM",))
    assert said.startswith("Two-way trade: Vietnam")


def test_the_partners_that_grew_are_counted_and_the_largest_that_fell_named(release: Release):
    # 2021 to 2024: CHN 130 to 225, IND 12 to 67, JPN 30 to 9, VNM 5 to 4.
    said = story_notes.risers(release)
    assert "From 2021 to 2024 (an estimate) trade grew with 2 of 4 core partners" in said
    assert "Japan (−70%) and Vietnam (−20%)" in said


def test_chinas_part_is_the_mean_of_the_years_on_a_constant_set(release: Release):
    said = story_notes.chinas_part(release)
    assert "China’s share of core Asian trade rose from" in said
    assert "in 2022–24 (estimates)" in said
    assert "the same 4 partners in every year" in said


@pytest.mark.parametrize(("times", "word"), [(0.01, "fell"), (2, "rose")])
def test_chinas_part_is_said_to_move_as_it_does(release: Release, times: float, word: str):
    trade = release.table("trade_annual").copy()
    late = trade["partner"].eq("CHN") & trade["year"].gt(2021)
    trade["value_usd"] = trade["value_usd"].where(~late, trade["value_usd"] * times)
    assert f"China’s share of core Asian trade {word} from" in story_notes.chinas_part(
        with_table(release, "trade_annual", trade)
    )


def test_the_leading_pair_holds_its_part_of_core_trade(release: Release):
    # 2024, core: CHN 225, IND 67, JPN 9, VNM 4 bn: China and India 292 of 305.
    assert story_notes.leading_pair(release) == {"names": "China and India", "year": "2024", "part": "96%"}


def test_a_partners_trade_with_the_powers_and_with_russia_is_of_one_year(release: Release):
    # India, 2018: USA 50 + 30, China 15 + 75 by its own figures; Russia counted 8 + 4.
    assert story_notes.rivals_of(release, "IND") == (
        "In 2018 India’s trade was $80\u00a0bn with the United States and $90\u00a0bn with China. "
        "With Russia it was $12\u00a0bn that year, reported by Russia."
    )


def test_a_year_without_a_russian_figure_leaves_it_out(release: Release):
    trade = release.table("trade_annual")
    without = with_table(release, "trade_annual", trade[trade["year"] != 2018])
    assert story_notes.rivals_of(without, "IND").endswith("with China.")


def test_a_partner_without_figures_of_the_powers_says_so(release: Release):
    said = story_notes.rivals_of(release, "BTN")
    assert said == "No source has Bhutan’s trade with both the United States and China."


def test_the_sources_furthest_apart_in_the_last_reported_year_are_named(release: Release):
    # 2021, China: 130 bn by Russia, 134 bn by China (comtrade 66 + 68).
    said = story_notes.widest_ranges(release, Choice())
    assert "furthest apart in 2021 for" in said
    assert "China from $130\u00a0bn to $134\u00a0bn (+3%)." in said


def test_a_year_whose_sources_agree_says_so(release: Release):
    trade = release.table("trade_annual")
    alone = with_table(release, "trade_annual", trade[trade["source"] == "fcs"])
    alone = with_table(alone, "headline_trade", release.table("headline_trade").iloc[:0])
    assert story_notes.widest_ranges(alone, Choice()) == "For 2021 no partner has sources that differ."
