import pandas as pd
import pytest

from dashboard.measures.gdp import ADDED, share_of_gdp
from dashboard.measures.partner_line import VALUE_COLUMNS, partner_values

from .tables import cell, one, trade

GDP = pd.DataFrame(
    [("RUS", 2018, 1600.0), ("VNM", 2018, 300.0), ("RUS", 2019, 1700.0), ("IND", 2018, 2700.0)],
    columns=["iso3", "year", "gdp_usd"],
)


def values(*years):
    return partner_values(trade([cell("VNM", year, "export", 6) for year in years]), "export")


def test_a_value_is_given_as_percent_of_both_economies():
    row = one(share_of_gdp(values(2018), GDP, "VNM"))
    assert row["share_of_russia_pct"] == pytest.approx(0.375)  # 6 / 1600
    assert row["share_of_partner_pct"] == pytest.approx(2.0)  # 6 / 300
    assert (row["gdp_russia_usd"], row["gdp_partner_usd"]) == (1600, 300)


def test_a_year_without_the_partners_gdp_is_missing_for_the_partner_alone():
    row = one(share_of_gdp(values(2019), GDP, "VNM"))
    assert row["share_of_russia_pct"] == pytest.approx(6 / 1700 * 100)
    assert pd.isna(row["share_of_partner_pct"])


def test_a_year_without_any_gdp_keeps_its_value():
    row = one(share_of_gdp(values(2024), GDP, "VNM"))
    assert row["value_usd"] == 6
    assert pd.isna(row["share_of_russia_pct"])


def test_a_partner_without_gdp_has_russias_share_only():
    table = trade(cell("PRK", 2018, "export", 4))
    row = one(share_of_gdp(partner_values(table, "export"), GDP, "PRK"))
    assert row["share_of_russia_pct"] == pytest.approx(0.25)  # 4 / 1600
    assert pd.isna(row["share_of_partner_pct"])


def test_values_of_other_partners_are_not_divided_by_this_partners_gdp():
    table = trade(cell("VNM", 2018, "export", 6), cell("IND", 2018, "export", 27))
    row = one(share_of_gdp(partner_values(table, "export"), GDP, "IND"))
    assert (row["partner"], row["share_of_partner_pct"]) == ("IND", 1)  # 27 / 2700


def test_a_line_without_a_partner_column_is_taken_whole():
    line = pd.DataFrame({"year": [2019, 2018], "value_usd": [17.0, 16.0]})
    shares = share_of_gdp(line, GDP, "VNM")
    assert shares["year"].tolist() == [2018, 2019]
    assert shares["share_of_russia_pct"].tolist() == pytest.approx([1, 1])  # 16 / 1600, 17 / 1700


def test_empty_values_give_an_empty_frame_with_its_columns():
    shares = share_of_gdp(values(), GDP, "VNM")
    assert shares.empty
    assert shares.columns.tolist() == [*VALUE_COLUMNS, *ADDED]


def test_an_empty_table_of_gdp_gives_missing_shares():
    assert share_of_gdp(values(2018), GDP.iloc[:0], "VNM")["share_of_russia_pct"].isna().all()


def test_a_gdp_table_without_its_value_is_refused():
    with pytest.raises(ValueError, match="lacks gdp_usd"):
        share_of_gdp(values(2018), GDP.drop(columns="gdp_usd"), "VNM")
