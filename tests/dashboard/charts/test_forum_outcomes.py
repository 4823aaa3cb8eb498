"""What meetings agreed on: the headline and when it fails, few cases, each outcome as its own cell, causes, hosts."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import forum_outcomes as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """APEC and the East Asia Summit: 0 of 6 without a text to 2016, 3 of 15 from 2017 (2018, 2022, 2024)."""
    return loaded(small_release_dir)


def with_outcome(release: Release, forum: str, years: list[int], outcome: str, **values: object) -> Release:
    """The release with the outcome of some meetings changed, and other columns of theirs."""
    table = release.table("forum_meetings").copy()
    rows = table["forum"].eq(forum) & table["year"].isin(years)
    for column, value in {"outcome": outcome, **values}.items():
        table.loc[rows, column] = value
    return changed(release, forum_meetings=table)


def cell(release: Release, forum: str, year: int) -> Any:
    cells = chart.content(release, Choice()).frames["cells"]
    found = cells[(cells["forum"] == forum) & (cells["year"] == year)]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_counts_and_causes(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, Choice()), release, mode, width))
    assert chart.content(release, Choice()).title in shown
    assert release.id in shown
    assert "3 of 15, 20% (7–45%)" in shown
    assert "With the United States" in shown
    for letter in ("U", "W", "×"):
        assert f" {letter} " in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for choice in (Choice(), Choice(first=1995, last=1999)):
        assert asked == set(chart.content(release, choice).frames)


def test_the_headline_is_what_the_table_says(release: Release) -> None:
    filled = chart.content(release, Choice())
    arena = filled.table[filled.table["forum"].isin(["APEC", "EAS"]) & (filled.table["status"] == "held")]
    without = arena[arena["outcome"].isin(["none", "chair_only"])]
    assert sorted(without["year"]) == [2018, 2022, 2024]
    assert len(arena[arena["year"] >= 2017]) == 15
    assert len(arena[arena["year"] < 2017]) == 6
    assert filled.title == (
        "From 2017 to 2024, 3 of 15 meetings of APEC and the East Asia Summit ended without a joint text; in 2014–16, "
        "none of 6"
    )


def test_the_headline_counts_those_before_when_there_are_some(release: Release) -> None:
    before = with_outcome(release, "APEC", [2015], "none")
    assert chart.content(before, Choice()).title.endswith("ended without a joint text; in 2014–16, 1 of 6")


def test_the_headline_only_counts_when_there_was_no_rise(release: Release) -> None:
    fell = with_outcome(release, "APEC", [2014, 2015, 2016], "none")
    assert chart.content(fell, Choice()).title == (
        "Meetings of APEC and the East Asia Summit without a joint text: 3 of 6 in 2014–16, 3 of 15 in 2017–24"
    )


@pytest.mark.parametrize("choice", [Choice(first=2018), Choice(first=2016), Choice(last=2016)])
def test_the_headline_compares_nothing_when_one_window_is_missing_or_too_small(
    release: Release, choice: Choice
) -> None:
    assert chart.content(release, choice).title.startswith("What Asia’s forums agreed on, 20")


def test_under_five_meetings_bear_no_percentage_and_are_dashed(release: Release) -> None:
    """From 2016 on there are two meetings before the cut."""
    filled = chart.content(release, Choice(first=2016))
    few = filled.frames["shares"].query("few")
    assert set(few["short"]) == {"0 of 2, too few"}
    assert not few["aria"].str.contains("%").any()
    picture = svg(chart.draw, filled, release, "light", 760)
    whole = svg(chart.draw, chart.content(release, Choice()), release, "light", 760)
    assert picture.count('stroke-dasharray="3,2"') > whole.count('stroke-dasharray="3,2"')


def test_meetings_of_unknown_outcome_are_counted_beside_the_share(release: Release) -> None:
    unsure = with_outcome(release, "EAS", [2020, 2021], "unknown")
    filled = chart.content(unsure, Choice())
    assert "3 of 13, 23% (8–50%); 2 not found" in set(filled.frames["shares"]["label"])
    assert "outcomes not found: 2" in filled.check
    assert "3 of 13" in filled.title


def test_the_quote_holds_count_share_interval_and_years(release: Release) -> None:
    filled = chart.content(release, Choice())
    for part in ("15 meetings", "from 2017 to 2024", "3 ended", "20%, 95% interval 7–45%", "0 of 6 from 2014 to 2016"):
        assert part in filled.quote
    assert "few cases: 3 of 15" in filled.check
    assert "intervals of the two periods overlap" in filled.check


def test_nothing_is_to_be_checked_when_cases_are_many_and_intervals_apart(release: Release) -> None:
    failed = with_outcome(release, "APEC", list(range(2020, 2025)), "none")
    failed = with_outcome(failed, "EAS", list(range(2017, 2025)), "none")
    assert chart.content(failed, Choice()).check == ""


@pytest.mark.parametrize(
    ("outcome", "values", "kind", "letter"),
    [
        ("joint_declaration", {}, "joint", ""),
        ("none", {"failure_cause": "us_china_russia"}, "none", "R"),
        ("none", {"failure_cause": "russia_ukraine"}, "none", "W"),
        ("none", {}, "none", ""),
        ("chair_statement_only", {"failure_cause": "us_china"}, "chair_only", "U"),
        ("cancelled", {"status": "cancelled"}, "cancelled", "×"),
        ("unknown", {"status": "planned"}, "planned", "…"),
        ("unknown", {}, "unknown", "?"),
    ],
)
def test_each_outcome_is_its_own_cell(
    release: Release, outcome: str, values: dict[str, object], kind: str, letter: str
) -> None:
    one = cell(with_outcome(release, "APEC", [2023], outcome, **values), "APEC", 2023)
    assert (one["kind"], one["letter"]) == (kind, letter)


def test_what_is_not_found_is_hatched_never_left_white(release: Release) -> None:
    unsure = with_outcome(release, "SCO", [2015, 2016], "unknown")
    sure, doubted = (
        svg(chart.draw, chart.content(r, Choice()), r, "light", 760).count("url(#gradient") for r in (release, unsure)
    )
    assert doubted == sure + 2


def test_a_cell_says_place_outcome_cause_and_the_remark_of_the_table(release: Release) -> None:
    noted = with_outcome(release, "EAS", [2022], "none", city="Phnom Penh", outcome_note="no agreed wording")
    assert cell(noted, "EAS", 2022)["aria"] == (
        "East Asia Summit 2022, Phnom Penh: no joint text; in the way: the war in Ukraine; no agreed wording"
    )


def test_the_meetings_of_a_chosen_host_are_ringed_in_the_accent(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("VNM",)))
    assert set(filled.frames["rings"]["year"]) == set(range(2014, 2025, 2))
    assert "Ringed: meetings in Vietnam." in filled.source
    accent = TOKENS["light"].accent
    assert accent in svg(chart.draw, filled, release, "light", 760)
    assert accent not in svg(chart.draw, chart.content(release, Choice()), release, "light", 760)
    assert cell(release, "APEC", 2016)["partner"] == "VNM"


def test_a_forum_stands_with_the_united_states_only_while_they_are_a_member(release: Release) -> None:
    members = release.table("memberships")
    outside = changed(release, memberships=members[~(members["iso3"].eq("USA") & members["forum"].eq("EAS"))])
    for one, below in ((release, 1), (outside, 2)):
        frames = chart.content(one, Choice()).frames
        line = frames["cells"].groupby("forum")["line"].first()
        heading = frames["headings"].set_index("name")["line"]["Without the United States"]
        assert (line > heading).sum() == below + 1
        assert (line["EAS"] > heading) == (one is outside)


def test_years_without_a_meeting_say_so(release: Release) -> None:
    filled = chart.content(release, Choice(first=1995, last=1999))
    assert filled.empty == "No meeting of these forums is in the table for 1995–99."
    assert filled.quote == ""
    assert chart.content(release, Choice()).empty == ""
