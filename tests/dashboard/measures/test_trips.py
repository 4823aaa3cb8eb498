import pandas as pd
import pytest

from dashboard.measures.trips import (
    FORMAT_COLUMNS,
    PERIODS,
    PRESIDENT_AND_PRIME_MINISTER,
    STATE_COLUMNS,
    Period,
    by_format,
    distinct_states,
)

from .tables import one
from .visit_rows import visit, visits

ASIA = ["VNM", "CHN", "IND"]
YEARS = [Period("2012–19", 2012, 2019)]


def counts(*rows, members=ASIA, periods=YEARS, **options):
    """Trips by format, or nothing."""
    frame = by_format(visits(*rows), members, periods, **options)
    return dict(zip(frame["format"], frame["trips"], strict=True))


def of(frame, name):
    return one(frame[frame["format"] == name])


def test_each_format_is_a_part_of_the_trips_of_known_format():
    rows = [visit(format="bilateral")] * 3 + [visit(format="forum")] * 2 + [visit(format="unknown")] * 2
    frame = by_format(visits(*rows), ASIA, YEARS)
    assert frame["format"].tolist() == ["bilateral", "both", "forum"]
    assert frame["trips"].tolist() == [3, 0, 2]
    assert frame["share_pct"].tolist() == [60, 0, 40]
    assert frame["n"].tolist() == [5, 5, 5]
    assert frame["unknown"].tolist() == [2, 2, 2]


def test_the_interval_is_wilsons_in_percent():
    # 0 of 5 with z = 1.96: high end z² / (5 + z²) = 3.8416 / 8.8416.
    row = of(by_format(visits(*[visit()] * 5), ASIA, YEARS), "forum")
    assert row["low_pct"] == 0
    assert row["high_pct"] == pytest.approx(384.16 / 8.8416)


def test_the_low_end_of_the_interval_is_in_percent_too():
    # 5 of 5: low end 1 / (1 + z²/5) = 5 / 8.8416.
    row = of(by_format(visits(*[visit()] * 5), ASIA, YEARS), "bilateral")
    assert row["low_pct"] == pytest.approx(500 / 8.8416)
    assert row["high_pct"] == pytest.approx(100)


@pytest.mark.parametrize(("n", "few"), [(4, True), (5, False)])
def test_fewer_than_five_trips_are_few(n, few):
    frame = by_format(visits(*[visit()] * n, visit(format="unknown")), ASIA, YEARS)
    assert frame["few"].tolist() == [few] * 3


def test_only_trips_of_unknown_format_have_no_share():
    row = of(by_format(visits(visit(format="unknown")), ASIA, YEARS), "bilateral")
    assert (row["trips"], row["n"], row["unknown"], row["few"]) == (0, 0, 1, True)
    assert pd.isna(row[["share_pct", "low_pct", "high_pct"]].astype("float64")).all()


@pytest.mark.parametrize(
    "other",
    [
        {"direction": "inbound"},
        {"confidence": "low"},
        {"partner": "KAZ"},
        {"visitor_rank": "head_of_government"},
        {"visitor_rank": "foreign_minister"},
        {"start": "2011-12-31"},
        {"start": "2020-01-01"},
    ],
)
def test_what_does_not_count_as_the_presidents_trip_to_these_partners_in_these_years(other):
    assert counts(visit(**other)) == {}


@pytest.mark.parametrize(
    "other", [{"confidence": "medium"}, {"start": "2012-01-01"}, {"start": "2019-12-31"}, {"partner": "IND"}]
)
def test_what_counts(other):
    assert counts(visit(**other)) == {"bilateral": 1, "both": 0, "forum": 0}


def test_the_prime_minister_counts_if_asked():
    rows = [visit(), visit(visitor_rank="head_of_government"), visit(visitor_rank="foreign_minister")]
    assert counts(*rows, ranks=PRESIDENT_AND_PRIME_MINISTER)["bilateral"] == 2


def test_periods_come_in_their_order_and_one_without_trips_is_left_out():
    rows = [visit("2023-01-01"), visit("2005-01-01"), visit("2005-06-01")]
    frame = by_format(visits(*rows), ASIA)
    bilateral = frame[frame["format"] == "bilateral"]
    assert bilateral[["period", "first", "last", "trips"]].to_numpy().tolist() == [
        ["2000–07", 2000, 2007, 2],
        ["2022–25", 2022, 2025, 1],
    ]


def test_periods_run_on_without_gap_or_overlap():
    assert [period.first for period in PERIODS[1:]] == [period.last + 1 for period in PERIODS[:-1]]
    assert (PERIODS[0].first, PERIODS[-1].last) == (2000, 2025)


def states(*rows, periods=YEARS, **options):
    return distinct_states(visits(*rows), ASIA, periods, **options)


def test_distinct_states_are_counted_year_by_year_and_averaged_over_all_years():
    # 2012: Vietnam (twice) and China, 2; 2013: Vietnam, 1; 2014 and 2015: none. (2 + 1 + 0 + 0) / 4.
    rows = [
        visit("2012-01-01"),
        visit("2012-09-01"),
        visit("2012-03-01", partner="CHN"),
        visit("2013-01-01"),
    ]
    row = one(states(*rows, periods=[Period("a", 2012, 2015)]))
    assert (row["states"], row["years"], row["states_per_year"]) == (2, 4, 0.75)
    assert (row["period"], row["first"], row["last"]) == ("a", 2012, 2015)


def test_states_are_of_the_formats_asked_for_and_unknown_ones_count_among_all():
    rows = [
        visit(format="bilateral"),
        visit(format="forum", partner="CHN"),
        visit(format="unknown", partner="IND"),
    ]
    assert one(states(*rows))["states"] == 3
    assert one(states(*rows, formats=["bilateral"]))["states"] == 1
    assert one(states(*rows, formats=("bilateral", "forum")))["states"] == 2
    assert states(*rows, formats=[]).empty


def test_states_count_the_presidents_trips_that_count():
    rows = [visit(confidence="low"), visit(direction="inbound"), visit(visitor_rank="head_of_government")]
    assert states(*rows).empty
    assert one(states(*rows, ranks=PRESIDENT_AND_PRIME_MINISTER))["states"] == 1


def test_a_period_without_a_trip_has_no_row():
    assert states(visit("2023-01-01"), periods=PERIODS)["period"].tolist() == ["2022–25"]


def test_no_visits_give_the_same_columns():
    assert by_format(visits(), ASIA).columns.tolist() == list(FORMAT_COLUMNS)
    assert distinct_states(visits(), ASIA).columns.tolist() == list(STATE_COLUMNS)
    assert by_format(visits(visit()), []).empty


def test_a_table_without_confidence_is_refused():
    with pytest.raises(ValueError, match="lacks confidence"):
        by_format(visits(visit()).drop(columns="confidence"), ASIA)
