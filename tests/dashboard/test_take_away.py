"""The menu at a figure and at a table, without a browser: what it offers for a choice, and that closed it is empty."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import release as releases
from dashboard.api import figures, snippets, tables
from dashboard.files import held_back
from dashboard.layout import take_away
from dashboard.selection import Choice
from tests.dashboard.api.asking import ask

INDIA = Choice(("IND",), first=2010)


@pytest.fixture(autouse=True)
def _small_release(small_datasets: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DASHBOARD_URL", raising=False)
    monkeypatch.setattr(releases, "DATASETS", small_datasets)


def figure_menu(figure_id: str, choice: Choice, *, opened: bool = True) -> AppTest:
    """The menu of a figure after one run."""

    def script(figure_id, choice):
        from dashboard import release
        from dashboard.layout import take_away

        take_away.show_figure_menu(release.current(), figure_id, choice, figure_id)

    at = AppTest.from_function(script, default_timeout=60, kwargs={"figure_id": figure_id, "choice": choice})
    at.session_state[f"take-{figure_id}"] = opened
    return at.run()


def table_menu(name: str, choice: Choice, rows: int) -> AppTest:
    """The open menu of a table after one run."""

    def script(name, choice, rows):
        from dashboard import release
        from dashboard.layout import take_away

        take_away.show_table_menu(release.current(), name, choice, rows)

    kwargs = {"name": name, "choice": choice, "rows": rows}
    at = AppTest.from_function(script, default_timeout=60, kwargs=kwargs)
    at.session_state[f"take-table-{name}"] = True
    return at.run()


def links(at: AppTest) -> dict[str, str]:
    """Label -> address of the files offered."""
    assert not at.exception
    written = "".join(part.proto.body for part in at.get("html"))
    return {
        label: href.replace("&amp;", "&") for href, label in re.findall(r'href="([^"]+)" download>([^<]+)', written)
    }


def copied(at: AppTest) -> dict[str, str]:
    """Label -> text of all that can be copied."""
    assert not at.exception
    boxes = [json.loads(part.proto.json)["texts"] for part in at.get("bidi_component") if part.proto.json]
    return {one["label"]: one["text"] for texts in boxes for one in texts}


def captions(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_a_closed_menu_makes_and_sends_nothing(monkeypatch: pytest.MonkeyPatch):
    def made(*_args: object, **_more: object):
        raise AssertionError("a closed menu made something")

    for owner, name in ((held_back, "of_figure"), (snippets, "figure"), (take_away, "citation")):
        monkeypatch.setattr(owner, name, made)
    at = figure_menu("ranking", INDIA, opened=False)
    assert not at.exception
    assert links(at) == copied(at) == {}


def test_a_figure_is_offered_in_every_kind_of_file():
    offered = links(figure_menu("ranking", INDIA))
    assert list(offered) == ["PNG", "SVG", "PDF", "HTML", "Vega-Lite", "CSV", "XLSX", "Parquet"]


def test_each_kind_offered_is_one_that_the_api_makes():
    kinds = {**take_away.PICTURES, **take_away.PAGES, **take_away.DATA}
    assert set(figures.FORMATS) == kinds.keys() | {"json"}
    assert set(tables.FORMATS) == take_away.TABLE_DATA.keys()


def test_a_link_to_a_file_is_relative_and_holds_choice_and_release():
    address = urlsplit(links(figure_menu("ranking", INDIA))["CSV"])
    assert (address.netloc, address.path) == ("", "api/v1/figures/ranking")
    release_id = releases.current().id
    assert parse_qs(address.query) == {
        "partner": ["IND"],
        "from": ["2010"],
        "format": ["csv"],
        "release": [release_id],
    }


def test_a_link_gives_the_rows_that_the_figure_shows():
    from dashboard import figures as register

    reply = ask("/" + links(figure_menu("ranking", INDIA))["CSV"])
    shown = register.content(releases.current(), "ranking", INDIA.view()).table
    assert reply.status == 200
    assert len(reply.text.splitlines()) == len(shown) + 1


def test_on_a_dark_page_pictures_are_offered_on_dark_and_on_light_paper(monkeypatch: pytest.MonkeyPatch):
    dark = SimpleNamespace(theme=SimpleNamespace(type="dark"), url=None)
    monkeypatch.setattr(take_away.st, "context", dark)
    at = figure_menu("ranking", INDIA)
    bodies = [part.proto.body for part in at.get("html")]
    assert ["mode=dark" in body for body in bodies] == [True, False, False, False]
    assert "Pictures on light paper" in bodies[1]


def test_rows_that_may_not_be_passed_on_leave_no_page_spec_or_embed_and_the_menu_says_why(
    monkeypatch: pytest.MonkeyPatch,
):
    kept = held_back.Kept(pd.DataFrame(), "2 rows are left out: their source forbids it.")
    monkeypatch.setattr(held_back, "of_figure", lambda *_asked: kept)
    at = figure_menu("ranking", INDIA)
    assert list(links(at)) == ["PNG", "SVG", "PDF", "CSV", "XLSX", "Parquet"]
    assert kept.reason in captions(at)
    assert kept.reason in " ".join(part.value for part in at.markdown)
    assert "Follows the data" not in copied(at)


def test_the_figure_is_cited_in_four_styles_with_its_release():
    texts = copied(figure_menu("ranking", INDIA))
    for style in ("APA", "Chicago", "BibTeX", "Plain text"):
        assert releases.current().id in texts[style]


def test_what_is_copied_leads_to_the_dashboards_own_address(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DASHBOARD_URL", "https://figures.example/asia/")
    texts = copied(figure_menu("ranking", INDIA))
    address = "https://figures.example/asia/api/v1/figures/ranking?partner=IND&from=2010"
    assert texts["Address"] == address
    assert f'read_csv("{address}&format=csv")' in texts["Python"]
    assert texts["Google Sheets"] == f'=IMPORTDATA("{address}&format=csv")'
    assert 'src="https://figures.example/asia/embed/ranking?partner=IND' in texts["Follows the data"]


def test_code_is_offered_that_follows_the_data_and_code_frozen_to_the_release():
    texts = copied(figure_menu("ranking", Choice(("IND",))))
    assert "/embed/ranking?partner=IND" in texts["Follows the data"]
    assert f"/embed/ranking/{releases.current().id}?partner=IND" in texts["Frozen"]


def test_where_no_page_is_frozen_the_menu_says_why():
    at = figure_menu("ranking", INDIA)
    assert "Frozen" not in copied(at)
    assert "without a choice and for one partner" in captions(at)


@pytest.mark.parametrize(
    ("called", "folder", "address"),
    [
        ("https://figures.example", "", "https://figures.example/"),
        ("https://figures.example/explore", "", "https://figures.example/"),
        ("http://127.0.0.1:8501/asia/explore", "asia", "http://127.0.0.1:8501/asia/"),
        (None, "", ""),
    ],
)
def test_without_a_stated_address_it_is_the_one_in_the_readers_browser_without_the_page(
    called: str | None, folder: str, address: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(take_away.st, "context", SimpleNamespace(url=called))
    monkeypatch.setattr(take_away.st, "get_option", {"server.baseUrlPath": folder}.get)
    assert take_away.site() == address


def test_a_table_is_offered_in_every_kind_of_file_for_the_rows_chosen():
    offered = links(table_menu("trade_annual", Choice(("IND",), find="imf"), rows=3))
    assert list(offered) == ["CSV", "XLSX", "JSON", "Parquet"]
    for address in offered.values():
        query = parse_qs(urlsplit(address).query)
        assert (query["partner"], query["find"]) == (["IND"], ["imf"])
        assert ask("/" + address).status == 200


def test_a_kind_that_takes_fewer_rows_than_there_are_is_left_out_and_named():
    at = table_menu("trade_annual", Choice(), rows=tables.MOST_ROWS["xlsx"] + 1)
    assert list(links(at)) == ["CSV", "JSON", "Parquet"]
    assert "XLSX takes at most 20,000 rows" in captions(at)
