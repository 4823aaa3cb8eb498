import pytest

from dashboard.measures.aggregate import aggregate_line
from dashboard.measures.share import COLUMNS, partners_share, share_of_world
from dashboard.measures.world import world_total

from .tables import both, cell, mirror, one, places, trade


def shares(table, flow="turnover"):
    line = aggregate_line(table, places(core=["CHN", "VNM"]), "core", "full", flow)
    return share_of_world(line, world_total(table, flow))


def test_the_share_is_percent_of_the_world_total_of_the_same_flow():
    table = trade(both("CHN", 2018, 30, 20, "imf_imts"), both("WLD", 2018, 120, 80, "fcs_cis"))
    assert one(shares(table))["share_pct"] == pytest.approx(25)  # (30 + 20) / (120 + 80)
    assert one(shares(table, "import"))["share_pct"] == pytest.approx(25)  # 20 / 80
    row = one(shares(table, "export"))
    assert (row["share_pct"], row["value_usd"], row["world_usd"]) == (25, 30, 120)


def test_a_year_without_a_world_total_has_no_share():
    assert shares(trade(both("CHN", 2018, 30, 20, "imf_imts"))).empty


def test_the_ratio_of_an_estimate_and_a_customs_total_is_marked_as_two_sources():
    table = trade(
        [both("CHN", year, 1, 1, "imf_imts") for year in (2021, 2022, 2023, 2024)],
        both("WLD", 2021, 9, 9, "fcs_cis"),
        both("WLD", 2022, 9, 9, "fcs_area"),
        both("WLD", 2023, 9, 9, "fcs_area"),
        both("WLD", 2024, 9, 9, "imf_imts"),
    )
    frame = shares(table)
    assert frame["two_sources"].tolist() == [False, True, True, False]
    assert frame["basis"].tolist() == ["reported", "estimate", "estimate", "estimate"]


def test_the_share_is_suspect_when_the_line_is_though_the_total_is_not():
    table = trade(both("CHN", 2018, 1, 1, "imf_imts", quality="suspect"), both("WLD", 2018, 9, 9, "fcs_cis"))
    assert one(shares(table))["quality"] == "suspect"


def test_the_share_is_suspect_when_the_total_is_though_the_line_is_not():
    table = trade(both("CHN", 2024, 1, 1, "imf_imts"), both("WLD", 2024, 9, 9, "imf_imts"))
    assert one(shares(table))["quality"] == "suspect"


def test_a_reported_line_over_an_estimated_total_is_an_estimate():
    table = trade(both("CHN", 2024, 1, 1, "imf_imts", basis="reported"), both("WLD", 2024, 9, 9, "imf_imts"))
    row = one(shares(table))
    assert (row["basis"], bool(row["two_sources"])) == ("estimate", True)


def test_coverage_and_the_flag_of_the_line_are_carried():
    # Weights 80 and 20; in 2022 China alone has a value.
    table = trade(
        both("CHN", 2021, 40, 40, "imf_imts"),
        both("VNM", 2021, 10, 10, "imf_imts"),
        both("CHN", 2022, 1, 1, "imf_imts"),
        both("WLD", 2022, 9, 9, "fcs_area"),
    )
    row = one(shares(table))
    assert (row["coverage_pct"], bool(row["publishable"])) == (80, False)


def test_chosen_partners_are_summed_only_in_years_in_which_all_have_a_value():
    table = trade(
        both("CHN", 2018, 10, 10),
        both("IND", 2018, 5, 5),
        both("CHN", 2019, 10, 10),
        cell("IND", 2019, "export", 5),
        both("WLD", 2018, 50, 50, "fcs_cis"),
        both("WLD", 2019, 50, 50, "fcs_cis"),
    )
    row = one(partners_share(table, ["CHN", "IND"], "turnover"))
    assert (row["year"], row["share_pct"]) == (2018, 30)  # (20 + 10) / 100


def test_chosen_partners_take_customs_before_imf():
    table = trade(
        cell("CHN", 2018, "export", 10, "fcs"),
        cell("CHN", 2018, "export", 20, "imf_imts"),
        cell("WLD", 2018, "export", 100, "fcs_cis"),
    )
    assert one(partners_share(table, ["CHN"], "export"))["share_pct"] == pytest.approx(10)


@pytest.mark.parametrize("source", ["wits_shares", "wits_top5", "unctad_matrix"])
def test_no_other_source_of_russia_stands_in_for_a_chosen_partner(source):
    table = trade(cell("CHN", 2005, "import", 10, source), cell("WLD", 2005, "import", 100, "fcs_cis"))
    assert partners_share(table, ["CHN"], "import").empty


def test_mirror_figures_do_not_stand_in_for_a_chosen_partner():
    table = trade(mirror("CHN", 2018, "import", 10), cell("WLD", 2018, "import", 100, "fcs_cis"))
    assert partners_share(table, ["CHN"], "import").empty


def test_rows_of_another_reporter_do_not_stand_in_for_a_chosen_partner():
    table = trade(mirror("CHN", 2018, "import", 10, "imf_imts"), cell("WLD", 2018, "import", 100, "fcs_cis"))
    assert partners_share(table, ["CHN"], "import").empty


def test_the_order_and_repeats_of_chosen_partners_do_not_matter():
    table = trade(
        cell("CHN", 2018, "export", 10), cell("IND", 2018, "export", 5), cell("WLD", 2018, "export", 100, "fcs_cis")
    )
    assert one(partners_share(table, ["IND", "CHN", "CHN"], "export"))["share_pct"] == pytest.approx(15)


def test_one_suspect_estimate_makes_the_sum_a_suspect_estimate():
    table = trade(
        cell("CHN", 2022, "export", 10, "imf_imts"),
        cell("ARM", 2022, "export", 5, "imf_imts", quality="suspect"),
        cell("WLD", 2022, "export", 100, "fcs_area"),
    )
    row = one(partners_share(table, ["CHN", "ARM"], "export"))
    assert (row["basis"], row["quality"], bool(row["two_sources"])) == ("estimate", "suspect", True)


@pytest.mark.parametrize("partners", [[], ["BTN"]], ids=["none chosen", "one without data"])
def test_no_value_of_the_chosen_gives_an_empty_frame_with_its_columns(partners):
    table = trade(cell("CHN", 2018, "export", 10), cell("WLD", 2018, "export", 100, "fcs_cis"))
    frame = partners_share(table, partners, "export")
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)


def test_a_line_without_coverage_is_refused():
    table = trade(cell("WLD", 2018, "export", 100, "fcs_cis"))
    world = world_total(table, "export")
    with pytest.raises(ValueError, match="lacks coverage_pct, publishable"):
        share_of_world(world, world)
