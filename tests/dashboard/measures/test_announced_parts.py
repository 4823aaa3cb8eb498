import pandas as pd
import pytest

from dashboard.measures.announced_parts import COLUMNS, announced_at_least


def announcements(*rows):
    """(period, exports, imports, turnover), and what else is said of a row."""
    frame = pd.DataFrame([
        {"period": period, "exports_usd": exports, "imports_usd": imports, "turnover_usd": turnover}
        | {"partner": "VNM", "counterpart": "EU27", "who_reported": "GSO", "source_url": "", "note": "", "mirror": "no"}
        | other
        for period, exports, imports, turnover, other in rows
    ])  # fmt: skip
    amounts = ["exports_usd", "imports_usd", "turnover_usd"]
    return frame.astype(dict.fromkeys(amounts, "float64"))


def found(*rows):
    return announced_at_least(announcements(*rows), "VNM", "EU27")


def test_the_first_months_of_a_year_count_with_how_many_they_are():
    frame = found(("2021-01..2021-11", 36, 15, None, {}))
    assert frame[["year", "value_usd", "months"]].to_numpy().tolist() == [[2021, 51, 11]]


def test_an_announced_turnover_goes_before_the_sum_of_its_flows():
    assert found(("2024", 119, 15, 132, {}))["value_usd"].tolist() == [132]


def test_the_whole_year_goes_before_a_part_and_the_highest_of_equals_is_taken():
    frame = found(("2022", None, None, 40, {}), ("2022", None, None, 50, {}), ("2022-01..2022-11", None, None, 60, {}))
    assert frame[["value_usd", "months"]].to_numpy().tolist() == [[50, 12]]


@pytest.mark.parametrize("period", ["2024-03..2024-06", "2023-01..2024-06", "2024H1", "2024Q1", "FY2024-25", "2024-05"])
def test_other_periods_are_left_out(period):
    assert found((period, None, None, 60, {})).empty


@pytest.mark.parametrize("other", [{"mirror": "yes"}, {"note": "superseded by another row"}, {"counterpart": "RUS"}])
def test_rows_of_others_and_superseded_ones_are_left_out(other):
    assert found(("2024", None, None, 60, other)).empty


def test_one_flow_is_no_turnover():
    frame = found(("2024", 60, None, None, {}))
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="lacks period"):
        announced_at_least(announcements(("2024", 1, 1, 2, {})).drop(columns="period"), "VNM", "EU27")
