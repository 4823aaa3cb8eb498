"""Rows that break a rule stop the build, and the message names table, column, rule and rows."""

import pytest

from etl.archive import open_archive
from etl.errors import SchemaViolation
from etl.publish import publish
from etl.release import Inputs, assemble
from etl.table import WARNINGS
from etl.tables import TABLES

# Line 2 of trade_annual/fcs.csv is China's export of 2006: 15 bn.
FCS = "trade_annual/fcs"


def violations(archive, *names):
    """What stops the build of the named tables (else of all)."""
    tables = [table for table in TABLES if not names or table.name in {*names, "places", "sources"}]
    with pytest.raises(SchemaViolation) as caught:
        assemble(Inputs(open_archive(archive)), tables=tables)
    return caught.value.violations


def only(archive, *names):
    found = violations(archive, *names)
    assert len(found) == 1, [str(violation) for violation in found]
    return found[0]


@pytest.mark.parametrize(
    "case",
    [
        (FCS, 2, {"value_usd": "many"}, "is a number"),
        (FCS, 2, {"year": "2006.5"}, "is a whole number"),
        (FCS, 2, {"value_usd": "-5"}, "is from 0 to 2e+13"),
        (FCS, 2, {"value_usd": "15000000000000000"}, "is from 0 to 2e+13"),
        (FCS, 2, {"value_usd": ""}, "is not empty"),
        (FCS, 2, {"year": "1907"}, "is from 1990 to 2030"),
        (FCS, 2, {"flow": "sideways"}, "is one of export, import"),
        (FCS, 2, {"basis": "rumour"}, "is one of reported, mirror, estimate"),
        (FCS, 2, {"partner": "ZZZ"}, "exists in places.iso3"),
        (FCS, 2, {"reporter": "ZZZ"}, "exists in places.iso3"),
        (FCS, 2, {"source": "fcs_cis"}, "is the name of its file"),
        ("trade_monthly/fcs", 2, {"month": "2021-13"}, r"is written like \d{4}-(?:0[1-9]|1[0-2])"),
        ("visits/coded_visits", 2, {"start": "2000-02-30"}, "is a day of the calendar"),
        ("headline_trade/announced", 2, {"published_date": "2025-02-30"}, "is a day of the calendar"),
        ("events/announced", 2, {"partners": "CHN;ZZZ"}, "exists in places.iso3"),
        ("forum_meetings/announced", 2, {"host_country": "ZZZ"}, "exists in places.iso3"),
        ("headline_trade/announced", 2, {"source_url": "www.example.org"}, None),
        ("headline_trade/announced", 2, {"source_url": "https://a.org/x (page 2)"}, None),
        ("visits_completeness/project", 2, {"share_high_pct": "101"}, "is from 0 to 100"),
        ("energy_food/announced", 2, {"quantity": "about 35"}, None),
        ("gdp/world_bank", 2, {"gdp_usd": "1e15"}, "is from 0 to 2e+14"),
        ("leader_trips_sent/colt", 2, {"trips": "1001"}, "is from 0 to 1000"),
    ],
)
def test_a_wrong_cell_is_named_with_table_column_rule_and_row(archive, change, case):
    name, line, cells, rule = case
    change(name, line, **cells)
    ((column, value),) = cells.items()
    violation = next(v for v in violations(archive, name.split("/")[0]) if v.column == column)
    assert violation.table == name.split("/")[0]
    assert rule is None or violation.rule == rule
    assert violation.count == 1
    assert violation.rows[0].startswith(f"{name}.csv:{line}: ")
    shown = violation.rows[0].split(f"{column}=", 1)[1]
    assert shown.startswith(value) or float(shown) == float(value)


@pytest.mark.parametrize(
    "case",
    [
        ("visits/coded_visits", 2, {"end": "2000-01-01"}, "end is not before start"),
        ("powers_visits/us_history", 2, {"end": "2000-01-01"}, "end is not before start"),
        ("trade_area_totals/fcs_area", 2, {"period_end": "2021-12"}, "period_end is not before period_start"),
        ("headline_trade/announced", 2, {"period": "early 2024"}, "period is written as period_kind asks"),
        ("forum_meetings/announced", 2, {"status": "cancelled"}, "status and outcome agree on cancelled"),
        (
            "trade_turnover/imf_dots_turnover",
            4,
            {"quality": "ok"},
            "value_usd is at most 2e13 unless quality is known_bad",
        ),
        ("gaps/project", 2, {"last_year": "2020"}, "last_year is not before first_year"),
        ("places/project", 2, {"asia_core_central": "0"}, "asia_core is in asia_core_central, and that in asia_all"),
        ("places/project", 2, {"tile_col": ""}, "partners, and they alone, are in asia_all and have a tile"),
        ("visits_completeness/project", 5, {"trend_ok": "1"}, "trend_ok only for president_abroad"),
        ("visits_completeness/project", 2, {"share_low_pct": "95"}, "years and shares run upwards"),
        (
            "visits_completeness/project",
            2,
            {"status": "unknown"},
            "share_high_pct is given where status is estimated, and only there",
        ),
    ],
)
def test_a_broken_rule_over_a_whole_row_is_named(archive, change, case):
    name, line, cells, rule = case
    change(name, line, **cells)
    violation = only(archive, name.split("/")[0])
    assert (violation.table, violation.column, violation.rule) == (name.split("/")[0], "", rule)
    assert violation.rows[0].startswith(f"{name}.csv:{line}: ")


def test_a_double_key_names_both_rows(archive, change):
    change(FCS, 3, year="2006")
    violation = only(archive, "trade_annual")
    assert violation.column == "partner, year, flow, source, reporter"
    assert violation.rule == "the key is unique"
    assert [row.split(": ")[0] for row in violation.rows] == ["trade_annual/fcs.csv:2", "trade_annual/fcs.csv:3"]


def test_two_reporters_in_one_source_are_no_double_key(small):
    rows = [
        line for line in small.files["trade_annual.csv"].decode().splitlines() if line.startswith("KAZ,2018,export")
    ]
    assert [row.split(",")[5] for row in rows if ",wits_top5," in row] == ["KAZ", "RUS"]


def test_a_source_that_no_row_of_sources_explains_is_named(archive):
    path = archive / "sources/project.csv"
    path.write_text(
        "".join(line for line in path.read_text().splitlines(keepends=True) if not line.startswith("baci,"))
    )
    violation = only(archive)
    assert (violation.table, violation.column, violation.rule) == (
        "trade_commodity",
        "source",
        "exists in sources.source",
    )
    assert violation.count == 8  # four rows in each of two years


def test_only_the_first_five_rows_are_shown_and_all_are_counted(archive):
    path = archive / "trade_annual/fcs.csv"
    path.write_text(path.read_text().replace(",export,", ",exports,"))
    violation = next(v for v in violations(archive, "trade_annual") if v.column == "flow")
    assert violation.count == 81  # 5 partners x 16 years, and half of Kazakhstan's 2010
    assert len(violation.rows) == 5


def test_violations_of_all_tables_are_collected(archive, change):
    change(FCS, 2, flow="sideways")
    change("gdp/world_bank", 2, iso3="ZZZ")
    change("visits/coded_visits", 2, confidence="certain")
    assert {v.table for v in violations(archive)} == {"trade_annual", "gdp", "visits"}


def test_the_message_says_what_is_wrong_and_what_to_do(archive, change):
    change(FCS, 2, value_usd="-5")
    with pytest.raises(SchemaViolation) as caught:
        assemble(Inputs(open_archive(archive)))
    assert str(caught.value).splitlines() == [
        "Rows break the schema; nothing was published.",
        "trade_annual.value_usd: is from 0 to 2e+13 (1 row)",
        "    trade_annual/fcs.csv:2: partner=CHN year=2006 flow=export source=fcs reporter=RUS value_usd=-5.0",
        "Mend these rows and build again.",
    ]


def test_a_broken_archive_leaves_the_old_release_untouched(archive, datasets, change, small):
    publish(small, datasets, keep=10)
    before = {path: path.read_bytes() for path in (datasets / "release").iterdir()}
    change(FCS, 2, value_usd="-5")
    violations(archive)
    assert {path: path.read_bytes() for path in (datasets / "release").iterdir()} == before


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_is(table):
    for name, column in table.columns.items():
        assert column.description, name
        facts = column.metadata
        assert facts["type"] in {"string", "date", "yearmonth", "integer", "number"}, name
        assert (facts["unit"] is not None) == (facts["type"] in {"integer", "number"}), name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_values_in_dollars_say_so_in_name_and_unit(table):
    for name, column in table.columns.items():
        assert name.endswith("_usd") == (column.metadata["unit"] == "USD"), name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_references_and_warnings_name_things_that_exist(table):
    by_name = {other.name: other for other in TABLES}
    assert set(table.key) <= set(table.columns)
    assert set(table.period) <= set(table.columns)
    assert set(table.warnings) <= set(WARNINGS)
    assert set(table.needs) <= set(by_name)
    for reference in table.references:
        assert reference.column in table.columns
        assert reference.target in by_name[reference.table].columns
