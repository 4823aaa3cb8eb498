"""The menu at a figure: each kind of file is saved and opens, texts are copied, by mouse, keyboard and finger."""

from __future__ import annotations

import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader

from dashboard import release as releases

from .desk import EXPLORE, Desk
from .serving import serving

KINDS = {
    "PNG": "png",
    "SVG": "svg",
    "PDF": "pdf",
    "HTML": "html",
    "Vega-Lite": "json",
    "CSV": "csv",
    "XLSX": "xlsx",
    "Parquet": "parquet",
}
FINGER = 44  # px


@pytest.fixture(scope="module")
def datasets(small_datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small datasets: a copied frozen link writes to it."""
    return Path(shutil.copytree(small_datasets, tmp_path_factory.mktemp("taken") / "datasets", symlinks=True))


@pytest.fixture(scope="module")
def server(datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the small release, instead of the one in datasets/."""
    with serving(datasets, tmp_path_factory.mktemp("server") / "log") as url:
        yield url


@pytest.fixture(scope="module")
def files(browser: Browser, server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every file of the ranking with India chosen, saved from its menu: label -> file."""
    desk, folder = Desk(browser.new_page(), server), tmp_path_factory.mktemp("files")
    desk.open(EXPLORE, partner="IND")
    menu = opened(desk, "ranking")
    saved = {}
    for label in KINDS:
        with desk.page.expect_download() as waiting:
            menu.get_by_role("link", name=label, exact=True).click()
        saved[label] = folder / waiting.value.suggested_filename
        waiting.value.save_as(saved[label])
    desk.check_clean()
    desk.page.close()
    return saved


def opened(desk: Desk, name: str) -> Locator:
    """The menu of a figure, opened."""
    desk.settle()
    desk.page.locator(f".st-key-take-{name}").get_by_role("button").click()
    menu = desk.page.locator("[data-testid=stPopoverBody]")
    expect(menu.get_by_role("link").first).to_be_visible()
    return menu


def copied(desk: Desk, menu: Locator, tab: str, label: str) -> str:
    """What is in the clipboard after the button of a text was clicked and said that it is done."""
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.url)
    menu.get_by_role("tab", name=tab).click()
    box = menu.locator("section", has=desk.page.get_by_role("button", name=f"Copy: {label}"))
    box.get_by_role("button").click()
    expect(box.get_by_role("status")).to_have_text("Copied")
    return str(desk.page.evaluate("navigator.clipboard.readText()"))


def title_of(datasets: Path) -> str:
    """The headline of the ranking with India chosen."""
    from dashboard import figures
    from dashboard.selection import Choice

    return figures.content(releases.current(datasets), "ranking", Choice(("IND",))).title


@pytest.mark.parametrize("label", KINDS)
def test_a_saved_file_is_named_by_figure_partner_and_release(files: dict[str, Path], datasets: Path, label: str):
    release_id = releases.current(datasets).id
    assert files[label].name == f"russia-asia_ranking_ind_{release_id}.{KINDS[label]}"


def test_the_saved_png_opens_as_a_picture_at_twice_its_size(files: dict[str, Path]):
    with Image.open(files["PNG"]) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width == 2 * 840


def test_the_saved_svg_opens_as_xml_with_the_headline(files: dict[str, Path], datasets: Path):
    root = ET.fromstring(files["SVG"].read_bytes())
    assert title_of(datasets) in " ".join(root.itertext())


def test_the_saved_pdf_opens_with_one_page_and_the_headline_as_its_title(files: dict[str, Path], datasets: Path):
    found = PdfReader(files["PDF"])
    assert len(found.pages) == 1
    assert found.metadata is not None
    assert found.metadata.title == title_of(datasets)


def test_the_saved_page_opens_from_disk_with_the_picture_and_asks_nobody(
    files: dict[str, Path], datasets: Path, browser: Browser
):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files["HTML"].as_uri())
    expect(page.locator("svg").first).to_be_visible()
    assert title_of(datasets) in page.content()
    assert asked == [files["HTML"].as_uri()]
    page.close()


def test_the_saved_spec_opens_as_vega_lite(files: dict[str, Path]):
    spec: dict[str, Any] = json.loads(files["Vega-Lite"].read_text())
    assert "vega-lite" in spec["$schema"]
    assert spec["datasets"]


def test_the_saved_data_files_open_with_the_same_rows(files: dict[str, Path]):
    rows = pd.read_csv(files["CSV"])
    assert "IND" in set(rows["partner"])
    assert list(pd.read_parquet(files["Parquet"])["partner"]) == list(rows["partner"])
    sheet = openpyxl.load_workbook(io.BytesIO(files["XLSX"].read_bytes())).worksheets[0]
    column = [cell.value for cell in next(sheet.iter_rows())].index("partner")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == list(rows["partner"])


def test_before_its_menu_is_opened_no_file_and_no_text_of_a_figure_is_on_the_page(desk: Desk):
    desk.open(EXPLORE, partner="IND")
    assert "api/v1" not in desk.page.content()
    assert desk.page.get_by_role("button", name="Copy: APA").count() == 0


def test_a_citation_is_copied(desk: Desk, datasets: Path):
    desk.open(EXPLORE, partner="IND")
    text = copied(desk, opened(desk, "ranking"), "Cite", "APA")
    assert title_of(datasets) in text
    assert releases.current(datasets).id in text


def test_the_copied_python_runs_on_the_address_of_this_server(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    desk.open(EXPLORE, partner="IND")
    program = copied(desk, opened(desk, "partner-trade-IND"), "Data and API", "Python")
    names: dict[str, Any] = {}
    exec(program, names)
    assert set(names["rows"]["partner"]) == {"IND"}


def test_the_page_of_a_copied_frozen_iframe_is_kept_from_then_on(desk: Desk, datasets: Path):
    desk.open(EXPLORE, partner="IND")
    code = copied(desk, opened(desk, "ranking"), "Embed", "Frozen")
    release_id = releases.current(datasets).id
    assert f'src="{desk.url}/embed/ranking/{release_id}?partner=IND"' in code
    index = json.loads((datasets / "frozen" / f"{release_id}.json").read_text())
    assert "IND" in index["pages"]["ranking"]


def test_the_copied_iframe_shows_the_figure(desk: Desk):
    desk.open(EXPLORE, partner="IND")
    code = copied(desk, opened(desk, "ranking"), "Embed", "Follows the data")
    desk.page.set_content(code)
    expect(desk.page.frame_locator("iframe").locator("svg").first).to_be_visible()


def test_by_keyboard_the_menu_opens_gives_a_file_and_closes_where_it_was_opened(desk: Desk):
    desk.open(EXPLORE, partner="IND")
    button = desk.page.locator(".st-key-take-ranking").get_by_role("button")
    button.focus()
    desk.press("Enter")
    menu = desk.page.locator("[data-testid=stPopoverBody]")
    expect(menu.get_by_role("tab", name="Files")).to_be_focused()
    desk.press("Tab")  # from the one stop of all tabs
    expect(menu.get_by_role("link", name="PNG", exact=True)).to_be_focused()
    with desk.page.expect_download() as waiting:
        desk.press("Enter")
    assert waiting.value.suggested_filename.endswith(".png")
    desk.press("Escape")
    expect(menu).to_have_count(0)
    expect(button).to_be_focused()
    desk.expect_query(partner=["IND"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_on_a_telephone_the_menu_fits_and_everything_in_it_is_large_enough_for_a_finger(
    browser: Browser, server: str, mode: Any
):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=mode)
    desk = Desk(context.new_page(), server)
    desk.open(EXPLORE, partner="IND")
    menu = opened(desk, "ranking")
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button = desk.page.locator(".st-key-take-ranking").get_by_role("button")
    for target in (button, *menu.get_by_role("link").all(), *menu.get_by_role("tab").all()):
        size = target.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= FINGER, target.inner_text()
    desk.check_clean()
    context.close()


def test_the_menu_of_a_table_saves_the_rows_that_are_chosen(desk: Desk):
    desk.open("/data", **{"partner": "IND", "from": "2018", "to": "2019"})
    menu = opened(desk, "table-trade_annual")
    with desk.page.expect_download() as waiting:
        menu.get_by_role("link", name="CSV", exact=True).click()
    rows = pd.read_csv(waiting.value.path())
    assert set(rows["partner"]) == {"IND"}
    assert set(rows["year"]) == {2018, 2019}
