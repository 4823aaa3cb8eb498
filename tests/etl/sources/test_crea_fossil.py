"""CREA's fossil tracker: what is asked, what a row becomes, what refuses an answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Answer, Plan
from etl.sources import crea_fossil
from etl.sources.crea_fossil import SOURCE
from etl.table import broken_rules, typed
from etl.tables import energy_monthly
from tests.etl.servers.crea import CreaServer, row
from tests.etl.sources.asking import RETRIEVED, DirectAsker

PLACES = Path(__file__).parents[3] / "datasets" / "archive" / "places" / "project.csv"


def plan(*partners, since=2024, today=date(2026, 11, 24)):
    return Plan(partners or ("CHN", "IND"), pd.DataFrame({"iso3": ["CHN", "IND"]}), since, today)


def year(*rows):
    """The answer of 2025."""
    return answer(json.dumps({"data": rows}).encode())


def answer(content, status=200):
    return Answer("counter/2025", "", status, {}, content, "", RETRIEVED)


def oil(**changed):
    return {**row("CHN", "2025-03", "oil"), "value_eur": 800.5, "value_usd": 1000, "value_tonne": 2.5, **changed}


@pytest.fixture
def server(monkeypatch):
    with CreaServer(partners=("CHN", "IND"), years=(2025, 2026)) as running:
        monkeypatch.setenv("ETL_CREA_FOSSIL_URL", running.url)
        yield running


def run(a_plan, last=None):
    asker = DirectAsker(SOURCE, last)
    return asker, crea_fossil.fetch(asker, a_plan)


def test_each_year_is_asked_for_with_both_dates_to_the_last_complete_month(server):
    run(plan(since=2025))
    asked = [(one.one("date_from"), one.one("date_to"), one.one("destination_iso2")) for one in server.requests]
    assert asked == [("2025-01-01", "2025-12-31", "CN,IN"), ("2026-01-01", "2026-10-31", "CN,IN")]


def test_in_january_the_new_year_is_not_asked_for(server):
    asker, _ = run(plan(since=2025, today=date(2026, 1, 15)))
    assert asker.asked == ["counter/2025"]


def test_months_of_both_years_come_in_with_three_groups_each(server):
    found = crea_fossil.parse(run(plan(since=2025))[1], plan(since=2025)).rows["energy_monthly"]
    # 2 partners, 12 + 10 months, 3 groups.
    assert len(found) == 132
    assert (found["month"].min(), found["month"].max()) == ("2025-01", "2026-10")
    frame, violations = typed(energy_monthly.TABLE, found.assign(withdrawn_at=""))
    assert violations == []
    assert broken_rules(energy_monthly.TABLE, frame) == []


def test_a_year_without_data_yet_is_no_row(server):
    asker, answers = run(plan(since=2024))
    assert asker.answers["counter/2024"].status == 204
    assert "2024" not in set(crea_fossil.parse(answers, plan()).rows["energy_monthly"]["month"].str.slice(0, 4))


def test_no_data_where_the_last_run_had_some_is_refused(server):
    first, _ = run(plan(since=2025))
    server.rows = [one for one in server.rows if one["month"] > "2026"]
    with pytest.raises(SourceFault, match=r"^crea_fossil: counter/2025: an empty answer where the last one had rows"):
        run(plan(since=2025), first.answers)


def test_every_partner_of_the_project_has_a_two_letter_code():
    places = pd.read_csv(PLACES, dtype="str", keep_default_na=False)
    partners = places.loc[places["kind"] == "partner", "iso3"].tolist()
    codes = crea_fossil.iso2(partners)
    assert len(codes) == len(partners) == 50
    assert all(len(code) == 2 for code in codes)


def test_figures_are_rounded_to_whole_euro_dollars_and_tonnes():
    found = crea_fossil.parse([year(oil())], plan()).rows["energy_monthly"]
    assert found.columns.tolist() == energy_monthly.TABLE.archive_columns
    assert found.to_numpy().tolist() == [["CHN", "2025-03", "oil", "800", "1000", "2", "crea_fossil"]]


@pytest.mark.parametrize("none", [None, "", float("nan")])
def test_a_figure_that_is_not_given_stays_unknown_beside_the_others(none):
    found = crea_fossil.parse([year(oil(value_usd=none))], plan()).rows["energy_monthly"]
    assert found[["value_eur", "value_usd", "tonnes"]].to_numpy().tolist() == [["800", "", "2"]]


def test_a_row_without_any_figure_is_left_out():
    found = crea_fossil.parse([year(oil(value_eur=None, value_usd=None, value_tonne=None))], plan())
    assert found.rows["energy_monthly"].empty


def test_the_running_month_is_left_out():
    running = oil(month="2025-03-01T00:00:00"), oil(month="2025-02-01T00:00:00")
    found = crea_fossil.parse([year(*running)], plan(today=date(2025, 3, 31)))
    assert found.rows["energy_monthly"]["month"].tolist() == ["2025-02"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"month": "2027-01-01T00:00:00"}, "dates in the future: month 2027-01; today is 2026-11-24"),
        ({"month": "2024-03-01T00:00:00"}, "month 2024-03 is of another year than was asked for"),
        ({"month": "2025-03-09T00:00:00"}, "month '2025-03-09T00:00:00' is not the first day of a month"),
        ({"month": None}, "month '' is not the first day of a month"),
        ({"value_eur": -1}, "value_eur is negative in row 0"),
        ({"value_usd": float("inf")}, "value_usd is no number in row 0"),
        ({"value_tonne": "heavy"}, "value_tonne is no number in row 0"),
    ],
)
def test_a_row_that_cannot_be_meant_refuses_the_answer(changed, words):
    with pytest.raises(SourceFault, match=f"^crea_fossil: counter/2025: {words}"):
        crea_fossil.parse([year(oil(**changed))], plan())


@pytest.mark.parametrize("column", ["destination_iso2", "commodity_group", "month", "value_eur", "value_tonne"])
def test_a_column_the_source_dropped_is_named(column):
    kept = {name: cell for name, cell in oil().items() if name != column}
    with pytest.raises(SourceFault, match=f"counter/2025: column {column} is missing; found: .*version"):
        crea_fossil.parse([year(kept)], plan())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Error: Server Error</html>", "HTML where JSON was due .*Server Error"),
        (b'{"data": [{"month"', "JSON that is cut off or broken"),
        (b"[]", "no object with a list 'data'"),
        (b'{"message": "4f1d"}', "no object with a list 'data'.*4f1d"),
        (b'{"data": "\xe9"}', "wrong charset"),
    ],
)
def test_an_answer_of_another_form_is_refused(content, words):
    with pytest.raises(SourceFault, match=f"^crea_fossil: counter/2025: .*{words}"):
        crea_fossil.parse([answer(content)], plan())


def test_two_values_of_one_partner_month_and_group_are_refused():
    with pytest.raises(SourceFault, match=r"duplicate rows with different values: destination_iso2=CN"):
        crea_fossil.parse([year(oil(), oil(value_eur=900))], plan())


def test_identical_rows_are_dropped_and_counted():
    found = crea_fossil.parse([year(oil(), oil())], plan())
    assert len(found.rows["energy_monthly"]) == 1
    assert found.notes == ("counter/2025: identical duplicate rows dropped: 1",)


def test_what_was_not_asked_for_is_ignored_and_noted():
    rows = oil(destination_iso2="DE"), oil(commodity_group=None), oil(newColumn=1)
    found = crea_fossil.parse([year(*rows)], plan())
    assert len(found.rows["energy_monthly"]) == 1
    assert found.notes == (
        "fields not known are ignored: newColumn",
        "places not asked for are ignored: DE",
        "counter/2025: rows without a commodity_group are ignored: 1",
    )


def test_rows_of_the_partners_and_complete_months_asked_for_are_spoken_for():
    covers = crea_fossil.parse([year()], plan()).covers["energy_monthly"]
    existing = pd.DataFrame(
        {"partner": ["CHN", "CHN", "VNM", "IND"], "month": ["2025-12", "2024-12", "2025-01", "2025-01"]}
    )
    assert covers(existing).tolist() == [True, False, False, True]
