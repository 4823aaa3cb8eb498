import pytest

from dashboard.measures.month_totals import ROW_COLUMNS, Span, around, month_cells, turnover
from tests.dashboard.claims.small_tables import monthly, months

HALF = Span("2023-07", "2023-12")


def sums(*rows):
    return turnover(month_cells(monthly(*rows), "CHN", "comtrade", "CHN", HALF), HALF)


@pytest.mark.parametrize(
    ("months", "before", "after"),
    [
        (12, ("2023-06", "2024-05"), ("2024-07", "2025-06")),
        (18, ("2022-12", "2024-05"), ("2024-07", "2025-12")),
    ],
)
def test_the_month_in_the_middle_is_on_neither_side(months, before, after):
    assert around("2024-06", months) == (before, after)


def test_a_span_counts_both_of_its_ends():
    assert HALF.months == 6


def test_a_turnover_is_both_flows_of_every_month():
    assert sums(*months("2023-07", "2023-12", 10, 9)) == 6 * 19


def test_months_outside_the_span_do_not_count():
    assert sums(*months("2023-06", "2024-01", 10, 9)) == 6 * 19


def test_one_missing_flow_of_one_month_leaves_no_turnover():
    rows = months("2023-07", "2023-12", 10, 9)
    assert sums(*rows[1:]) is None


@pytest.mark.parametrize(
    "other", [{"reporter": "RUS"}, {"source": "fcs"}, {"partner": "IND"}, {"quality": "known_bad"}, {"value_usd": None}]
)
def test_other_reporters_sources_and_partners_and_bad_cells_do_not_join(other):
    assert sums(*months("2023-07", "2023-11", 10, 9), *months("2023-12", "2023-12", 10, 9, **other)) is None


def test_a_suspect_cell_stays_and_says_so():
    rows = month_cells(monthly(*months("2023-07", "2023-07", 10, 9, quality="suspect")), "CHN", "comtrade", "CHN", HALF)
    assert rows["quality"].tolist() == ["suspect", "suspect"]
    assert tuple(rows.columns) == ROW_COLUMNS


def test_a_table_without_months_is_refused():
    with pytest.raises(ValueError, match="lacks month"):
        month_cells(monthly().drop(columns="month"), "CHN", "comtrade", "CHN", HALF)
