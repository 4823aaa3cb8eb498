import pandas as pd
import pytest

from dashboard.measures.announced import COLUMNS, announced_totals


def said(period="2024", turnover=245e9, **other):
    row = {
        "partner": "CHN",
        "period": period,
        "turnover_usd": turnover,
        "russian_exports_usd": None,
        "russian_imports_usd": None,
        "who_reported": "China customs",
        "source_url": "https://example.org/1",
        "published_date": "2025-01-13",
        "note": None,
        "grade": "primary_or_wire",
        "period_kind": "year",
    }
    return row | other


def table(*rows):
    return pd.DataFrame(list(rows), columns=list(said()))


def one(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def test_an_announced_total_keeps_who_said_it_and_where():
    row = one(announced_totals(table(said()), "CHN", "turnover"))
    assert (row["year"], row["value_usd"], row["who_reported"]) == (2024, 245e9, "China customs")
    assert row["source_url"] == "https://example.org/1"


def test_a_fiscal_year_stands_at_its_first_year():
    row = one(announced_totals(table(said("FY2024-25", period_kind="fiscal_year")), "CHN", "turnover"))
    assert row["year"] == 2024


@pytest.mark.parametrize("kind", ["part", "month", "undatable"])
def test_a_part_of_a_year_or_an_undatable_total_stands_on_no_chart(kind):
    assert announced_totals(table(said(period_kind=kind)), "CHN", "turnover").empty


def test_a_weak_total_stands_on_no_chart():
    assert announced_totals(table(said(grade="weak")), "CHN", "turnover").empty


def test_a_superseded_total_stands_on_no_chart():
    assert announced_totals(table(said(note="superseded by the row of customs")), "CHN", "turnover").empty


def test_conflicting_announcements_are_all_kept_smaller_first():
    found = announced_totals(table(said(), said(turnover=240e9, who_reported="Minister")), "CHN", "turnover")
    assert list(found["value_usd"]) == [240e9, 245e9]


def test_totals_come_by_year():
    found = announced_totals(table(said("2025"), said("2023"), said("2024")), "CHN", "turnover")
    assert list(found["year"]) == [2023, 2024, 2025]


def test_another_partners_totals_are_not_taken():
    assert announced_totals(table(said(partner="IND")), "CHN", "turnover").empty


@pytest.mark.parametrize(("flow", "value"), [("turnover", 245e9), ("export", 130e9), ("import", 115e9)])
def test_each_flow_has_its_own_amount(flow, value):
    rows = table(said(russian_exports_usd=130e9, russian_imports_usd=115e9))
    assert one(announced_totals(rows, "CHN", flow))["value_usd"] == value


@pytest.mark.parametrize("flow", ["export", "import"])
def test_a_flow_that_was_not_announced_is_not_made_from_the_turnover(flow):
    assert announced_totals(table(said()), "CHN", flow).empty


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("FCS of Russia", "moscow"),
        ("Kremlin", "moscow"),
        ("Russian Ministry of Economic Development", "moscow"),
        ("TASS", "moscow"),
        ("RIA Novosti", "moscow"),
        ("RIA from national statistics", "partner"),
        ("China customs", "partner"),
        ("India ministry, Russian customs basis", "moscow"),
        ("Vietnam customs via TASS", "partner"),
    ],
)
def test_whose_count_it_is(who, side):
    assert one(announced_totals(table(said(who_reported=who)), "CHN", "turnover"))["side"] == side


@pytest.mark.parametrize("flow", ["turnover", "export"])
def test_nothing_announced_gives_an_empty_table_with_its_columns(flow):
    found = announced_totals(table(), "CHN", flow)
    assert found.empty
    assert list(found.columns) == list(COLUMNS)


def test_a_flow_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="flow is 'both'"):
        announced_totals(table(said()), "CHN", "both")


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="grade"):
        announced_totals(table(said()).drop(columns="grade"), "CHN", "turnover")
