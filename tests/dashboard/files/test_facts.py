"""What a file says about itself: the terms of the sources it uses, what its columns mean."""

import pytest

from dashboard import figures
from dashboard.charts.content import Content
from dashboard.files import facts
from dashboard.files.columns import described
from dashboard.release import Release
from dashboard.selection import Choice


def of(release: Release, figure_id: str, choice: Choice) -> facts.Facts:
    return facts.of_figure(release, figure_id, choice, figures.content(release, figure_id, choice))


def filled_with(release: Release, source: str) -> facts.Facts:
    plain: Content = figures.content(release, "trips", Choice())
    return facts.of_figure(release, "trips", Choice(), Content(**{**vars(plain), "source": source}))


def test_terms_are_those_of_the_sources_in_the_rows(release: Release):
    told = of(release, "partner-trade", Choice(partners=("CHN",)))
    table = figures.content(release, "partner-trade", Choice(partners=("CHN",))).table
    assert set(table["source"]) <= set(told.terms["source"])
    assert list(told.terms.columns) == ["source", "name", "publisher", "licence", "redistribute", "url"]


def test_terms_follow_the_tables_that_a_source_line_names(release: Release):
    assert set(filled_with(release, "computed from the tables gdp, un_alignment.").terms["source"]) == {
        "world_bank",
        "un_votes",
    }


def test_where_the_sources_cannot_be_told_the_terms_of_all_are_given(release: Release):
    assert len(filled_with(release, "nobody known").terms) == len(release.table("sources"))


def test_without_the_address_of_the_dashboard_there_is_no_link(release: Release, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DASHBOARD_URL", raising=False)
    assert of(release, "tiles", Choice()).link == ""


def test_a_column_of_a_table_means_what_its_schema_says(release: Release):
    row = described(release, ["year"], "forum_meetings").iloc[0]
    assert (row["unit"], row["meaning"]) == ("year", "Year of the meeting")


def test_a_column_of_one_year_is_described_without_the_year(release: Release):
    row = described(release, ["value_usd_2021"]).iloc[0]
    assert (row["column"], row["unit"], row["meaning"]) == (
        "value_usd_2021",
        "USD",
        "Value of goods, current US dollars",
    )


def test_a_column_that_tables_describe_in_several_ways_is_not_described_by_one_of_them(release: Release):
    assert described(release, ["status"]).iloc[0]["meaning"] == ""


@pytest.mark.parametrize(("column", "unit"), [("left_out_pct", "%"), ("new_usd_2020", "USD"), ("name", "")])
def test_the_unit_of_an_unknown_column_is_read_from_its_name(release: Release, column: str, unit: str):
    assert described(release, [column]).iloc[0]["unit"] == unit
