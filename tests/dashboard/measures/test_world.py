import pytest

from dashboard.measures.world import COLUMNS, world_total

from .tables import both, cell, one, trade


def test_to_2021_the_total_is_that_of_russian_customs():
    table = trade(cell("WLD", 2021, "export", 493, "fcs_cis"), cell("WLD", 2021, "export", 492, "imf_imts"))
    row = one(world_total(table, "export"))
    assert (row["value_usd"], row["source"], row["basis"], row["quality"]) == (493, "fcs_cis", "reported", "ok")


@pytest.mark.parametrize("year", [2022, 2023])
def test_in_2022_and_2023_the_total_is_that_of_customs_by_continent(year):
    table = trade(
        cell("WLD", year, "export", 425, "fcs_area"),
        cell("WLD", year, "export", 471, "imf_imts", quality="suspect"),
        cell("UZB", year, "export", 22, "imf_imts", quality="known_bad"),
    )
    row = one(world_total(table, "export"))
    assert (row["value_usd"], row["source"], row["quality"]) == (425, "fcs_area", "ok")  # nothing is taken off


def test_from_2024_the_known_bad_cells_are_taken_off_the_imf_total():
    table = trade(
        cell("WLD", 2024, "import", 268, "imf_imts", quality="suspect"),
        cell("UZB", 2024, "import", 9, "imf_imts", quality="known_bad"),
        cell("UGA", 2024, "import", 27, "imf_imts", quality="known_bad"),
    )
    row = one(world_total(table, "import"))
    assert row["value_usd"] == 232  # 268 - 9 - 27
    assert (row["source"], row["basis"]) == ("imf_imts", "estimate")


def test_from_2024_the_total_is_suspect_whatever_its_row_says():
    assert one(world_total(trade(cell("WLD", 2024, "export", 9, "imf_imts")), "export"))["quality"] == "suspect"


@pytest.mark.parametrize("aggregate", ["WLD", "EU27", "XAS", "ASEAN"])
def test_known_bad_cells_of_aggregates_are_not_taken_off(aggregate):
    table = trade(
        cell("WLD", 2024, "import", 268, "imf_imts"),
        cell(aggregate, 2024, "import", 50, "imf_imts", quality="known_bad", reporter="XXX"),
    )
    assert one(world_total(table, "import"))["value_usd"] == 268


@pytest.mark.parametrize(
    "other",
    [{"quality": "suspect"}, {"source": "comtrade"}, {"flow": "export"}, {"year": 2023}],
    ids=["suspect", "another source", "the other flow", "another year"],
)
def test_only_known_bad_imf_cells_of_the_year_and_flow_are_taken_off(other):
    bad = cell("UZB", 2024, "import", 9, "imf_imts", quality="known_bad") | other
    assert one(world_total(trade(cell("WLD", 2024, "import", 268, "imf_imts"), bad), "import"))["value_usd"] == 268


def test_turnover_is_the_sum_of_both_flows_less_the_bad_cells_of_both():
    table = trade(both("WLD", 2024, 439, 268, "imf_imts"), both("UZB", 2024, 28, 9, "imf_imts", quality="known_bad"))
    assert one(world_total(table, "turnover"))["value_usd"] == 670  # 439 + 268 - 28 - 9


def test_a_bad_cell_in_one_flow_alone_is_taken_off_the_turnover_too():
    table = trade(
        both("WLD", 2024, 439, 268, "imf_imts"), cell("UGA", 2024, "import", 27, "imf_imts", quality="known_bad")
    )
    assert one(world_total(table, "turnover"))["value_usd"] == 680  # 439 + 268 - 27


def test_turnover_of_a_year_with_one_flow_only_is_missing():
    assert world_total(trade(cell("WLD", 2023, "export", 425, "fcs_area")), "turnover").empty


def test_turnover_is_suspect_when_one_flow_is():
    table = trade(
        cell("WLD", 2020, "export", 1, "fcs_cis"), cell("WLD", 2020, "import", 1, "fcs_cis", quality="suspect")
    )
    assert one(world_total(table, "turnover"))["quality"] == "suspect"


@pytest.mark.parametrize(
    ("year", "source"), [(2020, "imf_imts"), (2022, "imf_imts"), (2022, "fcs_cis"), (2024, "fcs_area")]
)
def test_no_other_source_stands_in_for_the_one_of_the_year(year, source):
    assert world_total(trade(cell("WLD", year, "export", 1, source)), "export").empty


def test_the_three_stretches_come_in_order_of_years():
    table = trade(
        cell("WLD", 2024, "export", 3, "imf_imts"),
        cell("WLD", 2022, "export", 2, "fcs_area"),
        cell("WLD", 2021, "export", 1, "fcs_cis"),
    )
    assert world_total(table, "export")["value_usd"].tolist() == [1, 2, 3]


@pytest.mark.parametrize("flow", ["export", "turnover"])
def test_an_empty_table_gives_an_empty_total_with_its_columns(flow):
    total = world_total(trade(), flow)
    assert total.empty
    assert total.columns.tolist() == list(COLUMNS)


def test_a_flow_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="flow is 'both'"):
        world_total(trade(), "both")
