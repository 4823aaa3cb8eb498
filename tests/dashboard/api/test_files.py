"""Tables and figures over HTTP: the rows of the release, the files of the menu, byte for byte."""

from __future__ import annotations

from io import BytesIO, StringIO

import pandas as pd
import pytest

from dashboard import figures
from dashboard.claims import output
from dashboard.files import make, table_file
from dashboard.release import Release
from dashboard.selection import Choice

from .asking import ask


def standing(release: Release, name: str) -> pd.DataFrame:
    """A table's rows whose source may be passed on."""
    table, sources = release.tables[name], release.tables["sources"]
    held = sources.loc[sources["redistribute"] == "no", "source"]
    return table[~table["source"].isin(held)].reset_index(drop=True) if "source" in table else table


# Tables


@pytest.mark.parametrize("name", ["trade_annual", "places", "gdp", "un_alignment"])
def test_a_table_as_parquet_is_that_of_the_release(served: Release, name: str):
    found = pd.read_parquet(BytesIO(ask(f"/api/v1/tables/{name}?format=parquet").content))
    pd.testing.assert_frame_equal(found, standing(served, name), check_dtype=False)


def test_a_table_as_json_says_what_it_is(served: Release):
    reply = ask("/api/v1/tables/trade_annual?partner=VNM&from=2020&to=2020").json
    rows = served.tables["trade_annual"].query("partner == 'VNM' and year == 2020")
    assert reply["release"] == served.id
    assert [row["value_usd"] for row in reply["rows"]] == list(rows["value_usd"])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_table_is_the_file_of_the_page(served: Release, kind: str):
    expected = table_file(served, "visits", served.tables["visits"], kind)
    reply = ask(f"/api/v1/tables/visits?format={kind}")
    assert reply.content == expected.content
    assert expected.name in reply.headers["content-disposition"]


def test_the_filters_are_those_of_the_page(served: Release):
    reply = ask("/api/v1/tables/trade_annual?format=csv&partner=CHN&partner=IND&from=2022&find=estimate")
    rows = pd.read_csv(StringIO(reply.text))
    assert set(rows["partner"]) == {"CHN", "IND"}
    assert set(rows["basis"]) == {"estimate"}
    assert rows["year"].min() == 2022


def test_rows_that_may_not_be_passed_on_are_left_out_with_the_reason(served: Release):
    sources = served.tables["sources"]
    held = sources.loc[sources["redistribute"] == "no", "source"].iloc[0]
    name = next(n for n, t in served.tables.items() if n != "sources" and "source" in t and (t["source"] == held).any())
    reply = ask(f"/api/v1/tables/{name}")
    assert held in reply.headers["x-left-out"]
    assert held in reply.json["left_out"]
    assert held not in {row["source"] for row in reply.json["rows"]}


def test_the_list_of_tables_leads_to_each(served: Release):
    tables = ask("/api/v1/tables").json["tables"]
    assert [table["name"] for table in tables] == list(served.tables)
    assert ask(tables[0]["url"] + "?format=csv").status == 200
    annual = next(table for table in tables if table["name"] == "trade_annual")
    assert annual["parameters"] == ["format", "partner", "from", "to", "find", "release"]
    assert next(column for column in annual["columns"] if column["name"] == "value_usd")["unit"]


# Figures


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "svg"])
@pytest.mark.parametrize("query", ["", "&partner=VNM&from=2010&to=2024&flow=export"])
def test_a_figure_is_the_file_of_the_menu(served: Release, kind: str, query: str):
    choice = Choice(partners=("VNM",), first=2010, last=2024, flow="export") if query else Choice()
    expected = make(served, "partner-trade", choice, kind)
    reply = ask(f"/api/v1/figures/partner-trade?format={kind}{query}")
    assert reply.content == expected.content
    assert reply.headers["content-type"] == expected.media_type
    assert expected.name in reply.headers["content-disposition"]


def test_vega_is_the_spec_of_the_picture(served: Release):
    reply = ask("/api/v1/figures/ranking?format=vega&mode=dark&width=500")
    assert reply.content == make(served, "ranking", Choice(), "json", mode="dark", width=500).content
    assert reply.json["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_json_is_the_words_and_the_rows(served: Release):
    reply = ask("/api/v1/figures/ranking?partner=VNM").json
    filled = figures.content(served, "ranking", Choice(partners=("VNM",)))
    assert (reply["release"], reply["title"], reply["source"]) == (served.id, filled.title, filled.source)
    assert [row["partner"] for row in reply["rows"]] == list(filled.table["partner"])
    assert [column["column"] for column in reply["columns"]] == list(filled.table.columns)


def test_the_list_of_figures_is_the_register(served: Release, monkeypatch):
    few = {name: figures.FIGURES[name] for name in ("asia-share", "ranking", "rivals")}
    monkeypatch.setattr(figures, "FIGURES", few)
    listed = ask("/api/v1/figures").json["figures"]
    assert [figure["id"] for figure in listed] == list(few)
    assert listed[1]["title"] == figures.content(served, "ranking", Choice()).title
    assert ask(listed[1]["url"]).status == ask(listed[1]["embed"]).status == 200


# Claims and the release


def test_a_claim_is_the_entry_of_the_ledger(served: Release):
    reply = ask("/api/v1/claims/many-partners")
    assert reply.json == output.entry(served, "many-partners")


def test_the_list_of_claims_is_the_ledger(served: Release, monkeypatch):
    few = {name: output.CLAIMS[name] for name in ("many-partners", "friendly-asia")}
    monkeypatch.setattr(output, "CLAIMS", few)
    reply = ask("/api/v1/claims").json
    assert reply == {"release": served.id, "claims": output.entries(served)}


def test_the_current_release_is_told_with_the_state_of_its_sources(served: Release):
    reply = ask("/api/v1/releases/current").json
    assert reply["id"] == served.id
    assert set(reply["sources"]) == set(served.facts["sources"])
