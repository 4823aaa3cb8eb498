"""Live rows that break a rule of their table stop the build, and the message names their file and line."""

from dataclasses import replace

import pandas as pd
import pytest

from etl import columns
from etl.errors import SchemaViolation
from etl.live import Live
from etl.release import assemble, open_inputs
from etl.tables import TABLES

CHINA = {"iso3": "CHN", "year": "2025", "population": "1400000000", "source": "world_bank"}
OIL = {
    "partner": "CHN",
    "month": "2025-12",
    "commodity_group": "oil",
    "value_eur": "4000000000",
    "value_usd": "5000000000",
    "tonnes": "10000000",
    "source": "crea_fossil",
}
TRIP = {
    "page": "List of trips",
    "revision": "1300000000",
    "visitor": "Xi Jinping",
    "visitor_rank": "head_of_state",
    "visitor_home": "CHN",
    "host": "RUS",
    "start": "2025-05-07",
    "end": "2025-05-10",
    "date_precision": "day",
    "host_city": "Moscow",
    "format": "bilateral",
    "forum": "",
    "visit_type": "state",
    "source": "wikipedia_trips",
    "url": "https://example.org/w/index.php?oldid=1300000000",
}
ROWS = {"population": CHINA, "energy_monthly": OIL, "trip_lists": TRIP}


@pytest.fixture(scope="module")
def inputs(before_refresh):
    return open_inputs(before_refresh / "archive", before_refresh / "release")


@pytest.fixture
def built(inputs):
    """The release with one live row of a table, and what its build needs of others."""

    def build(table, **cells):
        rows = live_row(table, **cells)
        live = Live().with_source(rows["source"].iloc[0], {table: rows}, "2026-11-24")
        tables = [one for one in TABLES if one.name in {table, "places", "sources"}]
        return assemble(replace(inputs, live=live), tables=tables)

    return build


def live_row(table, **cells):
    row = ROWS[table] | {"withdrawn_at": ""} | cells
    return pd.DataFrame([row], index=[f"live/{table}/{row['source']}.csv:2"], dtype="str")


@pytest.mark.parametrize("table", ROWS)
def test_a_sound_row_is_published_with_its_source(built, table):
    row = ",".join([*ROWS[table].values(), ""])
    assert built(table).files[f"{table}.csv"].decode().splitlines()[1:] == [row]


@pytest.mark.parametrize(
    ("table", "cells", "rule"),
    [
        ("population", {"population": "0"}, "is from 1 to 2e+10"),
        ("population", {"population": ""}, "is not empty"),
        ("population", {"population": "1.5"}, "is a whole number"),
        ("population", {"iso3": "ZZZ"}, "exists in places.iso3"),
        ("population", {"withdrawn_at": "2026-02-30"}, "is a day of the calendar"),
        ("energy_monthly", {"value_eur": "-1"}, "is from 0 to 1e+11"),
        ("energy_monthly", {"tonnes": "2e9"}, "is from 0 to 1e+09"),
        ("energy_monthly", {"month": "2025-13"}, r"is written like \d{4}-(?:0[1-9]|1[0-2])"),
        ("energy_monthly", {"commodity_group": ""}, "is not empty"),
        ("energy_monthly", {"partner": "ZZZ"}, "exists in places.iso3"),
        ("trip_lists", {"start": "2025-02-30"}, "is a day of the calendar"),
        ("trip_lists", {"end": "2025-05-06"}, "end is not before start"),
        ("trip_lists", {"revision": "newest"}, r"is written like \d+"),
        ("trip_lists", {"host": "ZZZ"}, "exists in places.iso3"),
        ("trip_lists", {"visit_type": "grand"}, "is one of state, official, working, unknown"),
        ("trip_lists", {"url": "example.org"}, f"is written like {columns.ADDRESS}"),
    ],
)
def test_a_wrong_cell_is_named_with_table_rule_and_the_line_of_its_file(built, table, cells, rule):
    with pytest.raises(SchemaViolation) as caught:
        built(table, **cells)
    (violation,) = caught.value.violations
    assert (violation.table, violation.rule) == (table, rule)
    assert violation.rows[0].startswith(f"live/{table}/{ROWS[table]['source']}.csv:2")


@pytest.mark.parametrize(
    ("table", "column"), [("population", "population"), ("energy_monthly", "value_eur"), ("trip_lists", "end")]
)
def test_a_withdrawn_row_stays_in_its_table_with_the_day(built, table, column):
    text = built(table, withdrawn_at="2026-11-24").files[f"{table}.csv"].decode()
    assert text.splitlines()[1].endswith(",2026-11-24")
    assert ROWS[table][column] in text
