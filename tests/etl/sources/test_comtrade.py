"""UN Comtrade: what is asked, what a reporter's row becomes, what refuses an answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Answer, Plan
from etl.sources import comtrade
from etl.sources.comtrade import SOURCE
from etl.sources.comtrade_codes import REPORTERS
from etl.tables import trade_annual, trade_monthly
from tests.etl.servers.base import Reply
from tests.etl.servers.comtrade import ComtradeServer, row
from tests.etl.sources.asking import RETRIEVED, DirectAsker

ARCHIVE = Path(__file__).parents[3] / "datasets" / "archive" / "places" / "project.csv"
EMPTY = b'{"elapsedTime": "0.08 secs", "count": 0, "data": [], "error": ""}'
PLACES = pd.DataFrame({"iso3": ["CHN", "IND", "RUS"], "kind": ["partner", "partner", "russia"]})


def plan(*partners, since=2024, today=date(2026, 11, 24)):
    return Plan(partners or ("CHN", "IND"), PLACES, since, today)


def answer(name, content):
    body = content if isinstance(content, bytes) else json.dumps({"count": 1, "data": content, "error": ""}).encode()
    return Answer(name, "", 200, {}, body, "", RETRIEVED)


def annual(*rows):
    """The answer of totals of 2024."""
    return answer("A/totals/2024", list(rows))


def dataset(reporter, period, released="2025-06-01T00:00:00"):
    return {"period": period, "reporterCode": reporter, "datasetChecksum": 1, "lastReleased": released}


@pytest.fixture
def server(monkeypatch):
    with ComtradeServer(partners=("CHN", "IND"), years=(2024, 2025)) as running:
        monkeypatch.setenv("ETL_COMTRADE_URL", running.url)
        yield running


def run(a_plan, last=None):
    asker = DirectAsker(SOURCE, last)
    return asker, comtrade.fetch(asker, a_plan)


def months(year):
    return [f"M/totals/{year}{month:02}" for month in range(1, 13)]


def test_a_first_run_asks_what_is_published_and_each_period_that_is(server):
    asker, answers = run(plan())
    years = ["A/published/2020s", "A/totals/2024", "A/totals/2025"]
    published = ["M/published/2024", *months(2024), "M/published/2025", *months(2025), "M/published/2026"]
    assert asker.asked == years + published
    assert [one.name for one in answers] == asker.asked


def test_a_run_with_nothing_new_asks_what_is_published_and_nothing_else(server):
    first, before = run(plan())
    second, after = run(plan(), first.answers)
    assert second.asked == ["A/published/2020s", "M/published/2024", "M/published/2025", "M/published/2026"]
    assert [one.name for one in after] == [one.name for one in before]


def test_only_periods_with_a_changed_dataset_are_asked_again(server):
    first, _ = run(plan())
    changed = next(one for one in server.rows if one["period"] == "202503" and one["reporterCode"] == 156)
    changed["primaryValue"] = 5e9
    second, answers = run(plan(), first.answers)
    assert [name for name in second.asked if "totals" in name] == ["M/totals/202503"]
    found = comtrade.parse(answers, plan()).rows["trade_monthly"]
    assert found.set_index(["partner", "month", "flow"]).loc[("CHN", "2025-03", "export"), "value_usd"] == "5000000000"


def test_a_period_is_asked_again_when_another_reporter_has_published_it(server):
    first, _ = run(plan())
    server.rows += [row("VNM", "2025", "M", 1e9)]
    second, _ = run(plan("CHN", "IND", "VNM"), first.answers)
    assert [name for name in second.asked if "totals" in name] == ["A/totals/2025"]


def test_periods_that_are_not_over_are_not_asked_for(server):
    server.rows += [row("CHN", "2026", "M", 1e9), row("CHN", "202611", "M", 1e9), row("CHN", "202610", "M", 1e9)]
    asker, _ = run(plan(since=2026))
    assert asker.asked == ["M/published/2026", "M/totals/202610"]


def test_every_partner_of_the_project_has_a_code_of_its_own():
    places = pd.read_csv(ARCHIVE, dtype="str", keep_default_na=False)
    assert set(places.loc[places["kind"] == "partner", "iso3"]) == set(REPORTERS)
    assert len(set(REPORTERS.values())) == len(REPORTERS)


def test_all_partners_fit_into_one_address(server):
    _, answers = run(plan(*REPORTERS))
    assert max(len(one.url) for one in answers) <= 4096


def test_no_answer_is_summed_with_parts_of_its_totals(server):
    found = comtrade.parse(run(plan())[1], plan()).rows["trade_annual"]
    # Made up: China's imports in 2024 are 130 billion, India's 4800 million and 8 twentieths more.
    cells = found.set_index(["partner", "year", "flow"])["value_usd"]
    assert cells[("CHN", "2024", "export")] == "130000000000"
    assert cells[("IND", "2024", "export")] == "6720000000"


def test_an_answer_as_long_as_the_preview_allows_is_asked_again_in_halves(server):
    server.rows = [row(partner, "2024", "M", 7) for partner in ("CHN", "IND") for _ in range(260)]
    asker, answers = run(plan())
    assert [name for name in asker.asked if "totals" in name] == ["A/totals/2024", "A/totals/2024/1", "A/totals/2024/2"]
    found = comtrade.parse(answers, plan())
    assert found.rows["trade_annual"][["partner", "value_usd"]].to_numpy().tolist() == [["CHN", "7"], ["IND", "7"]]
    assert "A/totals/2024: identical duplicate rows dropped: 518" in found.notes


def test_a_single_reporter_with_as_many_rows_as_the_preview_allows_is_refused(server):
    server.rows = [row("CHN", "2024", "M", 7) for _ in range(500)]
    with pytest.raises(SourceFault, match=r"comtrade: A/totals/2024: 500 rows or more for reporter 156 alone"):
        run(plan("CHN"))


def test_a_cut_answer_without_its_halves_is_refused():
    with pytest.raises(SourceFault, match=r"comtrade: A/totals/2024: 500 rows, so that it may be cut"):
        comtrade.parse([annual(*[row("CHN", "2024", "M", 7)] * 500)], plan())


def test_no_dataset_where_the_last_run_had_some_is_refused(server):
    first, _ = run(plan())
    server.rows = [one for one in server.rows if one["freqCode"] == "M"]
    with pytest.raises(SourceFault, match=r"^comtrade: A/published/2020s: an empty answer where the last one had rows"):
        run(plan(), first.answers)


def test_no_totals_where_the_last_run_had_some_are_refused(server):
    first, _ = run(plan())
    server.rows[0]["primaryValue"] = 5e9
    server.fault = lambda request, reply: Reply(EMPTY) if "preview" in request.path else reply
    with pytest.raises(SourceFault, match=r"^comtrade: A/totals/2024: an empty answer where the last one had rows"):
        run(plan(), first.answers)


def test_what_a_reporter_imports_russia_exported():
    found = comtrade.parse([annual(row("CHN", "2024", "M", 1000.5), row("CHN", "2024", "X", 600))], plan())
    assert found.rows["trade_annual"].columns.tolist() == trade_annual.TABLE.archive_columns
    assert found.rows["trade_annual"].to_numpy().tolist() == [
        ["CHN", "2024", "export", "1000", "comtrade", "CHN", "cif", "mirror", "ok", "", "direct"],
        ["CHN", "2024", "import", "600", "comtrade", "CHN", "fob", "mirror", "ok", "", "direct"],
    ]


def test_months_become_rows_of_trade_monthly():
    found = comtrade.parse([answer("M/totals/202403", [row("IND", "202403", "M", 7)])], plan())
    assert found.rows["trade_monthly"].columns.tolist() == trade_monthly.TABLE.archive_columns
    assert found.rows["trade_monthly"].to_numpy().tolist() == [
        ["IND", "2024-03", "export", "7", "comtrade", "IND", "cif", "mirror", "ok", ""]
    ]
    assert found.rows["trade_annual"].empty


def test_codes_as_text_or_with_leading_zeros_are_the_same_codes():
    texts = {"reporterCode": "004", "partnerCode": "643", "partner2Code": "000", "motCode": "0"}
    found = comtrade.parse([annual({**row("AFG", "2024", "M", 7), **texts})], plan("AFG"))
    assert found.rows["trade_annual"]["partner"].tolist() == ["AFG"]


@pytest.mark.parametrize("value", [None, "", "NaN"])
def test_a_row_without_a_value_is_unknown_and_left_out(value):
    found = comtrade.parse([annual(row("CHN", "2024", "M", value), row("CHN", "2024", "X", 0))], plan())
    assert found.rows["trade_annual"][["flow", "value_usd"]].to_numpy().tolist() == [["import", "0"]]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"partnerCode": 0}, "asked for partnerCode 643, row 0 is of '0'"),
        ({"partner2Code": 156}, "asked for partner2Code 0, row 0 is of '156'"),
        ({"motCode": 2100}, "asked for motCode 0, row 0 is of '2100'"),
        ({"customsCode": "C01"}, "asked for customsCode C00, row 0 is of 'C01'"),
        ({"cmdCode": "27"}, "asked for cmdCode TOTAL, row 0 is of '27'"),
        ({"flowCode": "RM"}, "asked for flowCode M or X, row 0 is of 'RM'"),
        ({"period": "2023"}, "asked for period 2024, row 0 is of '2023'"),
        ({"primaryValue": -1}, "primaryValue is negative in row 0"),
        ({"primaryValue": float("inf")}, "primaryValue is no number in row 0"),
        ({"primaryValue": "many"}, "primaryValue is no number in row 0"),
    ],
)
def test_a_row_that_cannot_be_meant_refuses_the_answer(changed, words):
    with pytest.raises(SourceFault, match=f"^comtrade: A/totals/2024: {words}"):
        comtrade.parse([annual({**row("CHN", "2024", "M", 7), **changed})], plan())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body>Maintenance</body></html>", "HTML where JSON was due .*Maintenance"),
        (b"<?xml version='1.0'?><error/>", "XML where JSON was due"),
        (b'{"count": 1, "data": [{"period"', "JSON that is cut off or broken where JSON was due"),
        (b"", "an empty body where JSON was due"),
        (b"[]", "no object with a list 'data' where one was due: '\\[\\]'"),
        (b'{"statusCode": 403, "message": "Out of call volume quota."}', "no object with a list 'data'.*quota"),
        (b'{"count": 0, "data": [], "error": "database is down"}', "answers with an error: database is down"),
        (b'{"data": [1]}', "no list of rows where one was due"),
        (b'{"data": [], "error": "\xff"}', "wrong charset"),
    ],
)
def test_an_answer_of_another_form_is_refused(content, words):
    with pytest.raises(SourceFault, match=f"^comtrade: A/totals/2024: .*{words}"):
        comtrade.parse([answer("A/totals/2024", content)], plan())


def test_a_missing_field_is_named_with_those_found():
    renamed = {
        name if name != "primaryValue" else "tradeValue": cell for name, cell in row("CHN", "2024", "M", 7).items()
    }
    with pytest.raises(SourceFault, match=r"column primaryValue is missing; found: .*tradeValue"):
        comtrade.parse([annual(renamed)], plan())


def test_rows_of_one_reporter_and_flow_with_two_values_are_refused():
    with pytest.raises(SourceFault, match=r"A/totals/2024: duplicate rows with different values: reporterCode=156"):
        comtrade.parse([annual(row("CHN", "2024", "M", 7), row("CHN", "2024", "M", 8))], plan())


def test_no_data_is_no_row():
    assert comtrade.parse([annual()], plan()).rows["trade_annual"].empty


def test_what_was_not_asked_for_is_ignored_and_noted():
    old_india = {**row("IND", "2024", "M", 7), "reporterCode": 356}
    found = comtrade.parse([annual(old_india, {**row("CHN", "2024", "M", 7), "newField": 1})], plan())
    assert found.rows["trade_annual"]["partner"].tolist() == ["CHN"]
    assert found.notes == (
        "fields not known are ignored: newField",
        "reporters not asked for are ignored: 356",
    )


def test_rows_of_the_partners_and_periods_asked_for_are_spoken_for():
    covers = comtrade.parse([annual(row("CHN", "2024", "M", 7))], plan()).covers["trade_annual"]
    existing = pd.DataFrame({"reporter": ["CHN", "IND", "CHN", "VNM"], "year": ["2024", "2024", "2023", "2024"]})
    assert covers(existing).tolist() == [True, True, False, False]


def test_the_vintage_is_the_newest_release_of_a_reporter_asked_for():
    published = [dataset(156, 2024, "2025-05-01T00:00:00"), dataset(699, 2025, "2026-07-01T00:00:00")]
    elsewhere = dataset(842, 2025, "2026-09-01T00:00:00")
    found = comtrade.parse([answer("A/published/2020s", [*published, elsewhere])], plan())
    assert found.vintage == "2026-07-01T00:00:00"


def test_a_release_dated_in_the_future_is_refused():
    with pytest.raises(SourceFault, match=r"A/published/2020s: dates in the future: lastReleased 2027-01-01"):
        comtrade.parse([answer("A/published/2020s", [dataset(156, 2024, "2027-01-01T00:00:00")])], plan())
