"""The president's trips: the headline and when it fails, pieces and counts, few cases, completeness, three Asias."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard import view
from dashboard.charts import trips as chart
from dashboard.measures import trips as measure
from dashboard.release import Release
from dashboard.selection import ASIAS, Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """Core Asia, one to one: 4 of 7 in 2012-19, 5 of 6 in 2022-25; 2 trips before, none in 2008-11 and 2020-21."""
    return loaded(small_release_dir)


def with_trips(release: Release, start: str, **values: object) -> Release:
    """The release with the president's trips that began in a year changed."""
    table = release.table("visits").copy()
    rows = (
        table["start"].str.startswith(start)
        & table["direction"].eq("outbound")
        & table["visitor_rank"].eq("head_of_state")
    )
    for column, value in values.items():
        table.loc[rows, column] = value
    return changed(release, visits=table)


def row(release: Release, period: str, choice: Choice | None = None) -> "pd.Series[object]":
    rows = chart.content(release, choice or Choice()).frames["rows"]
    return rows.set_index("period").loc[period]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_shares_and_completeness(release: Release, mode: Mode, width: int) -> None:
    filled = chart.content(release, Choice())
    shown = text(svg(chart.draw, filled, release, mode, width))
    assert filled.title in shown
    assert release.id in shown
    for word in ("2012–19", "90–95% found", "57%", "25–84%", "near-complete", "one to one and forum"):
        assert word in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for choice in (Choice(), Choice(first=2008, last=2011)):
        assert asked == set(chart.content(release, choice).frames)


def test_the_headline_says_a_rise_without_a_turn_where_most_trips_were_one_to_one_before(release: Release) -> None:
    filled = chart.content(release, Choice())
    assert filled.title == (
        "One-to-one trips to Core Asia are a larger part than before: 5 of 6 in 2022–25, 4 of 7 in 2012–19"
    )
    table = filled.table.query("asia == 'core' and format == 'bilateral'").set_index("period")
    assert table.loc["2022–25", "share_pct"] > table.loc["2012–19", "share_pct"] > 50


def test_the_headline_says_mostly_where_half_was_passed(release: Release) -> None:
    title = chart.content(release, Choice(asia="wide")).title
    assert title.startswith(
        "Mostly one to one: 5 of 8 trips of Russia’s president to All Asia in 2022–25, against 4 of 8"
    )


def test_the_headline_says_again_only_after_an_earlier_period_of_the_kind(release: Release) -> None:
    """Five one-to-one trips of 2000-07 make the later turn a return."""
    table = release.table("visits")
    one = table[table["start"].eq("2000-07-19")]
    before = pd.concat([one.assign(start=f"200{i}-03-01", visit_id=f"earlier-{i}") for i in range(1, 6)])
    again = changed(release, visits=pd.concat([table, before], ignore_index=True))
    assert chart.content(again, Choice(asia="wide")).title.startswith("One to one again: 5 of 8")


def test_the_headline_says_no_larger_part_when_the_share_fell(release: Release) -> None:
    fell = with_trips(release, "2024", format="forum")
    assert chart.content(fell, Choice()).title == (
        "One-to-one trips to Core Asia are no larger part than before: 2 of 6 in 2022–25, 4 of 7 in 2012–19"
    )


def test_the_headline_compares_nothing_when_a_period_is_cut_or_too_small(release: Release) -> None:
    neutral = "The trips of Russia’s president to Core Asia, by format"
    assert chart.content(release, Choice(first=2014)).title == neutral
    few = with_trips(release, "2024", confidence="low")
    assert chart.content(few, Choice()).title == neutral


@pytest.mark.parametrize("asia", ASIAS)
def test_the_pieces_of_a_bar_are_the_trips_that_the_measure_counts(release: Release, asia: str) -> None:
    pieces = chart.content(release, Choice(asia=asia)).frames["pieces"]
    counted = measure.by_format(release.table("visits"), view.members(release, asia))
    labels = [period.label for period in measure.PERIODS]
    drawn = pieces.groupby([pieces["order"].map(dict(enumerate(labels))), "format"]).size().to_dict()
    assert drawn == {(r.period, r.format): r.trips for r in counted.itertuples() if r.trips}


def test_the_pieces_fill_a_bar_without_gap_or_overlap(release: Release) -> None:
    for _order, bar in chart.content(release, Choice()).frames["pieces"].groupby("order"):
        assert bar["x0"].iloc[0] == 0
        assert bar["x1"].iloc[-1] == 1
        assert list(bar["x0"].iloc[1:]) == list(bar["x1"].iloc[:-1])


def test_weak_evidence_is_not_counted(release: Release) -> None:
    before = len(chart.content(release, Choice()).frames["pieces"])
    weak = with_trips(release, "2024-06-20", confidence="low")
    assert len(chart.content(weak, Choice()).frames["pieces"]) == before - 1


def test_under_five_trips_are_dashed_and_bear_no_percentage(release: Release) -> None:
    few = row(release, "2000–07")
    assert (few["share"], few["span"]) == ("too few", "trips: 2")
    assert few["share0"] == "1 of 2"
    pieces = chart.content(release, Choice()).frames["pieces"]
    assert pieces.groupby("order")["few"].all().to_dict() == {0: True, 2: False, 4: False}
    picture = svg(chart.draw, chart.content(release, Choice()), release, "light", 760)
    later = svg(chart.draw, chart.content(release, Choice(first=2012)), release, "light", 760)
    assert picture.count('stroke-dasharray="3,2"') >= 2
    assert 'stroke-dasharray="3,2"' not in later


def test_a_period_without_a_trip_says_none_was_found(release: Release) -> None:
    none = row(release, "2008–11")
    assert (none["share"], none["span"], none["share0"]) == ("no trip found", "", "")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": "near_complete"}, "near-complete"),
        ({"status": "unknown", "share_low_pct": None, "share_high_pct": None}, "part unknown"),
        ({"share_low_pct": 75.0, "share_high_pct": 85.0}, "75–85% found"),
        ({"share_low_pct": 40.0, "share_high_pct": 40.0}, "40% found"),
    ],
)
def test_how_much_of_a_period_is_found_comes_from_the_release(
    release: Release, values: dict[str, object], said: str
) -> None:
    table = release.table("visits_completeness").copy()
    rows = table["class"].eq("president_abroad") & table["period_start_year"].eq(2012)
    for column, value in values.items():
        table.loc[rows, column] = value
    assert row(changed(release, visits_completeness=table), "2012–19")["found"] == said


def test_the_two_other_asias_stand_below_with_their_own_counts(release: Release) -> None:
    core = row(release, "2022–25")
    assert (core["name0"], core["share0"]) == ("with Central Asia", "5 of 8, 63%")
    wide = row(release, "2022–25", Choice(asia="wide"))
    assert (wide["name0"], wide["share0"], wide["share"]) == ("Core Asia", "5 of 6, 83%", "63%")


def test_the_trips_to_a_chosen_partner_are_underlined_in_the_accent(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("VNM",)))
    pieces = filled.frames["pieces"]
    assert set(pieces.loc[pieces["chosen"], "partner"]) == {"VNM"}
    assert "Underlined: trips to Vietnam." in filled.source
    accent = TOKENS["light"].accent
    assert accent in svg(chart.draw, filled, release, "light", 760)
    assert accent not in svg(chart.draw, chart.content(release, Choice()), release, "light", 760)


def test_a_partner_outside_the_chosen_asia_is_not_said_to_be_underlined(release: Release) -> None:
    assert "Underlined" not in chart.content(release, Choice(partners=("KAZ",))).source
    assert "trips to Kazakhstan" in chart.content(release, Choice(partners=("KAZ",), asia="wide")).source


def test_a_piece_says_date_visitor_place_and_format(release: Release) -> None:
    pieces = chart.content(release, Choice()).frames["pieces"]
    last = pieces[pieces["partner"].eq("VNM")].iloc[-1]["aria"]
    for part in ("20 June 2024", "President of Russia", "to Vietnam", "one to one"):
        assert part in last


def test_the_readers_years_cut_the_periods(release: Release) -> None:
    filled = chart.content(release, Choice(first=2014, last=2023))
    assert list(filled.frames["rows"]["period"]) == ["2014–19", "2020–21", "2022–23"]
    assert "2014–19" in set(filled.table["period"])


def test_the_quote_holds_count_share_interval_and_period(release: Release) -> None:
    filled = chart.content(release, Choice())
    assert filled.quote == (
        "Of 6 trips of Russia’s president to Core Asia found for 2022–25, 5 were one to one (83%; 95% interval "
        "44–97%), against 4 of 7 in 2012–19."
    )
    assert filled.check == "the 95% intervals of 2012–19 and 2022–25 overlap"


def test_few_trips_and_trips_of_unknown_format_are_to_be_checked(release: Release) -> None:
    unknown = with_trips(release, "2024", format="unknown")
    filled = chart.content(unknown, Choice())
    assert "few cases: 3 trips" in filled.check
    assert "trips of unknown format, not counted: 3" in filled.check
    assert "%" not in filled.quote


def test_years_without_a_trip_say_so(release: Release) -> None:
    filled = chart.content(release, Choice(first=2008, last=2011))
    assert filled.empty == "No trip of Russia’s president to Core Asia was found in these years."
    assert filled.quote == ""
    assert chart.content(release, Choice()).empty == ""
