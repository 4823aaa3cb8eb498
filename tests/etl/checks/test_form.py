"""Rows that are not well made."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.checks import form, problems
from tests.etl.checks.frames import PLACES, TABLE_OF, annual, cell, changed, evidence, frame, of

BEFORE = annual()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("value_usd", "-5", "value_usd is from 0 to 2e\\+13 .*now: -5"),
        ("value_usd", "12 bn", "value_usd is a number .*now: 12 bn"),
        ("flow", "exports", "flow is one of export, import .*now: exports"),
        ("valuation", "exw", "valuation is one of fob, cif, unknown .*now: exw"),
    ],
)
def test_a_cell_that_breaks_the_schema_is_named_with_its_rule(column, value, words):
    after = changed(BEFORE, of(BEFORE, "VNM", "export", [2024]), **{column: value})
    (problem,) = form.schema(evidence(BEFORE, after))
    assert (problem.partner, problem.period, problem.rule) == ("VNM", "2024", "schema")
    assert pd.Series([problem.message]).str.contains(f"imf_imts: trade_annual, VNM, 2024: .*{words}").all()


def test_a_partner_that_no_place_is_called_breaks_the_schema():
    after = changed(BEFORE, of(BEFORE, "VNM", "export", [2024]), partner="XXX")
    (problem,) = form.schema(evidence(BEFORE, after, frames={"places": PLACES}))
    assert problem.partner == "XXX"
    assert "partner exists in places.iso3" in problem.message


def test_a_name_with_spaces_is_told_whole():
    trip = dict.fromkeys(TABLE_OF["trip_lists"].columns, "") | {
        "page": "List",
        "revision": "1",
        "visitor": "Xi Jinping",
        "visitor_rank": "head_of_state",
        "visitor_home": "CHN",
        "host": "RUS",
        "start": "2023-03-20",
        "date_precision": "about",
        "format": "bilateral",
        "visit_type": "state",
        "source": "wikipedia_trips",
        "url": "https://example.org/1",
    }
    trips = frame([trip], "trip_lists")
    (problem,) = form.schema(evidence(trips.head(0), trips, "trip_lists"))
    assert (problem.partner, problem.period, problem.new) == ("Xi Jinping", "2023-03-20", "about")


def test_a_key_that_stands_twice_is_told_with_both_figures():
    twice = frame([cell("CHN", 2024, "export", 5e9), cell("CHN", 2024, "export", 6e9)])
    (problem,) = form.duplicates(evidence(BEFORE, BEFORE, answer=twice))
    assert (problem.partner, problem.period, problem.old, problem.new) == ("CHN", "2024", "5000000000", "6000000000")


def test_nothing_is_compared_where_keys_stand_twice():
    twice = pd.concat([BEFORE, BEFORE.head(1)])
    assert [problem.rule for problem in problems([evidence(annual(CHN=1000), twice)])] == ["duplicates"]


@pytest.mark.parametrize(("year", "rules"), [("2025", []), ("2026", ["future"]), ("2027", ["future"])])
def test_a_year_that_is_not_over_is_refused(year, rules):
    after = pd.concat([BEFORE, frame([cell("CHN", year, "export", 60e9)])])
    assert [problem.rule for problem in form.future(evidence(BEFORE, after))] == rules


@pytest.mark.parametrize(("month", "rules"), [("2026-10", []), ("2026-11", ["future"]), ("2026-12", ["future"])])
def test_a_month_that_is_not_over_is_refused(month, rules):
    after = frame([cell("CHN", month, "export", 6e9)], "trade_monthly")
    assert [problem.rule for problem in form.future(evidence(after.head(0), after, "trade_monthly"))] == rules


@pytest.mark.parametrize(("day", "rules"), [("2026-11-24", []), ("2026-11-25", ["future"])])
def test_a_day_that_has_not_come_is_refused(day, rules):
    trips = frame([{"visitor": "Xi Jinping", "start": day}], "trip_lists")
    assert [problem.rule for problem in form.future(evidence(trips.head(0), trips, "trip_lists"))] == rules


def test_dates_in_the_future_are_told_with_partner_and_period():
    after = pd.concat([BEFORE, frame([cell("CHN", 2027, "export", 60e9), cell("IND", 2027, "export", 60e9)])])
    (problem,) = form.future(evidence(BEFORE, after))
    assert problem.message == (
        "imf_imts: trade_annual, CHN, IND, 2027: dates in the future: the year is not over on 2026-11-24 "
        "(before: nothing; now: 2 rows)."
    )
