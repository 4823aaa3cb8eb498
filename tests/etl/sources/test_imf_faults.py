"""The IMF's two sources: what refuses an answer, and what is let go with a note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.errors import SourceFault
from tests.etl.servers.imf import ImfImtsServer, observation
from tests.etl.sources.imf_run import PLAN, RUSSIAN_KEY, run, set_value


@pytest.fixture
def russia():
    with ImfImtsServer() as server:
        yield server


@pytest.mark.parametrize("period", ["2027", "2026-M12"])
def test_a_period_in_the_future_refuses_the_answer(russia, period):
    russia.rows.append(observation(*RUSSIAN_KEY, period, 5))
    with pytest.raises(SourceFault, match=rf"^imf_imts: ./XG_FOB_USD/1: dates in the future: .*TIME_PERIOD={period}"):
        run(russia)


@pytest.mark.parametrize("period", ["2024-13", "2024-Q3", "M2024-03", "2024-M13"])
def test_a_month_written_otherwise_refuses_the_answer(russia, period):
    russia.rows.append({**observation(*RUSSIAN_KEY, "2024-M03", 5), "TIME_PERIOD": period})
    with pytest.raises(SourceFault, match=rf"^imf_imts: M/XG_FOB_USD/1: TIME_PERIOD '{period}' is not written"):
        run(russia)


@pytest.mark.parametrize("status", [200, 204])
def test_an_empty_answer_about_some_places_is_no_data(russia, status):
    russia.fault = lambda request, reply: reply if "CHN" in request.path else replace(reply, status=status)
    never_traded = tuple(f"A{letter}X" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY")
    parsed = run(russia, replace(PLAN, partners=(*never_traded, "CHN")))
    assert len(russia.requests) == 8
    assert set(parsed.rows["trade_annual"]["partner"]) == {"CHN", "WLD"}


@pytest.mark.parametrize("header_only", [True, False])
def test_an_indicator_without_any_row_is_a_fault(russia, header_only):
    def no_imports_by_year(request, reply):
        if ".MG_CIF_USD." not in request.path or not request.path.endswith(".A"):
            return reply
        body = reply.body.split(b"\n")[0] if header_only else b""
        return replace(reply, body=body, status=200 if header_only else 204)

    russia.fault = no_imports_by_year
    with pytest.raises(SourceFault, match=r"^imf_imts: A/MG_CIF_USD: no row at all for the places asked for"):
        run(russia)


def test_years_that_may_not_be_published_yet_may_have_no_row(russia):
    parsed = run(russia, replace(PLAN, since=2026))
    assert [len(rows) for rows in parsed.rows.values()] == [0, 0]


@pytest.mark.parametrize(("column", "code"), [("INDICATOR", "MG_FOB_USD"), ("FREQUENCY", "Q"), ("COUNTRY", "USA")])
def test_rows_about_something_else_refuse_the_answer(russia, column, code):
    def other(request, reply):
        head, first, *rest = reply.body.decode().split("\n")
        cells = dict(zip(head.split(","), first.split(","), strict=True)) | {column: code}
        return replace(reply, body="\n".join([head, ",".join(cells.values()), *rest]).encode())

    russia.fault = other
    with pytest.raises(SourceFault, match=rf"^imf_imts: A/XG_FOB_USD/1: rows about {column} {code}; asked for"):
        run(russia)


def test_a_place_not_asked_for_is_ignored_and_noted(russia):
    russia.fault = lambda request, reply: replace(reply, body=reply.body.replace(b",VNM,", b",ZZZ,"))
    parsed = run(russia)
    assert "VNM" not in set(parsed.rows["trade_annual"]["partner"])
    assert parsed.notes == ("places not asked for are ignored: ZZZ",)


def test_periods_before_those_asked_for_are_ignored_and_noted(russia):
    russia.fault = lambda request, reply: replace(reply, body=reply.body.replace(b",2019,", b",2015,"))
    parsed = run(russia)
    assert parsed.rows["trade_annual"]["year"].min() == "2016"
    assert parsed.notes == ("periods before 2016 are ignored, though 2016 was asked for",)


def test_identical_duplicates_are_dropped_and_counted(russia):
    russia.rows.append(dict(russia.rows[0]))
    parsed = run(russia)
    assert parsed.notes == ("A/XG_FOB_USD/1: identical duplicate rows dropped: 1",)
    assert not parsed.rows["trade_annual"].duplicated(["partner", "year", "flow"]).any()


def test_duplicates_with_different_values_refuse_the_answer(russia):
    russia.rows.append(observation(*RUSSIAN_KEY, "2021", 5))
    told = "^imf_imts: A/XG_FOB_USD/1: duplicate rows with different values: .*COUNTERPART_COUNTRY=CHN .*OBS_VALUE=5"
    with pytest.raises(SourceFault, match=told):
        run(russia)


def test_a_renamed_column_refuses_the_answer(russia):
    for row in russia.rows:
        row["VALUE"] = row.pop("OBS_VALUE")
    with pytest.raises(SourceFault, match="column OBS_VALUE is missing; found: DATAFLOW, COUNTRY"):
        run(russia)


def test_a_new_column_is_ignored_and_noted_once(russia):
    for row in russia.rows:
        row["CONFIDENTIAL"] = "N"
    assert run(russia).notes == ("columns not known are ignored: CONFIDENTIAL",)


@pytest.mark.parametrize(("value", "told"), [(-5, "is negative"), ("inf", "is no number"), ("n.a.", "is no number")])
def test_a_figure_that_is_none_refuses_the_answer(russia, value, told):
    set_value(russia, RUSSIAN_KEY, "2021", value)
    with pytest.raises(SourceFault, match=rf"^imf_imts: A/XG_FOB_USD/1: OBS_VALUE {told} in row .*TIME_PERIOD=2021"):
        run(russia)


def test_html_under_the_type_of_csv_is_refused(russia):
    russia.fault = lambda request, reply: replace(reply, body=b"<html>Maintenance</html>")
    with pytest.raises(SourceFault, match=r"^imf_imts: A/XG_FOB_USD/1: HTML where CSV was due: '<html>Maintenance"):
        run(russia)


def test_a_row_cut_off_is_refused(russia):
    russia.fault = lambda request, reply: replace(reply, body=reply.body[: len(reply.body) - 20])
    with pytest.raises(SourceFault, match=r"^imf_imts: A/XG_FOB_USD/1: the CSV is cut off or broken in line 81"):
        run(russia)
