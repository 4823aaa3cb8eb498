"""The data of every figure is one click away, and can be taken along."""

import pandas as pd
import pytest
from playwright.sync_api import expect

from .desk import Desk


def downloaded(desk: Desk, within: str) -> pd.DataFrame:
    """The file behind the download button of a place."""
    button = desk.page.locator(f"{within} [data-testid=stDownloadButton] button").first
    expect(button).to_be_visible()
    desk.settle()
    with desk.page.expect_download() as waiting:
        button.click()
    return pd.read_csv(waiting.value.path())


@pytest.mark.parametrize("figure", ["tiles", "ranking", "partner-trade-IND", "visits"])
def test_the_data_of_a_figure_opens_on_one_click_and_its_file_holds_the_partner(desk: Desk, figure: str):
    desk.open(partner="IND")
    desk.page.locator(f".st-key-fold-{figure} summary").click()
    expect(desk.page.locator(f".st-key-fold-{figure} [data-testid=stDataFrame]")).to_be_visible()
    rows = downloaded(desk, f".st-key-fold-{figure}")
    assert "IND" in set(rows["partner"])


def test_an_opened_table_stays_open_after_a_click_on_another_partner(desk: Desk):
    desk.open(partner="IND")
    desk.page.locator(".st-key-fold-ranking summary").click()
    table = desk.page.locator(".st-key-fold-ranking [data-testid=stDataFrame]")
    expect(table).to_be_visible()
    desk.click(desk.mark("tiles", "(VNM)"))
    desk.expect_query(partner=["VNM"])
    desk.expect_title("partner-trade-VNM", "Vietnam:")
    expect(table).to_be_visible()


def test_the_data_page_gives_the_rows_of_the_chosen_partner_and_years(desk: Desk):
    desk.open("/data", **{"partner": "IND", "from": "2018", "to": "2019"})
    rows = downloaded(desk, "[data-testid=stMain]")
    assert set(rows["partner"]) == {"IND"}
    assert set(rows["year"]) == {2018, 2019}


SECTIONS = {"methods": "Methods", "sources": "Sources and terms", "missing": "What is missing", "places": "Place names"}


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_the_data_page_opens_and_is_part_of_the_link(desk: Desk, section: str):
    desk.open("/data", partner="IND")
    desk.page.locator("[data-testid=stMain]").get_by_text(SECTIONS[section], exact=True).first.click()
    desk.expect_query(partner=["IND"], section=[section])
    desk.settle()
    expect(desk.page.locator("[data-testid=stException]")).to_have_count(0)


def test_a_search_and_its_table_are_part_of_the_link(desk: Desk):
    desk.open("/data", table="visits", find="Modi")
    rows = downloaded(desk, "[data-testid=stMain]")
    assert len(rows) > 0
    assert rows.fillna("").astype("str").agg(" ".join, axis=1).str.contains("modi", case=False).all()
