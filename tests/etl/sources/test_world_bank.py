"""The World Bank: what is asked, when nothing is asked again, and what its JSON becomes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Plan
from etl.sources import world_bank
from tests.etl.servers.base import Reply
from tests.etl.servers.world_bank import WorldBankServer, error, observation
from tests.etl.sources.asking import DirectAsker

SOURCE = world_bank.SOURCE
GDP, PERSONS = "NY.GDP.MKTP.CD", "SP.POP.TOTL"
KINDS = {"CHN": "partner", "VNM": "partner", "PRK": "partner", "RUS": "russia", "USA": "other", "WLD": "aggregate"}
PLACES = pd.DataFrame({"iso3": list(KINDS), "kind": list(KINDS.values())})
PLAN = Plan(partners=("CHN", "PRK", "VNM"), places=PLACES, since=1990, today=date(2026, 11, 24))
QUESTIONS = [f"{indicator}/1990/{page}" for indicator in (GDP, PERSONS) for page in ("marker", "1")]


@pytest.fixture
def bank(monkeypatch):
    with WorldBankServer() as server:
        monkeypatch.setenv("ETL_WORLD_BANK_URL", server.url)
        yield server


def run(plan: Plan = PLAN):
    """Fetch and parse with nothing asked before."""
    return SOURCE.parse(SOURCE.fetch(DirectAsker(SOURCE), plan), plan)


def row_of(bank: WorldBankServer, indicator: str, code: str, year: str) -> dict:
    """One row of the stand-in."""
    (row,) = [
        row
        for row in bank.rows
        if (row["indicator"]["id"], row["countryiso3code"], row["date"]) == (indicator, code, year)
    ]
    return row


def cells(parsed, table: str, code: str) -> dict[str, str]:
    """Year to figure."""
    rows = parsed.rows[table]
    return dict(rows[rows["iso3"] == code].set_index("year").iloc[:, 1])


def test_marker_and_figures_of_both_indicators_are_asked(bank):
    asker = DirectAsker(SOURCE)
    answers = SOURCE.fetch(asker, PLAN)
    assert asker.asked == QUESTIONS
    assert [answer.name for answer in answers] == QUESTIONS
    assert [request.path for request in bank.requests[:2]] == [f"/country/all/indicator/{GDP}"] * 2
    assert [request.one("per_page") for request in bank.requests[:2]] == ["1", "20000"]
    assert {request.one("date") for request in bank.requests} == {"1990:2026"}


def test_nothing_but_the_markers_is_asked_when_nothing_is_new(bank):
    first = DirectAsker(SOURCE)
    before = SOURCE.fetch(first, PLAN)
    second = DirectAsker(SOURCE, first.answers)
    after = SOURCE.fetch(second, PLAN)
    assert second.asked == [f"{GDP}/1990/marker", f"{PERSONS}/1990/marker"]
    assert [answer.name for answer in after] == QUESTIONS
    pd.testing.assert_frame_equal(SOURCE.parse(after, PLAN).rows["gdp"], SOURCE.parse(before, PLAN).rows["gdp"])


def test_a_new_update_is_asked_for_again(bank):
    first = DirectAsker(SOURCE)
    SOURCE.fetch(first, PLAN)
    bank.updated = "2026-10-07"
    row_of(bank, GDP, "VNM", "2023")["value"] = 201_000_000_000
    second = DirectAsker(SOURCE, first.answers)
    parsed = SOURCE.parse(SOURCE.fetch(second, PLAN), PLAN)
    assert second.asked == QUESTIONS
    assert cells(parsed, "gdp", "VNM")["2023"] == "201000000000"
    assert parsed.vintage == "2026-10-07"


def test_earlier_years_than_those_kept_are_asked_for(bank):
    first = DirectAsker(SOURCE)
    SOURCE.fetch(first, replace(PLAN, since=2010))
    second = DirectAsker(SOURCE, first.answers)
    SOURCE.fetch(second, PLAN)
    assert second.asked == QUESTIONS


def test_figures_missing_among_the_kept_answers_are_asked_for(bank):
    first = DirectAsker(SOURCE)
    SOURCE.fetch(first, PLAN)
    del first.answers[f"{PERSONS}/1990/1"]
    second = DirectAsker(SOURCE, first.answers)
    SOURCE.fetch(second, PLAN)
    assert second.asked == [f"{GDP}/1990/marker", f"{PERSONS}/1990/marker", f"{PERSONS}/1990/1"]


def test_all_pages_are_asked_for_and_kept(bank, monkeypatch):
    monkeypatch.setattr(world_bank, "PER_PAGE", 200)  # 9 places with a GDP, one without a code: 361 rows
    first = DirectAsker(SOURCE)
    answers = SOURCE.fetch(first, PLAN)
    assert [name for name in first.asked if name.startswith(GDP)] == [f"{GDP}/1990/{page}" for page in ("marker", 1, 2)]
    assert len(cells(SOURCE.parse(answers, PLAN), "gdp", "RUS")) == 36
    second = DirectAsker(SOURCE, first.answers)
    assert [answer.name for answer in SOURCE.fetch(second, PLAN)] == first.asked


def test_gdp_is_dollars_and_population_persons_by_place_and_year(bank):
    parsed = run()
    gdp, population = parsed.rows["gdp"], parsed.rows["population"]
    assert list(gdp.columns) == ["iso3", "year", "gdp_usd", "source"]
    assert list(population.columns) == ["iso3", "year", "population", "source"]
    assert cells(parsed, "gdp", "VNM")["2023"] == "200000000000"
    assert cells(parsed, "population", "VNM")["2023"] == "100000000"
    assert set(gdp["source"]) == {"world_bank"}
    assert {str(kind) for kind in population.dtypes} == {"str"}


def test_partners_russia_and_other_states_are_kept_and_aggregates_left_out(bank):
    bank.rows += [observation(GDP, "USA", 2023, 7), observation(GDP, "ZZZ", 2023, 7)]
    parsed = run()
    assert set(parsed.rows["gdp"]["iso3"]) == {"CHN", "VNM", "RUS", "USA"}
    # GDP: BTN, IND, JPN, KAZ, TUR, WLD, EMU in 36 years, one row without a code, ZZZ; population has no ZZZ.
    assert parsed.notes == tuple(
        f"rows of aggregates and of places not in table places are left out: {count}" for count in (254, 253)
    )


def test_a_figure_of_null_is_left_out_and_not_zero(bank):
    row_of(bank, GDP, "VNM", "2023")["value"] = None
    assert "2023" not in cells(run(), "gdp", "VNM")


@pytest.mark.parametrize("value", ["200000000000.4", 200000000000.4, "200000000000"])
def test_a_figure_may_be_text_and_becomes_whole(bank, value):
    row_of(bank, GDP, "VNM", "2023")["value"] = value
    assert cells(run(), "gdp", "VNM")["2023"] == "200000000000"


def test_the_running_year_is_left_out(bank):
    bank.rows.append(observation(PERSONS, "VNM", 2026, 101_000_000))
    assert max(cells(run(), "population", "VNM")) == "2025"


def test_a_year_in_the_future_refuses_the_answer(bank):
    row_of(bank, PERSONS, "VNM", "2025")["date"] = "2027"
    plan = replace(PLAN, today=date(2028, 1, 1))
    answers = SOURCE.fetch(DirectAsker(SOURCE), plan)
    with pytest.raises(SourceFault, match=r"^world_bank: SP.POP.TOTL/1990: dates in the future: iso3=VNM year=2027"):
        SOURCE.parse(answers, PLAN)


@pytest.mark.parametrize("day", ["2025Q1", "25", ""])
def test_a_date_that_is_no_year_refuses_the_answer(bank, day):
    bank.fault = lambda request, reply: replace(reply, body=reply.body.replace(b'"2025"', f'"{day}"'.encode()))
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: date is no year: .* date={day}"):
        run()


@pytest.mark.parametrize(
    ("value", "told"), [(-5, "is negative"), ("n/a", "is no number"), (float("inf"), "is no number")]
)
def test_a_figure_that_is_none_refuses_the_answer(bank, value, told):
    row_of(bank, GDP, "VNM", "2023")["value"] = value
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: value {told} in row .*iso3=VNM year=2023"):
        run()


def test_identical_duplicates_are_dropped_and_counted(bank):
    bank.rows.append(dict(row_of(bank, GDP, "VNM", "2023")))
    assert f"{GDP}/1990: identical duplicate rows dropped: 1" in run().notes


def test_duplicates_with_different_values_refuse_the_answer(bank):
    bank.rows.append(observation(GDP, "VNM", 2023, 5))
    told = rf"^world_bank: {GDP}/1990: duplicate rows with different values: iso3=VNM year=2023 value=2.*; .* value=5"
    with pytest.raises(SourceFault, match=told):
        run()


def test_a_renamed_column_refuses_the_answer(bank):
    for row in bank.rows:
        row["obs_value"] = row.pop("value")
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: column value is missing; found: indicator"):
        run()


def test_a_new_column_is_ignored_and_noted(bank):
    for row in bank.rows:
        row["footnote"] = ""
    assert "fields not known are ignored: footnote" in run().notes


def test_rows_of_another_indicator_refuse_the_answer(bank):
    bank.fault = lambda request, reply: replace(reply, body=reply.body.replace(GDP.encode(), b"NY.GDP.PCAP.CD"))
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: a row about NY.GDP.PCAP.CD where {GDP} was"):
        run()


def with_body(body: object):
    """A fault: this JSON instead of the answer to a question about figures."""

    def fault(request, reply: Reply) -> Reply:
        return reply if request.one("per_page") == "1" else replace(reply, body=json.dumps(body).encode())

    return fault


HEAD = {"page": 1, "pages": 1, "total": 1, "lastupdated": "2026-07-13"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (json.loads(error("120", "Invalid value", "no").body), "the World Bank answers with an error: .*Invalid value"),
        ({"page": 1}, "no list of a header and rows: '{\"page\": 1}'"),
        ([], "no list of a header and rows"),
        ([{"page": 1, "pages": 1}, []], "column total, lastupdated is missing; found: page, pages"),
        ([{**HEAD, "lastupdated": "13 July"}, []], "lastupdated '13 July' is no day"),
        ([{**HEAD, "pages": "many"}, []], "pages 'many' or total '1' is no whole number"),
        ([{**HEAD, "pages": 900}, []], "900 pages; not more than 50 were expected"),
        ([{**HEAD, "page": 2}, []], "page 2 came where 1 was asked"),
        ([HEAD, {"a": 1}], "the second part is no list of rows"),
        ([HEAD, ["VNM"]], "no list of rows where one was due"),
    ],
)
def test_a_body_of_another_shape_refuses_the_answer(bank, body, told):
    bank.fault = with_body(body)
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: {told}"):
        run()


@pytest.mark.parametrize("rows", [None, [], [observation(GDP, "VNM", 2023, 5)]])
def test_fewer_rows_than_announced_refuse_the_answer(bank, rows):
    bank.fault = with_body([{**HEAD, "total": 361}, rows])
    told = rf"^world_bank: {GDP}/1990: incomplete: {len(rows or [])} rows on 1 pages, 361 announced"
    with pytest.raises(SourceFault, match=told):
        run()


def test_no_row_at_all_refuses_the_answer(bank):
    bank.fault = with_body([{**HEAD, "total": 0}, None])
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: incomplete: 0 rows on 1 pages, 0 announced"):
        run()


def test_figures_of_another_update_than_the_marker_refuse_the_answer(bank):
    # Kept under this marker, the older figures would stay until the next update.
    bank.fault = with_body([{**HEAD, "lastupdated": "2026-04-08"}, [observation(GDP, "VNM", 2023, 5)]])
    told = rf"^world_bank: {GDP}/1990: updated between two questions \(2026-04-08 and 2026-07-13\)"
    with pytest.raises(SourceFault, match=told):
        run()


def test_answers_without_the_figures_are_refused(bank):
    marker, *_ = SOURCE.fetch(DirectAsker(SOURCE), PLAN)
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: the marker or the first page is not among"):
        SOURCE.parse([marker], PLAN)


def test_json_cut_off_is_refused(bank):
    bank.fault = lambda request, reply: replace(reply, body=reply.body[:-20])
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: JSON that is cut off or broken where"):
        run()


def test_the_vintage_is_that_of_the_older_indicator(bank):
    def fault(request, reply):
        older = PERSONS in request.path
        return replace(reply, body=reply.body.replace(b"2026-07-13", b"2026-04-08")) if older else reply

    bank.fault = fault
    assert run().vintage == "2026-04-08"


def test_these_answers_speak_for_states_and_complete_years_asked_for(bank):
    parsed = run(replace(PLAN, since=2000))
    there = pd.DataFrame(
        {"iso3": ["CHN", "USA", "WLD", "CHN", "RUS", "CHN"], "year": ["2000", "2025", "2010", "1999", "2025", "2026"]}
    )
    assert parsed.covers["gdp"](there).tolist() == [True, True, False, False, True, False]
    assert parsed.covers["population"](there).tolist() == [True, True, False, False, True, False]
