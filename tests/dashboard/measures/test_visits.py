import pandas as pd
import pytest

from dashboard.measures.visits import completeness_of, on_axis, visits_of


def visit(start, partner="CHN", name="a", **other):
    row = {"visit_id": name, "start": start, "partner": partner, "direction": "outbound"}
    return row | {"visitor_rank": "head_of_state", "confidence": "high", "format": "bilateral"} | other


def table(*rows):
    return pd.DataFrame(list(rows), columns=list(visit("2000-01-01")))


def ids(frame):
    return list(frame["visit_id"])


def test_visits_of_the_asked_partners_only():
    rows = table(visit("2010-05-01", "CHN", "a"), visit("2010-05-02", "IND", "b"), visit("2010-05-03", "VNM", "c"))
    assert ids(visits_of(rows, ["CHN", "VNM"], 2000, 2020)) == ["a", "c"]


def test_both_ends_of_the_span_belong_to_it():
    rows = table(*(visit(f"{year}-12-31", name=str(year)) for year in (2009, 2010, 2015, 2016)))
    assert ids(visits_of(rows, ["CHN"], 2010, 2015)) == ["2010", "2015"]


def test_visits_come_oldest_first_and_by_name_on_one_day():
    rows = table(visit("2012-01-02", name="c"), visit("2012-01-01", name="b"), visit("2012-01-01", name="a"))
    assert ids(visits_of(rows, ["CHN"], 2000, 2020)) == ["a", "b", "c"]


@pytest.mark.parametrize("other", [{"confidence": "low"}, {"visitor_rank": "other"}, {"direction": "inbound"}])
def test_no_rank_direction_or_doubt_is_left_out(other):
    assert len(visits_of(table(visit("2012-01-01", **other)), ["CHN"], 2000, 2020)) == 1


def test_a_visit_known_by_its_month_only_counts_in_its_year():
    assert len(visits_of(table(visit("2012-06")), ["CHN"], 2012, 2012)) == 1


@pytest.mark.parametrize("partners", [[], ["JPN"]])
def test_no_visits_give_an_empty_table_with_its_columns(partners):
    found = visits_of(table(visit("2012-01-01")), partners, 2000, 2020)
    assert found.empty
    assert list(found.columns) == list(visit(""))


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="confidence"):
        visits_of(table(visit("2012-01-01")).drop(columns="confidence"), ["CHN"], 2000, 2020)


@pytest.mark.parametrize(
    ("iso", "at"),
    [("2024-06-20", 2023.958), ("2024-01", 2023.542), ("2024-12-31", 2024.458), ("2024", 2024.0)],
)
def test_mid_year_lies_on_the_tick_of_the_year(iso, at):
    assert on_axis(iso) == pytest.approx(at, abs=0.001)


def test_later_months_lie_further_right():
    places = [on_axis(f"{year}-{month:02}") for year in (2023, 2024) for month in range(1, 13)]
    assert places == sorted(set(places))


def test_completeness_of_a_class_comes_by_period():
    rows = pd.DataFrame(
        [("a", 2012, 90), ("b", 2000, 40), ("a", 2000, 80)], columns=["class", "period_start_year", "share_low_pct"]
    )
    assert list(completeness_of(rows, "a")["share_low_pct"]) == [80, 90]
    assert completeness_of(rows, "c").empty
