import pytest

from dashboard.measures.aggregate import (
    COLUMNS,
    aggregate_line,
    last_publishable,
    line_cells,
    long_set,
    turnover_weights,
)

from .tables import both, cell, customs_years, mirror, one, places, trade

TWO = places(core=["CHN", "VNM"])


def imf(partner, year, exports, imports, **other):
    return both(partner, year, exports, imports, "imf_imts", **other)


def of_year(frame, year):
    return one(frame[frame["year"] == year])


def test_full_sums_all_partners_of_the_definition_from_imf_alone():
    table = trade(
        imf("CHN", 2018, 60, 50), imf("VNM", 2018, 2, 3), both("VNM", 2018, 200, 300, "fcs"), imf("DEU", 2018, 9, 9)
    )
    row = one(aggregate_line(table, TWO, "core", "full"))
    assert row["value_usd"] == 115  # 60 + 50 + 2 + 3
    assert (row["partners"], row["source"]) == (2, "imf_imts")


def test_full_begins_in_2016():
    line = aggregate_line(trade(imf("CHN", 2015, 1, 1), imf("CHN", 2016, 1, 1)), TWO, "core", "full")
    assert line["year"].tolist() == [2016]


def test_full_is_reported_to_2021_and_an_estimate_from_2022():
    line = aggregate_line(trade(imf("CHN", 2021, 1, 1), imf("CHN", 2022, 1, 1)), TWO, "core", "full")
    assert line["basis"].tolist() == ["reported", "estimate"]


def test_mirror_figures_never_join_an_aggregate():
    table = trade(imf("CHN", 2018, 1, 1), mirror("VNM", 2018, "export", 5), mirror("VNM", 2018, "import", 5))
    assert one(aggregate_line(table, TWO, "core", "full"))["value_usd"] == 2


def test_imf_rows_of_another_reporter_never_join_an_aggregate():
    table = trade(imf("CHN", 2018, 1, 1), imf("VNM", 2018, 5, 5, reporter="VNM"))
    assert one(aggregate_line(table, TWO, "core", "full"))["value_usd"] == 2


def test_a_partner_with_one_flow_enters_that_flow_and_not_the_turnover():
    table = trade(imf("CHN", 2018, 60, 50), cell("VNM", 2018, "export", 2, "imf_imts"))
    assert one(aggregate_line(table, TWO, "core", "full", "export"))["value_usd"] == 62  # 60 + 2
    assert one(aggregate_line(table, TWO, "core", "full", "import"))["value_usd"] == 50
    turnover = one(aggregate_line(table, TWO, "core", "full", "turnover"))
    assert (turnover["value_usd"], turnover["partners"]) == (110, 1)  # 60 + 50


def test_a_known_bad_partner_year_is_left_out_and_named():
    table = trade(imf("CHN", 2021, 80, 10), imf("VNM", 2021, 5, 5), imf("CHN", 2023, 80, 10))
    table = trade(table.to_dict("records"), imf("VNM", 2023, 99, 99, quality="known_bad"))
    row = of_year(aggregate_line(table, TWO, "core", "full"), 2023)
    assert (row["value_usd"], row["missing"]) == (90, "VNM")


def test_a_sum_is_suspect_when_one_part_is():
    table = trade(imf("CHN", 2018, 1, 1), imf("VNM", 2018, 1, 1, quality="suspect"), imf("CHN", 2019, 1, 1))
    assert aggregate_line(table, TWO, "core", "full")["quality"].tolist() == ["suspect", "ok"]


@pytest.mark.parametrize(
    ("of_china", "coverage", "publishable"),
    [(899, 89.9, False), (900, 90.0, True), (901, 90.1, True)],
    ids=["just under", "at", "just over"],
)
def test_a_year_is_publishable_from_ninety_percent_of_the_weight(of_china, coverage, publishable):
    # 2021 gives the weights, of_china to 1000 - of_china; in 2022 China alone has a value.
    table = trade(imf("CHN", 2021, of_china - 1, 1), imf("VNM", 2021, 999 - of_china, 1), imf("CHN", 2022, 5, 5))
    row = of_year(aggregate_line(table, TWO, "core", "full"), 2022)
    assert row["coverage_pct"] == pytest.approx(coverage)
    assert row["publishable"] == publishable


def test_weights_sum_the_turnover_of_2016_to_2021_where_both_flows_exist():
    table = trade(
        imf("VNM", 2016, 1, 2),
        imf("VNM", 2021, 3, 4),
        cell("VNM", 2018, "export", 50, "imf_imts"),
        imf("VNM", 2022, 60, 60),
        both("VNM", 2019, 70, 70, "fcs"),
        imf("VNM", 2020, 80, 80, quality="known_bad"),
    )
    assert turnover_weights(table, ["VNM"]).to_dict() == {"VNM": 10}  # 1 + 2 + 3 + 4


def test_missing_partners_are_named_heaviest_first():
    three = places(core=["CHN", "VNM", "IND"])
    table = trade(imf("CHN", 2021, 80, 8), imf("VNM", 2021, 1, 1), imf("IND", 2021, 5, 5), imf("CHN", 2022, 9, 9))
    assert of_year(aggregate_line(table, three, "core", "full"), 2022)["missing"] == "IND;VNM"


def test_a_partner_without_weight_is_not_named_as_missing():
    table = trade(imf("CHN", 2021, 1, 1), imf("CHN", 2022, 1, 1))
    assert aggregate_line(table, TWO, "core", "full")["missing"].tolist() == ["", ""]


def test_without_takes_a_partner_out_of_the_sum_and_the_weights():
    # With China coverage of 2022 is 20 of 1000; without it Vietnam's 20 are all there is.
    table = trade(imf("CHN", 2021, 490, 490), imf("VNM", 2021, 10, 10), imf("VNM", 2022, 5, 6))
    row = of_year(aggregate_line(table, TWO, "core", "full", without={"CHN"}), 2022)
    assert (row["value_usd"], row["coverage_pct"], row["missing"]) == (11, 100, "")


def test_without_weights_no_year_is_publishable():
    line = aggregate_line(trade(imf("CHN", 2022, 1, 1)), TWO, "core", "full")
    assert line["publishable"].tolist() == [False]
    assert line["coverage_pct"].isna().all()


def test_the_constant_set_excludes_a_partner_missing_in_one_year():
    table = trade(customs_years("CHN", 1, 1), customs_years("VNM", 1, 1))
    assert long_set(table, ["CHN", "VNM"]) == ("CHN", "VNM")
    gap = table[(table["partner"] != "VNM") | (table["year"] != 2013)]
    assert long_set(gap, ["CHN", "VNM"]) == ("CHN",)


def test_the_constant_set_excludes_a_partner_with_one_flow_in_one_year():
    table = trade(customs_years("CHN", 1, 1), customs_years("VNM", 1, 1))
    gap = table[(table["partner"] != "VNM") | (table["year"] != 2021) | (table["flow"] != "import")]
    assert long_set(gap, ["CHN", "VNM"]) == ("CHN",)


def test_the_constant_set_excludes_a_partner_with_a_known_bad_year():
    rest = [year for year in range(2006, 2022) if year != 2010]
    table = trade(customs_years("KAZ", 1, 1, years=rest), both("KAZ", 2010, 1, 1, quality="known_bad"))
    assert long_set(table, ["KAZ"]) == ()


def test_the_second_publisher_of_customs_figures_fills_a_known_bad_year():
    rest = [year for year in range(2006, 2022) if year != 2010]
    table = trade(
        customs_years("KAZ", 1, 1, years=rest),
        both("KAZ", 2010, 1, 1, quality="known_bad"),
        both("KAZ", 2010, 7, 8, "fcs_cis"),
    )
    assert long_set(table, ["KAZ"]) == ("KAZ",)
    line = aggregate_line(table, places(central=["KAZ"]), "core_central", "long")
    assert of_year(line, 2010)["value_usd"] == 15  # 7 + 8


def test_the_constant_set_takes_no_other_source_than_russian_customs():
    table = trade(customs_years("MYS", 1, 1, "imf_imts", years=range(2006, 2022)))
    assert long_set(table, ["MYS"]) == ()


def test_the_constant_set_holds_members_only():
    table = trade(customs_years("CHN", 1, 1), customs_years("DEU", 1, 1))
    assert long_set(table, ["CHN", "VNM"]) == ("CHN",)


def test_the_constant_set_of_core_asia_is_seven_of_the_partners_customs_publish():
    always = ["CHN", "IND", "IDN", "JPN", "KOR", "TWN", "VNM"]
    table = trade(
        [customs_years(partner, 1, 1) for partner in always], customs_years("SGP", 1, 1, years=range(2010, 2022))
    )
    assert long_set(table, [*always, "SGP", "PRK"]) == ("CHN", "IDN", "IND", "JPN", "KOR", "TWN", "VNM")


def test_long_takes_customs_to_2021_and_imf_for_the_same_partners_after_that():
    table = trade(
        customs_years("CHN", 3, 4),
        imf("CHN", 2021, 30, 40),
        imf("CHN", 2022, 50, 60),
        both("CHN", 2022, 500, 600, "fcs"),
        imf("VNM", 2022, 5, 5),
    )
    line = aggregate_line(table, TWO, "core", "long")
    assert line["year"].tolist() == list(range(2006, 2023))
    assert of_year(line, 2021)["value_usd"] == 7  # 3 + 4
    assert of_year(line, 2022)["value_usd"] == 110  # 50 + 60, Vietnam is not in the set
    assert of_year(line, 2022)["source"] == "imf_imts"


def test_long_names_both_publishers_of_customs_figures():
    table = trade(customs_years("CHN", 1, 1), customs_years("KGZ", 1, 1, "fcs_cis"))
    line = aggregate_line(table, places(core=["CHN"], central=["KGZ"]), "core_central", "long")
    assert set(line["source"]) == {"fcs + fcs_cis"}


def test_long_covers_the_part_of_the_definition_its_set_held():
    # The weights are China 92 and Vietnam 8 of 100; Vietnam is not in the set.
    table = trade(customs_years("CHN", 1, 1), imf("CHN", 2021, 46, 46), imf("VNM", 2021, 4, 4))
    row = of_year(aggregate_line(table, TWO, "core", "long"), 2006)
    assert row["coverage_pct"] == pytest.approx(92)
    assert row["set_coverage_pct"] == pytest.approx(100)
    assert row["missing"] == "VNM"


def test_long_of_a_set_that_held_less_than_ninety_percent_is_publishable_in_no_year():
    table = trade(customs_years("CHN", 1, 1), imf("CHN", 2021, 44, 44), imf("VNM", 2021, 6, 6))
    assert last_publishable(aggregate_line(table, TWO, "core", "long")) is None


def test_long_without_china_has_its_own_set_and_weights():
    table = trade(
        customs_years("CHN", 1, 1), customs_years("VNM", 2, 3), imf("CHN", 2021, 9, 9), imf("VNM", 2021, 1, 1)
    )
    row = of_year(aggregate_line(table, TWO, "core", "long", without={"CHN"}), 2006)
    assert (row["value_usd"], row["coverage_pct"], row["partners"]) == (5, 100, 1)  # 2 + 3


def test_the_last_publishable_year_is_not_the_last_year_with_a_value():
    # Weights 80 and 20: 2023 with China alone covers 80 %.
    table = trade(imf("CHN", 2021, 40, 40), imf("VNM", 2021, 10, 10), imf("CHN", 2022, 1, 1), imf("VNM", 2022, 1, 1))
    line = aggregate_line(trade(table.to_dict("records"), imf("CHN", 2023, 1, 1)), TWO, "core", "full")
    assert line["year"].max() == 2023
    assert last_publishable(line) == 2022


def test_an_unpublishable_year_keeps_its_value_and_its_flag():
    table = trade(imf("CHN", 2021, 40, 40), imf("VNM", 2021, 10, 10), imf("VNM", 2022, 3, 4))
    row = of_year(aggregate_line(table, TWO, "core", "full"), 2022)
    assert (row["value_usd"], bool(row["publishable"])) == (7, False)


def test_line_cells_give_one_value_for_each_partner_and_year():
    table = trade(both("KGZ", 2018, 1, 1, "fcs_cis"), both("KGZ", 2018, 2, 2, "fcs"), imf("KGZ", 2018, 3, 3))
    assert one(line_cells(table, ["KGZ"], "long", "turnover"))["value_usd"] == 4
    assert one(line_cells(table, ["KGZ"], "full", "turnover"))["value_usd"] == 6


def test_line_cells_of_long_take_no_imf_figure_before_the_break():
    table = trade(imf("SGP", 2021, 3, 3), imf("SGP", 2022, 4, 4))
    assert line_cells(table, ["SGP"], "long", "turnover")["year"].tolist() == [2022]


@pytest.mark.parametrize(("asia", "line"), [("east", "full"), ("core", "short")])
def test_a_definition_or_line_that_does_not_exist_is_refused(asia, line):
    with pytest.raises(ValueError, match="choose one of"):
        aggregate_line(trade(), TWO, asia, line)


@pytest.mark.parametrize("line", ["full", "long"])
def test_an_empty_table_gives_an_empty_line_with_its_columns(line):
    frame = aggregate_line(trade(), TWO, "core", line)
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)
    assert last_publishable(frame) is None


def test_a_definition_without_partners_gives_an_empty_line():
    assert aggregate_line(trade(imf("CHN", 2018, 1, 1)), places(), "core", "full").empty
