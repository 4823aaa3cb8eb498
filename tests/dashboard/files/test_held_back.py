"""Rows of sources that may not be passed on stay out of every file of data, and the file says why."""

import json
from collections.abc import Callable

import pytest

from dashboard import figures
from dashboard.files import HeldBackError, make, table_file
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.files import opened

Holding = Callable[[str], Release]
CHINA = Choice(partners=("CHN",))


def test_where_every_source_may_be_passed_on_nothing_is_left_out(release: Release):
    assert make(release, "partner-trade", CHINA, "csv").left_out == ""
    assert table_file(release, "trade_annual", release.table("trade_annual"), "csv").left_out == ""


def test_rows_of_a_held_source_are_not_in_a_table(holding: Holding):
    held = holding("comtrade")
    table = held.table("trade_annual")
    file = table_file(held, "trade_annual", table, "csv")
    found = opened.csv(file)
    assert len(found) == len(table) - (table["source"] == "comtrade").sum()
    assert "comtrade" not in set(found["source"])
    assert file.left_out == (
        f"{len(table) - len(found)} rows are left out: these sources do not allow passing them on: comtrade."
    )


def test_a_table_that_mixes_sources_without_naming_them_is_left_out_whole(holding: Holding):
    held = holding("coded_visits")
    file = table_file(held, "visits", held.table("visits"), "json")
    told = json.loads(file.content)
    assert told["rows"] == []
    assert "coded_visits" in told["left_out"]


def test_the_list_of_sources_itself_is_this_projects(holding: Holding):
    held = holding("comtrade")
    assert "comtrade" in set(opened.csv(table_file(held, "sources", held.table("sources"), "csv"))["source"])


def test_rows_of_a_figure_that_rest_on_a_held_source_are_left_out(holding: Holding):
    held = holding("fcs")
    table = figures.content(held, "partner-trade", CHINA).table
    found = opened.csv(make(held, "partner-trade", CHINA, "csv"))
    assert "fcs" in set(table["source"])
    assert 0 < len(found) < len(table)
    assert "fcs" not in set(found["source"])


def test_a_range_that_a_held_source_widens_is_left_out_too(holding: Holding):
    """China in 2018: customs give the line, comtrade the other end of the range."""
    held = holding("comtrade")
    table = figures.content(held, "partner-trade", CHINA).table
    line = table[(table["kind"] == "line") & (table["year"] == 2018)].iloc[0]
    assert (line["source"], line["n_sources"] > 1, line["lowest_usd"] < line["highest_usd"]) == ("fcs", True, True)
    found = opened.csv(make(held, "partner-trade", CHINA, "csv"))
    assert "2018" not in set(found.loc[found["kind"] == "line", "year"])
    assert "2010" in set(found.loc[found["kind"] == "line", "year"])


def test_a_figure_that_cannot_be_made_without_a_held_source_passes_on_no_row(holding: Holding):
    file = make(holding("coded_visits"), "visits", Choice(), "csv")
    assert len(opened.csv(file)) == 0
    assert "coded_visits" in file.left_out


def test_the_workbook_gives_the_reason(holding: Holding):
    file = make(holding("fcs"), "partner-trade", CHINA, "xlsx")
    about = [cell.value for cell in opened.workbook(file)["About"]["B"]]
    assert file.left_out in about


@pytest.mark.parametrize("kind", ["json", "html"])
def test_a_drawing_that_holds_its_data_is_refused_with_the_reason(holding: Holding, kind: str):
    with pytest.raises(HeldBackError, match=r"rows are left out.*fcs\. Take PNG, SVG or PDF"):
        make(holding("fcs"), "partner-trade", CHINA, kind)


def test_a_picture_shows_what_the_page_shows(holding: Holding):
    held = holding("fcs")
    drawn = make(held, "partner-trade", CHINA, "svg")
    assert opened.letters(figures.content(held, "partner-trade", CHINA).title) in opened.words(opened.svg(drawn))
