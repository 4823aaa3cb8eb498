from math import isnan

import pandas as pd
import pytest

from dashboard.measures.leaning import SHARE_COLUMNS, Part, largest_counterparts, leaning, parts
from tests.dashboard.claims.small_tables import world_trade

from .tables import one
from .visit_rows import power_visit, powers_visits, visit, visits

RUSSIAN = visits(visit("2010-01-01"), visit("2011-01-01", direction="inbound"))
OTHERS = powers_visits(
    power_visit("2010-03-01"),
    power_visit("2010-06-01"),
    power_visit("2012-01-01", direction="inbound"),
    power_visit("2013-01-01", power="CHN"),
)


def test_each_power_has_its_part_of_the_visits_largest_first():
    found = parts(RUSSIAN, OTHERS, "VNM", 2003, 2018)
    assert found == [Part("USA", 3, 6), Part("RUS", 2, 6), Part("CHN", 1, 6)]
    assert found[0].share_pct == 50


def test_the_powers_own_trips_can_be_taken_alone():
    found = parts(RUSSIAN, OTHERS, "VNM", 2003, 2018, direction="outbound")
    assert found == [Part("USA", 2, 4), Part("RUS", 1, 4), Part("CHN", 1, 4)]


def test_a_state_without_a_visit_has_no_parts():
    assert parts(RUSSIAN, OTHERS, "IND", 2003, 2018) == []
    assert isnan(Part("RUS", 0, 0).share_pct)


def test_the_largest_counterpart_of_each_year_is_a_part_of_the_world():
    table = pd.concat(
        [world_trade("VNM", [2010], {"CHN": 30, "USA": 20}), world_trade("VNM", [2011], {"CHN": 30, "USA": 40})]
    )
    frame = largest_counterparts(table, "VNM", 2003, 2018)
    assert frame[["year", "counterpart", "share_pct"]].to_numpy().tolist() == [[2010, "CHN", 30], [2011, "USA", 40]]
    assert tuple(frame.columns) == SHARE_COLUMNS


def test_part_and_world_are_of_one_source():
    table = world_trade("VNM", [2010], {"CHN": 30})
    other = world_trade("VNM", [2010], {}, source="wits_top5")
    assert largest_counterparts(pd.concat([table[table["counterpart"] != "WLD"], other]), "VNM", 2003, 2018).empty


def test_the_preferred_source_of_a_year_is_taken():
    table = pd.concat(
        [
            world_trade("VNM", [2010], {"CHN": 30}),
            world_trade("VNM", [2010], {"CHN": 25}, source="wits_top5"),
        ]
    )
    assert one(largest_counterparts(table, "VNM", 2003, 2018)).source == "wits_top5"


@pytest.mark.parametrize(("first", "last", "years"), [(2010, 2010, [2010]), (2011, 2018, []), (2003, 2009, [])])
def test_only_years_of_the_span_count(first, last, years):
    frame = largest_counterparts(world_trade("VNM", [2010], {"CHN": 30}), "VNM", first, last)
    assert frame["year"].tolist() == years


def test_a_leaning_is_the_first_power_and_the_mean_of_the_years():
    table = pd.concat([world_trade("VNM", [2010], {"CHN": 30}), world_trade("VNM", [2011], {"USA": 40})])
    found = leaning(RUSSIAN, OTHERS, table, "VNM", first=2003, last=2018)
    assert found.most == Part("USA", 3, 6)
    assert found.turnover_pct == 35
    assert len(found.visits) == 6


def test_a_leaning_without_anything_found_is_unknown():
    found = leaning(visits(), powers_visits(), world_trade("VNM", [], {}), "VNM", first=2003, last=2018)
    assert found.most is None
    assert isnan(found.turnover_pct)
