"""The World Bank: what is asked, when nothing is asked again, and what its JSON becomes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from etl.sources import world_bank
from etl.table import broken_rules, typed
from etl.tables import gdp, population
from tests.etl.servers.world_bank import WorldBankServer, observation
from tests.etl.sources.world_bank_run import GDP, PERSONS, PLAN, cells, fetched, row_of, run

QUESTIONS = [f"{indicator}/1990/{page}" for indicator in (GDP, PERSONS) for page in ("marker", "1")]


@pytest.fixture
def bank():
    with WorldBankServer() as server:
        yield server


def test_marker_and_figures_of_both_indicators_are_asked(bank):
    asker, answers = fetched(bank)
    assert asker.asked == QUESTIONS
    assert [answer.name for answer in answers] == QUESTIONS
    assert [request.path for request in bank.requests[:2]] == [f"/country/all/indicator/{GDP}"] * 2
    assert [request.one("per_page") for request in bank.requests[:2]] == ["1", "20000"]
    assert {request.one("date") for request in bank.requests} == {"1990:2026"}


def test_nothing_but_the_markers_is_asked_when_nothing_is_new(bank):
    first, before = fetched(bank)
    second, after = fetched(bank, last=first.answers)
    assert second.asked == [f"{GDP}/1990/marker", f"{PERSONS}/1990/marker"]
    assert [answer.name for answer in after] == QUESTIONS
    pd.testing.assert_frame_equal(world_bank.parse(after, PLAN).rows["gdp"], world_bank.parse(before, PLAN).rows["gdp"])


def test_a_new_update_is_asked_for_again(bank):
    first, _ = fetched(bank)
    bank.updated = "2026-10-07"
    row_of(bank, GDP, "VNM", "2023")["value"] = 201_000_000_000
    second, answers = fetched(bank, last=first.answers)
    parsed = world_bank.parse(answers, PLAN)
    assert second.asked == QUESTIONS
    assert cells(parsed, "gdp", "VNM")["2023"] == "201000000000"
    assert parsed.vintage == "2026-10-07"


def test_earlier_years_than_those_kept_are_asked_for(bank):
    first, _ = fetched(bank, replace(PLAN, since=2010))
    second, _ = fetched(bank, last=first.answers)
    assert second.asked == QUESTIONS


def test_figures_missing_among_the_kept_answers_are_asked_for(bank):
    first, _ = fetched(bank)
    del first.answers[f"{PERSONS}/1990/1"]
    second, _ = fetched(bank, last=first.answers)
    assert second.asked == [f"{GDP}/1990/marker", f"{PERSONS}/1990/marker", f"{PERSONS}/1990/1"]


def test_all_pages_are_asked_for_and_kept(bank, monkeypatch):
    monkeypatch.setattr(world_bank, "PER_PAGE", 200)  # 9 places with a GDP, one without a code: 361 rows
    first, answers = fetched(bank)
    assert [name for name in first.asked if name.startswith(GDP)] == [f"{GDP}/1990/{page}" for page in ("marker", 1, 2)]
    assert len(cells(world_bank.parse(answers, PLAN), "gdp", "RUS")) == 36
    _, kept = fetched(bank, last=first.answers)
    assert [answer.name for answer in kept] == first.asked


def test_gdp_is_dollars_and_population_persons_by_place_and_year(bank):
    parsed = run(bank)
    assert list(parsed.rows["gdp"].columns) == ["iso3", "year", "gdp_usd", "source"]
    assert list(parsed.rows["population"].columns) == ["iso3", "year", "population", "source"]
    assert cells(parsed, "gdp", "VNM")["2023"] == "200000000000"
    assert cells(parsed, "population", "VNM")["2023"] == "100000000"
    assert set(parsed.rows["gdp"]["source"]) == {"world_bank"}
    assert {str(kind) for kind in parsed.rows["population"].dtypes} == {"str"}


def test_partners_russia_and_other_states_are_kept_and_aggregates_left_out(bank):
    bank.rows += [observation(GDP, "USA", 2023, 7), observation(GDP, "ZZZ", 2023, 7)]
    parsed = run(bank)
    assert set(parsed.rows["gdp"]["iso3"]) == {"CHN", "VNM", "RUS", "USA"}
    # GDP: BTN, IND, JPN, KAZ, TUR, WLD, EMU in 36 years, one row without a code, ZZZ; population has no ZZZ.
    assert parsed.notes == tuple(
        f"rows of aggregates and of places not in table places are left out: {count}" for count in (254, 253)
    )


def test_a_figure_of_null_is_left_out_and_not_zero(bank):
    row_of(bank, GDP, "VNM", "2023")["value"] = None
    assert "2023" not in cells(run(bank), "gdp", "VNM")


@pytest.mark.parametrize("value", ["200000000000.4", 200000000000.4, "200000000000"])
def test_a_figure_may_be_text_and_becomes_whole(bank, value):
    row_of(bank, GDP, "VNM", "2023")["value"] = value
    assert cells(run(bank), "gdp", "VNM")["2023"] == "200000000000"


def test_the_running_year_is_left_out(bank):
    bank.rows.append(observation(PERSONS, "VNM", 2026, 101_000_000))
    assert max(cells(run(bank), "population", "VNM")) == "2025"


def test_the_vintage_is_that_of_the_older_indicator(bank):
    def fault(request, reply):
        older = PERSONS in request.path
        return replace(reply, body=reply.body.replace(b"2026-07-13", b"2026-04-08")) if older else reply

    bank.fault = fault
    assert run(bank).vintage == "2026-04-08"


def test_these_answers_speak_for_states_and_complete_years_asked_for(bank):
    parsed = run(bank, replace(PLAN, since=2000))
    there = pd.DataFrame(
        {"iso3": ["CHN", "USA", "WLD", "CHN", "RUS", "CHN"], "year": ["2000", "2025", "2010", "1999", "2025", "2026"]}
    )
    assert parsed.covers["gdp"](there).tolist() == [True, True, False, False, True, False]
    assert parsed.covers["population"](there).tolist() == [True, True, False, False, True, False]


@pytest.mark.parametrize("table", [gdp.TABLE, population.TABLE])
def test_the_rows_keep_the_rules_of_their_tables(bank, table):
    frame, violations = typed(table, run(bank).rows[table.name].assign(withdrawn_at=""))
    assert violations + broken_rules(table, frame) == []
