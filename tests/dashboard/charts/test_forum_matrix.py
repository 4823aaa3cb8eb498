"""Who came to the forums: the headline and when it fails, every doubt as its own cell, hosts, years, words."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.charts import forum_matrix as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded

HEADLINE = "No Russian president or prime minister has come to APEC or the East Asia Summit in person since 2019"


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """Russia at APEC: president to 2018, deputy from 2022; at the East Asia Summit: prime minister to 2019."""
    return loaded(small_release_dir)


def with_meetings(release: Release, where: dict[str, Any], **values: object) -> Release:
    """The release with some columns of the meetings that match changed."""
    table = release.table("forum_meetings").copy()
    rows = pd.Series(data=True, index=table.index)
    for column, value in where.items():
        rows &= table[column].eq(value)
    for column, value in values.items():
        table.loc[rows, column] = value
    return changed(release, forum_meetings=table)


def cell(release: Release, forum: str, year: int, power: str, choice: Choice | None = None) -> Any:
    cells = chart.content(release, choice or Choice()).frames["cells"]
    found = cells[(cells["forum"] == forum) & (cells["year"] == year) & (cells["power"] == power)]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_forums_powers_and_offices(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, Choice()), release, mode, width))
    assert HEADLINE in shown
    assert release.id in shown
    assert "APEC · the United States is a member" in shown
    assert "Shanghai Cooperation Organisation · no United States" in shown
    assert shown.count("Russia ") >= 4
    for letter in ("P", "M", "D", "F", "×"):
        assert f" {letter} " in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for choice in (Choice(), Choice(first=1995, last=1999)):
        assert asked == set(chart.content(release, choice).frames)


def test_the_headline_counts_from_the_last_year_with_a_president_or_prime_minister(release: Release) -> None:
    filled = chart.content(release, Choice())
    table = filled.table
    russia = table[
        (table["power"] == "RUS") & table["forum"].isin(["APEC", "EAS"]) & (table["presence"] == "in_person")
    ]
    assert filled.title == HEADLINE
    assert russia.loc[russia["rank"].isin(["president", "prime_minister"]), "year"].max() == 2019


def test_the_headline_moves_when_a_prime_minister_came_later(release: Release) -> None:
    """In 2022 a prime minister came: four meetings in person follow."""
    later = with_meetings(release, {"forum": "EAS", "year": 2022}, russia_rank="prime_minister")
    assert chart.content(later, Choice()).title.endswith("in person since 2022")


def test_the_headline_falls_back_when_a_president_came_to_the_last_meetings(release: Release) -> None:
    came = with_meetings(release, {"forum": "APEC", "year": 2024}, russia_rank="president")
    filled = chart.content(came, Choice())
    assert filled.title == "Who came for Russia, the United States and China to four forums, 2014–24"
    assert "since" not in filled.quote
    assert "2024" in filled.quote


def test_a_president_by_video_is_not_in_person(release: Release) -> None:
    table = release.table("forum_meetings")
    by_video = table[(table["forum"] == "APEC") & (table["year"] == 2021)]
    assert list(by_video["russia_rank"]) == ["president"]
    assert list(by_video["mode"]) == ["virtual"]
    assert cell(release, "APEC", 2021, "RUS")["state"] == "video"
    in_person = with_meetings(release, {"forum": "APEC", "year": 2021}, mode="in_person")
    assert chart.content(in_person, Choice()).title.endswith("since 2021")


def test_the_headline_says_known_when_a_later_meeting_is_not(release: Release) -> None:
    unsure = with_meetings(release, {"forum": "APEC", "year": 2023}, russia_rank=None)
    filled = chart.content(unsure, Choice())
    assert filled.title.startswith("No Russian president or prime minister is known to have come")
    assert filled.check == "meetings for which it is not found who came: 1"
    assert cell(unsure, "APEC", 2023, "RUS")["letter"] == "?"


def test_a_span_that_ends_earlier_is_named_with_both_its_years(release: Release) -> None:
    title = chart.content(release, Choice(first=2014, last=2023)).title
    assert title.startswith("2020 to 2023: no Russian president or prime minister in person")


def test_the_quote_counts_whom_russia_sent_instead(release: Release) -> None:
    filled = chart.content(release, Choice())
    assert "To the 6 meetings" in filled.quote
    assert "from 2022 to 2024" in filled.quote
    assert "deputy prime minister (3) and foreign minister (3)" in filled.quote
    assert filled.check == ""


@pytest.mark.parametrize(
    ("values", "state", "letter"),
    [
        ({"russia_rank": None}, "unknown", "?"),
        ({"status": "planned", "russia_rank": None, "mode": None}, "planned", "…"),
        ({"status": "cancelled", "mode": "cancelled", "russia_rank": "none"}, "cancelled", "×"),
        ({"russia_rank": "not_member"}, "outside", "–"),
        ({"mode": "virtual"}, "video", "D"),
        ({"mode": "hybrid"}, "came", "D"),
        ({"russia_rank": "none"}, "came", "0"),
        ({"russia_rank": "security_adviser"}, "came", "O"),
    ],
)
def test_each_state_of_a_presence_is_its_own_cell(
    release: Release, values: dict[str, object], state: str, letter: str
) -> None:
    one = cell(with_meetings(release, {"forum": "APEC", "year": 2024}, **values), "APEC", 2024, "RUS")
    assert (one["state"], one["letter"]) == (state, letter)


def test_what_is_not_found_is_hatched_and_what_is_by_video_is_dashed(release: Release) -> None:
    sure = svg(chart.draw, chart.content(release, Choice(first=2014, last=2018)), release, "light", 760)
    unsure = with_meetings(release, {"forum": "APEC", "year": 2016}, russia_rank=None)
    doubted = svg(chart.draw, chart.content(unsure, Choice(first=2014, last=2018)), release, "light", 760)
    assert doubted.count("url(#gradient") == sure.count("url(#gradient") + 1
    with_video = svg(chart.draw, chart.content(release, Choice(first=2014, last=2021)), release, "light", 760)
    assert with_video.count('stroke-dasharray="3,2"') > sure.count('stroke-dasharray="3,2"')


def test_a_cell_says_forum_year_city_power_office_person_and_how(release: Release) -> None:
    named = with_meetings(release, {"forum": "APEC", "year": 2022}, russia_person="Belousov", city="Bangkok")
    assert cell(named, "APEC", 2022, "RUS")["aria"] == (
        "APEC 2022, Bangkok. Russia: deputy prime minister Belousov, in person"
    )
    assert cell(release, "APEC", 2019, "RUS")["aria"].endswith("Russia: cancelled")
    planned = with_meetings(release, {"forum": "SCO", "year": 2024}, status="planned", russia_person="Putin")
    assert cell(planned, "SCO", 2024, "RUS")["aria"].endswith("planned; announced: president Putin")


def test_a_click_on_a_cell_chooses_its_host_only_where_that_is_a_partner(release: Release) -> None:
    assert cell(release, "APEC", 2016, "USA")["partner"] == "VNM"
    elsewhere = with_meetings(release, {"forum": "APEC", "year": 2016}, host_country="USA")
    assert pd.isna(cell(elsewhere, "APEC", 2016, "USA")["partner"])


def test_the_meetings_of_a_chosen_host_are_ringed_in_ink(release: Release) -> None:
    """Vietnam hosts in even years; accent and the powers' colours are too close, so the ring is ink."""
    filled = chart.content(release, Choice(partners=("VNM",)))
    assert set(filled.frames["rings"]["year"]) == set(range(2014, 2025, 2))
    assert "Ringed: meetings in Vietnam." in filled.source
    assert chart.content(release, Choice()).frames["rings"].empty
    picture = svg(chart.draw, filled, release, "light", 760)
    assert TOKENS["light"].accent not in picture
    bare = svg(chart.draw, chart.content(release, Choice()), release, "light", 760)
    assert picture.count(f'stroke="{TOKENS["light"].ink}"') > bare.count(f'stroke="{TOKENS["light"].ink}"')


def test_the_readers_years_are_the_columns(release: Release) -> None:
    filled = chart.content(release, Choice(first=2016, last=2020))
    assert set(filled.frames["cells"]["year"]) == set(range(2016, 2021))
    labelled = filled.frames["ticks"].query("label != ''")["label"]
    assert labelled.iloc[-1] == "2020"


def test_the_last_held_of_two_meetings_in_a_year_is_drawn_and_both_are_in_the_table(release: Release) -> None:
    table = release.table("forum_meetings")
    first = table[(table["forum"] == "EAS") & (table["year"] == 2016)].assign(dates="2016-01", russia_rank="president")
    twice = changed(release, forum_meetings=pd.concat([table, first], ignore_index=True))
    one = cell(twice, "EAS", 2016, "RUS")
    assert one["letter"] == "M"
    assert "the last of 2 that year" in one["aria"]
    rows = chart.content(twice, Choice()).table.query("forum == 'EAS' and year == 2016 and power == 'RUS'")
    assert sorted(rows["rank"]) == ["president", "prime_minister"]


def test_a_forum_the_united_states_joined_later_says_since_when(release: Release) -> None:
    members = release.table("memberships")
    late = members["iso3"].eq("USA") & members["forum"].eq("EAS")
    later = changed(release, memberships=members.assign(joined_year=members["joined_year"].mask(late, 2017)))
    headings = chart.content(later, Choice()).frames["headings"]["name"]
    assert "East Asia Summit · the United States is a member since 2017" in set(headings)


def test_years_without_a_meeting_say_so(release: Release) -> None:
    filled = chart.content(release, Choice(first=1995, last=1999))
    assert filled.empty == "No meeting of these forums is in the table for 1995–99."
    assert chart.content(release, Choice()).empty == ""
