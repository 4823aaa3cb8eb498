import pandas as pd
import pytest

from dashboard.measures.change import COLUMNS, change
from dashboard.measures.partner_line import partner_values

from .tables import cell, mirror, one, trade


def changes(*rows, years=(2019, 2024)):
    return change(partner_values(trade(*rows), "export"), *years)


def test_the_ratio_is_after_over_before():
    row = one(changes(cell("IND", 2019, "export", 4), cell("IND", 2024, "export", 10, "imf_imts")))
    assert (row["before_usd"], row["after_usd"], row["ratio"]) == (4, 10, 2.5)  # 10 / 4


def test_what_both_years_rest_on_is_carried():
    row = one(changes(cell("ARM", 2019, "export", 4), cell("ARM", 2024, "export", 9, "imf_imts", quality="suspect")))
    assert (row["before_source"], row["before_basis"], row["before_quality"]) == ("fcs", "reported", "ok")
    assert (row["after_source"], row["after_basis"], row["after_quality"]) == ("imf_imts", "estimate", "suspect")


def test_two_reporters_are_told_apart():
    row = one(changes(cell("KAZ", 2019, "export", 4), mirror("KAZ", 2024, "export", 5, "kazstat")))
    assert (row["before_reporter"], row["after_reporter"]) == ("RUS", "KAZ")


@pytest.mark.parametrize(("year", "present", "absent"), [(2019, "before", "after"), (2024, "after", "before")])
def test_a_year_without_a_value_is_missing_and_so_is_the_ratio(year, present, absent):
    row = one(changes(cell("KAZ", year, "export", 4)))
    assert row[f"{present}_usd"] == 4
    assert pd.isna(row[f"{absent}_usd"])
    assert pd.isna(row[f"{absent}_source"])
    assert pd.isna(row["ratio"])


def test_a_partner_with_neither_year_stays_with_nothing_known():
    row = one(changes(cell("PRK", 2010, "export", 4)))
    assert row["partner"] == "PRK"
    assert row[["before_usd", "after_usd", "ratio"]].isna().all()


def test_a_value_of_zero_before_gives_no_ratio():
    assert pd.isna(one(changes(cell("BTN", 2019, "export", 0), cell("BTN", 2024, "export", 1, "imf_imts")))["ratio"])


def test_partners_come_once_each_in_order():
    frame = changes(
        cell("VNM", 2019, "export", 4), cell("IND", 2024, "export", 4, "imf_imts"), cell("VNM", 2024, "export", 1)
    )
    assert frame["partner"].tolist() == ["IND", "VNM"]


def test_the_same_year_twice_is_no_change():
    assert one(changes(cell("VNM", 2019, "export", 4), years=(2019, 2019)))["ratio"] == 1


def test_empty_values_give_an_empty_frame_with_its_columns():
    frame = changes()
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)
