"""The IMF's two sources: what is asked, and what its CSV becomes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from etl.table import broken_rules, typed
from etl.tables import trade_annual, trade_monthly
from tests.etl.servers.imf import PARTNERS, ImfImtsServer, ImfMirrorServer, observation
from tests.etl.sources.imf_run import PLAN, RUSSIAN_KEY, asked, cell, run, set_value


@pytest.fixture
def russia():
    with ImfImtsServer() as server:
        yield server


@pytest.fixture
def mirror():
    with ImfMirrorServer() as server:
        yield server


def test_each_indicator_and_frequency_is_asked_by_name_and_for_csv(russia):
    run(russia)
    places = "CHN+IND+JPN+KAZ+PRK+TUR+VNM+G001"
    assert russia.paths() == [
        f"/2.1/data/IMF.STA,IMTS/RUS.{indicator}.{places}.{frequency}"
        for frequency in "AM"
        for indicator in ("XG_FOB_USD", "MG_CIF_USD")
    ]
    assert {request.one("startPeriod") for request in russia.requests} == {"2016"}
    assert {request.headers["accept"] for request in russia.requests} == {"application/vnd.sdmx.data+csv;version=1.0.0"}


def test_the_mirror_asks_the_partners_and_not_taiwan_nor_the_world(mirror):
    run(mirror, replace(PLAN, partners=("CHN", "TWN", "VNM")))
    assert mirror.paths()[0] == "/2.1/data/IMF.STA,IMTS/CHN+VNM.XG_FOB_USD.RUS.A"


@pytest.mark.parametrize(("room", "slot", "also"), [("russia", 2, ["G001"]), ("mirror", 0, [])])
def test_no_question_names_more_than_25_places_and_each_is_named_once(request, room, slot, also):
    server = request.getfixturevalue(room)
    partners = tuple(f"{first}{second}X" for first in "ABCDE" for second in "ABCDEFGHIJ")
    asked(server, replace(PLAN, partners=partners))
    keys = [path.rpartition("/")[2].split(".") for path in server.paths()]
    chunks = [key[slot].split("+") for key in keys if (key[1], key[3]) == ("XG_FOB_USD", "A")]
    assert max(map(len, chunks)) <= 25
    assert sorted(code for chunk in chunks for code in chunk) == sorted([*partners, *also])


def test_names_of_questions_are_frequency_indicator_and_chunk(russia):
    assert asked(russia).asked == ["A/XG_FOB_USD/1", "A/MG_CIF_USD/1", "M/XG_FOB_USD/1", "M/MG_CIF_USD/1"]


def test_russias_series_is_reported_to_2021(russia):
    assert cell(run(russia), "VNM", "2021") == {
        "partner": "VNM",
        "year": "2021",
        "flow": "export",
        "value_usd": "2000000000",
        "source": "imf_imts",
        "reporter": "RUS",
        "valuation": "fob",
        "basis": "reported",
        "quality": "ok",
        "note": "",
        "method": "direct",
    }


@pytest.mark.parametrize("derivation", ["", "M", "O"])
def test_russias_series_is_an_estimate_from_2022_whatever_its_derivation_type_says(russia, derivation):
    for row in russia.rows:
        row["DERIVATION_TYPE"] = derivation
    parsed = run(russia)
    assert [cell(parsed, "VNM", year)["basis"] for year in ("2021", "2022")] == ["reported", "estimate"]
    assert [cell(parsed, "VNM", year)["method"] for year in ("2021", "2022")] == ["direct", "estimated"]
    assert [cell(parsed, "VNM", month)["basis"] for month in ("2021-12", "2022-01")] == ["reported", "estimate"]


def test_russias_imports_are_cif(russia):
    found = cell(run(russia), "VNM", "2021", "import")
    assert (found["value_usd"], found["valuation"]) == ("3000000000", "cif")


def test_months_are_written_with_a_dash_and_add_up_to_the_year(russia):
    months = run(russia).rows["trade_monthly"]
    year = months[(months["partner"] == "CHN") & (months["flow"] == "export") & months["month"].str.startswith("2021")]
    assert year["month"].tolist() == [f"2021-{number:02d}" for number in range(1, 13)]
    assert year["value_usd"].astype(int).sum() == 60_000_000_000
    assert "method" not in months


def test_the_world_is_g001_at_the_imf(russia):
    assert cell(run(russia), "WLD", "2021")["value_usd"] == "400000000000"


def test_palestine_is_wbg_at_the_imf(russia):
    russia.rows.append(observation("RUS", "XG_FOB_USD", "WBG", "2021", 7))
    parsed = run(russia, replace(PLAN, partners=(*PARTNERS, "PSE")))
    assert "+WBG+" in russia.paths()[0]
    assert cell(parsed, "PSE", "2021")["value_usd"] == "7"


def test_what_a_partner_imports_from_russia_is_russias_export_in_cif(mirror):
    found = cell(run(mirror), "VNM", "2021")
    assert found["value_usd"] == "2080000000"  # 4 % above the 2 billion that Russia reports
    assert [found[name] for name in ("source", "reporter", "valuation", "basis", "method")] == [
        "imf_imts_mirror",
        "VNM",
        "cif",
        "mirror",
        "direct",
    ]


def test_what_a_partner_exports_to_russia_is_russias_import_in_fob(mirror):
    found = cell(run(mirror), "VNM", "2021", "import")
    assert (found["value_usd"], found["valuation"]) == ("2880000000", "fob")  # 4 % below 3 billion


def test_mirror_figures_are_mirror_after_2021_too(mirror):
    assert set(run(mirror).rows["trade_annual"]["basis"]) == {"mirror"}


@pytest.mark.parametrize("nothing", ["", "NaN"])
def test_a_cell_without_a_figure_is_left_out(russia, nothing):
    set_value(russia, RUSSIAN_KEY, "2021", nothing)
    annual = run(russia).rows["trade_annual"]
    assert annual[(annual["partner"] == "CHN") & (annual["year"] == "2021")]["flow"].tolist() == ["import"]


def test_a_figure_of_zero_is_left_out_and_noted(russia):
    set_value(russia, RUSSIAN_KEY, "2021", 0)
    parsed = run(russia)
    annual = parsed.rows["trade_annual"]
    assert annual[(annual["partner"] == "CHN") & (annual["year"] == "2021")]["flow"].tolist() == ["import"]
    assert parsed.notes == ("figures of zero are left out: 1",)


def test_a_fraction_of_a_dollar_is_rounded_half_to_even(russia):
    set_value(russia, RUSSIAN_KEY, "2021", "12.5")
    assert cell(run(russia), "CHN", "2021")["value_usd"] == "12"


def test_a_running_year_and_a_running_month_are_left_out(russia):
    periods = ("2026", "2026-M10", "2026-M11")
    russia.rows += [observation(*RUSSIAN_KEY, period, 5) for period in periods]
    parsed = run(russia)
    assert parsed.rows["trade_annual"]["year"].max() == "2025"
    assert parsed.rows["trade_monthly"]["month"].max() == "2026-10"


def test_these_answers_speak_for_the_partners_and_complete_periods_asked_for(russia):
    parsed = run(russia, replace(PLAN, since=2018))
    places = ["CHN", "WLD", "EU27", "CHN", "CHN", "CHN"]
    years = pd.DataFrame({"partner": places, "year": ["2018", "2025", "2018", "2017", "2025", "2026"]})
    assert parsed.covers["trade_annual"](years).tolist() == [True, True, False, False, True, False]
    months = ["2018-01", "2026-10", "2018-01", "2017-12", "2026-10", "2026-11"]
    months = pd.DataFrame({"partner": places, "month": months})
    assert parsed.covers["trade_monthly"](months).tolist() == [True, True, False, False, True, False]


def test_the_columns_are_those_of_the_archive(russia, mirror):
    shared = ["flow", "value_usd", "source", "reporter", "valuation", "basis", "quality", "note"]
    for server in (russia, mirror):
        rows = run(server).rows
        assert list(rows["trade_annual"].columns) == ["partner", "year", *shared, "method"]
        assert list(rows["trade_monthly"].columns) == ["partner", "month", *shared]
        assert {str(kind) for kind in rows["trade_annual"].dtypes} == {"str"}


@pytest.mark.parametrize("room", ["russia", "mirror"])
@pytest.mark.parametrize("table", [trade_annual.TABLE, trade_monthly.TABLE])
def test_the_rows_keep_the_rules_of_their_tables(request, room, table):
    rows = run(request.getfixturevalue(room)).rows[table.name]
    frame, violations = typed(table, rows.assign(withdrawn_at=""))
    assert violations + broken_rules(table, frame) == []
