"""Visits exchanged with the powers: counts, what is not recorded, the one claim of the title, faulty lists."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import exchanges as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded

VNM, IND = Choice(partners=("VNM",)), Choice(partners=("IND",))


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """To Vietnam in 2003-18: Russia's president 3 times, premier once; the US president twice, China's once."""
    return loaded(small_release_dir)


def with_trips(
    release: Release, power: str, number: int, partner: str = "VNM", first: int = 2004, **columns: object
) -> Release:
    """The release with more visits of a power's head of state to a partner, one a year."""
    table = release.table("powers_visits")
    row = table[(table["power"] == power) & (table["direction"] == "outbound")].head(1)
    dates = [f"{first + i}-03-01" for i in range(number)]
    more = [row.assign(partner=partner, start=date, end=date, visitor="Leader", **columns) for date in dates]
    return changed(release, powers_visits=pd.concat([table, *more], ignore_index=True))


def counts(release: Release, choice: Choice = VNM) -> list[str]:
    """What stands behind the rows of dots, from top to bottom."""
    return list(chart.content(release, choice).frames["counts"]["label"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_powers_and_counts(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, VNM), release, mode, width))
    assert "Vietnam: visits of heads of state" in shown
    assert release.id in shown
    for word in ("Russia", "United States", "China", "at least 4", "not recorded"):
        assert word in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for partner in ("VNM", "BTN"):
        assert asked == set(chart.content(release, Choice(partners=(partner,))).frames)


def test_each_row_counts_its_visits_and_says_how_sure_it_is(release: Release) -> None:
    assert counts(release) == ["at least 4 · few", "none found", "2 · few", "1 · few", "1 · few", "not recorded"]


def test_five_are_not_called_few(release: Release) -> None:
    assert counts(with_trips(release, "USA", 2))[2] == "4 · few"
    assert counts(with_trips(release, "USA", 3))[2] == "5"


def test_a_dot_and_a_row_of_the_table_for_each_visit_counted(release: Release) -> None:
    filled = chart.content(release, VNM)
    assert len(filled.frames["dots"]) == len(filled.table) == 4 + 2 + 1 + 1
    assert filled.table["start"].between("2003", "2019").all()


def test_rank_is_told_by_a_full_dot_and_a_long_stroke(release: Release) -> None:
    dots = chart.content(release, VNM).frames["dots"]
    russia = dots[(dots["power"] == "RUS")].sort_values("number")
    assert list(russia["state"]) == [True, True, True, False]


def test_visits_china_received_are_unknown_unless_its_guests_own_list_holds_them(release: Release) -> None:
    vietnam, india = (chart.content(release, choice).frames["counts"] for choice in (VNM, IND))
    assert list(vietnam["label"])[-1] == "not recorded"
    assert not vietnam["recorded"].iloc[-1]
    assert list(india["label"])[-1] == "1, one list only · few"
    assert india["recorded"].all()


def test_the_title_gives_the_numbers_where_no_power_is_clearly_first(release: Release) -> None:
    filled = chart.content(release, VNM)
    table = filled.table
    heads = table[table["direction"].eq("outbound") & table["rank"].eq("head_of_state")]["power"].value_counts()
    assert (heads["RUS"], heads["USA"], heads["CHN"]) == (3, 2, 1)
    assert filled.title == "Vietnam: visits of heads of state found for 2003–18: Russia 3, United States 2, China 1"


def test_the_title_names_the_power_that_is_clearly_first_and_changes_with_the_data(release: Release) -> None:
    title = chart.content(with_trips(release, "CHN", 5), VNM).title
    assert "China’s head of state went there most often" in title
    assert "(China 6, Russia 3, United States 2)" in title
    title = chart.content(with_trips(release, "USA", 9), VNM).title
    assert "the United States’ head of state went there most often" in title


def test_heads_of_government_do_not_decide_the_title(release: Release) -> None:
    title = chart.content(with_trips(release, "CHN", 9, visitor_rank="head_of_government"), VNM).title
    assert "China 1" in title


def test_visits_after_the_recorded_years_are_not_counted(release: Release) -> None:
    later = with_trips(release, "CHN", 5, first=2019)
    assert chart.content(later, VNM).title == chart.content(release, VNM).title


def test_weak_evidence_is_not_counted(release: Release) -> None:
    visits = release.table("visits")
    weak = changed(release, visits=visits.assign(confidence="low"))
    assert counts(weak)[0] == "none found"


def test_the_quote_has_numbers_years_and_sources_and_says_they_are_counts_of_what_was_found(release: Release) -> None:
    filled = chart.content(release, VNM)
    for part in ("2003 to 2018", "Russia 3", "United States 2", "China 1", "Publisher of us_history", "found"):
        assert part in filled.quote
    assert "sample" in filled.check
    assert "fewer than 5 cases: Russia, United States and China" in filled.check


def test_a_list_known_to_be_faulty_makes_no_claim(release: Release) -> None:
    filled = chart.content(with_trips(release, "USA", 2, partner="CHN"), Choice(partners=("CHN",)))
    assert "most often" not in filled.title
    assert filled.quote == ""
    labels = list(filled.frames["counts"]["label"])
    assert labels[2:] == ["2? the list is faulty", "not recorded"]
    assert set(filled.frames["dots"]["power"]) == {"RUS", "USA"}


def test_the_partner_is_never_drawn_in_the_accent(release: Release) -> None:
    for mode in MODES:
        picture = svg(chart.draw, chart.content(release, VNM), release, mode, 760).lower()
        assert TOKENS[mode].accent.lower() not in picture
        assert TOKENS[mode].usa.lower() in picture


def test_the_readers_years_bound_the_count_unless_they_lie_outside_the_recorded_ones(release: Release) -> None:
    within = chart.content(release, Choice(partners=("VNM",), first=2013, last=2016))
    assert "2013–16" in within.subtitle
    assert within.table["start"].between("2013", "2017").all()
    assert "2003–18" in chart.content(release, Choice(partners=("VNM",), first=2021, last=2024)).subtitle


def test_a_partner_without_visits_is_said_to_be_unknown_not_none(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("BTN",)))
    assert "Bhutan" in filled.empty
    assert "not to say there was none" in filled.empty
    assert chart.content(release, VNM).empty == ""
