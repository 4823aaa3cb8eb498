import pytest

from dashboard.measures import cells
from dashboard.measures.partner_line import (
    RANGE_COLUMNS,
    VALUE_COLUMNS,
    lone_points,
    partner_line,
    partner_values,
    range_of_sources,
)

from .tables import both, cell, mirror, one, trade


def source_of(source, side, value):
    """A row of 2010 exports by one of the ranked sources."""
    return (
        cell("KAZ", 2010, "export", value, source) if side == "russia" else mirror("KAZ", 2010, "export", value, source)
    )


@pytest.mark.parametrize("place", range(len(cells.PREFERENCE) - 1))
def test_each_source_is_preferred_to_the_next(place):
    better, worse = cells.PREFERENCE[place], cells.PREFERENCE[place + 1]
    row = one(partner_values(trade(source_of(*worse, 2), source_of(*better, 1)), "export"))
    assert row["value_usd"] == 1


def test_of_two_reporters_in_one_source_russia_comes_first():
    table = trade(mirror("TUR", 2018, "export", 22, "wits_top5"), cell("TUR", 2018, "export", 21, "wits_top5"))
    row = one(partner_values(table, "export"))
    assert (row["value_usd"], row["reporter"]) == (21, "RUS")


def test_a_known_bad_cell_is_skipped_for_the_next_source():
    table = trade(cell("KAZ", 2010, "import", 2, "fcs", quality="known_bad"), cell("KAZ", 2010, "import", 4, "fcs_cis"))
    row = one(partner_values(table, "import"))
    assert (row["value_usd"], row["source"]) == (4, "fcs_cis")


def test_a_suspect_cell_is_used_and_stays_suspect():
    row = one(
        partner_values(trade(cell("ARM", 2024, "export", 9, "imf_imts", quality="suspect", note="x4.8")), "export")
    )
    assert (row["quality"], row["note"]) == ("suspect", "x4.8")


def test_a_partner_without_rows_has_no_line():
    line = partner_line(partner_values(trade(cell("VNM", 2018, "export", 5)), "export"), "BTN")
    assert line.empty
    assert line.columns.tolist() == list(VALUE_COLUMNS)


def test_a_partner_line_holds_that_partner_alone_by_year():
    values = partner_values(
        trade(both("VNM", 2019, 1, 1), both("VNM", 2018, 1, 1), both("IND", 2018, 1, 1)), "turnover"
    )
    line = partner_line(values, "VNM")
    assert line["year"].tolist() == [2018, 2019]
    assert set(line["partner"]) == {"VNM"}


def test_a_line_of_one_year_is_one_segment():
    assert one(partner_values(trade(cell("VNM", 2018, "export", 5)), "export"))["segment"] == 1


def test_a_mirror_turnover_stands_where_russia_gives_one_flow_only():
    table = trade(
        cell("KAZ", 2019, "export", 10),
        mirror("KAZ", 2019, "export", 12, "kazstat"),
        mirror("KAZ", 2019, "import", 5, "kazstat"),
    )
    row = one(partner_values(table, "turnover"))
    assert (row["value_usd"], row["reporter"], row["basis"]) == (17, "KAZ", "mirror")  # 12 + 5, nothing of Russia's


def test_basis_reported_leaves_estimates_and_mirrors_out():
    table = trade(
        cell("CHN", 2021, "export", 1),
        cell("CHN", 2022, "export", 2, "imf_imts"),
        mirror("CHN", 2023, "export", 3),
    )
    assert partner_values(table, "export", "reported")["year"].tolist() == [2021]


def test_basis_mirror_takes_the_partner_though_russia_is_preferred():
    table = trade(cell("CHN", 2021, "export", 10), mirror("CHN", 2021, "export", 11))
    row = one(partner_values(table, "export", "mirror"))
    assert (row["value_usd"], row["source"]) == (11, "comtrade")


@pytest.mark.parametrize(("basis", "value", "source"), [("lowest", 7, "unctad_matrix"), ("highest", 13, "comtrade")])
def test_basis_lowest_and_highest_take_the_extreme_of_all_sources(basis, value, source):
    table = trade(
        cell("CHN", 2015, "import", 10),
        cell("CHN", 2015, "import", 7, "unctad_matrix"),
        mirror("CHN", 2015, "import", 13),
        mirror("CHN", 2015, "import", 99, "wits_shares_atlas"),
        cell("CHN", 2015, "import", 1, quality="known_bad", source="wits_shares"),
    )
    row = one(partner_values(table, "import", basis))
    assert (row["value_usd"], row["source"]) == (value, source)


def test_a_basis_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="basis is 'best'"):
        partner_values(trade(), "export", "best")


@pytest.mark.parametrize("source", [*cells.LONE_POINTS, *cells.NEVER, "fcs_area"])
def test_a_source_outside_the_order_never_makes_a_line(source):
    assert partner_values(trade(cell("VNM", 2001, "export", 5, source)), "export").empty


def test_consecutive_years_of_one_reporter_are_one_segment_though_sources_differ():
    table = trade(cell("VNM", 2005, "import", 1, "wits_shares"), cell("VNM", 2006, "import", 2, "fcs"))
    assert partner_values(table, "import")["segment"].tolist() == [1, 1]


def test_a_change_of_reporter_cuts_the_line():
    table = trade(
        mirror("AFG", 2009, "export", 1, "wits_top5"),
        mirror("AFG", 2010, "export", 2, "wits_top5", reporter="TKM"),
        mirror("AFG", 2011, "export", 2, "wits_top5", reporter="TKM"),
    )
    assert partner_values(table, "export")["segment"].tolist() == [1, 2, 2]


def test_the_end_of_russian_reporting_in_2022_cuts_the_line():
    table = trade([cell("CHN", year, "export", 1, "imf_imts") for year in (2020, 2021, 2022, 2023)])
    assert partner_values(table, "export")["segment"].tolist() == [1, 1, 2, 2]


def test_a_mirror_line_of_one_reporter_runs_on_through_2022():
    table = trade([mirror("CHN", year, "export", 1) for year in (2021, 2022)])
    assert partner_values(table, "export")["segment"].tolist() == [1, 1]


def test_a_missing_year_cuts_the_line():
    table = trade([cell("VNM", year, "export", 1) for year in (2006, 2007, 2009, 2010)])
    assert partner_values(table, "export")["segment"].tolist() == [1, 1, 2, 2]


def test_a_year_with_one_flow_only_cuts_the_line_of_turnover():
    table = trade(both("PRK", 2018, 1, 1), cell("PRK", 2019, "import", 1), both("PRK", 2020, 1, 1))
    values = partner_values(table, "turnover")
    assert (values["year"].tolist(), values["segment"].tolist()) == ([2018, 2020], [1, 2])


def test_segments_of_each_partner_begin_at_one():
    table = trade(cell("IND", 2006, "export", 1), cell("IND", 2008, "export", 1), cell("VNM", 2009, "export", 1))
    assert partner_values(table, "export")["segment"].tolist() == [1, 2, 1]


def test_a_lone_point_taken_as_an_extreme_is_joined_to_neither_neighbour():
    table = trade(
        [cell("CHN", year, "import", 10) for year in (2014, 2015, 2016)],
        cell("CHN", 2015, "import", 7, "unctad_matrix"),
    )
    assert partner_values(table, "import", "lowest")["segment"].tolist() == [1, 2, 3]


def test_the_range_of_a_cell_spans_all_usable_sources():
    table = trade(
        cell("CHN", 2015, "import", 10),
        cell("CHN", 2015, "import", 7, "unctad_matrix"),
        mirror("CHN", 2015, "import", 13),
        mirror("CHN", 2015, "import", 99, "atlas"),
    )
    row = one(range_of_sources(table, "import"))
    assert (row["lowest_usd"], row["highest_usd"], row["n_sources"]) == (7, 13, 3)
    assert (row["lowest_source"], row["highest_source"]) == ("unctad_matrix", "comtrade")


def test_the_range_of_turnover_compares_whole_turnovers_and_not_flows():
    # Russia 10 + 1 = 11, China 5 + 7 = 12; a mixture of flows would give 6 or 17.
    table = trade(both("CHN", 2018, 10, 1), mirror("CHN", 2018, "export", 5), mirror("CHN", 2018, "import", 7))
    row = one(range_of_sources(table, "turnover"))
    assert (row["lowest_usd"], row["highest_usd"], row["n_sources"]) == (11, 12, 2)


def test_two_reporters_in_one_source_are_two_values_of_the_range():
    table = trade(mirror("TUR", 2018, "export", 22, "wits_top5"), cell("TUR", 2018, "export", 21, "wits_top5"))
    row = one(range_of_sources(table, "export"))
    assert (row["lowest_usd"], row["highest_usd"], row["n_sources"]) == (21, 22, 2)


def test_one_source_is_a_range_of_no_width():
    row = one(partner_values(trade(cell("VNM", 2018, "export", 5)), "export"))
    assert (row["lowest_usd"], row["highest_usd"], row["n_sources"]) == (5, 5, 1)


def test_the_range_stands_beside_the_value_of_its_own_cell():
    table = trade(cell("IND", 2018, "export", 5), mirror("IND", 2018, "export", 8), cell("VNM", 2018, "export", 2))
    values = partner_values(table, "export").set_index("partner")
    assert values["highest_usd"].to_dict() == {"IND": 8, "VNM": 2}


def test_lone_points_are_those_of_the_partner_and_flow():
    table = trade(
        cell("VNM", 1995, "export", 1, "unctad_matrix"),
        mirror("VNM", 2001, "export", 2, "cow4"),
        mirror("VNM", 2001, "import", 3, "cow4"),
        cell("IND", 1995, "export", 4, "unctad_matrix"),
        cell("VNM", 1996, "export", 5, "wits_shares"),
    )
    points = lone_points(table, "VNM", "export")
    assert points["value_usd"].tolist() == [1, 2]


def test_a_known_bad_lone_point_is_not_drawn():
    assert lone_points(
        trade(cell("VNM", 2015, "export", 1, "unctad_matrix", quality="known_bad")), "VNM", "export"
    ).empty


@pytest.mark.parametrize("basis", cells.BASES)
@pytest.mark.parametrize("flow", cells.FLOWS)
def test_an_empty_table_gives_empty_values_with_their_columns(flow, basis):
    values = partner_values(trade(), flow, basis)
    assert values.empty
    assert values.columns.tolist() == list(VALUE_COLUMNS)


def test_an_empty_table_gives_an_empty_range_with_its_columns():
    assert range_of_sources(trade(), "export").columns.tolist() == list(RANGE_COLUMNS)
