"""How trips of lists join the coded visits: as evidence, as new visits, as conflicts."""

import pandas as pd
import pytest

from etl.table import broken_rules, typed
from etl.tables import powers_visits, trip_lists, visit_conflicts, visits

COLUMNS = [*trip_lists.TABLE.archive_columns, "withdrawn_at"]


def coded(**cells):
    row = dict.fromkeys(visits.TABLE.columns, "") | {
        "visit_id": "RUS-VNM-2024-06-19-putin",
        "start": "2024-06-19",
        "end": "2024-06-20",
        "date_precision": "day",
        "direction": "outbound",
        "partner": "VNM",
        "visitor": "Vladimir Putin",
        "visitor_rank": "head_of_state",
        "format": "bilateral",
        "visit_type": "state",
        "evidence_1": "https://example.org/1",
        "evidence_kind_1": "kremlin",
        "confidence": "high",
        "coded_by": "two",
    }
    return pd.DataFrame([row | cells], dtype="str", index=["visits/coded_visits.csv:2"])


def listed(**cells):
    row = dict.fromkeys(COLUMNS, "") | {
        "page": "Putin's trips",
        "revision": "7",
        "visitor": "Vladimir Putin",
        "visitor_rank": "head_of_state",
        "visitor_home": "RUS",
        "host": "VNM",
        "start": "2024-06-19",
        "end": "2024-06-20",
        "date_precision": "day",
        "host_city": "Hanoi",
        "format": "unknown",
        "visit_type": "unknown",
        "source": "wikipedia_trips",
        "url": "https://en.wikipedia.org/w/index.php?title=Putin's_trips&oldid=7",
    }
    return row | cells


def live(*trips):
    return {"trip_lists": pd.DataFrame(trips, columns=COLUMNS, dtype="str")}


def conflicts(rows, *trips):
    visit_frame, _ = typed(visits.TABLE, rows)
    trip_frame, _ = typed(trip_lists.TABLE, live(*trips)["trip_lists"])
    found = visit_conflicts.derive({"visits": visit_frame, "trip_lists": trip_frame})
    return found[["field", "coded", "listed"]].to_numpy().tolist()


@pytest.mark.parametrize("start", ["2024-06-17", "2024-06-19", "2024-06-21"])
def test_a_trip_that_starts_within_two_days_is_evidence_of_the_coded_visit_which_stays(start):
    (row,) = visits.overlay(coded(), live(listed(start=start, end="2024-06-22"))).to_dict("records")
    added = {"evidence_2": listed()["url"], "evidence_kind_2": "wikipedia_list"}
    assert row == coded().iloc[0].to_dict() | added


def test_a_trip_three_days_off_is_another_visit():
    rows = visits.overlay(coded(end="2024-06-19"), live(listed(start="2024-06-22", end="2024-06-22")))
    assert list(rows["visit_id"]) == ["RUS-VNM-2024-06-19-putin", "RUS-VNM-2024-06-22-putin"]
    assert rows["evidence_2"].iloc[0] == ""


def test_days_that_overlap_are_one_visit_however_far_their_first_days():
    rows = visits.overlay(coded(), live(listed(start="2024-06-15", end="2024-06-20")))
    assert len(rows) == 1


def test_a_coded_visit_without_a_last_day_is_matched_by_its_first():
    assert len(visits.overlay(coded(end=""), live(listed()))) == 1


def test_a_month_matches_the_visit_that_starts_in_it():
    assert len(visits.overlay(coded(), live(listed(start="2024-06-01", end="", date_precision="month")))) == 1


def test_a_second_evidence_that_stands_is_not_replaced():
    rows = visits.overlay(coded(evidence_2="https://example.org/2", evidence_kind_2="wire"), live(listed()))
    assert (rows["evidence_2"].iloc[0], rows["evidence_kind_2"].iloc[0]) == ("https://example.org/2", "wire")


def test_the_page_that_is_the_first_evidence_is_no_second_one():
    rows = visits.overlay(coded(evidence_1="https://en.wikipedia.org/wiki/Putin's_trips"), live(listed()))
    assert rows["evidence_2"].iloc[0] == ""


def test_a_name_is_the_same_in_any_spelling():
    mine = coded(visit_id="VNM-RUS-2024-06-19-lam", direction="inbound", visitor="To Lam")
    trip = listed(visitor="Tô Lâm", visitor_home="VNM", host="RUS")
    assert len(visits.overlay(mine, live(trip))) == 1


@pytest.mark.parametrize(
    "other",
    [{"partner": "LAO"}, {"direction": "inbound"}, {"visitor": "Sergey Lavrov"}],
    ids=["partner", "direction", "person"],
)
def test_another_partner_direction_or_person_is_another_visit(other):
    rows = visits.overlay(coded(end="2024-06-19", **other), live(listed(end="2024-06-19")))
    assert len(rows) == 2


def test_a_trip_nobody_coded_is_a_new_visit_of_medium_confidence():
    trip = listed(start="2025-06-10", end="2025-06-11", format="both", forum="APEC", visit_type="state")
    new = visits.overlay(coded(), live(trip)).iloc[1].to_dict()
    assert new == dict.fromkeys(visits.TABLE.columns, "") | {
        "visit_id": "RUS-VNM-2025-06-10-putin",
        "start": "2025-06-10",
        "end": "2025-06-11",
        "date_precision": "day",
        "direction": "outbound",
        "partner": "VNM",
        "visitor": "Vladimir Putin",
        "visitor_rank": "head_of_state",
        "host_city": "Hanoi",
        "format": "both",
        "forum": "APEC",
        "visit_type": "state",
        "evidence_1": listed()["url"],
        "evidence_kind_1": "wikipedia_list",
        "confidence": "medium",
        "coded_by": "machine",
    }


def test_two_lists_with_one_trip_are_one_visit_with_both_as_evidence():
    trip = {"visitor": "Xi Jinping", "visitor_home": "CHN", "host": "RUS", "start": "2025-05-07", "end": "2025-05-10"}
    received = trip | {"page": "Visits to Russia", "url": "https://example.org/r", "format": "forum", "forum": "BRICS"}
    rows = visits.overlay(coded(), live(listed(**trip), listed(**received)))
    assert list(rows["visit_id"]) == ["RUS-VNM-2024-06-19-putin", "CHN-RUS-2025-05-07-jinping"]
    new = rows.iloc[1]
    assert (new["evidence_1"], new["evidence_2"]) == (listed()["url"], "https://example.org/r")
    assert (new["format"], new["forum"]) == ("forum", "BRICS")


def test_two_persons_of_one_surname_on_one_day_have_two_ids():
    day = {"visitor_home": "CHN", "host": "RUS", "start": "2025-05-07", "end": "2025-05-07"}
    rows = visits.overlay(coded(), live(listed(visitor="Wang Yi", **day), listed(visitor="Wu Yi", **day)))
    assert list(rows["visit_id"].iloc[1:]) == ["CHN-RUS-2025-05-07-yi", "CHN-RUS-2025-05-07-yi-2"]


@pytest.mark.parametrize(
    "cells",
    [{"withdrawn_at": "2026-11-24"}, {"visitor_home": "USA", "visitor": "Joe Biden"}],
    ids=["withdrawn", "without Russia"],
)
def test_trips_that_were_withdrawn_or_are_not_russias_change_nothing(cells):
    assert visits.overlay(coded(), live(listed(start="2025-06-10", end="2025-06-11", **cells))).equals(coded())


def test_without_trips_the_visits_are_the_archives():
    assert visits.overlay(coded(), {}).equals(coded())


def test_the_rows_given_are_not_changed():
    rows = coded()
    visits.overlay(rows, live(listed()))
    assert rows.equals(coded())


def test_visits_with_trips_fit_their_table():
    rows = visits.overlay(coded(), live(listed(start="2025-06-01", end="", date_precision="month")))
    frame, violations = typed(visits.TABLE, rows)
    assert (len(frame), violations, broken_rules(visits.TABLE, frame)) == (2, [], [])


@pytest.mark.parametrize(
    ("cells", "conflict"),
    [
        ({"start": "2024-06-18"}, ["start", "2024-06-19", "2024-06-18"]),
        ({"end": "2024-06-21"}, ["end", "2024-06-20", "2024-06-21"]),
    ],
)
def test_other_days_of_the_same_visit_are_a_conflict(cells, conflict):
    assert conflicts(coded(), listed(**cells)) == [conflict]


def test_the_same_days_are_no_conflict():
    assert conflicts(coded(), listed()) == []


def test_a_last_day_that_was_not_coded_is_no_conflict():
    assert conflicts(coded(end=""), listed()) == []


def test_a_range_of_several_countries_conflicts_only_where_the_visit_is_not_within_it():
    wide = {"start": "2024-06-18", "date_precision": "range"}
    assert conflicts(coded(), listed(**wide)) == []
    assert conflicts(coded(end="2024-06-21"), listed(**wide)) == [
        ["start", "2024-06-19", "2024-06-18"],
        ["end", "2024-06-21", "2024-06-20"],
    ]


def test_a_month_is_no_conflict_with_a_day():
    assert conflicts(coded(), listed(start="2024-06-01", end="", date_precision="month")) == []


def test_another_country_on_the_same_days_is_a_conflict_and_no_new_visit():
    trip = listed(host="LAO")
    assert conflicts(coded(), trip) == [["partner", "VNM", "LAO"]]
    assert len(visits.overlay(coded(), live(trip))) == 1


def test_the_day_of_travel_may_belong_to_two_countries():
    trip = listed(host="LAO", start="2024-06-20", end="2024-06-21")
    assert conflicts(coded(), trip) == []
    assert len(visits.overlay(coded(), live(trip))) == 2


def test_visits_that_lists_made_are_no_side_of_a_conflict():
    assert conflicts(coded(coded_by="machine"), listed(end="2024-06-22")) == []


def test_no_conflict_is_an_empty_table_of_the_right_columns():
    found = visit_conflicts.derive(
        {"visits": typed(visits.TABLE, coded())[0], "trip_lists": typed(trip_lists.TABLE, live()["trip_lists"])[0]}
    )
    assert list(found.columns) == list(visit_conflicts.TABLE.columns)
    assert len(found) == 0


def power(**cells):
    row = {
        "power": "USA",
        "direction": "outbound",
        "partner": "VNM",
        "start": "2023-09-10",
        "end": "2023-09-11",
        "visitor": "Joseph R. Biden",
        "visitor_rank": "head_of_state",
        "source": "us_history",
    }
    return pd.DataFrame([row | cells], dtype="str", index=["powers_visits/us_history.csv:2"])


BIDEN = {"visitor": "Joe Biden", "visitor_home": "USA", "start": "2023-09-10", "end": "2023-09-11"}


def test_a_powers_trip_that_another_source_has_is_not_added():
    assert powers_visits.overlay(power(), live(listed(**BIDEN))).equals(power())


@pytest.mark.parametrize(
    ("home", "host", "row"),
    [
        ("USA", "VNM", ["USA", "outbound", "VNM"]),
        ("IND", "USA", ["USA", "inbound", "IND"]),
        ("CHN", "VNM", ["CHN", "outbound", "VNM"]),
        ("IND", "CHN", ["CHN", "inbound", "IND"]),
        ("CHN", "USA", ["USA", "inbound", "CHN"]),
    ],
)
def test_a_powers_trip_that_no_one_has_is_added(home, host, row):
    trip = listed(visitor="Somebody", visitor_home=home, host=host, start="2024-03-01", end="2024-03-02")
    new = powers_visits.overlay(power(), live(trip)).iloc[1:]
    assert new[["power", "direction", "partner"]].to_numpy().tolist() == [row]
    assert list(new["source"]) == ["wikipedia_trips"]


@pytest.mark.parametrize(
    "cells",
    [
        {"visitor_home": "CHN", "host": "RUS"},
        {"visitor_home": "RUS", "host": "CHN"},
        {"visitor_home": "USA", "date_precision": "month", "start": "2024-03-01", "end": ""},
    ],
)
def test_trips_of_russia_and_of_a_month_are_not_added(cells):
    assert len(powers_visits.overlay(power(), live(listed(**cells)))) == 1


def test_a_lists_own_older_row_gives_way_to_what_the_list_says_now():
    rows = powers_visits.overlay(power(source="wikipedia_trips", end="2023-09-10"), live(listed(**BIDEN)))
    assert rows[["end", "source"]].to_numpy().tolist() == [["2023-09-11", "wikipedia_trips"]]


def test_powers_visits_with_trips_fit_their_table():
    frame, violations = typed(powers_visits.TABLE, powers_visits.overlay(power(), live(listed(**BIDEN))))
    assert violations == broken_rules(powers_visits.TABLE, frame) == []
