"""The story's sentences: each holds the numbers of the release, and changes its words when they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import figures, story
from dashboard.release import Release, load
from dashboard.selection import Choice

REAL = Path(__file__).parents[2] / "datasets" / "release"


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return load(small_release_dir)


@pytest.fixture(scope="module")
def real() -> Release:
    return load(REAL.resolve())


def with_table(release: Release, name: str, table: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, name: table})


def like(release: Release, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns and types of a table; what they leave out is missing."""
    table = release.table(name)
    return frame.reindex(columns=table.columns).astype(table.dtypes)


def meetings(release: Release, *rows: dict[str, object]) -> Release:
    """The release with these meetings alone; what a row leaves out is a held meeting in person."""
    usual = {
        "forum": "APEC",
        "mode": "in_person",
        "status": "held",
        "outcome": "joint_declaration",
        "russia_rank": "president",
        "us_rank": "president",
        "china_rank": "president",
        "host_country": "PER",
        "city": "Lima",
    }
    frame = pd.DataFrame([usual | {"dates": f"{row['year']}-11-01"} | row for row in rows])
    return with_table(release, "forum_meetings", like(release, "forum_meetings", frame))


def test_meetings_without_a_text_are_counted_on_both_sides_of_the_cut(release: Release):
    changed = meetings(
        release,
        {"year": 2015},
        {"year": 2016, "outcome": "none"},
        {"year": 2017, "outcome": "none", "failure_cause": "us_china"},
        {"year": 2018, "outcome": "none"},
        {"year": 2019},
    )
    said = story.texts_found(changed)
    assert "To 2016, 1 of 2 " in said
    assert "since then 2 of 3" in said
    assert "More often than before." in said
    assert "named as a cause in 1 of them" in said


def test_fewer_failures_than_before_are_said_to_be_no_more(release: Release):
    said = story.texts_found(meetings(release, {"year": 2016, "outcome": "none"}, {"year": 2017}, {"year": 2018}))
    assert "No more often than before." in said
    assert "named as a cause" not in said


def test_a_mean_office_that_falls_is_said_to_fall_and_one_that_stays_to_stay(release: Release):
    rows = [{"year": y, "russia_rank": "president"} for y in (2014, 2015)]
    rows += [{"year": y, "russia_rank": "foreign_minister"} for y in (2022, 2023)]
    rows += [{"forum": "SCO", "year": y, "russia_rank": "president"} for y in (2014, 2022)]
    said = story.offices_found(meetings(release, *rows))
    assert "At APEC and the East Asia Summit Russia’s mean office fell from 4.0 (2 meetings in 2014–21) to 2.0" in said
    assert "At the SCO and BRICS Russia’s mean office stayed from 4.0 (1 meetings in 2014–21) to 4.0" in said


def test_a_mean_office_that_rises_is_said_to_rise(release: Release):
    rows = [{"year": 2014, "russia_rank": "prime_minister"}, {"year": 2022, "russia_rank": "president"}]
    assert "rose from 3.0" in story.offices_found(meetings(release, *rows))


def test_a_meeting_by_video_does_not_count_as_an_office_in_person(release: Release):
    rows = [{"year": 2014}, {"year": 2020, "mode": "virtual", "russia_rank": "foreign_minister"}, {"year": 2022}]
    assert "from 4.0 (1 meetings in 2014–21)" in story.offices_found(meetings(release, *rows))


def trips(release: Release, *formats: tuple[str, str]) -> Release:
    """The release with these trips of Russia's president to Vietnam: start and format."""
    frame = pd.DataFrame(
        [
            {
                "visit_id": f"v{i}",
                "start": start,
                "date_precision": "day",
                "direction": "outbound",
                "partner": "VNM",
                "visitor": "A President",
                "visitor_rank": "head_of_state",
                "format": kind,
                "confidence": "high",
            }
            for i, (start, kind) in enumerate(formats)
        ]
    )
    return with_table(release, "visits", like(release, "visits", frame))


def test_one_to_one_trips_are_counted_in_both_periods(release: Release):
    changed = trips(
        release,
        ("2013-05-01", "bilateral"),
        ("2015-05-01", "forum"),
        ("2016-05-01", "both"),
        ("2023-05-01", "bilateral"),
        ("2024-05-01", "forum"),
    )
    said = story.trips_found(changed)
    assert "Core Asia, trips of Russia’s president that were one to one: 1 of 2 in 2022–25, 1 of 3 in 2012–19." in said


def test_a_period_without_trips_is_said_to_have_none_found(release: Release):
    assert "no trip found in 2022–25" in story.trips_found(trips(release, ("2013-05-01", "bilateral")))


def test_the_examples_name_the_latest_visit_and_the_last_figure(release: Release):
    said = story.examples_found(trips(release, ("2013-05-01", "bilateral"), ("2024-06-20", "bilateral")))
    assert "Vietnam on 20 June 2024" in said
    assert "Vietnam $4\u00a0bn in 2024 (estimate)" in said  # 2 + 2 bn
    assert "North Korea $110\u00a0m in 2020" in said  # 0.1 + 0.01 bn, the last year with both flows


def test_the_leading_pair_holds_its_part_of_core_trade(release: Release):
    # 2024, core: CHN 225, IND 67, JPN 9, VNM 4 bn: China and India 292 of 305.
    said = story.standfirst(release)
    assert "in 2024 China and India hold 96% (estimate)" in said
    assert "in 2022–24 (estimates)" in said


def test_a_share_that_is_not_publishable_to_the_same_year_says_its_own(real: Release):
    said = story.turn_found(real)
    assert "All Asia" in said
    assert "(to 2023)" in said


def test_the_partners_that_grew_are_counted_and_the_largest_that_fell_named(release: Release):
    # 2021 to 2024: CHN 130 to 225, IND 12 to 67, JPN 30 to 9, VNM 5 to 4.
    said = story.turn_found(release)
    assert "grew with 2 of 4 core partners" in said
    assert "Japan (−70%) and Vietnam (−20%)" in said


def test_chinas_share_is_the_mean_of_the_years_on_a_constant_set(release: Release):
    # 2021: 130 of 177 bn; the same four partners in each year.
    said = story.concentration_found(release)
    assert "the same 4 partners in every year" in said
    assert "China’s share of core Asian trade rose from" in said


def test_the_partners_on_the_list_are_named_with_their_part_of_the_trade(release: Release):
    listed = release.table("unfriendly")
    only_japan = with_table(release, "unfriendly", listed.iloc[[0]].assign(iso3="JPN"))
    said = story.friendly_found(only_japan)
    # 2021: CHN 130, IND 12, JPN 30, VNM 5 = 177 bn; Japan 30 of it.
    assert ": Japan." in said
    assert "held 17% of the core trade" in said


def test_nobody_on_the_list_is_said_so(release: Release):
    empty = with_table(release, "unfriendly", release.table("unfriendly").iloc[:0])
    assert "None of the" in story.friendly_found(empty)


def test_doubt_names_the_widest_range_of_the_year(release: Release):
    # 2021, China: 130 bn by Russia, 134 bn by China (comtrade 66 + 68).
    said = story.doubt_found(release, Choice())
    assert "China from $130\u00a0bn to $134\u00a0bn (+3%)." in said


def test_a_year_whose_sources_agree_says_so(release: Release):
    trade = release.table("trade_annual")
    alone = with_table(release, "trade_annual", trade[trade["source"] == "fcs"])
    alone = with_table(alone, "headline_trade", release.table("headline_trade").iloc[:0])
    assert story.doubt_found(alone, Choice()) == "For 2021 no partner has sources that differ."


def test_each_section_shows_figures_of_the_register_and_says_what_it_cannot_tell(real: Release):
    for section in story.sections(real, Choice()):
        assert section.finding
        assert section.limit
        assert {figure_id for figure_id, _choice in section.figures} <= set(figures.FIGURES)


def test_every_number_of_the_story_survives_a_partner_without_data(real: Release):
    said = {s.id: s.finding for s in story.sections(real, Choice(partners=("BTN",)))}
    assert "Bhutan" in said["rivals"]
