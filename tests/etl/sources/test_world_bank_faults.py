"""The World Bank: what refuses an answer, and what is let go with a note."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from etl.errors import SourceFault
from etl.sources import world_bank
from tests.etl.servers.base import Reply
from tests.etl.servers.world_bank import WorldBankServer, error, observation
from tests.etl.sources.world_bank_run import GDP, PERSONS, PLAN, fetched, row_of, run


@pytest.fixture
def bank():
    with WorldBankServer() as server:
        yield server


def test_a_year_in_the_future_refuses_the_answer(bank):
    row_of(bank, PERSONS, "VNM", "2025")["date"] = "2027"
    _, answers = fetched(bank, replace(PLAN, today=date(2028, 1, 1)))
    with pytest.raises(SourceFault, match=r"^world_bank: SP.POP.TOTL/1990: dates in the future: iso3=VNM year=2027"):
        world_bank.parse(answers, PLAN)


@pytest.mark.parametrize("day", ["2025Q1", "25", ""])
def test_a_date_that_is_no_year_refuses_the_answer(bank, day):
    bank.fault = lambda request, reply: replace(reply, body=reply.body.replace(b'"2025"', f'"{day}"'.encode()))
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: date is no year: .* date={day}"):
        run(bank)


@pytest.mark.parametrize(
    ("value", "told"), [(-5, "is negative"), ("n/a", "is no number"), (float("inf"), "is no number")]
)
def test_a_figure_that_is_none_refuses_the_answer(bank, value, told):
    row_of(bank, GDP, "VNM", "2023")["value"] = value
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: value {told} in row .*iso3=VNM year=2023"):
        run(bank)


def test_identical_duplicates_are_dropped_and_counted(bank):
    bank.rows.append(dict(row_of(bank, GDP, "VNM", "2023")))
    assert f"{GDP}/1990: identical duplicate rows dropped: 1" in run(bank).notes


def test_duplicates_with_different_values_refuse_the_answer(bank):
    bank.rows.append(observation(GDP, "VNM", 2023, 5))
    told = rf"^world_bank: {GDP}/1990: duplicate rows with different values: iso3=VNM year=2023 value=2.*; .* value=5"
    with pytest.raises(SourceFault, match=told):
        run(bank)


def test_a_renamed_column_refuses_the_answer(bank):
    for row in bank.rows:
        row["obs_value"] = row.pop("value")
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: column value is missing; found: indicator"):
        run(bank)


def test_a_new_column_is_ignored_and_noted(bank):
    for row in bank.rows:
        row["footnote"] = ""
    assert "fields not known are ignored: footnote" in run(bank).notes


def test_rows_of_another_indicator_refuse_the_answer(bank):
    bank.fault = lambda request, reply: replace(reply, body=reply.body.replace(GDP.encode(), b"NY.GDP.PCAP.CD"))
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: a row about NY.GDP.PCAP.CD where {GDP} was"):
        run(bank)


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
        run(bank)


@pytest.mark.parametrize("rows", [None, [], [observation(GDP, "VNM", 2023, 5)]])
def test_fewer_rows_than_announced_refuse_the_answer(bank, rows):
    bank.fault = with_body([{**HEAD, "total": 361}, rows])
    told = rf"^world_bank: {GDP}/1990: incomplete: {len(rows or [])} rows on 1 pages, 361 announced"
    with pytest.raises(SourceFault, match=told):
        run(bank)


def test_no_row_at_all_refuses_the_answer(bank):
    bank.fault = with_body([{**HEAD, "total": 0}, None])
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: incomplete: 0 rows on 1 pages, 0 announced"):
        run(bank)


def test_figures_of_another_update_than_the_marker_refuse_the_answer(bank):
    # Kept under this marker, the older figures would stay until the next update.
    bank.fault = with_body([{**HEAD, "lastupdated": "2026-04-08"}, [observation(GDP, "VNM", 2023, 5)]])
    told = rf"^world_bank: {GDP}/1990: updated between two questions \(2026-04-08 and 2026-07-13\)"
    with pytest.raises(SourceFault, match=told):
        run(bank)


def test_answers_without_the_figures_are_refused(bank):
    _, (marker, *_) = fetched(bank)
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990: the marker or the first page is not among"):
        world_bank.parse([marker], PLAN)


def test_json_cut_off_is_refused(bank):
    bank.fault = lambda request, reply: replace(reply, body=reply.body[:-20])
    with pytest.raises(SourceFault, match=rf"^world_bank: {GDP}/1990/1: JSON that is cut off or broken where"):
        run(bank)
