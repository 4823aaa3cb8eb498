import pandas as pd
import pytest

from dashboard.measures.products import COLUMNS, export_mix, listed_sections

from .product_rows import chapters, sections
from .tables import cell, one, trade


def test_energy_is_chapter_27_and_food_the_chapters_1_to_24():
    table = chapters(("VNM", 2023, "27", 50), ("VNM", 2023, "01", 10), ("VNM", 2023, "24", 5), ("VNM", 2023, "25", 35))
    row = one(export_mix(table, "VNM"))
    assert (row["energy_usd"], row["food_usd"], row["total_usd"]) == (50, 15, 100)
    assert (row["energy_pct"], row["food_pct"], row["share_pct"]) == (50, 15, 65)


def test_imports_and_other_partners_are_left_out():
    table = pd.concat([
        chapters(("VNM", 2023, "27", 50)), chapters(("VNM", 2023, "10", 90), flow="import"),
        chapters(("CHN", 2023, "10", 90)),
    ])  # fmt: skip
    assert one(export_mix(table, "VNM"))["total_usd"] == 50


def test_a_year_takes_what_russia_reported_before_a_mirror_before_an_estimate():
    table = pd.concat([
        chapters(("VNM", 2021, "27", 1)),
        chapters(("VNM", 2021, "27", 2), source="comtrade", reporter="VNM", basis="mirror"),
        chapters(("VNM", 2020, "27", 3), source="comtrade", reporter="RUS", basis="reported"),
        chapters(("VNM", 2020, "27", 4), source="comtrade", reporter="VNM", basis="mirror"),
    ])  # fmt: skip
    frame = export_mix(table, "VNM")
    assert frame[["year", "total_usd", "basis"]].to_numpy().tolist() == [[2020, 3, "reported"], [2021, 2, "mirror"]]


def test_an_empty_table_gives_an_empty_frame_with_its_columns():
    frame = export_mix(chapters(), "VNM")
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="lacks hs2"):
        export_mix(chapters().drop(columns="hs2"), "VNM")


def test_listed_sections_sum_food_and_fuels():
    table = sections(("VNM", 2005, "0", 2), ("VNM", 2005, "3", 18), ("VNM", 2005, "7", 60))
    row = one(listed_sections(table, trade(), "VNM"))
    assert (row["niche_usd"], row["listed_usd"], row["sections"]) == (20, 80, 3)


def test_a_year_whose_total_is_known_to_be_bad_is_left_out():
    table = sections(("VNM", 2005, "3", 18), ("VNM", 2015, "3", 90))
    bad = trade(cell("VNM", 2015, "export", 90, "unctad_matrix", quality="known_bad"))
    assert listed_sections(table, bad, "VNM")["year"].tolist() == [2005]


def test_sections_another_reporter_gives_are_left_out():
    assert listed_sections(sections(("VNM", 2005, "3", 18), reporter="VNM"), trade(), "VNM").empty
