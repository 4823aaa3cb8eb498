"""A click on any partner moves charts, widgets and the link; shift-click adds, click again and Escape clear."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.theme import LIGHT

from .desk import PAGES, Desk

# The chart, the name of a mark of India in it, and the choice to start from: a chart of one partner needs it chosen.
CLICKABLE = pytest.mark.parametrize(
    ("figure", "label", "start"),
    [
        pytest.param("tiles", "India (IND)", [], id="tile"),
        pytest.param("ranking", "India (IND)", [], id="row of the ranking"),
        pytest.param("visits", "India (IND)", [], id="lane of the visits"),
        pytest.param("visits", "to India", [], id="stroke of a visit"),
        pytest.param("partner-trade-IND", "India, 2019", ["CHN", "IND"], id="point of a partner's line"),
    ],
)


@CLICKABLE
def test_a_click_on_a_mark_chooses_its_partner_everywhere(desk: Desk, figure: str, label: str, start: list[str]):
    desk.open(partner=start)
    desk.click(desk.mark(figure, label))
    desk.expect_query(partner=["IND"])
    desk.expect_partners("India")
    desk.expect_title("partner-trade-IND", "India:")
    desk.expect_title("asia-share", "India")
    name = desk.chart("ranking").get_by_text("India", exact=True)
    expect(name).to_have_attribute("fill", LIGHT.accent)
    lanes = desk.chart("visits").locator('path[aria-roledescription="rect mark"]')
    expect(lanes).to_have_count(2)  # only India's: one each way
    ring = desk.chart("tiles").locator(f'path[stroke="{LIGHT.accent}"]')
    expect(ring).to_have_count(1)


@pytest.mark.parametrize(
    ("figure", "label"),
    [("tiles", "(VNM)"), ("ranking", "(VNM)"), ("visits", "(VNM)"), ("partner-trade-VNM", "Vietnam, 2019")],
)
def test_a_shift_click_takes_a_chosen_partner_out_and_leaves_the_others(desk: Desk, figure: str, label: str):
    desk.open(partner=["IND", "VNM"])
    desk.click(desk.mark(figure, label), add=True)
    desk.expect_query(partner=["IND"])
    desk.expect_partners("India")


@pytest.mark.parametrize("figure", ["tiles", "ranking"])
def test_a_shift_click_adds_a_partner_behind_the_first(desk: Desk, figure: str):
    desk.open(partner="VNM")
    desk.click(desk.mark(figure, "India (IND)"), add=True)
    desk.expect_query(partner=["VNM", "IND"])
    desk.expect_partners("Vietnam", "India")
    desk.expect_title("partner-trade-VNM", "Vietnam:")
    desk.expect_title("partner-trade-IND", "India:")


@pytest.mark.parametrize(
    ("figure", "label"),
    [("tiles", "(IND)"), ("ranking", "(IND)"), ("visits", "(IND)"), ("partner-trade-IND", "India, 2019")],
)
def test_a_second_click_on_the_chosen_partner_clears(desk: Desk, figure: str, label: str):
    desk.open()
    desk.click(desk.mark("tiles", "(IND)"))
    desk.expect_query(partner=["IND"])
    desk.expect_title("partner-trade-IND", "India:")
    desk.click(desk.mark(figure, label))
    desk.expect_query()
    desk.expect_partners()


def test_escape_clears_partners_and_years_and_keeps_how_the_reader_looks(desk: Desk):
    desk.open(**{"partner": ["IND", "VNM"], "from": "2010", "to": "2020", "flow": "export"})
    desk.press("Escape")
    desk.expect_query(flow=["export"])
    desk.expect_partners()
    desk.expect_year("from", "")


def test_the_clear_button_does_what_escape_does(desk: Desk):
    desk.open(partner="IND", flow="export")
    desk.page.get_by_role("button", name="Clear").first.click()
    desk.expect_query(flow=["export"])
    desk.expect_partners()


def test_a_drag_over_the_years_of_asias_share_sets_from_and_to_everywhere(desk: Desk):
    desk.open()
    desk.drag(desk.chart("asia-share"), 0.3, 0.6)
    expect(desk.page).to_have_url(re.compile(r"from=\d{4}&to=\d{4}"))
    first, last = desk.query["from"][0], desk.query["to"][0]
    assert int(first) < int(last)
    desk.expect_year("from", first)
    desk.expect_year("to", last)
    desk.expect_title("ranking", f"{first} and {last}")


def test_a_new_drag_replaces_the_years(desk: Desk):
    desk.open()
    desk.drag(desk.chart("asia-share"), 0.3, 0.6)
    expect(desk.page).to_have_url(re.compile(r"from=\d{4}&to=\d{4}"))
    before = desk.page.url
    desk.drag(desk.chart("asia-share"), 0.15, 0.25)
    expect(desk.page).not_to_have_url(before)
    assert set(desk.query) == {"from", "to"}


def test_a_click_after_another_in_a_different_chart_works_too(desk: Desk):
    desk.open()
    desk.click(desk.mark("tiles", "(IND)"))
    desk.expect_title("partner-trade-IND", "India:")
    desk.click(desk.mark("ranking", "(CHN)"))
    desk.expect_query(partner=["CHN"])
    desk.expect_title("partner-trade-CHN", "China:")
    desk.click(desk.mark("tiles", "(JPN)"))
    desk.expect_query(partner=["JPN"])
    desk.expect_title("partner-trade-JPN", "Japan:")


def test_a_click_on_the_partner_page_changes_the_same_choice(desk: Desk):
    desk.open("/partner", partner=["CHN", "IND"])
    desk.click(desk.mark("partner-trade-IND", "India, 2019"))
    desk.expect_query(partner=["IND"])
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("India")


def test_a_widget_of_the_sidebar_writes_the_link_and_moves_the_charts(desk: Desk):
    desk.open(partner="IND")
    desk.widget("flow").get_by_text("Russia’s exports").click()
    desk.expect_query(partner=["IND"], flow=["export"])
    desk.expect_title("partner-trade-IND", "exports")


# The charts of the other pages: page and chart, the name of a mark, the choice before, the partner it chooses.
ELSEWHERE = pytest.mark.parametrize(
    ("place", "label", "start", "partner"),
    [
        pytest.param(("forums", "forum-matrix"), "APEC 2001, Shanghai", [], "CHN", id="cell of a meeting's host"),
        pytest.param(("forums", "forum-outcomes"), "APEC 2001, Shanghai", [], "CHN", id="outcome of a meeting"),
        pytest.param(("story", "trips"), "19 July 2000: Vladimir Putin", [], "PRK", id="trip"),
        pytest.param(("story", "disagreement"), "India (IND)", [], "IND", id="row of the disagreement"),
        pytest.param(("visits", "visits"), "(IND)", ["IND", "VNM"], "IND", id="lane on the page of visits"),
        pytest.param(("partner", "visits-by-person-IND"), "to India", ["VNM", "IND"], "IND", id="stroke of a person"),
        pytest.param(("partner", "exchanges-IND"), "India", ["VNM", "IND"], "IND", id="visit exchanged"),
        pytest.param(("partner", "rivals-IND"), "India with China, 2010", ["VNM", "IND"], "IND", id="point of a rival"),
        pytest.param(("partner", "un-votes-IND"), "India to Russia, 2010", ["VNM", "IND"], "IND", id="point of votes"),
    ],
)


@ELSEWHERE
def test_a_click_on_a_chart_of_another_page_chooses_its_partner(
    desk: Desk, place: tuple[str, str], label: str, start: list[str], partner: str
):
    page, figure = place
    desk.open(PAGES[page], partner=start)
    desk.click(desk.mark(figure, label))
    desk.expect_query(partner=[partner])


def test_a_drag_over_the_years_of_concentration_chooses_them(desk: Desk):
    desk.open(PAGES["story"])
    desk.drag(desk.chart("concentration"), 0.2, 0.6)
    expect(desk.page).to_have_url(re.compile(r"from=20\d\d&to=20\d\d"))
