"""Each page opens whole: charts drawn and named, no error behind it, nobody else asked, and it fits a telephone."""

import re

import pytest
from playwright.sync_api import expect

from .desk import PAGES, Desk

LEAST_CHARTS = {"story": 1, "explore": 5, "partner": 2}
EACH_PAGE = pytest.mark.parametrize("name", PAGES)
PHONE = {"width": 390, "height": 844}


@EACH_PAGE
def test_a_page_opens_without_console_error_or_call_to_another_host(desk: Desk, name: str):
    desk.open(PAGES[name])
    desk.page.wait_for_load_state("networkidle")
    desk.check_clean()


@EACH_PAGE
def test_every_chart_of_a_page_is_drawn_and_named_and_the_tab_says_what_this_is(desk: Desk, name: str):
    desk.open(PAGES[name])
    charts = desk.page.locator("[data-testid=stVegaLiteChart]")
    if least := LEAST_CHARTS.get(name):
        expect(charts.nth(least - 1)).to_be_attached()
    desk.settle()
    for chart in charts.all():
        expect(chart.locator("svg.marks")).to_have_count(1)
        label = chart.get_attribute("aria-label") or ""
        assert len(label) > 40, label
    expect(desk.page).to_have_title(re.compile("Russia and Asia"))


@EACH_PAGE
def test_a_page_fits_a_telephone_without_sideways_scrolling(desk: Desk, name: str):
    desk.page.set_viewport_size(PHONE)
    desk.open(PAGES[name], partner=["IND", "VNM"])
    main = desk.page.locator("[data-testid=stMain]")
    assert main.evaluate("e => [e.scrollWidth, e.clientWidth]") == [PHONE["width"]] * 2
    wide = desk.page.evaluate("document.documentElement.scrollWidth")
    assert wide == PHONE["width"]
    for chart in desk.page.locator("[data-testid=stVegaLiteChart] svg.marks").all():
        box = chart.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_charts_are_drawn_anew_when_the_window_narrows(desk: Desk):
    desk.open()
    desk.page.set_viewport_size(PHONE)
    for figure in ("tiles", "ranking", "asia-share"):
        desk.page.wait_for_function(
            "([selector, most]) => { const e = document.querySelector(selector);"
            " return e && e.getBoundingClientRect().width > 200 && e.getBoundingClientRect().width <= most; }",
            arg=[f'[class*="st-key-{figure}_"] svg.marks', PHONE["width"]],
        )
